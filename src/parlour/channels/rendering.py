"""The payload of a draft to which its network adds nothing."""

from parlour.core.nouns.draft import Draft
from parlour.core.nouns.payload import Payload


def as_it_is(draft: Draft, *, network: str, limit: int = 0) -> Payload:
    """Pure: the words alone, measured in code points; a `limit` of 0 is none."""
    return Payload(
        network=network,
        surface=draft.surface,
        text=draft.text,
        recipient=draft.recipient,
        draft_start=0,
        draft_end=len(draft.text),
        in_reply_to=draft.in_reply_to,
        language=draft.language,
        warning=draft.warning,
        media=draft.media,
        length=len(draft.text),
        limit=limit,
        sender=draft.sender,
    )
