"""Small casts for tests."""

from pathlib import Path

from parlour.simulator.cast import Cast, load_cast

TOOTH = """
[scene]
id = "tooth"
about = "A patient complains and is helped."

[[person]]
handle = "nora"
name = "Nora"
language = "en"
bio = "Reads."
followers = 3
following = 4
created_at = "2019-04-02"

[[person]]
handle = "gil@other.example"
name = "Gil"
created_at = 2020-05-01

[[post]]
id = "tooth.1"
by = "nora"
after = 0
text = "@marlowcare it hurts"
edits = [{after = 40, text = "@marlowcare it hurts a lot"}]
deletes_after = 300
labels = { language = "en", complaint = true, heat = 1, sentiment = "negative", sensitive = ["health"] }

[[post]]
id = "tooth.2"
by = "gil@other.example"
after = 10
text = "oh dear"
reply_to = "tooth.1"

[[reaction]]
by = "nora"
on = "public_reply"
at = 1
after = 5
does = "reply"
text = "And now?"

[[reaction]]
by = "nora"
on = "invitation"
at = 1
after = 6
does = "direct"
text = "Here I am: {code}."

[[reaction]]
by = "nora"
on = "direct_message"
at = 0
after = 1
does = "direct"
text = "Yes."

[[reaction]]
by = "nora"
on = "closure"
at = 1
after = 2
does = "favourite"

[[reaction]]
by = "gil@other.example"
on = "any"
at = 2
after = 1
does = "reply"
text = "Leave me out of it."
"""

ECHO = """
[scene]
id = "zecho"
about = "Somebody answers another scene."

[[person]]
handle = "otto"
name = "Otto"
created_at = "2021-01-01"

[[post]]
id = "zecho.1"
by = "otto"
after = 0
text = "same here"
reply_to = "tooth.2"
"""


def write_cast(folder: Path, **scenes: str) -> Path:
    """A cast folder with one file per scene."""
    (folder / "scenes").mkdir(parents=True, exist_ok=True)
    for name, content in scenes.items():
        (folder / "scenes" / f"{name}.toml").write_text(content, encoding="utf-8")
    return folder


def small_cast(folder: Path) -> Cast:
    return load_cast(write_cast(folder, tooth=TOOTH, zecho=ECHO))
