"""Which of our languages a person reads."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def wished(request: HttpRequest) -> str:
    """The first language of the browser that we have; "" for none."""
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return ""


def of_room(request: HttpRequest, talk: str) -> str:
    """The room's language: the browser's, else that of the talk in public (a tag such as `de-AT`), else the first."""
    spoken = talk.partition("-")[0]
    known = dict(settings.LANGUAGES)
    return wished(request) or (spoken if spoken in known else settings.LANGUAGE_CODE)
