"""The pages of panels and of two calls in a real browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jinja2")
pytest.importorskip("matplotlib")
pytest.importorskip("playwright.sync_api")

from tests.report.opened import AXE, NO_BROWSER, Opened
from tests.report.panels_made_up import diff_page, harmful_pages, panel_page

pytestmark = [pytest.mark.program, NO_BROWSER]


def shown(opened: Opened) -> list[str]:
    rows: list[str] = opened.page.eval_on_selector_all(
        "tbody tr:not([hidden])", "rows => rows.map(row => [row.dataset.metric, row.dataset.segment].join(' ').trim())"
    )
    return rows


@pytest.mark.parametrize("page", [panel_page, diff_page], ids=["panel", "diff"])
def test_page_asks_for_nothing_and_complains_of_nothing(browser: Any, tmp_path: Path, page: Any) -> None:
    opened = Opened(browser, page(), tmp_path)
    opened.page.wait_for_timeout(300)
    assert [url.partition(":")[0] for url in opened.requests] == ["file"]
    assert opened.complaints == []


@pytest.mark.parametrize("page", [panel_page, diff_page], ids=["panel", "diff"])
def test_plots_are_seen_and_nothing_is_cut_off(browser: Any, tmp_path: Path, page: Any) -> None:
    opened = Opened(browser, page(), tmp_path)
    plots = opened.page.locator("figure svg")
    assert plots.count() >= 2
    outside = opened.page.evaluate(
        """() => [...document.querySelectorAll("figure svg")].flatMap((svg) => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll("text, path")].filter((one) => {
                const box = one.getBoundingClientRect();
                return box.left < frame.left - 1 || box.right > frame.right + 1 ||
                    box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
            }).map((one) => one.textContent || one.getAttribute("d"));
        })"""
    )
    assert outside == []
    unpainted = opened.page.evaluate(
        """() => [...document.querySelectorAll("figure svg path")].filter((path) => {
            const look = getComputedStyle(path);
            return look.fill === "rgb(0, 0, 0)" || (look.fill === "none" && look.stroke === "none");
        }).length"""
    )
    assert unpainted == 0  # each shape has a colour of the style


def test_panel_is_searched_filtered_and_sorted(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, panel_page(), tmp_path)
    page = opened.page
    assert shown(opened) == ["gross_margin", "revenue", "revenue cables"]
    page.locator("input[name=search]").fill("CABLES")
    assert shown(opened) == ["revenue cables"]
    page.locator("button[type=reset]").click()
    page.wait_for_function("() => document.querySelectorAll('tbody tr:not([hidden])').length > 2")
    page.locator("select[name=metric]").select_option(label="Gross margin (1)")
    assert shown(opened) == ["gross_margin"]
    assert page.locator("figure:visible").count() == 1
    assert page.locator(".filters output").inner_text() == "1 of 3 rows"
    page.locator("select[name=metric]").select_option(label="all")
    page.locator("input[name=restated]").check()
    assert shown(opened) == ["revenue"]
    page.locator("input[name=restated]").uncheck()
    head = page.locator("th", has_text="2021-Q4")
    head.locator("button").click()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert shown(opened) == ["revenue", "revenue cables", "gross_margin"]


def test_diff_is_filtered_by_verdict(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, diff_page(), tmp_path)
    assert opened.page.locator(".card").count() == 10
    opened.page.locator("select[name=verdict]").select_option(label="beat (1)")
    assert shown(opened) == ["revenue"]
    opened.page.locator("select[name=verdict]").select_option(label="miss (1)")
    assert shown(opened) == ["gross_margin"]


def test_all_is_there_without_the_script(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, panel_page(), tmp_path, java_script_enabled=False)
    assert opened.page.locator("tbody tr:visible").count() == 3
    assert opened.page.locator(".filters").is_hidden()
    opened.page.get_by_role("link", name="Skip to the numbers").press("Enter")
    assert opened.page.url.endswith("#numbers")


def test_harmful_calls_do_no_harm(browser: Any, tmp_path: Path) -> None:
    for html in harmful_pages():
        opened = Opened(browser, html, tmp_path)
        opened.page.locator("input[name=search]").fill("<script>")
        assert shown(opened)
        opened.page.wait_for_timeout(200)
        assert opened.page.evaluate("window.harmed") is None
        assert len(opened.requests) == 1
        assert opened.complaints == []
        assert opened.page.locator("main script, main style, main img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
@pytest.mark.parametrize("page", [panel_page, diff_page], ids=["panel", "diff"])
def test_no_barrier(browser: Any, tmp_path: Path, page: Any, scheme: str, width: int) -> None:
    if not AXE.exists() and os.environ.get("CI") != "true":
        pytest.skip("needs axe-core (npm ci --prefix tests/report)")
    opened = Opened(browser, page(), tmp_path, color_scheme=scheme, bypass_csp=True)
    opened.page.set_viewport_size({"width": width, "height": 900})
    opened.page.add_script_tag(path=str(AXE))
    found = opened.page.evaluate("axe.run()")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
