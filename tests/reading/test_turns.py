"""Speakers, titles, roles and sections in every shape that transcripts have."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oce_cli.errors import OcxError
from oce_cli.reading import read_text

DASHES = """Acme Q3 2021 Earnings Call Transcript

Prepared Remarks:

Operator

Good day and welcome to the Acme third quarter 2021 earnings call.

Jane Poe -- Chief Executive Officer

Sales rose 5%.

Costs fell -- as we said -- by 3%.

Questions and Answers:

Operator

Our first question is from Al Roe with Some Bank.

Al Roe -- Some Bank -- Analyst

Thanks. What about cash?

Jane Poe -- Chief Executive Officer

It is fine.

Bo Coe

Who am I?

Unidentified Analyst

And debt?

[Operator Closing Remarks]

Duration: 48 minutes
"""

BULLETS = """Acme Ltd (ACM) 2021 Q3

  • Operator

  • Good day. Our first speaker is Jane Poe.

  • Jane Poe - Chairman & CEO

  • Sales rose 5%.

  • We opened 3 stores - in May.

  • Operator

  • [Operator Instructions] Our first question comes from Al Roe with Some Bank.

  • Al Roe - Research Analyst

  • What about cash?

  • Jane Poe - Chairman & CEO

  • It is fine.
"""

NUMBERED = """Speaker 0:

Good day, and thank you for standing by. Welcome to the Acme call. To ask a question, press star one.

Speaker 1:

Thank you. Sales of the quarter rose by five percent, which is a good result for us. We opened three stores and
closed none of them, and the margin was stable over the whole period. Our people have done a great job again. Costs
fell by three percent, and we have paid back some debt. Our plan for the year stays as it is. We will go on to open
stores and we will invest. With that, we open the line for questions.

Speaker 0:

Our first question comes from the line of Al Roe with Some Bank. Please go ahead.

Speaker 2:

Thanks for taking my question. What about cash?

Speaker 1:

Cash is fine.

Speaker 2:

Thank you.
"""

LABELS = """Acme call

OPERATOR: Good day.
JANE POE, CHIEF EXECUTIVE OFFICER, ACME: Sales rose 5%. Note: unaudited.
We are glad.
AL ROE, ANALYST, SOME BANK: What about cash?
JANE POE: It is fine.
"""

LISTED = """Acme Ltd Q3 2021 Earnings Call

Company Participants
Jane Poe - CEO
Bo Coe - CFO

Conference Call Participants
Al Roe - Some Bank

Operator

Good day.

Jane Poe

Sales rose 5%.

Question-and-Answer Session

Operator

The first question is from Al Roe.

Al Roe

What about cash?

Bo Coe

