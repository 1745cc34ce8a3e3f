"""Time expressions, the calendar and the choice of a period, by the examples of docs/periods.md and some more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oce_cli.errors import LexiconError
from oce_cli.model import Head, Span
from oce_cli.pipeline.chooser import Chooser, decide, load
from oce_cli.pipeline.periods import PERIOD
from oce_cli.pipeline.periods import timewords as vocabulary
from oce_cli.pipeline.periods.calendar import Calendar, shift
from oce_cli.pipeline.periods.expressions import find
from oce_cli.pipeline.periods.findings import behind, look
from oce_cli.pipeline.periods.meanings import meanings
from oce_cli.pipeline.periods.settling import settled
from oce_cli.pipeline.status import DRAFT as STATUS_DRAFT
from tests.talk import bold, scene

PAGE = Path(__file__).parents[2] / "docs" / "periods.md"
CALL = Calendar.of(Head(period="2021-Q2"))
RULES = ("prior", "said", "row before", "carried", "guidance", "call")  # of the cascade, in their order


def examples(heading: str) -> list[dict[str, str]]:
    part = re.split(r"\n##", PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n", 1)[1], maxsplit=1)[0]
    lines = [[cell.strip() for cell in line[1:-1].split("|")] for line in part.splitlines() if line.startswith("|")]
    return [dict(zip(lines[0], row, strict=True)) for row in lines[2:]]


@pytest.mark.parametrize("case", examples("Expressions"), ids=lambda case: case["words"])
def test_expression_of_the_docs(case: dict[str, str]) -> None:
    found = find(case["words"])
    assert [expression.rule for expression in found] == [case["rule"]]
    told = [meaning.period for meaning in meanings(CALL, found[0].reading)]
    assert told == [period for period in case["meanings"].split(", ") if period]


def test_every_rule_of_the_grammar_is_documented() -> None:
    folder = Path(vocabulary.__file__).parent
    source = "".join((folder / f"{name}.py").read_text(encoding="utf-8") for name in ("grammar", "expressions"))
    rules = set(re.findall(r'(?:return|else|rule, reading =)[^\n]*?"([a-z_]+)"[^\n]*, Reading', source))
    assert rules - {case["rule"] for case in examples("Expressions")} == set()


@pytest.mark.parametrize("case", examples("Choice"), ids=lambda case: case["example"])
def test_rule_of_the_docs(case: dict[str, str]) -> None:
    made, at = bold(case["example"], measure="level")
    decide(STATUS_DRAFT, made, load("status_draft"))
    decide(PERIOD, made, Chooser({f"{gate}rule={rule}": 1.0 for rule in RULES for gate in GATES}))
    ruled = {
        candidate.value: name
        for candidate in PERIOD.candidates(made, at)
        for name in candidate.features
        if name.partition(":")[2] == f"rule={case['rule']}"
    }
    assert list(ruled) == [case["period"]]


GATES = ("prior:", "firm:", "open:", "ahead firm:", "ahead open:")


def test_every_rule_of_the_cascade_has_an_example() -> None:
    assert {case["rule"] for case in examples("Choice")} == set(RULES)


@pytest.mark.parametrize(
    "words",
    [
        "per quarter", "each year", "a 3-year programme", "we may grow", "the march of progress", "$2,021 a day",
        "2021% more", "a second plant", "quarters of the hull", "half of the fleet", "1.2021 times",
    ],
)  # fmt: skip
def test_no_period_is_read(words: str) -> None:
    assert [m for e in find(words) for m in meanings(CALL, e.reading)] == []


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("compared to the third quarter", "base"), ("up from last year", "base"),
        ("than in the prior quarter", "beyond"), ("higher than last quarter", "beyond"),
        ("over the first half", "in"), ("over last year", "beyond"), ("at the end of 2020", "point"),
        ("we closed the year", "point"), ("during the quarter", "in"), ("70% of Q3 2019 levels", "base"),
        ("more than what we had in Q2", "beyond"), ("than those in Q2", "beyond"),
        ("versus the pre-pandemic third quarter", "base"), ("flat with the second quarter", "base"),
        ("in line with the second quarter", "base"), ("consistent with last quarter", "base"),
        ("on top of last year's growth", "base"), ("it exceeded the third quarter of 2019", "beyond"),
        ("just behind the third quarter", "beyond"), ("outpaced the previous year", "beyond"),
    ],
)  # fmt: skip
def test_lead(text: str, lead: str) -> None:
    assert [expression.lead for expression in find(text)] == [lead]


@pytest.mark.parametrize(
    "text",
    [
        "a completion date in the first quarter of 2025", "scheduled to mature in 2026",
        "the facility was extended for 4 years to June of 2026", "more than we guided in May",
        "lower than I told you last quarter", "our lease was extended until 2030",
    ],
)  # fmt: skip
def test_the_end_of_a_term_and_the_time_of_a_saying_are_no_periods(text: str) -> None:
    assert [e.text for e in find(text) if e.rule != "stretch"] == []


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("in FY26", "2026"), ("for FY2026", "2026"), ("in FY'26", "2026"), ("for FY 26", "2026"), ("FY25/26", "2026"),
        ("in Q1 FY22", "2022-Q1"),
    ],
)  # fmt: skip
def test_fiscal_years_written_together(text: str, meaning: str) -> None:
    assert [meanings(Calendar(), e.reading)[0].period for e in find(text)] == [meaning]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Sales were up 4% to the third quarter of 2019.", "base"),
        ("Sales will be down 4% to down 2% to full year 2019.", "base"),
        ("A 5% increase to last year.", "base"),
        ("Sales rose 4% from 2017 to 2019.", "to"),
        ("Sales rose 4% to the fourth quarter.", "to"),  # it lies ahead
    ],
)
def test_what_bare_to_leads_to_is_a_base_where_it_is_past(text: str, lead: str) -> None:
    found = settled(find(text), text.lower(), Calendar("2021-Q3", 2021, 3))
    assert found[-1].lead == lead


@pytest.mark.parametrize(
    ("text", "rule"),
    [("Through September, we sold 5.", "to_date"), ("In September, we sold 5.", "month"), ("Through July", "month")],
)
def test_through_the_last_month_is_to_date(text: str, rule: str) -> None:
    assert [e.rule for e in settled(find(text), text.lower(), Calendar("2021-Q3", 2021, 3))] == [rule]


def test_a_duration_is_no_part_of_the_period_after_it() -> None:
    found = find("from 7.4 months in the prior quarter")
    assert [(e.text, e.rule) for e in found] == [("months", "stretch"), ("prior quarter", "quarter_relative")]


def features_of(text: str, measure: str = "level") -> dict[str, tuple[str, ...]]:
    made, at = bold(text, measure=measure)
    decide(STATUS_DRAFT, made, load("status_draft"))
    PERIOD.prepare(made)
    for row in made.rows[:at]:
        row.period = "2021-Q1"
    return {candidate.value: candidate.features for candidate in PERIOD.candidates(made, at)}


@pytest.mark.parametrize(
    ("text", "measure", "base"),
    [
        ("The business has grown **80%** since 2010.", "growth", "2010"),
        ("We sold **three times** last year's boats.", "level", "2020"),
        ("We are at **50%** of 2019 levels.", "level", "2019"),
    ],
)
def test_what_a_number_is_measured_by_is_a_base(text: str, measure: str, base: str) -> None:
    names = features_of(text, measure)[base]
    assert any(name.endswith(":a0.adjB|1") for name in names)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Sales were **3%** below the second quarter of 2018.", "2018-Q2"),
        ("Sales exceeded the second quarter of 2018 by **3%**.", "2018-Q2"),
        ("Sales were up **3%** to the second quarter of 2018.", "2018-Q2"),
    ],
)
def test_the_base_of_a_move_is_never_its_period(text: str, base: str) -> None:
    assert base not in features_of(text, "growth")


def only(text: str, **fields: str) -> list[str]:
    made, at = bold(text, **fields)
    PERIOD.prepare(made)
    for row in made.rows[:at]:
        row.period = "2021-Q2"
    return [candidate.value for candidate in PERIOD.candidates(made, at)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("For the third quarter, we expect:\n- Sales of **$5 million**", "2021-Q3"),
        ("For the third quarter, we expect:\n- Sales of $5 million\n\n- A margin of **41%**", "2021-Q3"),
        ("2022 guidance:\nRevenue: $5 million\nEPS: **$1.10**", "2022"),
        ("2022 Outlook\nRevenue: **$5 million**", "2022"),
        ("Fiscal 2020 results:\nRevenue: **$5 million**", "2020"),
        ("We set our outlook for 2022. We expect:\n1) Sales of **$5 million**", "2022"),
        ("Revenue grew 11% on top of **9%**.", "2020-Q2"),
        ("Revenue grew 3% against a **9%** comparison.", "2020-Q2"),
    ],
)
def test_one_period_is_left(text: str, period: str) -> None:
    assert only(text, measure="growth" if "grew" in text else "level") == [period]


@pytest.mark.parametrize(
    ("text", "before", "periods"),
    [
        ("Revenue was $9 million, compared to **$7 million**.", "2020", ["2019"]),
        ("Revenue was $9 million, up from **$7 million** the prior year.", "2020", ["2019"]),
        ("Revenue was $9 million, up from **$7 million** the prior year period.", "2020", ["2019"]),
        ("Revenue was $9 million, compared to **$7 million** in the first quarter of 2019.", "2020", []),
        ("Revenue was $9 million, compared to **$7 million**.", "2020-Q4", []),
        ("Revenue was $9 million in the first half, up from **$7 million** last year.", "2021-H1", ["2020-H1"]),
        ("Revenue was $9 million in the first half, up from **$7 million** in the second.", "2021-H1", []),
        ("Revenue was $9 million. Adjusted, it moved from **$7 million** to $8 million.", "2020-Q4", ["2019-Q4"]),
        ("Revenue was $9 million. In Q3, it moved from **$7 million** to $8 million.", "2020-Q4", []),
    ],
)
def test_what_a_figure_is_set_against_is_of_the_year_before(text: str, before: str, periods: list[str]) -> None:
    made, at = bold(text, metric="revenue", measure="level", status="actual")
    made.rows[0].period = before
    PERIOD.prepare(made)
    found = [candidate.value for candidate in PERIOD.candidates(made, at)]
    assert found == periods if periods else len(found) > 1


@pytest.mark.parametrize(
    "text",
    [
        "For the third quarter, we expect:\n- Sales of $5 million\n\nSales were **$4 million**.",
        "For the third quarter, we expect:\n- Sales of **$5 million** in the second half",
        "For the third quarter, we expect:\nOur sales were **$5 million**.",
        "For the third quarter and for the year, we expect:\n- Sales of **$5 million**",
    ],
)
def test_a_heading_leaves_prose_and_own_times_alone(text: str) -> None:
    assert len(only(text, measure="level")) > 1


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Churn is **3%** and we will report more next quarter.", "brk"),
        ("Our project is **88%** leased and will open next quarter.", "brk"),
        ("We expect **3%** and will report more next quarter.", "com"),
        ("Churn will be **3%** and fall next quarter.", "com"),
    ],
)
def test_a_later_clause_stands_further_off(text: str, apart: str) -> None:
    told = features_of(text)["2021-Q3"]
    assert any(f":a0.{apart}n|1" in name for name in told)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("EPS was $1.10 compared to $1.32 last year, which included a **$0.06** benefit.", "versus"),
        ("We cut our 2021 outlook from **$5 million** to $4 million.", "goal"),
        ("We are raising our guidance. It has increased its EPS from **$3.80** to $4.10.", "goal"),
        ("We are raising our guidance. Sales rose from **$3 million** to $4 million.", "from to"),
    ],
)
def test_part_of_a_number(text: str, part: str) -> None:
    made, at = bold(text, measure="level")
    PERIOD.prepare(made)
    assert look(made).parts[at] == part


def test_a_year_end_call_hears_what_its_turn_speaks_of() -> None:
    made = scene(
        "For the full year, revenue was $5 million and costs $3 million. Income was $1 million.", call="2020-Q4"
    )
    PERIOD.prepare(made)
    for row in made.rows[:2]:
        row.period, row.spans["period"] = "2020", Span(8, 17)
    told = {candidate.value: candidate.features for candidate in PERIOD.candidates(made, 2)}
    assert any("frame.1|none|year" in name for name in told["2020"])
    assert any("turn tells much" in name for name in told["2020"])


def test_the_heading_of_the_turn_speaks() -> None:
    told = features_of("Turning to the full year. Costs were lower. Boats sold well. Revenue was **$90 million**.")
    assert [period for period, names in told.items() if any("heading." in name for name in names)] == ["2021"]


def test_a_figure_told_before_keeps_its_period() -> None:
    told = features_of("Revenue was $90 million in Q1. As I said, revenue was **$90 million**.")
    assert [period for period, names in told.items() if any("told before" in name for name in names)] == ["2021-Q1"]


def test_guidance_without_time_words_hears_what_the_guidance_is_mostly_for() -> None:
    told = features_of("We expect revenue of $9 million for Q3. We expect costs of **$5 million**.")
    assert [period for period, names in told.items() if any("usual guidance." in name for name in names)] == ["2021-Q3"]


def test_offsets_survive_letters_that_grow_in_lower_case() -> None:
    text = "İİİ in the third quarter of 2020."
    found = find(text)[0]
    assert text[found.start : found.end] == found.text == "third quarter of 2020"


def test_fiscal_calendar_with_another_year_end() -> None:
    calendar = Calendar.of(Head(period="2022-Q1", year_end_month=6))
    assert calendar.month_end() == (2021, 9)
    assert [m.period for m in meanings(calendar, find("at June 30, 2021")[0].reading)] == ["2021-Q4", "2021-06"]


@pytest.mark.parametrize(("date", "year"), [("July 31, 2021", 0), ("July 31, 2022", 1)])
def test_dates_tell_which_year_a_january_year_end_names(date: str, year: int) -> None:
    head = Head(period="2022-Q2", year_end_month=1)
    assert (behind(find(f"the quarter ended {date}, and {date} again"), 1, Calendar.of(head)) or 0) == year


def test_shift_keeps_what_it_cannot_move() -> None:
    assert shift("", -1) == shift("soon", -1) == ""
    assert shift("2021-07", -1) == "2020-07"


def test_call_without_a_period_keeps_years_that_are_said() -> None:
    made = scene("Revenue was $5 million in Q3 2020. In the quarter we spent $2 million, after $3 million.", call="")
    PERIOD.prepare(made)
    assert {candidate.value for candidate in PERIOD.candidates(made, 0)} == {"", "2020-Q3"}
    decide(PERIOD, made, Chooser({}))
    assert all(re.fullmatch(r"|\d{4}(-\w+)?", row.period) for row in made.rows)


def test_words_that_decided_are_kept() -> None:
    made, at = bold("In the third quarter, we will sell **40,000** boats.", measure="level")
    decide(PERIOD, made, Chooser({"ahead firm:rule=said": 1.0}))
    start = made.text.index("third")
    assert (made.rows[at].period, made.rows[at].spans["period"]) == ("2021-Q3", Span(start, start + 13))


def test_what_kept_it() -> None:
    made, at = bold("In Q1, revenue was $80 million. Costs were **$50 million**.", measure="level")
    PERIOD.prepare(made)
    kept = {candidate.value: candidate.rule for candidate in PERIOD.candidates(made, at)}
    assert (kept["2021-Q1"], kept["2021-Q2"]) == ("carried", "default")


def test_year_end_call_about_its_year() -> None:
    text = "Revenue was $5 million in 2020. For the year, income was $1 million. Last year we opened 3 shops."
    made = scene(text, call="2020-Q4")
    PERIOD.prepare(made)
    assert look(made).own == "2020"
    assert [c.value for c in PERIOD.candidates(made, 2) if "firm:rule=said" in c.features] == ["2020"]


def test_unknown_table_in_the_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "load_table", lambda name: {"moon": {}})
    vocabulary.words.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"periods.toml: unknown table \[moon\]"):
            vocabulary.words()
    finally:
        vocabulary.words.cache_clear()
