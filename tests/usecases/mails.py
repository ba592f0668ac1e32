"""Mail to test with: somebody whose address is on file, their case's own address, and what comes to it."""

import pytest

from parlour.knowledge import Knowledge
from parlour.store.models import ArrivedMail, Case, Move, Post
from parlour.usecases.assess import assess_waiting
from parlour.usecases.mail_in import take_in
from parlour.usecases.reply_alias import reply_alias, suggest_mail_invitation
from parlour.usecases.send import send_due
from tests.channels.mail.letters import HOST, letter
from tests.usecases.lobby import Lobby

EVE = "Eve <eve@evil.example>"
PASS = f"{HOST}; dmarc=pass header.from=reeds.example"
FAIL = f"{HOST}; dmarc=fail header.from=reeds.example"


@pytest.fixture
def case(lobby: Lobby, knowledge: Knowledge) -> Case:
    """Mara's, whose address is on file."""
    lobby.knowledge = knowledge
    lobby.mail()
    case = lobby.case()
    lobby.customer(case.person, email="Mara@Reeds.example")
    return case


def invite(lobby: Lobby, case: Case) -> Move:
    """An invitation to write a mail, which stands in the thread."""
    lobby.submit(case, suggest_mail_invitation(case, house=lobby.house), purpose="invitation")
    pass_on(lobby)
    return Move.objects.get(case=case)


def pass_on(lobby: Lobby) -> None:
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(1)


def arrives(lobby: Lobby, case: Case, text: str = "My router is dead, please help me.", **headers: str) -> ArrivedMail:
    """A mail to the case's address, and intake after it."""
    number = Post.objects.count() + ArrivedMail.objects.count()
    headers = {"To": reply_alias(case), "Message_ID": f"<{number}@reeds.example>", **headers}
    mail = take_in(bytes(letter(text, **headers)), house=lobby.house)
    assess_waiting(lobby.house)
    return mail


def moved(case: Case) -> Move:
    return Move.objects.get(case=case)
