"""Each check accepts a published example number and notices every single digit that was mistyped."""

import pytest

from parlour.core.personal_data import national_id_checks as checks
from parlour.core.personal_data.national_id_checks import Check

EXAMPLES = (
    (checks.dni_holds, "12345678Z"),
    (checks.dni_holds, "X1234567L"),
    (checks.steuer_id_holds, "86095742719"),
    (checks.identity_card_holds, "T220001293"),
    (checks.nhs_holds, "9434765919"),
    (checks.nir_holds, "255081416802538"),
    (checks.bsn_holds, "111222333"),
    (checks.fiscal_code_holds, "RSSMRA85T10A562S"),
    (checks.nif_holds, "123456789"),
    (checks.pesel_holds, "44051401359"),
    (checks.belgian_holds, "85073003328"),
    (checks.pps_holds, "1234567T"),
    (checks.swedish_holds, "8112189876"),
    (checks.cpf_holds, "52998224725"),
    (checks.aadhaar_holds, "999941057058"),
    (checks.tfn_holds, "123456782"),
    (checks.nuss_holds, "281234567840"),
    (checks.ahv_holds, "7569217076985"),
    (checks.rfc_holds, "GODE561231GR8"),
)


@pytest.mark.parametrize(("holds", "number"), EXAMPLES)
def test_an_example_holds(holds: Check, number: str) -> None:
    assert holds(number)


@pytest.mark.parametrize(("holds", "number"), EXAMPLES)
def test_no_mistyped_digit_holds(holds: Check, number: str) -> None:
    mistyped = [
        number[:place] + digit + number[place + 1 :]
        for place, sign in enumerate(number)
        if sign.isdigit()
        for digit in "0123456789"
        if digit != sign
    ]
    assert [each for each in mistyped if holds(each)] == []


@pytest.mark.parametrize(
    ("holds", "number"),
    [
        (checks.insurance_holds, "65170839J003"),
        (checks.belgian_holds, "00012556777"),
        (checks.pps_holds, "1234567FA"),
        (checks.curp_holds, "BOXW310820HNERXN09"),
    ],
)
def test_less_common_forms_hold(holds: Check, number: str) -> None:
    assert holds(number)


def test_one_digit_again_and_again_is_no_cpf() -> None:
    assert not checks.cpf_holds("11111111111")


def test_curp_with_another_check_digit_does_not_hold() -> None:
    assert not any(checks.curp_holds(f"BOXW310820HNERXN0{digit}") for digit in "012345678")


def test_plain_leaves_letters_and_digits() -> None:
    assert checks.plain("12.345.678-z ") == "12345678Z"


def test_plain_writes_digits_of_all_scripts_alike() -> None:
    assert checks.plain("١٢.345-z") == "12345Z"
