"""What the server says of itself."""

from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute

from parlour.simulator.api.call import Call, Who, route

VERSION = "4.3.8"
_TITLE = "The Lobby"
_ABOUT = "A make-believe network for rehearsals."
_MIME_TYPES = ["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "audio/mpeg"]


def _streaming(call: Call) -> str:
    scheme = "wss" if call.request.url.scheme == "https" else "ws"
    return f"{scheme}://{call.request.url.netloc}"


def _configuration(call: Call) -> dict[str, object]:
    settings = call.network.settings
    return {
        "accounts": {"max_featured_tags": 10, "max_pinned_statuses": 5},
        "statuses": {
            "max_characters": settings.max_characters,
            "max_media_attachments": settings.max_media,
            "characters_reserved_per_url": settings.characters_per_url,
        },
        "media_attachments": {
            "supported_mime_types": _MIME_TYPES,
            "image_size_limit": settings.max_media_bytes,
            "video_size_limit": settings.max_media_bytes,
        },
        "polls": {"max_options": 0, "max_characters_per_option": 0, "min_expiration": 0, "max_expiration": 0},
    }


def _instance_v2(call: Call) -> object:
    settings = call.network.settings
    extra: dict[str, object] = {
        "urls": {"streaming": _streaming(call), "status": None, "about": settings.base_url},
        "vapid": {"public_key": ""},
        "translation": {"enabled": False},
    }
    return {
        "domain": settings.domain,
        "title": _TITLE,
        "version": VERSION,
        "source_url": "",
        "description": _ABOUT,
        "usage": {"users": {"active_month": sum(1 for account in call.network.books.accounts if account.local)}},
        "thumbnail": {"url": f"{settings.base_url}/"},
        "icon": [],
        "languages": ["en", "de", "es"],
        "configuration": {**_configuration(call), **extra},
        "registrations": {"enabled": False, "approval_required": False, "message": None, "url": None},
        "api_versions": {"mastodon": 2},
        "contact": {"email": "", "account": None},
        "rules": [],
    }


def _instance_v1(call: Call) -> object:
    settings = call.network.settings
    books = call.network.books
    return {
        "uri": settings.domain,
        "title": _TITLE,
        "short_description": _ABOUT,
        "description": _ABOUT,
        "email": "",
        "version": VERSION,
        "urls": {"streaming_api": _streaming(call)},
        "stats": {
            "user_count": sum(1 for account in books.accounts if account.local),
            "status_count": sum(1 for _ in books.statuses.newest_first()),
            "domain_count": len({account.domain for account in books.accounts if account.domain}),
        },
        "thumbnail": None,
        "languages": ["en", "de", "es"],
        "registrations": False,
        "approval_required": False,
        "invites_enabled": False,
        "configuration": _configuration(call),
        "contact_account": None,
        "rules": [],
    }


def _preferences(call: Call) -> object:
    return {
        "posting:default:visibility": "public",
        "posting:default:sensitive": False,
        "posting:default:language": call.user.profile.language,
        "reading:expand:media": "default",
        "reading:expand:spoilers": False,
    }


def _nothing(_call: Call) -> object:
    return []


def _health(_call: Call) -> object:
    return PlainTextResponse("OK")


ROUTES: list[BaseRoute] = [
    route("GET", "/api/v1/instance", _instance_v1, who=Who.ANYONE),
    route("GET", "/api/v2/instance", _instance_v2, who=Who.ANYONE),
    route("GET", "/api/v1/instance/rules", _nothing, who=Who.ANYONE),
    route("GET", "/api/v1/custom_emojis", _nothing, who=Who.ANYONE),
    route("GET", "/api/v1/announcements", _nothing),
    route("GET", "/api/v2/filters", _nothing, scope="read:filters"),
    route("GET", "/api/v1/preferences", _preferences, scope="read:accounts"),
    route("GET", "/health", _health, who=Who.ANYONE),
]
