"""What a few words leave no doubt of: the sign and the measure of a number."""

from __future__ import annotations

import pytest

from oce_cli.model import Row, Span
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
    ("Growth slowed to 8% from **11%**.", "revenue", "growth", 1),
    ("Sales growth slowed to 8%, compared to **11%** in March.", "revenue", "growth", 1),
    ("Sales were up 9%, accelerating from **6%**.", "revenue", "growth", 1),
    ("Sales fell 4%, slowing from **7%**.", "revenue", "growth", -1),
    ("The decline in volumes moderated to **3%**.", "sales_volume", "growth", -1),
    ("The decline in volumes moderated to 3% from **6%**.", "sales_volume", "growth", -1),
    ("We returned to 4% growth from a **2%** decline.", "revenue", "growth", -1),
    ("We saw **40 basis points** of gross margin contraction.", "gross_margin", "change", -1),
    ("We saw **40 basis points** of gross margin expansion.", "gross_margin", "change", 1),
    ("We saw **40 basis points** of SG&A leverage.", "sga_expense", "change", -1),
    ("The operating ratio improved **90 basis points**.", "operating_ratio", "change", -1),
    ("The efficiency ratio deteriorated by **90 basis points**.", "efficiency_ratio", "change", 1),
    ("Yard dwell improved **8%**.", "yard_dwell", "growth", -1),
    ("Cost savings improved **8%**.", "cost_savings", "growth", 0),
    ("Costs rose, cutting gross margin by **60 basis points**.", "gross_margin", "change", -1),
    ("Rebates rose, which reduced our gross margin by some **60 basis points**.", "gross_margin", "change", -1),
    ("We reduced our inventory growth by more than **30%**.", "inventory", "growth", -1),
    ("The line shortens hospital stays by **30%**.", "hospital_stays", "growth", -1),
    ("We have trimmed our debt **$2 million**.", "debt", "change", -1),
    ("Reduced rebates lifted gross margin by **60 basis points**.", "gross_margin", "change", 0),
    ("We reduced costs by **$2 million**.", "cost_savings", "level", 0),
    ("Fuel reduced our margin by 30 basis points and our EPS by **$0.04**.", "eps", "change", -1),
    ("The storm hurt sales by $4 million, EBITDA by $2 million and EPS by **$0.04**.", "eps", "change", -1),
    ("EBITDA is to be impacted **$2 million**.", "ebitda", "change", -1),
    ("Sales were impacted by **$2 million** of returns.", "returns", "level", 0),
    ("We lost **20 basis points** of share.", "market_share", "change", -1),
    ("We had a share gain of **2 points**.", "market_share", "change", 1),
    ("We lost close to about **70** customers.", "premium_customers", "change", -1),
    ("Growth was 2%, down from **5%** in March.", "revenue", "growth", 1),
    ("Sales grew 2% year over year, down from **5%** in March.", "revenue", "growth", 1),
    ("Sales fell, down from **5%** in March.", "revenue", "growth", 0),
    ("We had **$9 million** of growth in deposits.", "deposits", "change", 1),
    ("We assume a **50 basis point** rate cut.", "interest_rate", "change", -1),
    ("We assume rate cuts of **50 basis points**.", "interest_rate", "change", -1),
    ("We saw a hike of **50 basis points**.", "interest_rate", "change", 1),
    ("EBITDA was $5 million, compared to a **$3 million** loss in March.", "ebitda", "level", -1),
    ("EBITDA was $5 million versus a **$3 million** operating loss.", "ebitda", "level", -1),
    ("EBITDA was $5 million, compared to **$3 million** in March.", "ebitda", "level", 0),
    ("EBITDA was $5 million, compared to a **$3 million** loss on a sale.", "ebitda", "level", 0),
    ("We cut our guidance, and now see sales **down 4% to up 2%**.", "revenue", "growth", 0),
    ("Sales were **$2 million**.", "revenue", "level", 0),
    ("Sales were negative **$2 million**.", "revenue", "level", 0),
]
MEASURES = [
    ("Of these orders, **12%** were walk-ins.", "orders", ("share",)),
    ("About **12%** were driven by walk-ins.", "orders", ("share",)),
    ("Orders rose **12%** were it not for rain.", "orders", ()),
    ("The business is almost **90%** industrial.", "revenue", ("share",)),
    ("About **95%** were occupied.", "occupancy", ()),
    ("The business is **90%** higher.", "revenue", ()),
    ("The business is **90%** done.", "revenue", ()),
    ("Our ships have seen a capacity CAGR of **2.5%**.", "capacity", ("growth",)),
    ("Fuel efficiency rose **2.5%** compounded annually.", "fuel_efficiency", ("growth",)),
    ("Take-up rates rose by **12%**.", "take_up_rate", ("growth",)),
    ("Freight hurt us by **12%**.", "freight_impact", ()),
    ("Freight added **50 basis points** of pressure.", "freight_impact", ("level",)),
    ("Freight added **5%** to the growth.", "freight_impact", ("level",)),
    ("Freight added **5%** to the growth.", "revenue", ()),
    ("Delinquencies were just **11 basis points** of total loans.", "delinquent_loans", ("share",)),
    ("The outlook moderated by **10 basis points** to 2.5%.", "gdp", ("change",)),
    ("Guidance went from **10 basis points** to 20 basis points.", "price_cost", ()),
    ("Organic growth was **2%**.", "revenue", ("growth",)),
    ("Organic growth was 2%, down from **5%** in March.", "revenue", ("growth",)),
    ("We are reducing our cost guidance to a range of **$5 million** or so.", "ga_expense", ("level",)),
    ("We are reducing our cost to a range of **$5 million** or so.", "ga_expense", ()),
    ("We had **$9 million** of growth in deposits.", "deposits", ("change",)),
    ("We had **$9 million** of growth capital.", "deposits", ()),
    ("The Fed made a **50 basis point** cut.", "interest_rate", ("change",)),
    ("The rate was **50 basis points** in a cut.", "interest_rate", ()),
    ("Sales should be **down 4% to up 2%**.", "revenue", ("growth",)),
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
    ("Sales accelerated to **11%**.", "revenue", ("growth",)),
    ("Bookings slowed sequentially to **6%**.", "bookings", ("growth",)),
    ("Bookings slowed to 6% from **8%** in March.", "bookings", ("growth",)),
    ("Spending slowed to **6%** of sales.", "capital_expenditures", ()),
    ("Churn slowed to **6%**.", "churn_rate", ()),
    ("Sales growth improved 300 basis points to **9%**.", "revenue", ("growth",)),
    ("We posted **60 basis points** of gross margin expansion.", "gross_margin", ("change",)),
    ("We saw **60 basis points** of improvement in gross margin.", "gross_margin", ("change",)),
    ("It was **60 basis points** of freight in gross margin expansion.", "gross_margin", ()),
    ("We grew free cash flow **$3 million**.", "free_cash_flow", ("change",)),
    ("We've grown our sales **$2 billion**.", "revenue", ("change",)),
    ("We grew in a market of **$3 million**.", "revenue", ()),
    ("We cut operating costs by **$3 million**.", "operating_expenses", ("change",)),
    ("We cut operating costs by **$3 million**.", "cost_savings", ("level",)),
    ("The share gain was **8.4 points**.", "market_share", ("change",)),
    ("The spread was reduced to SOFR plus **175 basis points**.", "interest_rate", ("level",)),
    ("EPS of **$1.20** beat our guidance.", "eps", ("level",)),
    ("Free cash flow was **$5 million** better than in March.", "free_cash_flow", ("change",)),
    ("Dilution was **$0.02** less than we told you.", "dilution", ("change",)),
    ("We saw a nearly **$2 million** reduction in fees.", "fee_income", ("change",)),
    ("We saw the **$2 million** year-over-year sales decline.", "revenue", ("change",)),
    ("We had **$2 million** reduction in fees.", "fee_income", ("change",)),
    ("We saw a **$2 million** reduction in cost.", "cost_savings", ()),
    ("EPS was **$0.10**, a decline of $0.05.", "eps", ()),
    ("EPS was **$0.10** a decline of $0.05.", "eps", ()),
    ("We had an increase of cash and equivalents of **$2 million**.", "cash", ("change",)),
    ("We had an increase in March to cash of **$2 million**.", "cash", ()),
    ("It resulted in **$2 million** of higher freight costs.", "freight_costs", ("change",)),
    ("We serve **8,000** more lakes.", "lakes", ("change",)),
    ("We have **50** more to paint.", "boats", ()),
    ("We lost **70** customers.", "premium_customers", ("change",)),
    ("We lost **70** matches.", "matches", ()),
    ("We raised an additional **$2 million** of notes.", "debt", ("change",)),
    ("We issued **$2 million** of stock.", "equity", ()),
    ("The line's contribution to total revenue rebounded to **10%** from 7%.", "revenue", ("share",)),
    ("The line's contribution to total revenue rebounded to 10% from **7%**.", "revenue", ("share",)),
    ("The line's revenue contribution fell from **7%** to 5%.", "revenue", ("share",)),
    ("The overseas share of total members remained at **18%**.", "members", ("share",)),
    ("The line contributed **10%** to sales.", "revenue", ("share",)),
    ("The line contributed 10% to sales, compared to **7%** in March.", "revenue", ("share",)),
    ("Contribution profit growth came to **10%**.", "contribution_profit", ()),
    ("Our share of profit came and income rose to **10%**.", "net_income", ()),
]
LOSSES = [  # sentence in which the first words name the metric, metric, measure, sign
    ("EBITDA loss was **$2 million**.", "ebitda", "level", -1),
    ("EBITDA loss was $2 million, compared to **$3 million** in March.", "ebitda", "level", -1),
    ("EBITDA loss was $2 million, compared to a profit of **$3 million**.", "ebitda", "level", 1),
    ("EBITDA loss narrowed **25%** to $2 million.", "ebitda", "growth", 1),
    ("EBITDA loss improved **25%** to $2 million.", "ebitda", "growth", 1),
    ("EBITDA loss was **25%** lower.", "ebitda", "growth", 1),
    ("EBITDA loss widened by **$2 million**.", "ebitda", "change", -1),
    ("EBITDA was **$2 million**.", "ebitda", "level", 0),
]


