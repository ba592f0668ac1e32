"""Where words are said: in front of everyone, or between one person and the company."""

from enum import StrEnum


class Surface(StrEnum):
    """The only two kinds of room. The desk calls them lobby and parlour; JSON says public and private."""

    PUBLIC = "public"
    PRIVATE = "private"
