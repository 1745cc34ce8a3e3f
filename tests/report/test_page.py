"""The page in a real browser: links both ways, filters, keyboard, no harm, no request, no barrier."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jinja2")
pytest.importorskip("matplotlib")
pytest.importorskip("playwright.sync_api")

from oce_cli.report import render_report
from tests.report.calls_made_up import harmful_call, large_call, plain_call
from tests.report.opened import AXE, NO_BROWSER, Opened

pytestmark = [pytest.mark.program, NO_BROWSER]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Opened:
    return Opened(browser, render_report([plain_call()]), tmp_path)


def test_page_asks_for_nothing_and_complains_of_nothing(opened: Opened) -> None:
    opened.page.wait_for_timeout(300)
    assert len(opened.requests) == 1
    assert opened.requests[0].startswith("file:")
    assert opened.complaints == []


def test_row_leads_to_its_words(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, render_report([large_call()]), tmp_path)
    opened.page.locator("input[name=search]").fill("$250 million 250")
    opened.page.locator("input[name=search]").fill("")
    opened.row(250).locator("a").first.click()
    assert opened.in_view(".lit[data-mark='250']")
    assert "picked" in (opened.lit(250).get_attribute("class") or "")


def test_words_lead_to_their_row(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, render_report([large_call()]), tmp_path)
    opened.lit(200).click()
    assert opened.in_view("tr[data-row='200']")
    assert "picked" in (opened.row(200).get_attribute("class") or "")


def test_links_work_without_the_script(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, render_report([large_call()]), tmp_path, java_script_enabled=False)
    opened.lit(200).click()
    assert opened.page.url.endswith("#c1-r200")


def test_evidence_is_lit_on_the_very_words(opened: Opened) -> None:
    opened.row(2).locator("a").first.click()
    texts = opened.page.evaluate("[...CSS.highlights.get('evidence')].map(range => range.toString())")
    call = plain_call()
    span = call.evidence[2]["metric"]
    assert texts == [call.transcript.text[span.start : span.end]]


def test_search_and_filters(opened: Opened) -> None:
    page = opened.page
    everything = opened.shown()
    page.locator("select[name=metric]").select_option(label="Gross margin (2)")
    assert opened.shown() == ["8", "9"]
    page.locator("button[type=reset]").click()
    page.wait_for_function("() => document.querySelectorAll('tbody tr:not([hidden])').length > 2")
    assert opened.shown() == everything
    page.locator("select[name=segment]").select_option(label="whole company (6)")
    page.locator("select[name=status]").select_option(label="guidance (1)")
    assert opened.shown() == ["10"]
    assert page.locator(".filters output").inner_text() == "1 of 10 numbers"
    page.locator("button[type=reset]").click()
    page.locator("input[name=search]").fill("hoists GROWTH")
    assert opened.shown() == ["5"]


def test_hidden_row_comes_back_when_its_words_are_chosen(opened: Opened) -> None:
    opened.page.locator("input[name=search]").fill("hoists")
    opened.lit(2).click()
    assert "2" in opened.shown()
    assert opened.in_view("tr[data-row='2']")


def test_sorting(opened: Opened) -> None:
    head = opened.page.locator("th[data-sort=value]")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert opened.shown()[0] == "5"
    head.locator("button").click()
    assert opened.shown()[0] == "10"


def test_keyboard(opened: Opened) -> None:
    page = opened.page
    opened.row(1).locator("a").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('tr').dataset.row") == "2"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.mark") == "2"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('tr')?.dataset.row") == "2"
    page.keyboard.press("Escape")
    assert page.locator(".picked").count() == 0


def test_finding_is_marked_and_linked(opened: Opened) -> None:
    check = opened.row(7).locator("a.check")
    assert "contradicts" in check.inner_text()
    check.click()
    number = opened.page.evaluate("document.activeElement.closest('li').id")
    assert number == (check.get_attribute("href") or "")[1:]
    opened.page.locator(f"#{number} a").first.click()
    assert opened.in_view("tr[data-row='7']")


def test_several_calls_show_one_at_a_time(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, render_report([plain_call(), large_call(9, 2000)]), tmp_path)
    assert opened.page.locator(".call:visible").count() == 1
    opened.page.get_by_role("link", name="LTY 2021-Q2").click()
    assert opened.page.locator("h1:visible").inner_text() == "Long Talk Yards 2021-Q2"


def test_harmful_call_does_no_harm(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, render_report([harmful_call()]), tmp_path)
    opened.page.locator("input[name=search]").fill("<script>")
    for number in opened.shown()[:3]:
        opened.row(int(number)).locator("a").first.click()
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate("window.harmed") is None
    assert len(opened.requests) == 1
    assert opened.complaints == []
    assert opened.page.locator("main script, main style, main img").count() == 0
    assert "<script>window.harmed = 1</script>" in opened.page.locator(".words").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
def test_no_barrier(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    if not AXE.exists() and os.environ.get("CI") != "true":
        pytest.skip("needs axe-core (npm ci --prefix tests/report)")
    opened = Opened(browser, render_report([plain_call()]), tmp_path, color_scheme=scheme, bypass_csp=True)
    opened.page.set_viewport_size({"width": width, "height": 900})
    opened.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    opened.lit(2).click()
    opened.page.add_script_tag(path=str(AXE))
    found = opened.page.evaluate("axe.run()")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_theme_button(opened: Opened) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = opened.page.evaluate(ground)
    button = opened.page.locator("#theme")
    button.click()
    button.click()
    assert button.inner_text() == "Theme: dark"
    assert opened.page.evaluate(ground) != light


def test_print_shows_everything(opened: Opened) -> None:
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".filters").is_hidden()
    height = opened.page.evaluate("document.querySelector('.words .scroll').scrollHeight")
    assert opened.page.evaluate("document.querySelector('.words .scroll').clientHeight") == height


def test_large_call_stays_fluent(browser: Any, tmp_path: Path) -> None:
    opened = Opened(browser, render_report([large_call(300, 100_000)]), tmp_path)
    spent = opened.page.evaluate(
        """() => {
            const search = document.querySelector('input[name=search]');
            const begun = performance.now();
            for (const text of ['y', 'ya', 'yard 3', '']) {
                search.value = text;
                search.dispatchEvent(new Event('input', { bubbles: true }));
                document.body.offsetHeight;
            }
            document.querySelector('th[data-sort=value] button').click();
            document.body.offsetHeight;
            return (performance.now() - begun) / 5;
        }"""
    )
    assert spent < 200  # milliseconds for one key stroke, layout included
