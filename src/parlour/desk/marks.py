"""Marked words: text with the reasons beside them, made here because browsers count in other units."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Span:
    """Words to mark: code points, half open. `kind` becomes a style (`hint`, `review`, `block`, `never`, `reason`)."""

    start: int
    end: int
    kind: str
    label: str = ""


def marked(text: str, spans: Sequence[Span]) -> SafeString:
    """The text as HTML, everything escaped, with `<mark>` around the spans.

    Where spans overlap the earlier one keeps its words and the later one gets what is left. Spans outside the text
    or without words are left out.
    """
    parts: list[tuple[str]] = []
    done = 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        start, end = max(span.start, done), min(span.end, len(text))
        if start >= end:
            continue
        parts.append((text[done:start],))
        parts.append(
            (format_html('<mark class="mark-{}" title="{}">{}</mark>', span.kind, span.label, text[start:end]),)
        )
        done = end
    parts.append((text[done:],))
    return format_html_join("", "{}", parts)
