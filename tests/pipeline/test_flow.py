"""A text that was wrapped at a width is read like the same text on long lines."""

from __future__ import annotations

from textwrap import fill

import pytest

from oce_cli.pipeline.assembly import run
from oce_cli.pipeline.flow import flowing
from oce_cli.reading import read_text
from oce_cli.table import rows_of

HEAD = "Norrvik Pumps (NYSE: NVK)\nQ3 2021 Earnings Call\n\nAna Brook -- Chief Financial Officer\n\n"
TALK = (
    "Thank you, and good morning to all of you who are on the line today. In the third quarter our net sales grew by 6%"
    " to $1.4 billion, and our gross margin improved by 120 basis points to 41.5 percent compared to the prior year."
    " Free cash flow was $214.7 million. For the full year we now expect adjusted EBITDA of between $310 million and"
    " $330 million, and capital expenditures of about $95 million, somewhat below the $110 million that we told you of."
)
FIELDS = ("metric", "measure", "value", "low", "high", "unit", "period", "comparison", "status", "basis")


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120])
@pytest.mark.parametrize("head", [HEAD, ""])
def test_wrapped_text_is_read_like_long_lines(width: int, head: str) -> None:
    text = head + fill(TALK, width, break_on_hyphens=False)
    plain, wrapped = (rows_of(run(read_text(each, "call.txt"))) for each in (head + TALK, text))
    assert [[row[name] for name in FIELDS] for row in wrapped] == [[row[name] for name in FIELDS] for row in plain]
    assert all(text[int(str(row["start"])) : int(str(row["end"]))] == row["text"] for row in wrapped)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue grew 9%\nGross margin was 41%\nEPS was $1.20",
        "Highlights of the quarter:\nrevenue up 9%\ngross margin up 120 basis points\nfree cash flow of $40 million",
        "Ana Brook -- Chief Financial Officer\nThank you.\n\nRevenue grew 9% in the quarter.",
        "- revenue of $310 million, which is more than we had expected\n- gross margin of 41%, at the upper end of it",
    ],
)
def test_lines_that_stand_for_themselves_stay_apart(text: str) -> None:
    assert flowing(text) == text
