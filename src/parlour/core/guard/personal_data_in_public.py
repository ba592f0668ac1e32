"""Personal data of anybody, private or not, has no place in a public reply; some has no place in any reply."""

import re
from collections.abc import Iterator
from functools import lru_cache

import re2

from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.told_whole import told_whole
from parlour.core.guard.view import Part, View
from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.verdict import Finding, Severity
from parlour.core.personal_data import find
from parlour.core.personal_data.mail_houses import is_of_a_mail_house
from parlour.core.text.fold import fold

_SURE = 0.7
_CODES = frozenset({"booking", "ticket"})
_CONTACT_KINDS = frozenset({"email", "phone", "address"})
_LISTED_KINDS = _CONTACT_KINDS | {"handle"}
_SHORTEST_NAME = 3
_TELLING_PART = 6  # letters and figures of which a part of a contact is still that contact
_READ_BEFORE = 100  # code points before a contact that say whose it is
_OUR_OWN = re.compile(
    r"\b(?:our|unser\w*|nuestr[oa]|notre) (?:[a-z]+ ){0,3}?(?:host|manager|coordinator|colleague|team|director|lead|"
    r"chef|advocate|kolleg(?:e|in)|leiter(?:in)?|chefin|compan[ea]r[oa]|responsable|directora?|collegue|"
    r"directrice|directeur),"
)
# Numbers that a call centre has and no person: free and shared-cost lines, without the zeros in front of them.
_SERVICE_LINE = re2.compile(
    r"1?8(?:00|33|44|55|66|77|88)\d{7}|(?:44|49|33|353|61|43|41|39|32|31|57)?1?8(?:00|08)\d{3,7}|"
    r"(?:34)?90[0-2]\d{6}|810\d{6,7}|180\d{6,8}"
)
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
    looks = (finding for part in view.parts for finding in _in_part(part, view, context, knowledge))
    return (*looks, *(() if view.public else told_whole(view, context, knowledge)))


def _in_part(part: Part, view: View, context: GuardContext, knowledge: GuardKnowledge) -> Iterator[Finding]:
    shown = fold(part.reading.raw, keep_case=True)
    for datum in find(shown.text):
        start, end = shown.span(datum.start, datum.end)
        if _is_shown(datum, part.reading.raw[start:end], view, context, knowledge):
            continue
        if (view.public or knowledge.kind(datum.kind).never) and not _exempt(
            datum, part, (start, end), context, knowledge
        ):
            severity = _severity(datum, part, (start, end), knowledge)
            message = f"This is {_NOUNS[datum.kind]}. {_advice(severity)}"
            at = (0, 0) if part.where else (start, end)
            said = f"In the {part.where}: {message}" if part.where else message
            yield Finding(f"personal_data.{datum.kind}", severity, *at, said, fact_kind=datum.kind)


def _is_shown(datum: PersonalDatum, text: str, view: View, context: GuardContext, knowledge: GuardKnowledge) -> bool:
    """Whether the recipient wrote this very thing in the thread, and it is nothing that stays private even so."""
    kind = knowledge.kind(datum.kind)
    if view.background.regulated or kind.always_private or kind.never:
        return False
    bare = _bare(text)
    return len(bare) >= 4 and any(bare in _bare(post) for post in context.public_posts)


def _severity(datum: PersonalDatum, part: Part, span: tuple[int, int], knowledge: GuardKnowledge) -> Severity:
    if knowledge.kind(datum.kind).never:
        return Severity.NEVER
    if datum.kind == "person":
        return Severity.HINT  # a name alone is mostly a colleague's; customers' names are private facts
    begin = max(0, span[0] - _READ_BEFORE)
    before, said = (fold(part.reading.raw[slice(*place)]).text for place in ((begin, span[0]), span))
    if datum.kind == "email" and _is_of_the_house(said, before, knowledge):
        return Severity.HINT
    if _is_ours(datum.kind, before, knowledge):
        return Severity.HINT  # the house's own, by the words before it, if not on its list
    if datum.confidence < _SURE:
        # A code known by its look alone may be an article's; those of known people are private facts.
        return Severity.HINT if datum.kind in _CODES else Severity.REVIEW
    return Severity.BLOCK


def _is_of_the_house(address: str, before: str, knowledge: GuardKnowledge) -> bool:
    """Whether an e-mail address is a department's, or of a colleague whom the words before it name: "our host, Ines,
    reads ines@inn.example". Nobody's own mailbox at a provider for everybody is."""
    name, _, domain = address.partition("@")
    if is_of_a_mail_house(domain):
        return False
    ours = _OUR_OWN.search(before)
    named = name.isalpha() and len(name) >= _SHORTEST_NAME and ours is not None and f" {name}," in before[ours.end() :]
    return named or bool(knowledge.phrase_patterns["mailbox"].search(address))


def _is_ours(kind: str, before: str, knowledge: GuardKnowledge) -> bool:
    """Whether the words before a contact say that it is the house's, and no home."""
    patterns = knowledge.phrase_patterns
    at_home = kind == "address" and patterns["dwelling"].search(before)
    return kind in _CONTACT_KINDS and not at_home and bool(patterns["ours"].search(before))


def _advice(severity: Severity) -> str:
    if severity is Severity.NEVER:
        return "It must never be sent."
    if severity is Severity.HINT:
        return "If it is ours, it belongs on the list of our contacts."
    return "Everyone can read this, please leave it out."


def _exempt(
    datum: PersonalDatum, part: Part, span: tuple[int, int], context: GuardContext, knowledge: GuardKnowledge
) -> bool:
    """Company contacts, the author's own name and what the network shows anyway."""
    text = part.reading.raw[span[0] : span[1]]
    after = fold(part.reading.raw[span[1] : span[1] + 20]).text
    if datum.kind == "address" and knowledge.phrase_patterns["measure"].search(after):
        return True
    if datum.kind == "person":
        own = fold(f"{context.author.name} {context.recipient_name}").text.split()
        return all(word.strip(".,") in own for word in fold(text).text.split())
    if datum.kind == "phone" and _SERVICE_LINE.fullmatch("".join(filter(str.isdigit, text)).lstrip("0")):
        return True
    if _is_a_company_contact(datum.kind, text, context):
        return True
    return datum.kind == "handle" and fold(text).text.lstrip("@") in {
        address.lstrip("@").casefold().partition("@")[0] for address in context.own_addresses
    }


def _is_a_company_contact(kind: str, text: str, context: GuardContext) -> bool:
    """Whether something is on the company's list as it stands there; of a means of contact also its telling part.

    No part of an entry excuses anything else: a door code may well stand within the figures of a telephone number.
    """
    bare = _bare(text)
    contacts = [_bare(contact) for contact in context.author.company_contacts]
    if len(bare) >= _TELLING_PART and bare in contacts:
        return True
    return kind in _LISTED_KINDS and any(
        bare == contact
        or (min(len(bare), len(contact)) >= _TELLING_PART and (bare in contact or contact in bare))
        or (kind == "phone" and bare[-9:] == contact[-9:])
        for contact in contacts
    )


@lru_cache(maxsize=512)
def _bare(text: str) -> str:
    return "".join(character for character in fold(text).text if character.isalnum())
