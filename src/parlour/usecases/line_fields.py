"""The fields of an object in a line, wherever it lies: what is wrong with one is told with the whole path to it."""

from dataclasses import dataclass

from parlour.core.text import clean
from parlour.usecases.json_lines import BadLine, Record, optional_text, text_field, texts_field


@dataclass(frozen=True, slots=True)
class Fields:
    """One object and the `path` that leads to it from the line, "" for the line itself.

    Every reader raises BadLine naming the path, such as `customer.private_facts[2].value`.
    """

    record: Record
    path: str = ""

    def name(self, field: str) -> str:
        """What an error calls this field."""
        return f"{self.path}.{field}" if self.path else field

    def needed(self, field: str) -> str:
        """The string under `field`, exactly as it came."""
        return text_field(*self._named(field))

    def text(self, field: str) -> str:
        """The string under `field` as it can be kept, empty when absent or null."""
        return clean(optional_text(*self._named(field)) or "")

    def texts(self, field: str) -> tuple[str, ...]:
        """The list of strings under `field`, empty when absent or null."""
        return texts_field(*self._named(field))

    def object(self, field: str) -> "Fields":
        """The object under `field`, which must be there."""
        found = self.record.get(field)
        if found is None:
            raise BadLine("missing_field", f"{self.name(field)!r} is missing")
        if not isinstance(found, dict):
            raise BadLine("wrong_type", f"{self.name(field)!r} must be an object")
        return Fields(found, self.name(field))

    def objects(self, field: str) -> list["Fields"]:
        """The list of objects under `field`, empty when absent or null."""
        found, name = self.record.get(field), self.name(field)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise BadLine("wrong_type", f"{name!r} must be a list of objects")
        return [Fields(one, f"{name}[{place}]") for place, one in enumerate(found)]

    def _named(self, field: str) -> tuple[Record, str]:
        """The field alone, under the name that an error shall call it by."""
        name = self.name(field)
        return ({name: self.record[field]} if field in self.record else {}), name
