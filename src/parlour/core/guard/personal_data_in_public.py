"""Personal data of anybody, private or not, has no place in a public reply; some has no place in any reply."""

from collections.abc import Iterator

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.view import Part, View
from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.verdict import Finding, Severity
from parlour.core.personal_data import find
from parlour.core.text.fold import fold

NEVER_KINDS = frozenset({"card", "secret", "national_id"})
_NOUNS = {
    "email": "an e-mail address", "phone": "a telephone number", "card": "a card number", "iban": "a bank account",
    "address": "a home address", "national_id": "an identity number", "birth_date": "a date of birth",
    "ip": "an internet address", "order": "an order number", "booking": "a booking code", "ticket": "a case number",
    "policy": "a policy number", "claim": "a claim number", "loyalty": "a membership number",
    "account": "an account number", "licence": "a licence or plate", "device": "a device number",
    "handle": "a name on another network", "secret": "a password or code", "person": "a person's name",
}  # fmt: skip


def check_personal_data(view: View, context: GuardContext, knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    """Personal data by its look; cards, passwords and identity numbers also in private."""
    return tuple(finding for part in view.parts for finding in _in_part(part, view, context, knowledge))


def _in_part(part: Part, view: View, context: GuardContext, knowledge: GuardKnowledge) -> Iterator[Finding]:
    shown = fold(part.reading.raw, keep_case=True)
    for datum in find(shown.text):
        start, end = shown.span(datum.start, datum.end)
        if (view.public or datum.kind in NEVER_KINDS) and not _exempt(datum, part, (start, end), context):
            severity = _severity(datum, knowledge)
            message = f"This is {_NOUNS[datum.kind]}. {_advice(severity)}"
            at = (0, 0) if part.where else (start, end)
            said = f"In the {part.where}: {message}" if part.where else message
            yield Finding(f"personal_data.{datum.kind}", severity, *at, said, fact_kind=datum.kind)


def _severity(datum: PersonalDatum, _knowledge: GuardKnowledge) -> Severity:
    if datum.kind in NEVER_KINDS:
        return Severity.NEVER
    if datum.kind == "person":
        return Severity.HINT  # a name alone is mostly a colleague's; customers' names are private facts
    return Severity.REVIEW if datum.confidence < 0.7 else Severity.BLOCK


def _advice(severity: Severity) -> str:
    if severity is Severity.NEVER:
        return "It must never be sent."
    return "Everyone can read this, please leave it out."


def _exempt(datum: PersonalDatum, part: Part, span: tuple[int, int], context: GuardContext) -> bool:
    """Company contacts, the author's own name and what the network shows anyway."""
    text = part.reading.raw[span[0] : span[1]]
    folded = fold(text).text
    if datum.kind == "person":
        own = fold(f"{context.author.name} {context.recipient_name}").text.split()
        return all(word.strip(".,") in own for word in folded.split())
    contacts = [_bare(contact) for contact in context.author.company_contacts]
    bare = _bare(text)
    if any(bare in contact or (len(contact) >= 6 and contact in bare) for contact in contacts if bare):
        return True
    if datum.kind == "phone" and any(bare[-9:] == contact[-9:] for contact in contacts):
        return True
    return datum.kind == "handle" and folded.lstrip("@") in {
        address.lstrip("@").casefold().partition("@")[0] for address in context.own_addresses
    }


def _bare(text: str) -> str:
    return "".join(character for character in fold(text).text if character.isalnum())
