"""Web pages, PDF, DOCX, captions and JSON: the talk in, the rest out, hostile files refused."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oce_cli.errors import InputError, OcxError
from oce_cli.model import Transcript
from oce_cli.reading import LIMITS, Limits, read_file

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Acme (ACM) Q3 2021 Call | Site</title></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav><div role="search">Find 7%</div><div style="display: none">9%</div>
<div><ul><li><a href="1">Stock A up 3%</a></li><li><a href="2">Stock B</a></li></ul></div>
<article><h1>Acme (ACM) Q3 2021 Earnings Call</h1><h2>Prepared Remarks:</h2>
<p><strong>Jane Poe</strong> -- <em>Chief Executive Officer</em></p><p>Sales   rose
5%<br>to&nbsp;$5&nbsp;million.</p><ul><li>Costs fell 2%.</li></ul><script>var a = "$8 million";</script>
<h2>Questions and Answers:</h2><p><b>Al Roe</b> -- <i>Some Bank -- Analyst</i></p><p>Cash?</p></article>
<footer>(c) 2021 Site</footer></body></html>"""


def read(folder: Path, name: str, data: bytes | str, limits: Limits = LIMITS) -> Transcript:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_file(path, limits=limits)


def told(found: Transcript) -> list[tuple[str, str, str, str]]:
    return [(t.speaker, t.role, t.section, found.text[t.start : t.end]) for t in found.turns]


def test_a_page_gives_the_talk_alone(tmp_path: Path) -> None:
    found = read(tmp_path, "call.html", PAGE)
    assert told(found) == [
        ("Jane Poe", "executive", "prepared", "Sales rose 5%\nto $5 million.\n\nCosts fell 2%."),
        ("Al Roe", "analyst", "qa", "Cash?"),
    ]
    assert (found.head.company, found.head.ticker, found.head.period) == ("Acme", "ACM", "2021-Q3")
    for word in ("Home", "Stock", "Find", "9%", "$8", "Site"):
        assert word not in found.text


def test_a_page_says_its_own_encoding(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-1"><p>Umsatz – 5 € für Öl</p>'
    assert read(tmp_path, "call.htm", page.encode("cp1252")).text == "Umsatz – 5 € für Öl\n"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<p></p><script>x</script>", "without text"),
        ("<div>" * 100_000 + "5%", "nested deeper"),
        ("<b>" * 100_000 + "5%", "nested deeper"),
    ],
)
def test_pages_that_are_refused(tmp_path: Path, page: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(tmp_path, "call.html", page)


def word_file(*paragraphs: str) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Sales", "$5 million"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file(tmp_path: Path) -> None:
    found = read(tmp_path, "call.docx", word_file("Operator", "Good day.", "Jane Poe -- CEO", "Sales rose 5%."))
    assert told(found) == [
        ("Operator", "operator", "prepared", "Good day."),
        ("Jane Poe", "executive", "prepared", "Sales rose 5%.\n\nSales\t$5 million"),
    ]


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (zipped("word/document.xml", b" " * 50_000_000), "zip bomb"),
        (zipped("other.txt", b"Sales"), "no DOCX file"),
        (zipped("word/document.xml", b"<broken"), "not a readable DOCX"),
        (b"PK\x03\x04broken", "not a readable Office file"),
        (b"Sales rose 5%.", "not a readable Office file"),
    ],
)
def test_word_files_that_are_refused(tmp_path: Path, data: bytes, says: str) -> None:
    pytest.importorskip("docx")
    with pytest.raises(InputError, match=says):
        read(tmp_path, "call.docx", data)


def test_entities_of_a_word_file_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hidden 77%")
    good = io.BytesIO(word_file("Sales rose."))
    out = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                entity = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]>'.encode()
                head, mark, rest = data.partition(b"?>")
                data = head + mark + entity + rest.replace(b"Sales rose.", b"Sales &s; rose.")
            target.writestr(name, data)
    try:
        text = read(tmp_path, "call.docx", out.getvalue()).text
    except InputError:
        return
    assert "hidden" not in text


def pdf_file(*pages: list[str]) -> bytes:
    """A PDF with one line of print per text, made by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        escaped = (line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in lines)
        stream = "BT /F1 11 Tf 50 750 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in escaped) + " ET"
        page, content = len(objects) + 1, len(objects) + 2
        kids.append(f"{page} 0 R")
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        resources = f"/Resources << /Font << /F1 {font} >> >> /MediaBox [0 0 612 792]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {content} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def test_a_pdf(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    said = [
        "Sales of the third quarter rose by five percent against last year to",
        "$5 million, which is a good and strong result.",
    ]
    happy = "We are very happy with the development of our business in the"
    pages = [
        ["Acme call", "Operator", "Good day and welcome to the third quarter 2021 earnings call of Acme.", "1"],
        ["Acme call", "Jane Poe -- Chief Executive Officer", *said, "2"],
        ["Acme call", f"{happy} last quar-", "ter of it.", "3"],
    ]
    found = read(tmp_path, "call.pdf", pdf_file(*pages))
    assert told(found) == [
        ("Operator", "operator", "prepared", "Good day and welcome to the third quarter 2021 earnings call of Acme."),
        ("Jane Poe", "executive", "prepared", f"{' '.join(said)}\n\n{happy} last quarter of it."),
    ]
    assert "Acme call" not in found.text.replace("call of Acme", "")


def test_pdfs_that_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    good = pdf_file(["Sales rose."], ["Costs fell."])
    for data, limits, says in (
        (b"%PDF-1.4 broken", LIMITS, "not a readable PDF"),
        (good[: len(good) // 2], LIMITS, "PDF"),
        (good, Limits(pages=1), "more than 1 pages"),
        (good, Limits(seconds=-1), "takes longer"),
        (pdf_file([]), LIMITS, "without text"),
    ):
        with pytest.raises(InputError, match=says):
            read(tmp_path, "call.pdf", data, limits)


SRT = """1
00:00:01,000 --> 00:00:02,000
Jane Poe: Sales rose

