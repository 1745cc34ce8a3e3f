"""What the readers refuse or pass over: each limit by a file that is just too much, and forms that few files have."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from oce_cli.errors import InputError
from oce_cli.model import Transcript
from oce_cli.reading import LIMITS, Limits, read_file, read_text


def read(folder: Path, name: str, data: bytes | str, limits: Limits = LIMITS) -> Transcript:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_file(path, limits=limits)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_brackets_inside_of_strings_are_no_depth(tmp_path: Path) -> None:
    said = '\\"[[[' * 10 + "Sales rose 5%."
    found = read(tmp_path, "call.json", json.dumps([{"speaker": "Jane Poe", "text": said}]), Limits(depth=5))
    assert "Sales rose 5%." in found.text
    with pytest.raises(InputError, match="nested deeper than 5 levels"):
        read(tmp_path, "deep.json", "[]," * 3 + "[" * 6, Limits(depth=5))


def test_json_of_plain_texts_and_of_speakers_with_parts(tmp_path: Path) -> None:
    assert (
        read(tmp_path, "call.json", '["Sales rose 5%.", "Costs fell 2%."]').text == "Sales rose 5%.\n\nCosts fell 2%.\n"
    )
    record = [{"speaker": {"name": "Jane Poe", "title": "CEO"}, "text": "Sales rose 5%."}]
    assert [turn.speaker for turn in read(tmp_path, "call.json", json.dumps(record)).turns] == ["Jane Poe"]
    silent = [{"speaker": "Al Roe", "text": " "}, {"speaker": "Jane Poe", "text": "Sales rose 5%."}]
    assert [turn.speaker for turn in read(tmp_path, "call.json", json.dumps(silent)).turns] == ["Jane Poe"]


@pytest.mark.parametrize(
    ("limits", "says"),
    [(Limits(members=2), "with 3 parts"), (Limits(bytes=40_000), "unpacks to more than 80,000 bytes")],
)
def test_office_files_over_a_limit(tmp_path: Path, limits: Limits, says: str) -> None:
    data = zipped({"a.xml": b"a" * 50_000, "b.xml": b"b" * 50_000, "c.xml": b"c"})
    with pytest.raises(InputError, match=says):
        read(tmp_path, "call.docx", data, limits)


def test_a_word_file_without_text(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    out = io.BytesIO()
    docx.Document().save(out)
    with pytest.raises(InputError, match="a DOCX file without text"):
        read(tmp_path, "call.docx", out.getvalue())


def test_files_without_a_suffix_are_told_by_their_first_bytes(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a readable PDF file"):
        read(tmp_path, "call", b"%PDF-1.4\nno")
    with pytest.raises(InputError, match="no DOCX file; unpack it"):
        read(tmp_path, "call", zipped({"call.txt": b"Sales rose 5%."}))


def test_pdfs_that_are_locked_or_hold_too_much(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    canvas = pypdf.PdfWriter()
    canvas.add_blank_page(200, 200)
    canvas.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    canvas.write(out)
    with pytest.raises(InputError, match="locked with a password"):
        read(tmp_path, "call.pdf", out.getvalue())
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(200, 200)
    font = pypdf.generic.DictionaryObject()
    for key, name in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica")):
        font[pypdf.generic.NameObject(key)] = pypdf.generic.NameObject(name)
    fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
    page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject("/Font"): fonts}
    )
    stream = pypdf.generic.StreamObject()
    stream.set_data(b"BT /F1 8 Tf (" + b"sales " * 5_000 + b") Tj ET")
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    out = io.BytesIO()
    writer.write(out)
    assert len(out.getvalue()) < 20_000
    with pytest.raises(InputError, match="holds more than 20,000 characters"):
        read(tmp_path, "call.pdf", out.getvalue(), Limits(bytes=20_000))


def test_a_page_takes_its_title_and_keeps_the_cells_of_tables_apart(tmp_path: Path) -> None:
    pytest.importorskip("selectolax")
    page = (
        "<html><head><title>Acme Q3 2021 Earnings Call</title></head><body><table><tr><td>Sales</td><td>$5 million"
        "</td></tr></table><ul><li>We sold <a href='1'>more</a>, up 5%.</li></ul></body></html>"
    )
    text = read(tmp_path, "call.html", page).text
    assert text.startswith("Acme Q3 2021 Earnings Call\n\n")
    assert "Sales\t$5 million" in text
    assert "We sold more, up 5%." in text


def test_a_page_with_an_encoding_that_nobody_knows(tmp_path: Path) -> None:
    pytest.importorskip("selectolax")
    page = b'<meta charset="klingon-8"><p>Umsatz \xe4 stieg 5%.</p>'
    assert "stieg 5%" in read(tmp_path, "call.html", page).text


def test_live_captions_say_a_line_again(tmp_path: Path) -> None:
    cues = "WEBVTT\n\n00:00.000 --> 00:01.000\nSales rose\n\n00:01.000 --> 00:02.000\nSales rose\nby 5%.\n"
    assert read(tmp_path, "call.vtt", cues).text.split() == ["Sales", "rose", "by", "5%."]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text("Sales rose 5%.")
    path.chmod(0)
    with pytest.raises(InputError, match="not readable; check its permissions"):
        read_file(path)


def test_errors_of_the_system_are_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "no")

    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    path = tmp_path / "call.txt"
    path.write_text("Sales rose 5%.")
    with monkeypatch.context() as broken:
        broken.setattr("os.read", fail)
        with pytest.raises(InputError, match="cannot be read \\(Input/output error\\); check the disk"):
            read_file(path)
    with monkeypatch.context() as broken:
        broken.setattr("os.open", refuse)
        with pytest.raises(InputError, match="not readable; check its permissions"):
            read_file(path)

    class Broken:
        @staticmethod
        def read(size: int) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", type("Stream", (), {"buffer": Broken()})())
    with pytest.raises(InputError, match="standard input: cannot be read"):
        read_file("-")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Jane Poe -- CEO\n\nSales rose 5%.", ["Jane Poe"]),
        ("Jane Poe -- and so it was.\n\nSales rose 5%.", []),
        ("Jane Poe -- " + "which is what she said " * 4 + "\n\nSales rose 5%.", []),
        ("Jane Poe -- Sales rose!\n\nSales rose 5%.", []),
    ],
)
def test_what_is_a_speakers_line(text: str, speakers: list[str]) -> None:
    assert [turn.speaker for turn in read_text(text).turns if turn.speaker] == speakers
