from __future__ import annotations

import pytest

from oce_cli.errors import OptionError
from oce_cli.options import Options


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"period": "Q4 2020"}, "period: 'Q4 2020' is none; write 2020, 2020-Q4, 2020-H2 or 2020-9M"),
        ({"period": "2020*"}, "to select rows by period use --in-period"),
        ({"currency": "dollar"}, "write an ISO 4217 code like USD"),
        ({"status": ("actul",)}, "did you mean 'actual'?"),
        ({"columns": ("metric", "valu")}, "columns: 'valu' is not allowed; did you mean 'value'?"),
        ({"sort": ("-perod",)}, "did you mean 'period'?"),
        ({"min_confidence": 1.5}, "write a number from 0 to 1"),
        ({"limit": 0}, "write 1 or more"),
        ({"format": "jsnl"}, "did you mean 'jsonl'?"),
        ({"layout": "long"}, "(facts, merged, wide)"),
    ],
)
def test_a_wrong_value_is_told_with_what_to_do(given: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError) as error:
        Options(**given)  # type: ignore[arg-type]
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("period", ["2020", "2020-Q4", "2020-H2", "2020-9M", "2020-12"])
def test_periods_of_every_kind_are_taken(period: str) -> None:
    assert Options(period=period).period == period


def test_globs_are_not_held_against_the_allowed_values() -> None:
    assert Options(basis=("constant*",), role=("exec*", "analyst")).role == ("exec*", "analyst")
