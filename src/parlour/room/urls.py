"""The room's addresses. Those of doors and keys hold a long word nobody can guess; inside there is one address."""

from django.urls import URLPattern, URLResolver, path

from parlour.room.live import live
from parlour.room.views import door, files, inside, key, taking_along

urlpatterns: list[URLPattern | URLResolver] = [
    path("room/", inside.talk, name="room"),
    path("room/say", inside.words, name="room_words"),
    path("room/seen", inside.seen, name="room_seen"),
    path("room/typing", inside.typing, name="room_typing"),
    path("room/live", live, name="room_live"),
    path("room/files/<int:number>", files.own_file, name="room_file"),
    path("room/transcript", taking_along.whole_talk, name="room_transcript"),
    path("room/erasure", taking_along.erasure, name="room_erasure"),
    path("room/leaving", taking_along.leaving, name="room_leaving"),
    path("room/left", taking_along.left, name="room_left"),
    path("room/key/<str:token>/", key.key, name="room_key"),
    path("room/key/<str:token>", key.key),
    path("room/<str:token>/", door.door, name="room_door"),
    path("room/<str:token>", door.door),
    path("room/<str:token>/letter", door.letter, name="room_letter"),
    path("room/<str:token>/words", door.own_words, name="room_words_asked"),
    path("room/<str:token>/code/<str:proof>", door.code, name="room_code"),
    path("room/<str:token>/words/<str:proof>", door.heard, name="room_heard"),
    path("room", door.nothing),
    path("room/<path:rest>", door.nothing),
    path("room-files/<str:token>/", files.file, name="room_download"),
    path("room-files/<path:rest>", door.nothing),
]
