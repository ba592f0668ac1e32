"""What the network says when it will not do a thing."""


class Refused(Exception):
    """A refusal with its HTTP status and the `error` sentence of the Mastodon API.

    The sentences are the ones production servers send, because clients match on them.
    """

    def __init__(self, status: int, error: str, details: dict[str, object] | None = None) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.details = details or {}


def not_found() -> Refused:
    """Also the answer for things the asker may not see."""
    return Refused(404, "Record not found")


def invalid(reason: str) -> Refused:
    """A failed validation, in the wording of the original."""
    return Refused(422, f"Validation failed: {reason}")


def too_many() -> Refused:
    """The quota is used up."""
    return Refused(429, "Too many requests")
