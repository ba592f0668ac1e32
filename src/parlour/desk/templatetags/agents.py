"""What templates show of the agents themselves: their pictures, and the keys of the one who looks."""

import json

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from parlour.desk.letter_keys import LABELS, keys_of
from parlour.desk.templatetags.desk import avatar
from parlour.store.models import Agent

register = template.Library()

# In aria-keyshortcuts a plus joins the keys that are held together.
SPELLED = {"+": "Plus"}


@register.simple_tag
def agent_avatar(agent: Agent, size: int = 36) -> SafeString:
    """The agent's photo, else their drawn avatar; the name always stands beside it."""
    if not agent.photo:
        return avatar(agent.name, agent.username, size)
    address = reverse("photo", args=(agent.pk, agent.photo))
    return format_html(
        '<img class="avatar" src="{}" width="{}" height="{}" alt="" decoding="async">', address, size, size
    )


def _keys(context: template.Context) -> dict[str, str]:
    """The keys of whoever looks; none where they are switched off, and none in what is drawn for many at once."""
    visit = context.get("visit")
    return keys_of(visit.agent.keys) if visit and visit.agent.letter_keys else {}


@register.simple_tag(takes_context=True)
def keys_data(context: template.Context) -> str:
    """Command → key as JSON, for the page's script."""
    return json.dumps({name: key for name, key in _keys(context).items() if key}, ensure_ascii=False)


@register.simple_tag(takes_context=True)
def key(context: template.Context, command: str) -> str:
    """The key of a command for whoever looks, "" where it has none."""
    return _keys(context).get(command, "")


@register.simple_tag(takes_context=True)
def shortcut(context: template.Context, command: str) -> SafeString:
    """The attribute that tells a screen reader the key of a command; nothing where it has none."""
    pressed = _keys(context).get(command, "")
    return format_html(' aria-keyshortcuts="{}"', SPELLED.get(pressed, pressed)) if pressed else mark_safe("")


@register.simple_tag(takes_context=True)
def key_lines(context: template.Context) -> list[tuple[str, str]]:
    """What each letter key of whoever looks does: (key, words)."""
    return [(pressed, gettext(LABELS[name])) for name, pressed in _keys(context).items() if pressed]
