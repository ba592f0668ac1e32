"""A small cast of people who meet the link of a private room."""

from pathlib import Path

from parlour.simulator.cast import Cast, load_cast
from tests.simulator.scenes import write_cast

_PEOPLE = ("mara", "vera", "late", "pim", "nosy", "otto", "otto_two", "gil", "ann", "kim")
_HEAD = '[scene]\nid = "doors"\nabout = "People before a door."\n'
_PERSON = '\n[[person]]\nhandle = "{0}"\nname = "{0}"\nlanguage = "en"\ncreated_at = "2019-04-02"\n'
_POST = '\n[[post]]\nid = "doors.{0}"\nby = "{0}"\nafter = 0\ntext = "@marlowcare it hurts, says {0}"\n'
_REACTIONS = """
[[reaction]]
by = "mara"
on = "room_invitation"
after = 5
does = "room"
text = "It still hurts at night."

[[reaction]]
by = "mara"
on = "room_message"
at = 1
after = 1
does = "room"
text = "Thank you."

[[reaction]]
by = "mara"
on = "closure"
after = 1
does = "reply"
text = "All good now."

[[reaction]]
by = "vera"
on = "room_invitation"
after = 5
does = "room"
proves = "post"

[[reaction]]
by = "late"
on = "room_invitation"
after = 691300
does = "room"
text = "I was away."

[[reaction]]
by = "late"
on = "shut_door"
after = 1
does = "reply"
text = "Your link opens nothing any more."

[[reaction]]
by = "pim"
on = "room_invitation"
after = 5
does = "reply"
text = "@nosy look what they sent me: {link}"

[[reaction]]
by = "nosy"
on = "called"
after = 5
does = "room"
text = "I am Pim, honestly."

[[reaction]]
by = "nosy"
on = "shut_door"
after = 1
does = "reply"
text = "It will not have me."

[[reaction]]
by = "otto"
on = "room_invitation"
after = 5
does = "room"
proves_as = "otto_two"
text = "Otto here."

[[reaction]]
by = "gil"
on = "room_invitation"
after = 5
does = "reply"
text = "@ann please answer for me"

[[reaction]]
by = "ann"
on = "called"
after = 5
does = "direct"
text = "I speak for him. {code}{link}"

[[reaction]]
by = "kim"
on = "invitation"
after = 1
does = "direct"
text = "Here I am: {code}."
"""


def doors(folder: Path, *, replaced: tuple[str, str] = ("", "")) -> Cast:
    """Everybody complains to the same brand; what they do then is theirs."""
    everybody = "".join(_PERSON.format(name) + _POST.format(name) for name in _PEOPLE)
    return load_cast(write_cast(folder, doors=(_HEAD + everybody + _REACTIONS).replace(*replaced)))
