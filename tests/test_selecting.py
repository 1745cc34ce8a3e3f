from __future__ import annotations

import pytest

from oce_cli.errors import OptionError
from oce_cli.options import Options
from oce_cli.selecting import arrange, check_metrics, select
from oce_cli.table import rows_of
from tests.made_up import scene


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"metric": ("rev*",)}, [1, 2, 3, 5]),
        ({"metric": ("LOSS_ratio", "eps")}, [4]),
        ({"segment": ("",)}, [1, 2, 3, 4]),
        ({"segment": ("süd*",)}, [5]),
        ({"in_period": ("2020*",)}, [1, 2, 4]),
        ({"measure": ("level",), "status": ("actual",)}, [2, 3]),
        ({"role": ("executive",), "section": ("qa",)}, []),
        ({"min_confidence": 0.5}, [1, 2, 3, 4]),
    ],
)
def test_rows_are_kept_by_every_option(given: dict[str, object], kept: list[int]) -> None:
    rows = select(rows_of(scene()), Options(**given))  # type: ignore[arg-type]
    assert [row["row"] for row in rows] == kept


def test_sorting_is_by_the_first_name_first_and_keeps_the_order_of_equals() -> None:
    rows = arrange(rows_of(scene()), Options(sort=("metric", "-value")))
    assert [row["row"] for row in rows] == [4, 2, 3, 5, 1]


def test_open_cells_stand_last_either_way() -> None:
    for sort in ("low", "-low"):
        assert arrange(rows_of(scene()), Options(sort=(sort,)))[-1]["row"] == 4


def test_the_limit_counts_after_sorting() -> None:
    assert [row["row"] for row in arrange(rows_of(scene()), Options(sort=("-value",), limit=1))] == [2]


def test_a_metric_that_nobody_knows_is_mistyped() -> None:
    check_metrics(["revenue", "new_slug", "x*"], [{"metric": "new_slug"}], ["revenue"])
    with pytest.raises(OptionError, match="did you mean 'new_slug'"):
        check_metrics(["new_slog"], [{"metric": "new_slug"}], ["revenue"])
