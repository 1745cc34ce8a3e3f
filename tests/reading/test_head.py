"""The head of a call: what each witness is worth, and the period of all measuring texts."""

import csv
import time
from pathlib import Path

import pytest

from oce_cli.reading import read_file, read_text

ANSWERS = Path(__file__).with_name("call_periods.csv")


def answers() -> dict[str, dict[str, str]]:
    with ANSWERS.open(newline="", encoding="utf-8") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


@pytest.mark.corpus
def test_the_period_of_every_labelled_call(shared: Path) -> None:
    known = answers()
    found = {path.stem: read_file(path).head.period for path in sorted((shared / "corpus").glob("*.txt"))}
    assert found == {name: known[name]["period"] for name in found}


@pytest.mark.corpus
def test_the_period_of_the_newswire_calls(shared: Path) -> None:
    known = answers()
    heads = {path.stem: read_file(path).head for path in sorted((shared / "newswire" / "texts").glob("*.txt"))}
    wrong = {name: head.period for name, head in heads.items() if head.period != known[name]["period"]}
    assert len(heads) - len(wrong) >= 115, wrong
    assert all(str(int(head.year_end)) == known[name]["year_end"] for name, head in heads.items())


@pytest.mark.corpus
def test_the_month_of_the_year_end_where_the_talk_tells_it(shared: Path) -> None:
    """The list has a month only where a date in the talk tells it."""
    known = {name: int(row["year_end_month"]) for name, row in answers().items() if row["year_end_month"]}
    found = {}
    for folder in ("corpus", "newswire/texts"):
        for path in (shared / folder).glob("*.txt"):
            if path.stem in known:
                found[path.stem] = read_file(path).head.year_end_month
    assert found == known


@pytest.mark.corpus
def test_the_talk_alone_tells_the_period(shared: Path) -> None:
    """Without title line and file name, so that a vendor's word is not all that was read."""
    known = answers()
    wrong = {}
    for folder in ("corpus", "newswire/texts"):
        for path in sorted((shared / folder).glob("*.txt")):
            _, _, talk = path.read_text(encoding="utf-8").partition("Prepared Remarks:")
            if talk:
                found = read_text(talk).head.period
                if found != known[path.stem]["period"]:
                    wrong[path.stem] = found
    assert len(wrong) <= 5, wrong


@pytest.mark.corpus
def test_the_text_is_the_decoded_file(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.txt")):
        read = read_file(path)
        assert read.text == path.read_bytes().decode("utf-8")
        assert len(read.turns) > 10
        assert {"executive", "analyst", "operator"} <= {turn.role for turn in read.turns}
        assert {turn.section for turn in read.turns} == {"prepared", "qa"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Welcome to Acme's fourth quarter and full year 2020 earnings conference call.", "2020-Q4"),
        ("Welcome to the Acme Q3 FY 2022 earnings conference call.", "2022-Q3"),
        ("Welcome to the 2021 second quarter results call of Acme.", "2021-Q2"),
        ("Welcome to Acme's results conference call for the first quarter of fiscal year 2022.", "2022-Q1"),
        ("Welcome to the Acme fiscal 2022 first quarter results call.", "2022-Q1"),
        ("Welcome to the Acme call on the first three months 2021/22. It was a good quarter.", "2022-Q1"),
        ("Welcome to our full year 2020 results call.", "2020"),
        (
            "Welcome to our half year results call. The outlook for FY22 is unchanged. H1 was good, H1 was busy.",
            "2022-H1",
        ),
        ("Welcome to our Q2 '21 earnings call.", "2021-Q2"),
        ("We report 3Q 2021 results today.", "2021-Q3"),
        (
            "Welcome to the third quarter earnings call. Today, November 4, 2021, sales of it rose.",
            "2021-Q3",
        ),
        (
            "Welcome to the fourth quarter earnings call. Today, February 9, 2022, we look at the fourth quarter.",
            "2021-Q4",
        ),
        ("Welcome to the third quarter call. Sales for the quarter ended September 30, 2021 rose.", "2021-Q3"),
        ("Welcome to the first quarter call. Sales rose 5% over the first quarter of 2020.", "2021-Q1"),
        ("Welcome to the third quarter call. For the fourth quarter of 2021 we expect more.", "2021-Q3"),
        (
            "Welcome to the fourth quarter call. We expect more in 2022, and our guidance for fiscal 2022 stands.",
            "2021-Q4",
        ),
        ("Sales rose.", ""),
        ("Welcome to the third quarter earnings call.", ""),
    ],
)
def test_what_the_talk_says(text: str, period: str) -> None:
    assert read_text(f"Operator\n\n{text}").head.period == period


