"""The encoder reads as it was taught to: piece for piece what the reference reader of its vocabulary gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.text.wordpiece import BEGIN, END, UNKNOWN, WordPiece
from parlour.knowledge.triage.load import load_vocabulary

VOCABULARY = load_vocabulary()
READER = WordPiece(VOCABULARY)

# What the reader that came with the vocabulary gives for these texts.
REFERENCE = [
    ("", ""),
    ("   ", ""),
    ("My router's dead since Tuesday!!", "my route ##r ' s dead since tuesday ! !"),
    ("ÜBERWEISUNG für Straße 5", "uber ##wei ##sun ##g fur st ##raße 5"),
    ("¿Dónde está mi pedido?", "¿ don ##de est ##a mi pe ##di ##do ?"),
    ("naïve café ﬁnal", "naive cafe ﬁ ##nal"),
    ("@marlowcare #help https://x.example/a?b=1", "@ mar ##low ##care # help https : / / x . example / a ? b = 1"),
    ("50 % off — 12.99€ £3 $4", "50 % off — 12 . 99 ##€ £3 $ 4"),
    ("日本語のテスト mixed 漢字", "日 本 語 の ##テ ##ス ##ト mixed 漢 [UNK]"),
    ("Привет, как дела", "п ##р ##и ##в ##е ##т , к ##а ##к д ##е ##л ##а"),
    ("مرحبا بالعالم", "م ##ر ##ح ##ب ##ا ب ##ا ##ل ##ع ##ا ##ل ##م"),
    ("हिन्दी भाषा", "ह ##ि ##न ##द ##ी भ ##ा ##ष ##ा"),
    ("안녕하세요", "ᄋ ##ᅡ ##ᆫ ##ᄂ ##ᅧ ##ᆼ ##ᄒ ##ᅡ ##ᄉ ##ᅦ ##ᄋ ##ᅭ"),
    ("😡😡 worst 🤬", "[UNK] worst [UNK]"),
    ("zero\u200bwidth\u00adsoft", "zero ##wi ##dt ##hs ##oft"),
    ("tab\tand\nnew line\u00a0there", "tab and new line there"),
    ("I\u0307stanbul İstanbul", "istanbul istanbul"),
    ("e\u0301 combining", "e combining"),
    ("antidisestablishmentarianism", "anti ##dis ##est ##ab ##lish ##ment ##arian ##ism"),
    ("a" * 101, "[UNK]"),
    ("\x00nul\ufffdrepl", "nu ##lr ##ep ##l"),
    ("~`^|<>=+$ signs", "~ ` ^ | < > = + $ signs"),
    ("don't can't won't", "don ' t can ' t won ' t"),
    ("1st 2nd 1,000.50", "1st 2nd 1 , 000 . 50"),
    ("ΣΊΣΥΦΟΣ ß ẞ", "σ ##ι ##σ ##υ ##φ ##ο ##σ ß ß"),
    ("ｆｕｌｌ ｗｉｄｔｈ", "[UNK] [UNK]"),
    ("co-operate re-book", "co - operate re - book"),
]


@pytest.mark.parametrize(("text", "pieces"), REFERENCE)
def test_pieces_are_those_of_the_reference(text: str, pieces: str) -> None:
    read = READER.read(text, 512)
    assert " ".join(VOCABULARY[number] for number in read.number) == " ".join(f"{BEGIN} {pieces} {END}".split())


def test_marks_that_somebody_types_are_only_signs() -> None:
    """Who writes the reader's own marks into a post cannot end it."""
    typed = [VOCABULARY[number] for number in READER.read("[SEP] [CLS]", 512).number][1:-1]
    assert {BEGIN, END}.isdisjoint(typed)


@given(st.text(max_size=60), st.integers(3, 40))
def test_pieces_stand_where_they_say_and_are_never_more_than_asked(text: str, most: int) -> None:
    read = READER.read(text, most)
    assert len(read.number) == len(read.start) == len(read.end) <= most
    inner = list(zip(read.start[1:-1], read.end[1:-1], strict=True))
    assert all(0 <= start < end <= len(text) for start, end in inner)
    assert inner == sorted(inner)


@given(st.text(st.sampled_from("abcdefghijklmnop "), max_size=40))
def test_letters_come_back_out_of_their_pieces(text: str) -> None:
    read = READER.read(text, 512)
    words = " ".join(VOCABULARY[number] for number in read.number[1:-1]).replace(" ##", "")
    assert UNKNOWN in words or words == " ".join(text.split())
