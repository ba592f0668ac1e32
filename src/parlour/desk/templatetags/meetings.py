"""Agreed times, as the case's page asks for them."""

from django import template

from parlour.desk.meetings import Meeting, meeting_of
from parlour.store.models import Case, Move

register = template.Library()


@register.simple_tag
def meeting(case: Case, move: Move | None) -> Meeting:
    """What stands between the two about when to meet."""
    return meeting_of(case, move)
