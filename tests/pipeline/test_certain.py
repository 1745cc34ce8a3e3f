"""What a few words leave no doubt of: the sign and the measure of a number."""

from __future__ import annotations

import pytest

from oce_cli.model import Row
from oce_cli.pipeline import cues
from oce_cli.pipeline.certain import measures_of, sign_of
from oce_cli.pipeline.chooser import decide, load
from oce_cli.pipeline.cues import View
from oce_cli.pipeline.measure import MEASURE, unit_of
from tests.talk import bold

SIGNS = [  # sentence, metric, measure, sign
    ("Volumes were **5%** lower than in March.", "sales_volume", "growth", -1),
    ("Volumes were **5%** higher than in March.", "sales_volume", "growth", 1),
    ("We sold **$2 million** less than planned.", "revenue", "change", -1),
    ("We declined **5%** more than the market.", "revenue", "growth", 0),
    ("Volumes of **5%** lower quality.", "sales_volume", "level", 0),
    ("It was a **5%** headwind.", "revenue", "level", -1),
    ("It was a **110 basis point** drag on growth.", "revenue", "level", -1),
    ("There was **$2 million** of expected freight headwind.", "revenue", "level", -1),
    ("There was a tailwind of **$2 million**.", "revenue", "level", 1),
    ("Margins rose **10 basis points** despite a headwind.", "gross_margin", "change", 0),
    ("The funds lost **$2 million** in net outflows.", "net_flows", "level", -1),
    ("We saw inflows of **$2 million**.", "net_flows", "level", 1),
    ("There was a loss of **$2**.", "eps", "level", -1),
    ("There was a loss of **$2**.", "loss_per_share", "level", 0),
    ("There was a gain of **$2 million**.", "net_income", "level", 1),
    ("We had lower gains of **$2 million**.", "fleet_costs", "change", 0),
    ("We were negatively impacted by **$2 million**.", "fx_impact", "level", -1),
    ("We were positively affected by about **$2 million**.", "fx_impact", "level", 1),
    ("The storm impacted the segment by **$2 million**.", "storm_impact", "level", -1),
    ("The storm positively impacted our result by **$2 million**.", "storm_impact", "level", 1),
    ("We had an unfavorable variance of **$2 million**.", "variance", "level", -1),
    ("We had **$2 million** of unfavorable items.", "items", "level", -1),
    ("There was **$2 million** of unfavorable development.", "unfavorable_development", "level", 0),
    ("We reported an income tax benefit of **$2 million**.", "income_tax", "level", -1),
    ("We reported a benefit of **$2 million**.", "revenue", "level", 0),
    ("We booked a **$2 million** credit to the provision.", "provision_for_credit_losses", "level", -1),
    ("We booked a **$2 million** net benefit in the provision.", "provision_for_credit_losses", "level", -1),
    ("We booked a **$2 million** reversal of the provision.", "provision_for_credit_losses", "level", -1),
    ("We booked a provision recapture of **$2 million**.", "provision_for_credit_losses", "level", -1),
    ("Cash used in our operating activities was some of **$2 million**.", "operating_cash_flow", "level", 0),
    ("It compares to cash used in operating activities of **$2 million**.", "operating_cash_flow", "level", -1),
    ("Growth was reduced to **2%**.", "operating_expenses", "growth", 1),
    ("It had fallen, compared to **2%** lower.", "revenue", "growth", -1),
    ("Sales were **$2 million**.", "revenue", "level", 0),
    ("Sales were negative **$2 million**.", "revenue", "level", 0),
]
MEASURES = [
    ("We redeemed our **6.5%** senior notes.", "debt", ("level",)),
    ("We redeemed our **6.5%** convertible senior notes due 2026.", "debt", ("level",)),
    ("We redeemed **6.5%** of our notes.", "debt", ()),
    ("We paid **6.5%** more.", "dividends", ()),
    ("The cost of deposits dropped to just **5 basis points**.", "cost_of_deposits", ("level",)),
    ("The cost of deposits dropped **5 basis points**.", "cost_of_deposits", ()),
    ("It was an **11%** headwind to revenue.", "revenue", ("level",)),
    ("EBITDA was **$6 million** favorable compared to plan.", "ebitda", ("change",)),
    ("EBITDA was **$6 million** and $7 million unfavorable versus last year.", "ebitda", ("change",)),
    ("EBITDA held **$6 million** of favorable items.", "ebitda", ()),
    ("Currency was **$6 million** favorable compared to plan.", "fx_impact", ()),
]


def seen(text: str, **fields: str) -> tuple[View, Row]:
    made, at = bold(text, **fields)
    return cues.of(made)[made.rows[at].sentence], made.rows[at]


@pytest.mark.parametrize(("text", "metric", "measure", "sign"), SIGNS)
def test_sign(text: str, metric: str, measure: str, sign: int) -> None:
    view, row = seen(text, metric=metric)
    assert sign_of(view, row, measure) == sign


@pytest.mark.parametrize(("text", "metric", "measures"), MEASURES)
def test_measure(text: str, metric: str, measures: tuple[str, ...]) -> None:
    view, row = seen(text, metric=metric)
    assert measures_of(view, row) == measures


@pytest.mark.parametrize(("text", "metric", "measure", "sign"), SIGNS)
def test_choice_keeps_to_it(text: str, metric: str, measure: str, sign: int) -> None:
    made, at = bold(text, metric=metric)
    candidates = [candidate for candidate in MEASURE.candidates(made, at) if candidate.value == measure]
    assert candidates
    assert not sign or {candidate.payload for candidate in candidates} == {sign}


def test_a_moved_amount_said_again_in_percent_is_growth() -> None:
    made, at = bold("The margin was down $21 million, or **9%**.", metric="insurance_margin")
    made.rows[0].measure = "change"
    view = cues.of(made)[0]
    assert measures_of(view, made.rows[at], made.rows[0]) == ("growth",)
    made.rows[0].measure = "level"
    assert measures_of(view, made.rows[at], made.rows[0]) == ()


def test_points_of_a_headwind_are_points() -> None:
    made, at = bold("There was an **11-percentage-point** headwind to sales.", metric="revenue")
    decide(MEASURE, made, load("measure"))
    row = made.rows[at]
    assert (row.measure, row.sign, unit_of(row)) == ("level", -1, "percentage_points")
