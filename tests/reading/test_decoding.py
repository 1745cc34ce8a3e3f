"""Bytes to text, in all the encodings that transcripts come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oce_cli.errors import InputError, OcxError
from oce_cli.reading import decode

SAID = "Umsatz “über” 3 Mio. € – up 5%\r\nand Q3’s costs\r"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    data = SAID.encode(encoding)
    assert decode(data) == SAID


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_a_byte_order_mark_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + "Sales".encode(encoding)) == "Sales"


def test_line_ends_are_kept() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\r\nb\rc\n"


def test_a_stray_byte_does_not_spoil_the_rest() -> None:
    assert decode("Café sales — ".encode() + b"10\x80 and \x81") == "Café sales — 10€ and \x81"


def test_half_a_surrogate_pair_becomes_a_replacement_sign() -> None:
    assert decode("Sales rose. ".encode("utf-16") + b"\x00\xd8a\x00") == "Sales rose. \ufffda"


def test_other_code_pages_are_guessed() -> None:
    said = "Добрый день. Выручка выросла на 5 процентов, прибыль снизилась на 3 процента. " * 20
    assert decode(said.encode("cp1251")) == said


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n...",
        b"PK\x03\x04rest",
        b"{\\rtf1 Sales}",
        b"\x89PNG\r\n\x1a\n",
        b"Sales\x00rose",
        bytes(range(1, 32)) * 20,
        b"\x00" * 100,
        b"\xff\xfe" + "Sales\0rose".encode("utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^call\.txt: this is") as caught:
        decode(data, "call.txt")
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_our_own_error(data: bytes) -> None:
    try:
        text = decode(data)
    except OcxError:
        return
    assert "\0" not in text
    text.encode("utf-8")  # no halves of surrogate pairs


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    if text.encode()[:4] in (b"GIF8", b"RIFF") or text.startswith(("%PDF-", "{\\rtf", "ID3")):
        return
    if text.encode().startswith((b"\xff", b"\xfe")) or "\ufffd" in text:
        return
    assert decode(text.encode("utf-8")) == expected
