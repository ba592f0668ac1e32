"""The address of a case: whoever writes there, months later, finds the case again; and the head of what we write."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext, override

from parlour.channels.mail.alias import alias_address, aliases_in, tokens_in
from parlour.channels.mail.reading import CASE, NETWORK, message_id_in
from parlour.core.moves.words import mail_invitation
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.draft import Draft
from parlour.store.models import Agent, ArrivedMail, Case, ChannelAccount, Handle, Hearing, Post, ReplyAlias
from parlour.usecases import tokens
from parlour.usecases.house import House
from parlour.usecases.mail_out import sender_line

MOST_TRIED: Final = 20
"""Addresses of one mail that are looked up."""
_SALT: Final = "parlour.alias"


class NoMailError(Exception):
    """The brand has no mail by which cases are answered."""


def reply_alias(case: Case, *, agent: Agent | None = None) -> str:
    """The case's own address, naming `agent`, or else whoever looks after the case. Raises NoMailError.

    What stands after the name is the same for every agent, and is what finds the case. Whoever knows it can write to
    us about the case and learns nothing by that: see `mail_in` for whose words are believed.
    """
    account = mail_account(case.brand_id)
    if account is None:
        raise NoMailError(
            "This brand has no mail yet. An operator connects it: parlour channels add mail … --set domain=…"
        )
    return _alias(case, account, agent)


def suggest_mail_invitation(case: Case, *, house: House) -> str:
    """Kind words with the case's address, in place of a private message. Raises NoMailError."""
    del house  # the words depend on the case alone
    return mail_invitation(case.language, reply_alias(case))


def mail_account(brand: int) -> ChannelAccount | None:
    """The account by which the brand's mail comes and goes; None where there is none."""
    return ChannelAccount.objects.of(brand).filter(network=NETWORK).order_by("pk").first()


def names_alias(case: Case, text: str, mail: ChannelAccount | None) -> bool:
    """Whether a text names the case's own address in the brand's `mail`. No query for a text without any."""
    if mail is None:
        return False
    digests = [tokens.digest(token) for token in tokens_in([text], domain=_domain(mail))]
    return bool(digests) and ReplyAlias.objects.of(case.brand_id).filter(case=case.pk, digest__in=digests).exists()


def case_at(recipients: Iterable[str]) -> tuple[Case, ChannelAccount] | None:
    """The case, with the brand's mail account, whose address stands first in these headers; None for none of ours."""
    given = list(recipients)
    for account in ChannelAccount.objects.filter(network=NETWORK).select_related("brand").order_by("pk"):
        for token in tokens_in(given, domain=_domain(account))[:MOST_TRIED]:
            aliases = ReplyAlias.objects.of(account.brand_id).filter(digest=tokens.digest(token))
            found = aliases.select_related("case__person__customer", "case__assignee", "case__brand").first()
            if found is not None:
                return found.case, account
    return None


def cases_of_mails(brand: int, posts: Iterable[int]) -> dict[int, int]:
    """Post number → case number of those among these posts that are mails: their address says where they belong."""
    rows = Post.objects.of(brand).filter(pk__in=list(posts), network=NETWORK, own=False)
    return {
        number: int(place.removeprefix(CASE))
        for number, place in rows.values_list("pk", "in_reply_to_uri")
        if place.startswith(CASE)
    }


def mail_address(case: Case) -> str:
    """Where our mails to the case's person go: where they wrote from last, or the address on file; "" for neither.

    An address they wrote from counts while it is on file, or when they said themselves that it is theirs.
    """
    on_file = address_on_file(case)
    mails = ArrivedMail.objects.of(case.brand_id).filter(case__person=case.person_id, kind=ArrivedMail.Kind.PERSON)
    for sender, vouched in mails.exclude(sender="").order_by("-arrived_at", "-pk").values_list("sender", "vouched_at"):
        if vouched is not None or sender == on_file:
            return str(sender)
    return on_file


def address_on_file(case: Case) -> str:
    """The address of the customer linked to the case's person, casefolded; "" for none."""
    person: Handle = case.person
    return "" if person.customer is None else person.customer.email.strip().casefold()


def is_theirs(case: Case, sender: str) -> bool:
    """Whether this address is known to be the person's own."""
    if not sender:
        return False
    vouched = ArrivedMail.objects.of(case.brand_id).filter(
        case__person=case.person_id, sender=sender, vouched_at__isnull=False
    )
    return sender == address_on_file(case) or vouched.exists()


def as_mail(draft: Draft, case: Case, *, agent: Agent, account: ChannelAccount) -> Draft:
    """The draft as a mail of this agent to the case's person, in answer to the newest mail between the two."""
    heard = Hearing.objects.filter(
        account=account, post__conversation__account=account, post__conversation__person=case.person_id
    ).filter(post__deleted_at=None)
    newest = heard.select_related("post", "raw_event").order_by("-post__created_at", "-post_id").first()
    first_name = next(iter(agent.name.split()), agent.name)
    with override(_language(case)):
        name = gettext("%(name)s at %(company)s") % {"name": first_name, "company": case.brand.name}
    return replace(
        draft,
        recipient=mail_address(case),
        sender=sender_line(name, _alias(case, account, agent)),
        in_reply_to=_message_id(newest) if newest else "",
        warning=_subject(case, goes_on=newest is not None),
    )


def addressed_by_mail(context: GuardContext, case: Case) -> GuardContext:
    """What the guard is told of a mail: the person is who has this address, and what is theirs stays theirs."""
    address = mail_address(case)
    facts = tuple(
        replace(fact, owner=address) if fact.owner == context.recipient else fact for fact in context.private_facts
    )
    return replace(context, recipient=address, private_facts=facts)


def with_own_alias(context: GuardContext, case: Case, text: str) -> GuardContext:
    """What the guard is told of words that name the case's address: it is ours to publish, whomever of us it names."""
    account = mail_account(case.brand_id) if "@" in text else None
    if account is None:
        return context
    token = _token(case)
    ours = [address for address, word in aliases_in([text], domain=_domain(account)) if word == token]
    return replace(context, author=replace(context.author, company_contacts=(*context.author.company_contacts, *ours)))


def _alias(case: Case, account: ChannelAccount, agent: Agent | None) -> str:
    token = _token(case)
    ReplyAlias.objects.get_or_create(
        digest=tokens.digest(token), defaults={"brand_id": case.brand_id, "case_id": case.pk}
    )
    human = agent or case.assignee
    return alias_address(human.name if human is not None else "", token, _domain(account))


def _token(case: Case) -> str:
    return tokens.derived(_SALT, str(case.pk))


def _domain(account: ChannelAccount) -> str:
    settings: Mapping[str, str] = account.settings
    return str(settings.get("domain", ""))


def _language(case: Case) -> str:
    return str(case.language).partition("-")[0] or "en"


def _subject(case: Case, *, goes_on: bool) -> str:
    """Words that tell whoever sees the mail in a list nothing but who wrote it: what they called it may be private."""
    with override(_language(case)):
        subject = gettext("Your talk with %(company)s") % {"company": case.brand.name}
    return f"Re: {subject}" if goes_on else subject


def _message_id(heard: Hearing) -> str:
    """By which a mail is answered: we name our own, theirs bring it along."""
    return heard.external_id if heard.post.own else message_id_in(bytes(heard.raw_event.body))
