"""An archive: one JSON object per line, read forward, resumable, never lost and never answered."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.channels.archive.channel import ArchiveAdapter, ArchiveChannel
from parlour.channels.archive.lines import MAX_LINE_BYTES
from parlour.channels.port import Account, Batch, Heard, Kind, NotOurs, RawEvent, Rejected, Retryable
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.person import Person
from parlour.core.nouns.surface import Surface

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
HOME = "history"


def make_channel(path: Path) -> ArchiveChannel:
    return ArchiveChannel(Account(HOME, {"path": str(path)}), clock=lambda: NOW)


def write(path: Path, *lines: object) -> Path:
    path.write_bytes(b"".join((x if isinstance(x, bytes) else json.dumps(x).encode()) + b"\n" for x in lines))
    return path


def read(channel: ArchiveChannel, cursor: str = "") -> list[Batch]:
    return list(channel.fetch("file", cursor))


def event(record: object, key: str = "post:1") -> RawEvent:
    return RawEvent(key, record if isinstance(record, bytes) else json.dumps(record).encode(), NOW)


def parse(record: object, key: str = "post:1") -> Heard:
    return ArchiveChannel(Account(HOME, {"path": "unused"})).parse(event(record, key))


def test_fetch_reads_every_line_in_order_and_resumes_behind_the_last(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *({"id": n, "text": "hello"} for n in range(1201)))
    channel = make_channel(path)
    batches = read(channel)
    assert [len(batch.events) for batch in batches] == [500, 500, 201]
    assert [e.key for b in batches for e in b.events] == [f"post:{n}" for n in range(1201)]
    assert batches[-1].cursor == str(path.stat().st_size)
    assert read(channel, batches[0].cursor or "") == batches[1:]
    assert read(channel, batches[-1].cursor or "") == []
    with path.open("ab") as file:
        file.write(b'{"id": "late", "text": "one more"}\n')
    assert [e.key for b in read(channel, batches[-1].cursor or "") for e in b.events] == ["post:late"]


def test_fetch_with_blank_lines_windows_ends_and_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id":"1","text":"a"}\r\n\r\n\n{"id":"2","text":"b"}')
    channel = make_channel(path)
    (batch,) = read(channel)
    assert [channel.parse(e).text for e in batch.events] == ["a", "b"]


def test_unfinished_last_line_is_reported_and_read_again_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id":"1","text":"a"}\n{"id":"2","te')
    channel = make_channel(path)
    (batch,) = read(channel)
    assert batch.cursor == "22"
    with pytest.raises(NotOurs, match="not JSON"):
        channel.parse(batch.events[1])
    path.write_bytes(b'{"id":"1","text":"a"}\n{"id":"2","text":"b"}\n')
    assert [e.key for e in read(channel, "22")[0].events] == ["post:2"]


def test_line_of_one_megabyte_is_a_post_and_one_over_four_is_a_bad_event(tmp_path: Path) -> None:
    long = json.dumps({"id": "long", "text": "x" * MAX_LINE_BYTES}).encode()
    path = write(tmp_path / "a.jsonl", {"id": "big", "text": "y" * 1_000_000}, long, {"id": "next", "text": "z"})
    channel = make_channel(path)
    events = [e for b in read(channel) for e in b.events]
    digest = hashlib.sha256(long + b"\n").hexdigest()
    assert [e.key for e in events] == ["post:big", f"long:{digest}", "post:next"]
    assert len(channel.parse(events[0]).text) == 1_000_000
    assert events[1].body == long[:4096]
    with pytest.raises(NotOurs, match="longer than 4 MiB"):
        channel.parse(events[1])


def test_batches_of_long_lines_stay_under_eight_mebibytes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", *({"id": n, "text": "x" * 3_000_000} for n in range(4)))
    assert [len(batch.events) for batch in read(make_channel(path))] == [2, 2]


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        ({"id": "7", "text": "a"}, ["post:7"]),
        ({"id": 7, "text": "a"}, ["post:7"]),
        (
            {"id": "7", "text": "a", "edited_at": "2026-05-01T10:00:00+02:00"},
            ["post:7", "edit:2026-05-01T08:00:00+00:00:7"],
        ),
        ({"id": "7", "deleted": True}, ["delete:7"]),
        ({"id": "7", "text": "a", "deleted": False, "edited_at": None}, ["post:7"]),
    ],
)
def test_key_names_the_post_and_what_happened_to_it(tmp_path: Path, record: object, keys: list[str]) -> None:
    (batch,) = read(make_channel(write(tmp_path / "a.jsonl", record)))
    assert [e.key for e in batch.events] == keys


@pytest.mark.parametrize(
    "line",
    [
        b"not json",
        b"[]",
        b'{"text":"no id"}',
        b'{"id":"","text":"a"}',
        b'{"id":"a\\u0000b","text":"a"}',
        b'{"id":"x","text":"a","edited_at":"soon"}',
    ],
)
def test_key_of_a_line_that_cannot_be_named_is_its_digest(tmp_path: Path, line: bytes) -> None:
    channel = make_channel(write(tmp_path / "a.jsonl", line))
    (batch,) = read(channel)
    assert [e.key for e in batch.events] == [f"line:{hashlib.sha256(line).hexdigest()}"]


def test_parse_tells_everything_a_full_line_says() -> None:
    record = {
        "id": "7",
        "text": "Where is my refund?",
        "author": {
            "handle": "@Mara@Lobby.Example",
            "name": "Mara",
            "followers": 12,
            "created_at": "2019-04-02",
            "id": 5,
        },
        "created_at": "2026-05-01T10:00:00+02:00",
        "in_reply_to": "6",
        "thread": "T1",
        "url": "https://lobby.example/7",
        "language": "en",
        "mentions": ["@Brand@Lobby.Example"],
        "attachments": [{"type": "image", "alt": "a bill", "width": 5}],
        "unheard_of": {"kept": "in the body"},
    }
    assert parse(record) == Heard(
        kind=Kind.POST,
        origin_uri="archive:history/7",
        external_id="7",
        at=datetime(2026, 5, 1, 8, 0, tzinfo=UTC),
        author=Person("archive", "mara@lobby.example", "Mara", "5", 12, datetime(2019, 4, 2, tzinfo=UTC)),
        text="Where is my refund?",
        surface=Surface.PUBLIC,
        in_reply_to="6",
        in_reply_to_uri="archive:history/6",
        thread_uri="archive:history/thread/T1",
        url="https://lobby.example/7",
        language="en",
        mentions=("brand@lobby.example",),
        attachments=({"type": "image", "alt": "a bill"},),
    )


def test_parse_edit_and_deletion() -> None:
    record = {"id": "7", "text": "b", "created_at": "2026-04-01T00:00:00Z", "edited_at": "2026-04-02T00:00:00Z"}
    edit = parse(record, "edit:2026-04-02T00:00:00+00:00:7")
    assert (edit.kind, edit.at) == (Kind.EDIT, datetime(2026, 4, 2, tzinfo=UTC))
    post = parse(record, "post:7")
    assert (post.kind, post.at) == (Kind.POST, datetime(2026, 4, 1, tzinfo=UTC))
    gone = parse({"id": "7", "deleted": True}, "delete:7")
    assert gone == Heard(Kind.DELETE, "archive:history/7", "7", NOW)


@pytest.mark.parametrize(
    ("extra", "participants"),
    [
        ({"visibility": "direct", "author": "Mara@x.example"}, ("mara@x.example", "history")),
        (
            {"visibility": "direct", "author": "mara@x.example", "account": "@Brand@x.example"},
            ("mara@x.example", "brand@x.example"),
        ),
        (
            {"visibility": "private", "author": "mara@x.example", "participants": ["ben@x.example"]},
            ("mara@x.example", "ben@x.example", "history"),
        ),
    ],
)
def test_parse_private_line_names_all_who_can_read_it(extra: dict[str, object], participants: tuple[str, ...]) -> None:
    heard = parse({"id": "1", "text": "a", **extra})
    assert (heard.surface, heard.participants) == (Surface.PRIVATE, participants)


@pytest.mark.parametrize(
    ("written", "at"),
    [
        (None, NOW),
        ("2026-05-01T13:00:00Z", NOW),  # the future: never later than we saw it
        ("9999-12-31T23:59:59Z", NOW),
        ("2026-04-01T09:00:00", datetime(2026, 4, 1, 9, 0, tzinfo=UTC)),
        ("2026-04-01", datetime(2026, 4, 1, tzinfo=UTC)),
    ],
)
def test_time_of_a_post(written: str | None, at: datetime) -> None:
    assert parse({"id": "1", "text": "a", "created_at": written}).at == at


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        ([1], "JSON list, not an object"),
        ({"text": "a"}, 'no "id"'),
        ({"id": "", "text": "a"}, 'no "id"'),
        ({"id": True, "text": "a"}, "expected a text"),
        ({"id": "x" * 501, "text": "a"}, "expected a text"),
        (b'{"id":"\\ud800","text":"a"}', "expected a text"),
        ({"id": "1"}, "has no text"),
        ({"id": "1", "text": 5}, "has no text"),
        ({"id": "1", "text": "a", "created_at": "yesterday"}, "created_at is 'yesterday', not a time"),
        ({"id": "1", "text": "a", "created_at": 1714550400}, "not a time"),
        ({"id": "1", "text": "a", "created_at": "0001-01-01T00:00:00+14:00"}, "not a time"),
        ({"id": "1", "text": "a", "author": {"name": "Mara"}}, 'no "handle"'),
        ({"id": "1", "text": "a", "author": " @ "}, 'no "handle"'),
        ({"id": "1", "text": "a", "in_reply_to": [1]}, "in_reply_to"),
    ],
)
def test_parse_of_an_unusable_line_says_what_to_change(record: object, reason: str) -> None:
    with pytest.raises(NotOurs, match=reason):
        parse(record)


def test_half_surrogates_and_nul_become_replacement_characters_one_for_one() -> None:
    assert parse(b'{"id":"1","text":"a\\ud800b\\u0000c \\ud83d\\ude00"}').text == "a\ufffdb\ufffdc \U0001f600"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["id", "text", "author", "handle", "created_at", "edited_at"]), inner)
        ),
    )
)
def test_parse_of_any_json_fails_only_as_not_ours(value: object) -> None:
    try:
        heard = parse(value)
    except NotOurs:
        return
    assert heard.external_id
    assert heard.at <= NOW


@given(st.binary())
def test_parse_of_any_bytes_fails_only_as_not_ours(body: bytes) -> None:
    with pytest.raises(NotOurs):
        parse(body)


def test_archive_cannot_answer(tmp_path: Path) -> None:
    payload = Payload("archive", Surface.PUBLIC, "hi", "mara", 0, 2)
    with pytest.raises(Rejected, match="cannot answer"):
        make_channel(tmp_path).send(payload, key="k")
    assert list(make_channel(tmp_path).listen()) == []


def test_missing_file_is_a_retry_that_says_where_it_should_be(tmp_path: Path) -> None:
    channel = make_channel(tmp_path / "gone.jsonl")
    for attempt in (channel.check, lambda: read(channel), lambda: read(channel, "5")):
        with pytest.raises(Retryable, match=r"gone\.jsonl cannot be read") as caught:
            attempt()
        assert caught.value.maybe_done is False


@pytest.mark.parametrize("cursor", ["999", "-1", "x", "٣"])
def test_cursor_that_does_not_fit_the_file_is_refused(tmp_path: Path, cursor: str) -> None:
    channel = make_channel(write(tmp_path / "a.jsonl", {"id": "1", "text": "a"}))
    with pytest.raises(NotOurs, match="was replaced"):
        read(channel, cursor)


def test_check_tells_the_size_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"id": "1", "text": "a"})
    assert make_channel(path).check() == Account(HOME, {"path": str(path), "bytes": str(path.stat().st_size)})


def test_connect_without_a_path_names_the_setting() -> None:
    with pytest.raises(ValueError, match='"path"'):
        ArchiveAdapter().connect(Account(HOME))