2
00:00:02,000 --> 00:00:03,000
by 5%.
AL ROE: <i>Why?</i>

3
00:00:09,000 --> 00:00:10,000
And when?
"""
VTT = """WEBVTT
Kind: captions

NOTE made by hand 7%

00:01.000 --> 00:02.000 align:start
<v Jane Poe>Sales rose &amp; rose

00:02.000 --> 00:03.000
<v Jane Poe>by 5%.</v>

00:03.000 --> 00:04.000
<v Al Roe>Why?
"""


def test_captions(tmp_path: Path) -> None:
    found = read(tmp_path, "call.srt", SRT)
    assert [(t.speaker, found.text[t.start : t.end]) for t in found.turns] == [
        ("Jane Poe", "Sales rose by 5%."),
        ("AL ROE", "Why?\n\nAnd when?"),
    ]
    found = read(tmp_path, "call.vtt", VTT)
    assert [(t.speaker, found.text[t.start : t.end]) for t in found.turns] == [
        ("Jane Poe", "Sales rose & rose by 5%."),
        ("Al Roe", "Why?"),
    ]
    with pytest.raises(InputError, match="no captions"):
        read(tmp_path, "call.srt", "Sales rose.")


TURN = {"speaker": "Jane Poe", "title": "CEO", "text": "Sales rose 5%."}
ASKED = {"name": "Al Roe", "role": "Analyst", "content": ["Why?", "And when?"]}


@pytest.mark.parametrize(
    "record",
    [
        {
            "company": "Acme",
            "symbol": "ACM",
            "quarter": 3,
            "year": 2021,
            "prepared_remarks": [TURN],
            "q_and_a": [ASKED],
        },
        {
            "title": "Acme (ACM) Q3 2021 Call",
            "transcript": {"Prepared Remarks": [TURN], "Questions and Answers": [ASKED]},
        },
        {"title": "Acme (ACM) Q3 2021 Call", "turns": [TURN | {"section": "prepared"}, ASKED | {"section": "qa"}]},
    ],
)
def test_json_of_turns(tmp_path: Path, record: object) -> None:
    found = read(tmp_path, "call.json", json.dumps(record))
    assert told(found) == [
        ("Jane Poe", "executive", "prepared", "Sales rose 5%."),
        ("Al Roe", "analyst", "qa", "Why?\n\nAnd when?"),
    ]
    assert (found.head.company, found.head.ticker, found.head.period) == ("Acme", "ACM", "2021-Q3")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("{", "no valid JSON"),
        ("[" * 100_000, "nested deeper"),
        ('{"a": 1}', "no turns"),
        ("[]", "no turns"),
        ("9" * 10_000, "no turns"),
    ],
)
def test_json_that_is_refused(tmp_path: Path, data: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(tmp_path, "call.json", data)
    assert "\n" not in str(caught.value)


def test_halves_of_surrogate_pairs_and_nuls_of_json_are_mended(tmp_path: Path) -> None:
    found = read(tmp_path, "call.json", '[{"speaker": "A\\u0000", "text": "x\\ud800y\\u0000z"}]')
    assert "x\ufffdyz" in found.text


@pytest.mark.parametrize(
    ("data", "speaker"),
    [
        (PAGE, "Jane Poe"),
        (VTT, "Jane Poe"),
        (json.dumps([TURN]), "Jane Poe"),
        ("[Music]\nJane Poe -- CEO\n\nHi.", "Jane Poe"),
    ],
)
def test_without_a_suffix_the_first_bytes_tell(tmp_path: Path, data: str, speaker: str) -> None:
    assert read(tmp_path, "call", data).turns[0].speaker == speaker


@pytest.mark.parametrize(
    ("name", "module", "data"),
    [
        ("call.html", "selectolax.lexbor", b"<p>Hi"),
        ("call.pdf", "pypdf", b"%PDF-1.4"),
        ("call.docx", "docx", zipped("word/document.xml", b"<x/>")),
    ],
)
def test_a_missing_extra_names_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, data: bytes
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    extra = name.partition(".")[2]
    with pytest.raises(InputError, match=rf"run: pip install 'oce-cli\[{extra}\]'"):
        read(tmp_path, name, data)


@given(
    st.sampled_from([".html", ".pdf", ".docx", ".srt", ".vtt", ".json", ".txt", ""]),
    st.binary(min_size=1, max_size=300),
)
def test_any_bytes_in_any_format(tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    try:
        found = read_file(path)
    except OcxError:
        return
    assert all(0 <= turn.start < turn.end <= len(found.text) for turn in found.turns)
