"""What counts as a loyalty in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "flying blue ⟦2047 118 339⟧",
    "Cumulus-Nummer ⟦2044 0317 5574 3⟧",
    "membership number ⟦M-20417⟧",
    "Mitgliedsnummer ⟦20417⟧",
    "socio ⟦204178⟧",
    "my skymiles number is ⟦9283746510⟧",
    "SkyMiles # ⟦9283746510⟧",
    "AAdvantage number ⟦4RT82K6⟧",
    "AAdvantage # ⟦82KX9T4⟧",
    "Rapid Rewards number ⟦203948571⟧",
    "Rapid Rewards account ⟦203948571⟧",
    "Executive Club number ⟦02839475⟧",
    "BA Exec Club no ⟦02839475⟧",
    "Flying Blue ⟦2039485761⟧",
    "MileagePlus ⟦XK839201⟧",
    "frequent flyer number ⟦QF839201⟧",
    "FF# ⟦839201748⟧",
    "FFN ⟦839201748⟧",
    "membership number ⟦8392017⟧",
    "my clubcard number is ⟦634004023948571602⟧",
    "nectar card ⟦98263000839201745⟧",
    "Bonvoy number ⟦839201748⟧",
    "Hilton Honors # ⟦839201748⟧",
    "Miles & More ⟦992003839201748⟧",
    "KrisFlyer number ⟦8392017485⟧",
    "Mitgliedsnummer ⟦839201⟧",
    "número de socio ⟦839201⟧",
    "BahnCard ⟦7081411839201748⟧",
    "@SouthwestAir RR# ⟦203456789⟧ points",
    "rewards club number ⟦123456789⟧",
    "Railcard number ⟦ABC1234567X⟧",
    "oyster card ⟦012345678901⟧ charged twice",
    "SPG number ⟦51234567890⟧",
)
NEAR_MISSES = (
    "https://care.example/room/ff6j67a65sgv2xps3pnvnjhu2m/",
    "plus 2 000 000 euros",
    "our club 2023/2024 season tickets",
    "plus 20 euros",
    "club 1900 founded in 1900",
    "member since 2019",
    "miles 500",
    "Mitglied seit 2019",
    "member since 2009",
    "member of the club since 1998",
    "I have 45000 miles on the car",
    "earned 25000 miles this year",
    "points 12000 gone? I had 12000 points",
    "oyster bar at 19304 Main",
    "club 54321 people inside",
    "railcard since 2019",
)


@pytest.mark.parametrize("marked", MARKED)
def test_loyalty_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("loyalty", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_loyalty_is_not_seen_in(text: str) -> None:
    assert found("loyalty", text) == []
