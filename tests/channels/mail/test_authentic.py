"""What a mail server found out about a sender counts only where it is the operator's own."""

import pytest

from parlour.channels.mail.authentic import is_vouched_for
from tests.channels.mail.letters import MARA, letter

HOST = "mx.care.example"
PASSED = [
    f"{HOST}; dmarc=pass header.from=reeds.example",
    f"{HOST} 1; spf=fail; dkim=pass header.d=reeds.example",
    f"{HOST}; dkim=pass (good) header.d=REEDS.example; spf=none",
    f"{HOST}; spf=pass smtp.mailfrom=mara@reeds.example",
    f"{HOST}; dmarc=none; dkim=pass header.d=reeds.example",
]
FAILED = [
    "",
    f"{HOST}; none",
    f"{HOST}; dmarc=fail; dkim=pass header.d=reeds.example",
    f"{HOST}; dkim=pass header.d=evil.example",
    f"{HOST}; spf=pass smtp.mailfrom=evil.example",
    f"{HOST}; dkim=pass",
    f"{HOST}; dkim=fail header.d=reeds.example",
    "mx.evil.example; dmarc=pass",
    f"evil.example ({HOST}); dmarc=pass",
    f"{HOST}.evil.example; dmarc=pass",
    f"{HOST}; x-dmarc=pass; note=dmarc=pass",
]


@pytest.mark.parametrize("found", PASSED)
def test_own_server_that_says_so_is_believed(found: str) -> None:
    assert is_vouched_for(letter(Authentication_Results=found), sender=MARA, host=HOST)


@pytest.mark.parametrize("found", FAILED)
def test_everything_else_is_not(found: str) -> None:
    assert not is_vouched_for(letter(Authentication_Results=found), sender=MARA, host=HOST)


def test_topmost_result_of_the_own_server_counts() -> None:
    message = letter(Authentication_Results=f"{HOST}; dmarc=fail")
    message["Authentication-Results"] = f"{HOST}; dmarc=pass"
    assert not is_vouched_for(message, sender=MARA, host=HOST)
