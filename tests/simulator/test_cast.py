"""Reading cast files, and what is said about bad ones."""

from pathlib import Path

import pytest

from parlour.simulator.cast import CastPicture, CastPost, Edit, load_cast
from parlour.simulator.entry import CastError
from tests.simulator.scenes import ECHO, TOOTH, small_cast, write_cast


def test_cast_is_read_whole(tmp_path: Path) -> None:
    cast = small_cast(tmp_path)
    assert [scene.id for scene in cast.scenes] == ["tooth", "zecho"]
    assert [person.handle for person in cast.people] == ["nora", "gil@other.example", "otto"]
    assert cast.scene("tooth").posts[0] == CastPost(
        id="tooth.1",
        by="nora",
        after=0,
        text="@marlowcare it hurts",
        language="en",
        reply_to=None,
        visibility="public",
        edits=(Edit(40, "@marlowcare it hurts a lot"),),
        deletes_after=300,
    )
    assert cast.reactions[0].name == "tooth/tooth.toml, reaction 1 (nora)"


def test_pictures_are_read_with_their_words(tmp_path: Path) -> None:
    shown = 'pictures = [{ thing = "kettle" }, { thing = "eye", description = "red", sensitive = true }]\n'
    cast = load_cast(write_cast(tmp_path, tooth=TOOTH.replace("edits = ", f"{shown}edits = "), zecho=ECHO))
    assert cast.scene("tooth").posts[0].pictures == (
        CastPicture("kettle"),
        CastPicture("eye", "red", sensitive=True),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "tooth"', 'id = "tooth', "tooth.toml: "),
        ('about = "A patient complains and is helped."', "", "tooth.toml, scene: about is missing"),
        ('name = "Nora"', "", "tooth.toml, person 1 (nora): name is missing"),
        (
            'handle = "nora"',
            'handle = "nora lind"',
            "tooth.toml, person 1 (nora lind): handle = 'nora lind' is no handle",
        ),
        ('"2019-04-02"', '"2.4.2019"', "tooth.toml, person 1 (nora): created_at = '2.4.2019' is no date (YYYY-MM-DD)"),
        ("followers = 3", 'followers = "3"', "tooth.toml, person 1 (nora): followers must be a number"),
        ("followers = 3", "folowers = 3", "tooth.toml, person 1 (nora): unknown key folowers"),
        ("after = 10", "after = -10", "tooth.toml, post 2 (tooth.2): after must not be negative"),
        ("after = 10", "", "tooth.toml, post 2 (tooth.2): after is missing"),
        ('text = "oh dear"', 'text = ""', "tooth.toml, post 2 (tooth.2): text is empty"),
        ('by = "gil@other.example"\nafter', 'by = "gill"\nafter', "scene 'tooth': by = 'gill': nobody has this handle"),
        ('reply_to = "tooth.1"', 'reply_to = "x"', "scene 'tooth': tooth.2: reply_to = 'x' is no post of the cast"),
        ('id = "tooth.2"', 'id = "tooth.1"', "scene 'tooth': the post id 'tooth.1' is used twice"),
        ("edits = [{after = 40,", "edits = [{", "tooth.toml, post 1 (tooth.1), edits 1: after is missing"),
        (
            "edits = ",
            'pictures = [{ thing = "dragon" }]\nedits = ',
            "tooth.toml, post 1 (tooth.1), pictures 1: thing = 'dragon': must be one of",
        ),
        ("heat = 1", "heat = 3", "tooth.toml, post 1 (tooth.1), labels: heat must be 0, 1 or 2"),
        ("complaint = true", "complaint = 1", "tooth.toml, post 1 (tooth.1), labels: complaint must be true or false"),
        ('["health"]', '["wealth"]', "tooth.toml, post 1 (tooth.1), labels: sensitive: no such subject ['wealth']"),
        (
            'on = "closure"',
            'on = "close"',
            "tooth.toml, reaction 4 (nora): on = 'close': must be one of ",
        ),
        ('text = "And now?"', "", "tooth.toml, reaction 1 (nora): text is missing"),
        (
            "at = 2\nafter = 1",
            "at = 1.5\nafter = 1",
            "tooth.toml, reaction 5 (gil@other.example): at must be a whole number",
        ),
        ("[[reaction]]", "[[reactoin]]", "tooth.toml: unknown key reactoin"),
        (
            'does = "favourite"',
            'does = "favourite"\nproves = "post"',
            "tooth.toml, reaction 4 (nora): only a room asks for a proof",
        ),
        (
            'does = "favourite"',
            'does = "room"\nproves = "letter"',
            "tooth.toml, reaction 4 (nora): proves = 'letter': must be one of message, post, nothing",
        ),
        (
            'does = "favourite"',
            'does = "room"\nproves_as = "norra"',
            "scene 'tooth': proves_as = 'norra': nobody has this handle",
        ),
    ],
)
def test_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in TOOTH
    write_cast(tmp_path, tooth=TOOTH.replace(old, new), zecho=ECHO)
    with pytest.raises(CastError) as error:
        load_cast(tmp_path)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (ECHO.replace('"otto"', '"nora"'), "scene 'zecho': the handle 'nora' is taken"),
        (ECHO.replace('"otto"', '"marlowcare"'), "scene 'zecho': the handle 'marlowcare' is taken"),
        (ECHO.replace('id = "zecho"', 'id = "tooth"'), "the scene id 'tooth' is used twice"),
    ],
)
def test_name_used_twice_over_files(tmp_path: Path, second: str, message: str) -> None:
    write_cast(tmp_path, tooth=TOOTH, zecho=second)
    with pytest.raises(CastError) as error:
        load_cast(tmp_path)
    assert str(error.value) == message


def test_folder_without_scenes(tmp_path: Path) -> None:
    with pytest.raises(CastError, match="no scene files"):
        load_cast(tmp_path)


def test_file_that_is_not_utf8(tmp_path: Path) -> None:
    write_cast(tmp_path, tooth=TOOTH)
    (tmp_path / "scenes" / "zz.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CastError, match=r"^zz\.toml: "):
        load_cast(tmp_path)