def test_a_vendor_title_is_outvoted() -> None:
    talk = (
        "Acme Q4 2020 Earnings Call Transcript\n\nOperator\n\nWelcome to the Acme fourth quarter 2019 call.\n\n"
        "Jane Poe -- CEO\n\nSales of the fourth quarter of 2019 rose. As of December 31, 2019, we had no debt."
    )
    head = read_text(talk, "acme_q4_2020.txt").head
    assert (head.period, head.year_end) == ("2019-Q4", True)


def test_title_and_file_name_help_where_the_talk_is_silent() -> None:
    assert read_text("Acme Q2 2021 Earnings Call\n\nOperator\n\nGood day.").head.period == "2021-Q2"
    assert read_text("Operator\n\nGood day.", "acme_2021_q2.txt").head.period == "2021-Q2"


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Welcome to the third quarter fiscal 2022 call. Sales of the quarter ended November 30, 2021 rose.", 2),
        ("Welcome to the first quarter fiscal 2021 call. It ended on July 3, 2020; the quarter ended July 3, 2020.", 3),
        ("Welcome to the second quarter 2021 call. Our fiscal year ending April 30, 2022 looks good.", 4),
        ("Welcome to the second quarter 2021 call for the three months ended June 30, 2021.", 12),
        ("Welcome to the second quarter 2021 call.", 12),
    ],
)
def test_the_month_in_which_the_fiscal_year_ends(text: str, month: int) -> None:
    assert read_text(f"Operator\n\n{text}").head.year_end_month == month


@pytest.mark.parametrize(
    ("text", "company", "ticker"),
    [
        ("Acme Tools Ltd (NASDAQ: ACMT) Q2 2021 Earnings Call\n\nOperator\n\nHi.", "Acme Tools Ltd", "ACMT"),
        ("ACMT Q2 2021 Earnings Call Transcript\n\nOperator\n\nWelcome to Acme Tools' call.", "Acme Tools", "ACMT"),
        ("Operator\n\nWelcome to the First Acme Bank of Poe second quarter call.", "First Acme Bank of Poe", ""),
        ("Operator\n\nGood day, and welcome to the Q1 2021 Acme, Inc. Earnings Call.", "Acme, Inc.", ""),
        ("Operator\n\nWelcome to our business update call. I'm Jane Poe.", "", ""),
        ("Jane Poe (CEO)\n\nGood day.", "", ""),
    ],
)
def test_company_and_ticker(text: str, company: str, ticker: str) -> None:
    head = read_text(text).head
    assert (head.company, head.ticker) == (company, ticker)
    for field, span in head.spans:
        if field in ("company", "ticker"):
            assert text[span.start : span.end] == getattr(head, field)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("All figures are in Canadian dollars unless otherwise noted.", "CAD"),
        ("Our reporting currency is the Hong Kong dollar.", "HKD"),
        ("All amounts are in US dollars.", "USD"),
        ("Sales were 5 million Canadian dollars.", ""),
        ("All figures are in US dollars. All amounts are in Canadian dollars.", ""),
        ("Sales were $5 million.", ""),
        ("All figures are in CAD.", "CAD"),
    ],
)
def test_what_a_bare_dollar_means(text: str, currency: str) -> None:
    assert read_text(f"Operator\n\n{text}").head.currency == currency


def test_a_call_is_read_in_milliseconds() -> None:
    text = (
        "Jane Poe -- Chief Executive Officer\n\n" + "Sales of the third quarter of 2021 rose by 5%. " * 20 + "\n\n"
    ) * 40
    read_text(text)
    best = 1.0
    for _ in range(5):
        began = time.process_time()
        read_text(text)
        best = min(best, time.process_time() - began)
    assert len(text) > 38_000
    assert best < 0.1  # some 5 ms on a quiet machine


@pytest.mark.parametrize(
    "said",
    [
        "Margins rose from Q2 to Q3 of 2024 by 50 basis points.",
        "In the fourth quarter we expect it to be flat compared to Q3 2024.",
        "Margins rose from Q2 to Q3 of 2024. Volume was slower than in Q3 2024.",
    ],
)
def test_a_base_of_another_quarter_does_not_move_the_year(said: str) -> None:
    head = "Acme Corp (NYSE: ACM)\nQ3 2024 Earnings Call\n\nJane Poe -- Chief Financial Officer\n\nThank you. "
    assert read_text(f"{head}Revenue grew 5%. {said} Cash flow was $40 million.", "call.txt").head.period == "2024-Q3"
