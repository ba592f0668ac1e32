"""Bringing a scene to the moment before an act: what was said, heard, approved and sent until then."""

from collections.abc import Callable
from typing import Final

from tests.faults.scene import Scene

LOST: Final = "My order has not come for three weeks and nobody answers."
CHARGED: Final = "Your app charged me twice. I want my money back!"
WORDS: Final = "Thank you for telling us. We are looking for your parcel now."
PRIVATELY: Final = "Hello Tom, which address should it go to?"
SECRET: Final = "Your order MQ-77123 is on its way."
POSTS: Final = "/api/v1/statuses"


def said(scene: Scene) -> None:
    scene.say(LOST)
    scene.say(CHARGED)


def heard(scene: Scene) -> None:
    said(scene)
    scene.done("hear")


def assessed(scene: Scene) -> None:
    heard(scene)
    scene.done("assess")


def approved(scene: Scene) -> None:
    assessed(scene)
    scene.done("approve")


def unanswered(scene: Scene) -> None:
    """Both replies are on the network, which never said so; their leases are over."""
    approved(scene)
    scene.lobby.fault("drop_after", path=POSTS, method="POST", count=2)
    scene.done("send")
    scene.ahead = 200


def invited(scene: Scene) -> None:
    """One of them was invited to talk in private, and writes there; nobody has read it yet."""
    assessed(scene)
    scene.done("invite", case=case_of(scene))
    scene.done("send")
    scene.say("Hello, here I am.", visibility="direct")
    scene.done("hear")


def in_private(scene: Scene) -> None:
    invited(scene)
    scene.done("assess")


def takes_time(scene: Scene) -> None:
    """A reply is approved and can still be taken back."""
    assessed(scene)
    scene.done("undo", seconds=600)
    scene.done("reply", case=case_of(scene), text=WORDS)


def proposed(scene: Scene) -> None:
    """A reply that tells a private fact waits for a second person."""
    assessed(scene)
    scene.done("know", case=case_of(scene), fact="MQ-77123")
    scene.done("reply", case=case_of(scene), text=SECRET)


def doubted(scene: Scene, *, out: bool) -> None:
    """Nobody can find out whether a private reply is on the network: its author is asked. It is, or it is not."""
    in_private(scene)
    scene.done("answer_privately", case=case_of(scene), text=PRIVATELY)
    scene.more = 1
    scene.lobby.fault("drop_after" if out else "drop_before", path=POSTS, method="POST", count=1)
    scene.done("send")
    scene.done("doubt")
    scene.done("hear")  # our own words too, if they are there


def case_of(scene: Scene, person: str = "tom_a") -> int:
    number: int = scene.done("cases")[person]
    return number


BEFORE_ACT: Final[dict[str, Callable[[Scene], None]]] = {
    "hear": said,
    "assess": heard,
    "consent": invited,
    "send": approved,
    "reconcile": unanswered,
    "type": assessed,
    "submit": assessed,
    "invite": assessed,
    "recall": takes_time,
    "release": proposed,
    "refuse": proposed,
    "settle": in_private,
    "found": lambda scene: doubted(scene, out=True),
    "missing": lambda scene: doubted(scene, out=False),
}
