"""The pages of panels and of two calls without a browser."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jinja2")
pytest.importorskip("matplotlib")

from oce_cli.diff import history
from oce_cli.panel import panel
from oce_cli.report.courses import of_history, of_panel
from oce_cli.report.curves import draw_course
from tests.conftest import Run
from tests.report.panels_made_up import LABELS, diff_page, harmful_pages, panel_page, two_calls, year_of_calls
from tests.report.test_report import Tags


def test_one_company_has_its_segments_in_one_picture() -> None:
    revenue, margin = of_panel(panel(year_of_calls()), LABELS)
    assert (revenue.title, margin.title) == ("Revenue, quarters", "Gross margin, quarters")
    assert [track.label for track in revenue.tracks] == ["Whole company", "cables"]
    points = revenue.tracks[0].points
    assert [(point.period, point.text) for point in points] == [
        ("2021-Q1", "USD 110 million"),
        ("2021-Q2", "USD 126 million"),
        ("2021-Q3", "USD 130 million"),
        ("2021-Q4", "USD 140 million"),
    ]
    assert [point.before for point in points] == [None, 120e6, None, None]
    assert "2021-Q2 USD 126 million (told as USD 120 million before)" in revenue.summary


def test_several_companies_stand_in_one_picture() -> None:
    calls = [told for number in range(8) for told in year_of_calls(f"Rope {number}", 1 + number)]
    courses = {course.title: course for course in of_panel(panel(calls), LABELS)}
    whole = courses["Revenue, quarters"]
    assert [track.label for track in whole.tracks] == [f"Rope {number}" for number in range(6)]
    assert whole.left_out == 2
    assert "Revenue cables, quarters" in courses


def test_quarters_and_years_are_never_on_one_line() -> None:
    lines = panel(year_of_calls())
    years = [line | {"period": period} for line, period in zip(lines, ("2019", "2020", "2021"), strict=False)]
    kinds = {course.title.rpartition(", ")[2] for course in of_panel([*lines, *years], LABELS)}
    assert kinds == {"quarters", "years"}
    assert of_panel(lines[:1], LABELS) == []  # one point is no course


def test_two_calls_show_guidance_beside_what_came() -> None:
    courses = {course.title: course for course in of_history(history(*two_calls()), LABELS)}
    quarters = {track.kind: track.points for track in courses["Revenue, quarters"].tracks}
    assert [(point.period, point.value) for point in quarters["told"]] == [("2021-Q1", 101e6), ("2021-Q2", 118e6)]
    assert quarters["told"][0].before == 100e6
    assert [(point.low, point.high) for point in quarters["was"]] == [(110e6, 115e6)]
    assert [(point.period, point.low) for point in quarters["next"]] == [("2021-Q3", 120e6)]
    assert [track.kind for track in courses["Revenue, years"].tracks] == ["was", "next"]
    assert not any("Backlog" in title for title in courses)  # nothing was guided


def test_drawings_are_plain_and_the_same_at_every_run() -> None:
    for course in (*of_panel(panel(year_of_calls()), LABELS), *of_history(history(*two_calls()), LABELS)):
        svg = draw_course(course)
        assert svg == draw_course(course)
        tags = Tags(svg)
        assert {tag for tag, _ in tags.found} <= {"svg", "path", "text"}
        assert all(not {"id", "style", "href"} & attributes.keys() for _, attributes in tags.found)
        assert "#0000" not in svg


def test_names_of_near_lines_stay_in_the_picture_and_apart() -> None:
    calls = [told for number in range(6) for told in year_of_calls(f"Rope {number}", 1 + number / 1000)]
    course = next(course for course in of_panel(panel(calls), LABELS) if course.title == "Revenue, quarters")
    ends = sorted(float(y) for y, name in re.findall(r'y="([\d.]+)"[^>]*>(Rope \d)<', draw_course(course)))
    assert len(ends) == 6
    assert min(second - first for first, second in pairwise(ends)) > 8
    assert 0 < ends[0] < ends[-1] < 2.35 * 72


def test_a_restated_number_has_a_ring() -> None:
    lines = [line for line in panel(year_of_calls()) if line["metric"] == "revenue" and not line["segment"]]
    kept = [line | {"restated": ""} for line in lines]
    with_ring, without = (draw_course(of_panel(told, LABELS)[0]) for told in (lines, kept))
    assert with_ring.count("stroke-faint") > without.count("stroke-faint") == 0


@pytest.mark.parametrize("page", [panel_page, diff_page], ids=["panel", "diff"])
def test_pages_are_well_formed_and_load_nothing(page: Any) -> None:
    html = page()
    assert html == page()
    tags = Tags(html)
    assert tags.open == []
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    check_harmless(html)


def check_harmless(html: str) -> None:
    tags = Tags(html)
    assert {tag for tag, _ in tags.found} & {"img", "iframe", "object", "embed", "base", "use", "image"} == set()
    assert len(tags.all("script")) == len(tags.all("style")) == 1
    policy = next(str(meta["content"]) for meta in tags.all("meta") if meta.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for _, attributes in tags.found:
        assert not {"src", "style", "xlink:href"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
    assert {str(link["href"]) for link in tags.all("a")} == {"#numbers"}


def test_nothing_of_a_call_becomes_markup() -> None:
    for html in harmful_pages():
        check_harmless(html)


def test_panel_page_tells_what_was_restated() -> None:
    html = panel_page()
    assert re.search(
        r"USD\u00a0126\u00a0million\s+<small class=\"restated\">↻ restated; USD\u00a0120\u00a0million in", html
    )
    assert 'title="Fenwick Rope 3.txt, row 4: ' in html


@pytest.mark.parametrize(
    "verdict", ["raised", "lowered", "narrowed", "kept", "dropped", "first given", "beat", "in range", "miss", "ceased"]
)
def test_diff_page_tells_each_verdict(verdict: str) -> None:
    assert f'data-verdict="{verdict}"' in diff_page()


def test_the_suffix_asks_for_the_page(ocx: Run, tmp_path: Path) -> None:
    for quarter, revenue in ((1, "10.1"), (2, "12.4")):
        (tmp_path / f"q{quarter}.txt").write_text(
            f"Fenwick Rope Ltd. (FWK)\nQ{quarter} 2021 Earnings Call\n\nJane Roe -- CFO\n\n"
            f"Revenue was ${revenue} million in the quarter. For the full year 2021, we expect revenue of "
            f"${40 + quarter} million to ${44 + quarter} million.\n"
        )
    assert ocx("panel", "q1.txt", "q2.txt", "-o", "panel.html").returncode == 0
    assert ocx("diff", "q1.txt", "q2.txt", "-o", "diff.html").returncode == 0
    for name, title in (("panel", "Fenwick Rope Ltd.: Revenue by period"), ("diff", "2021-Q1 to 2021-Q2")):
        page = (tmp_path / f"{name}.html").read_text()
        assert title in page
        assert "<svg" in page
        assert "Content-Security-Policy" in page
    assert ocx("panel", "q1.txt", "q2.txt", "-o", "panel.html", "-f", "html-table").returncode == 0
    assert (tmp_path / "panel.html").read_text().startswith("<table")


def test_same_bytes_in_every_process() -> None:
    code = (
        "from tests.report.panels_made_up import diff_page, panel_page; "
        "import sys; sys.stdout.buffer.write((panel_page() + diff_page()).encode())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert run.stdout == (panel_page() + diff_page()).encode()
