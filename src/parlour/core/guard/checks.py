"""All checks of the guard, in the order they are made and shown."""

from collections.abc import Callable

from parlour.core.guard.form import check_length, check_media, check_private_links, check_recipient, check_second_pair
from parlour.core.guard.in_other_words import check_other_words
from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.personal_data_in_public import check_personal_data
from parlour.core.guard.private_facts import check_private_facts
from parlour.core.guard.view import View
from parlour.core.guard.written_rules import check_asking, check_house, check_kindness, check_sector
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.verdict import Finding

Check = Callable[[View, GuardContext, GuardKnowledge], tuple[Finding, ...]]

CHECKS: tuple[Check, ...] = (
    check_recipient,
    check_private_links,
    check_private_facts,
    check_personal_data,
    check_asking,
    check_sector,
    check_house,
    check_kindness,
    check_other_words,
    check_length,
    check_media,
    check_second_pair,
)