def seen(text: str, **fields: str) -> tuple[View, Row]:
    made, at = bold(text, **fields)
    return cues.of(made)[made.rows[at].sentence], made.rows[at]


@pytest.mark.parametrize(("text", "metric", "measure", "sign"), SIGNS)
def test_sign(text: str, metric: str, measure: str, sign: int) -> None:
    view, row = seen(text, metric=metric)
    assert sign_of(view, row, measure) == sign


@pytest.mark.parametrize(("text", "metric", "measure", "sign"), LOSSES)
def test_sign_of_a_profit_that_is_called_a_loss(text: str, metric: str, measure: str, sign: int) -> None:
    view, row = seen(text, metric=metric)
    row.mention = Span(0, text.index(" was") if " loss" not in text else text.index(" loss"))
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


def test_a_sum_in_another_currency_is_the_same_sum() -> None:
    made, at = bold("Payables fell by EUR 5 million, which is **$6 million**.", metric="payables")
    made.rows[0].measure = "change"
    view = cues.of(made)[0]
    assert measures_of(view, made.rows[at], made.rows[0]) == ("change",)
    made, at = bold("Payables fell by $5 million, which is **$6 million**.", metric="payables")
    assert measures_of(cues.of(made)[0], made.rows[at], made.rows[0]) == ()


def test_points_of_a_headwind_are_points() -> None:
    made, at = bold("There was an **11-percentage-point** headwind to sales.", metric="revenue")
    decide(MEASURE, made, load("measure"))
    row = made.rows[at]
    assert (row.measure, row.sign, unit_of(row)) == ("level", -1, "percentage_points")
