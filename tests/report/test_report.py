"""The page without a browser: what is in it, that it is always the same, and that nothing of a call becomes markup."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

pytest.importorskip("jinja2")
pytest.importorskip("matplotlib")

from oce_cli.report import render_report
from oce_cli.report.calls import Call, value_text
from oce_cli.report.drawing import draw
from oce_cli.report.headlines import headlines
from oce_cli.report.passages import speeches
from oce_cli.report.plots import plots
from tests.report.calls_made_up import harmful_call, plain_call

VOID = {"meta", "link", "input", "br", "img"}


class Tags(HTMLParser):
    """Collects elements, and complains about ends that do not fit."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag == name]


@pytest.fixture(scope="module")
def page() -> str:
    return render_report([plain_call()])


def test_page_is_well_formed(page: str) -> None:
    tags = Tags(page)
    assert tags.open == []
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_link_leads_to_a_place_of_the_page(page: str) -> None:
    tags = Tags(page)
    ids = {attributes.get("id") for _, attributes in tags.found}
    targets = {str(attributes["href"]) for attributes in tags.all("a")}
    assert targets
    assert {target[1:] for target in targets} <= ids
    assert all(target.startswith("#") for target in targets)


def test_policy_names_the_hashes_of_style_and_script(page: str) -> None:
    policy = next(str(meta["content"]) for meta in Tags(page).all("meta") if meta.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for element in ("style", "script"):
        inside = re.search(f"<{element}>(.*?)</{element}>", page, re.S)
        assert inside is not None
        digest = b64encode(sha256(inside[1].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy


def test_no_element_can_load_anything(page: str) -> None:
    for each in (page, render_report([harmful_call()])):
        tags = Tags(each)
        assert [tag for tag, _ in tags.found if tag in ("img", "iframe", "object", "embed", "base", "form")] == ["form"]
        assert len(tags.all("script")) == len(tags.all("style")) == 1
        for _, attributes in tags.found:
            assert "src" not in attributes
            assert "style" not in attributes
            assert not [name for name in attributes if name.startswith("on")]


def test_every_row_has_its_words_and_every_word_its_row(page: str) -> None:
    tags = Tags(page)
    rows = {row["data-mark"] for row in tags.all("tr") if "data-row" in row}
    lit = {link["data-mark"] for link in tags.all("a") if "lit" in str(link.get("class"))}
    assert rows == lit
    assert len(rows) == len(plain_call().rows)


def test_transcript_is_there_word_for_word(page: str) -> None:
    call = plain_call()
    said = speeches(call.transcript, [])
    text = "\n".join("".join(piece.text for piece in passage.pieces) for one in said for passage in one.passages)
    assert text == "\n".join(
        line for turn in call.transcript.turns for line in call.transcript.text[turn.start : turn.end].splitlines()
    )


def test_same_bytes_in_every_process(page: str) -> None:
    code = (
        "from oce_cli.report import render_report; from tests.report.calls_made_up import plain_call; "
        "import sys; sys.stdout.buffer.write(render_report([plain_call()]).encode())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert run.stdout == page.encode()


def test_two_numbers_on_the_same_words_share_a_mark() -> None:
    call = plain_call()
    again = [*call.rows, {**call.rows[0], "row": len(call.rows) + 1, "metric": "bookings"}]
    tags = Tags(render_report([Call(call.transcript, again)]))
    marks = [row["data-mark"] for row in tags.all("tr") if "data-row" in row]
    assert marks[0] == marks[-1] == "1"


def test_headlines_have_prior_and_growth() -> None:
    revenue, margin = headlines(plain_call())
    assert (revenue.label, revenue.value, revenue.prior, revenue.growth) == (
        "Revenue", "USD 120 million", "USD 100 million", "+20%",
    )  # fmt: skip
    assert (margin.value, margin.prior, margin.growth) == ("38%", "35%", "")


def test_plots_tell_growth_levels_and_guidance() -> None:
    found = {plot.kind: plot for plot in plots(plain_call())}
    assert [bar.label for bar in found["growth"].bars] == ["Whole company", "cranes", "hoists"]
    assert [(bar.text, bar.prior_text) for bar in found["levels"].bars] == [
        ("USD 120 million", "USD 100 million"), ("38%", "35%"),
    ]  # fmt: skip
    assert [(bar.low, bar.high, bar.prior) for bar in found["guidance"].bars] == [(130e6, 140e6, 120e6)]


def test_drawings_are_plain_and_the_same_at_every_run() -> None:
    for plot in plots(plain_call()) + plots(harmful_call()):
        svg = draw(plot)
        assert svg == draw(plot)
        tags = Tags(svg)
        assert {tag for tag, _ in tags.found} <= {"svg", "path", "text"}
        assert all("id" not in attributes for _, attributes in tags.found)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"value": -0.7, "unit": "percentage_points", "bound": "exact", "measure": "change"}, "−0.7 pp"),
        ({"value": 84, "unit": "percent", "bound": "approx", "measure": "level"}, "≈ 84%"),
        ({"value": 30, "unit": "count", "bound": "over", "measure": "level"}, "> 30"),
        ({"value": None, "unit": "count", "bound": "exact", "measure": "level"}, ""),
    ],
)
def test_values_as_read(cells: dict[str, object], text: str) -> None:
    assert value_text(cells) == text


def test_call_without_rows_or_turns_has_a_page() -> None:
    call = plain_call()
    empty = Call(type(call.transcript)("bare.txt", "Nothing was said."), [])
    assert "Nothing was said." in render_report([empty])