It is fine.
"""

Row = tuple[str, str, str, str, str]


def rows(text: str) -> list[Row]:
    read = read_text(text)
    return [(t.speaker, t.title, t.role, t.section, text[t.start : t.end].split(".")[0]) for t in read.turns]


def test_name_dash_title() -> None:
    assert rows(DASHES) == [
        ("Operator", "", "operator", "prepared", "Good day and welcome to the Acme third quarter 2021 earnings call"),
        ("Jane Poe", "Chief Executive Officer", "executive", "prepared", "Sales rose 5%"),
        ("Operator", "", "operator", "qa", "Our first question is from Al Roe with Some Bank"),
        ("Al Roe", "Some Bank -- Analyst", "analyst", "qa", "Thanks"),
        ("Jane Poe", "Chief Executive Officer", "executive", "qa", "It is fine"),
        ("Bo Coe", "", "analyst", "qa", "Who am I?"),
        ("Unidentified Analyst", "", "analyst", "qa", "And debt?\n\n[Operator Closing Remarks]"),
    ]


def test_bullets() -> None:
    assert [row[:4] for row in rows(BULLETS)] == [
        ("Operator", "", "operator", "prepared"),
        ("Jane Poe", "Chairman & CEO", "executive", "prepared"),
        ("Operator", "", "operator", "qa"),
        ("Al Roe", "Research Analyst", "analyst", "qa"),
        ("Jane Poe", "Chairman & CEO", "executive", "qa"),
    ]
    turn = read_text(BULLETS).turns[1]
    assert BULLETS[turn.start : turn.end] == "Sales rose 5%.\n\n  • We opened 3 stores - in May."


def test_speakers_without_names() -> None:
    assert [row[:4] for row in rows(NUMBERED)] == [
        ("Speaker 0", "", "operator", "prepared"),
        ("Speaker 1", "", "executive", "prepared"),
        ("Speaker 0", "", "operator", "qa"),
        ("Speaker 2", "", "analyst", "qa"),
        ("Speaker 1", "", "executive", "qa"),
        ("Speaker 2", "", "analyst", "qa"),
    ]


def test_labels_in_the_line() -> None:
    assert rows(LABELS) == [
        ("OPERATOR", "", "operator", "prepared", "Good day"),
        ("JANE POE", "CHIEF EXECUTIVE OFFICER, ACME", "executive", "prepared", "Sales rose 5%"),
        ("AL ROE", "ANALYST, SOME BANK", "analyst", "qa", "What about cash?"),
        ("JANE POE", "CHIEF EXECUTIVE OFFICER, ACME", "executive", "qa", "It is fine"),
    ]


def test_lists_of_participants_give_roles_and_are_no_talk() -> None:
    assert [row[:4] for row in rows(LISTED)] == [
        ("Operator", "", "operator", "prepared"),
        ("Jane Poe", "CEO", "executive", "prepared"),
        ("Operator", "", "operator", "qa"),
        ("Al Roe", "Some Bank", "analyst", "qa"),
        ("Bo Coe", "CFO", "executive", "qa"),
    ]


def test_a_title_may_stand_or_run_on_in_the_next_line() -> None:
    text = (
        "Jane Poe\nChief Executive Officer, Acme\n\nSales rose.\n\n"
        "Bo Coe -- Senior Vice President and\nTreasurer\n\nYes."
    )
    assert [row[:2] for row in rows(text)] == [
        ("Jane Poe", "Chief Executive Officer, Acme"),
        ("Bo Coe", "Senior Vice President and Treasurer"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Yes -- I think so.",
        "Sure, Bob. That is -- Right.",
        "Thanks Bob",
        "So -- basically",
        "Free Cash Flow",
        "Revenue: 5 million",
        "[Technical Issues]",
        "Your next question comes from the line --",
    ],
)
def test_talk_that_looks_like_a_speaker_line(line: str) -> None:
    text = DASHES.replace("It is fine.", f"It is fine.\n\n{line}\n\nAnd more.")
    assert len(rows(text)) == len(rows(DASHES))


def test_a_text_without_speakers_is_one_turn() -> None:
    text = "  Sales rose 5% in the third quarter.\nRevenue: $3 million.\n"
    turn = read_text(text).turns
    assert [(t.speaker, t.role, t.section, text[t.start : t.end]) for t in turn] == [("", "", "", text.strip())]


def test_windows_and_old_mac_line_ends() -> None:
    for end in ("\r\n", "\r"):
        assert [row[:4] for row in rows(DASHES.replace("\n", end))] == [row[:4] for row in rows(DASHES)]


LINES = st.sampled_from(
    [
        "",
        "Operator",
        "Jane Poe -- CEO",
        "• Al Roe - Analyst",
        "Speaker 3:",
        "Jane Poe: Sales rose.",
        "Q: Why?",
        ">> BO:",
        "Questions and Answers:",
        "Thanks.",
        "Our next question is from Al.",
        "What about Q3 '21?",
        "--",
        ":",
        "• ",
        "Jane Poe",
    ]
)


@given(st.one_of(st.text(), st.lists(LINES | st.text(max_size=30), max_size=40).map("\n".join)))
def test_turns_lie_in_order_inside_of_the_text(text: str) -> None:
    try:
        read = read_text(text)
    except OcxError:
        return
    at = 0
    for turn in read.turns:
        assert at <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end].strip()
        assert turn.role in ("executive", "analyst", "operator", "")
        assert turn.section in ("prepared", "qa", "")
        at = turn.end
    for _, span in read.head.spans:
        assert 0 <= span.start < span.end <= len(text)
    assert read == read_text(text)


@pytest.mark.parametrize(
    "piece",
    [
        "Jane Poe -- CEO\n\nYes.\n\n",
        "a",
        "Q",
        "A: ",
        " -- ",
        "first quarter of fiscal ",
        "20",
        "' ",
        "• ",
        "x\n",
        "Jane ",
        "quarter ended march 31, 2021 ",
        "welcome to the ",
        "(",
        "half ",
        "expected by fiscal year ",
        "1:",
        "Welcome to Acme's ",
        "next question ... from ",
        "us dollars ",
        "the year-end of ",
    ],
)
def test_time_grows_with_the_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        read_text(text)
        return time.process_time() - began

    seconds(1_000)
    small = min(seconds(30_000) for _ in range(3))
    large = min(seconds(300_000) for _ in range(3))
    assert large < 16 * small + 0.1
