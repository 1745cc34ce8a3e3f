"""The linker: what is proposed for a number, what speaks for it, and which metric is chosen."""

from __future__ import annotations

import pytest

from oce_cli.model import Scene, Transcript
from oce_cli.pipeline.assembly import prepare, run
from oce_cli.pipeline.links import grammar, impacts, slugs
from oce_cli.pipeline.links.metric import METRIC
from oce_cli.pipeline.links.own import own_noun
from oce_cli.pipeline.links.situation import fit, form_of
from oce_cli.pipeline.links.sure import surely
from oce_cli.pipeline.links.view import View, look
from tests.talk import PAGE, bold, table

CHOSEN = [
    ("Revenue increased by 42.3% to CNY 3.31 billion.", ["revenue", "revenue"]),
    ("Gross margin was 37.5%, up from 32.1% a year ago.", ["gross_margin", "gross_margin"]),
    ("We ended the year with 594 premium customers.", ["premium_customers"]),
    ("Capital expenditures were $12 million and free cash flow was $30 million.",
     ["capital_expenditures", "free_cash_flow"]),
    ("Net income was $8 million, or $0.23 per diluted share.", ["net_income", "eps"]),
    ("Operating expenses fell 4% and the tax rate was 21%.", ["operating_expenses", "tax_rate"]),
    ("Our backlog of $1.1 billion was up 86% over the prior year.", ["backlog", "backlog"]),
    ("Inventory turns were 4.2 and the book-to-bill ratio was 1.13.", ["inventory_turns", "book_to_bill"]),
    ("We repurchased $25 million of our shares in the quarter.", ["share_repurchases"]),
    ("Adjusted EBITDA margin expanded 120 basis points to 18.4%.", ["ebitda_margin", "ebitda_margin"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "metrics"), CHOSEN)
def test_each_number_stands_beside_its_metric(text: str, metrics: list[str]) -> None:
    assert [row.metric for row in run(Transcript("call.txt", text)).rows] == metrics


def view_of(text: str) -> tuple[Scene, View, int]:
    """The scene of one sentence, its view and the word of its first number."""
    scene = prepare(Transcript("call.txt", text))
    row = scene.rows[0]
    return scene, look(scene, row.sentence), row.word


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The number of fast claims rose by 16%.", "fast_claims"),
        ("Average wholesale propane prices were up 81%.", "average_wholesale_propane_prices"),
        ("We now operate 38 dialysis wards.", "dialysis_wards"),
        ("We paid $9 million of tariff refunds.", "tariff_refunds"),
    ],
)
def test_noun_phrases_around_a_number_become_slugs(text: str, name: str) -> None:
    _, view, at = view_of(text)
    assert name in {proposal.metric for proposal in slugs.of_phrases(view, at)}


def test_a_bare_mix_is_of_revenue_and_some_words_name_nothing() -> None:
    _, view, at = view_of("The mix went up to 52% of the total.")
    assert "revenue" in {proposal.metric for proposal in slugs.of_phrases(view, at)}
    _, view, at = view_of("For the storm, that was $15 million pre-tax.")
    assert "pre_tax" not in {proposal.metric for proposal in slugs.of_phrases(view, at)}


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Marketing expenses fell to $9 million, or to about 19% of our total revenue.", True),
        ("Marketing expenses fell to $9 million, or 19% of sales.", True),
        ("Marketing expenses fell to $9 million, or 19% of the budget.", False),
        ("Marketing expenses fell to $9 million, and hoists were 19% of sales.", False),
    ],
)
def test_a_sum_told_as_a_share_of_sales_keeps_its_metric(text: str, only: bool) -> None:
    scene, _, _ = view_of(text)
    METRIC.prepare(scene)
    scene.rows[0].metric = "sales_marketing_expense"
    assert ({c.value for c in METRIC.candidates(scene, 1)} == {"sales_marketing_expense"}) is only


@pytest.mark.parametrize(
    ("text", "metric", "only"),
    [
        ("We repurchased shares at an average price per share of $12.", "average_repurchase_price", True),
        ("We returned $12 million to our shareholders.", "capital_returned", True),
        ("We returned $12 million to investors by repurchases and dividends.", "capital_returned", True),
        ("We returned $12 million to investors through repurchases.", "capital_returned", False),
        ("We returned $12 million to our lake.", "capital_returned", False),
        ("Our profit benefited from a $12 million gain on the sale of boats.", "gain_on_sale", True),
    ],
)
def test_what_a_number_is_surely_called(text: str, metric: str, only: bool) -> None:
    scene, _, _ = view_of(text)
    METRIC.prepare(scene)
    found = {c.value for c in METRIC.candidates(scene, 0)}
    assert metric in found or not only
    assert all(name.endswith(("price", "returned", "sale")) for name in found) is only


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sales grew 9% while acquisitions contributed 3%.", "acquisitions_impact"),
        ("Freight, which added 50 basis points of pressure, hurt us.", "freight_impact"),
        ("The new boats contributed 3% of our sales.", ""),
        ("Asia contributed 12% growth.", ""),
        ("We contributed $3 million to our pension.", ""),
    ],
)
def test_what_is_surely_an_impact_on_a_rate(text: str, name: str) -> None:
    scene, _, _ = view_of(text)
    METRIC.prepare(scene)
    found = {c.value for c in METRIC.candidates(scene, len(scene.rows) - 1) if c.value}
    assert (name in found) is bool(name)
    assert all(one.rpartition("_")[2] == "impact" for one in found) is bool(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("There was a 200 basis point headwind from the factory sale.", "factory_sale_impact"),
        ("Currency headwinds of $13 million weighed on us.", "fx_impact"),
        ("Sales were reduced by $9 million from changes in foreign exchange rates.", "fx_impact"),
        ("The port strike cost us $4 million.", "port_strike_impact"),
        ("The port strike lowered our margin by 50 basis points.", "port_strike_impact"),
        ("The new brand added $4 million to sales.", "new_brand_impact"),
        ("We saw unfavorable freight of $4 million.", "freight_impact"),
        ("We saw unfavorable currency of $4 million.", "fx_impact"),
    ],
)
def test_what_something_added_or_cost_is_its_impact(text: str, name: str) -> None:
    _, view, at = view_of(text)
    assert name in {proposal.metric for proposal in impacts.of_impacts(view, at, surely(view, at))}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sales were hurt by $9 million.", False),
        ("Sales growth was partially offset by a 2% decline in hoists.", False),
        ("Sales grew, which includes the impact of 9% of our hoists being idle.", False),
        ("Sales were cut by $9 million.", True),
        ("Hoists were offset by sales of $9 million.", True),
    ],
)
def test_what_undergoes_a_number_is_not_measured_by_it(text: str, named: bool) -> None:
    scene, _, _ = view_of(text)
    METRIC.prepare(scene)
    found = [c for c in METRIC.candidates(scene, 0) if c.rule == "mention"]
    assert ("revenue" in {c.value for c in found}) is named


SURE = table("## Words that leave no choice of a metric", PAGE.with_name("sentence-to-rows.md"))


@pytest.mark.parametrize("case", SURE, ids=lambda case: case["words"])
def test_words_of_the_docs_leave_no_choice(case: dict[str, str]) -> None:
    made, at = bold(case["example"])
    found = run(Transcript("call.txt", made.text)).rows
    assert [row.metric for row in found if row.quantity.start == made.rows[at].quantity.start] == [case["metric"]]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Freight will be a $2 million sequential headwind to EPS.", True),
        ("We see $2 million of pressure on our margins.", True),
        ("Margins rose despite a headwind of about $2 million from freight.", True),
        ("Sales had a negative impact of $2 million.", True),
        ("Freight negatively impacted our operating margin by 2%.", True),
        ("Sales grew 9%, which includes the impact of about $2 million of closures.", False),
        ("Sales were impacted by $2 million of closures.", False),
        ("We recorded a $2 million benefit in income tax.", False),
        ("Freight was $2 million in the north.", False),
    ],
)
def test_words_that_leave_only_an_impact(text: str, sure: bool) -> None:
    scene, _, _ = view_of(text)
    at = next(index for index, row in enumerate(scene.rows) if row.quantity.text in ("$2 million", "2%"))
    METRIC.prepare(scene)
    found = {c.value for c in METRIC.candidates(scene, at)} - {""}
    assert (found == {name for name in found if name.endswith("impact")}) is sure


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Higher freight is now expected to be a $2 million headwind.", "freight_impact"),
        ("We saw a $2 million headwind to sales from the strike.", "strike_impact"),
        ("We saw a $2 million headwind.", "impact"),
        ("EPS includes a currency benefit of $2 million.", "fx_impact"),
    ],
)
def test_what_a_headwind_is_named_for(text: str, name: str) -> None:
    _, view, at = view_of(text)
    assert name in {proposal.metric for proposal in impacts.of_impacts(view, at, surely(view, at))}


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("Earnings per share were a loss of $0.12.", ["eps"]),
        ("We made a loss of $0.12 per share.", ["loss_per_share"]),
        ("In Kenya, we outperformed by 900 basis points.", ["outperformance"]),
        ("O&M costs were $12 million.", ["o_and_m_costs"]),
    ],
)
def test_a_metric_is_named_as_it_is_meant(text: str, metrics: list[str]) -> None:
    assert [row.metric for row in run(Transcript("call.txt", text)).rows] == metrics


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("That was a 200 basis point headwind.", "after"),
        ("We saw a benefit of about $3 million.", "before"),
        ("Profit was hurt by $9 million.", "verb"),
        ("We had unfavorable freight of $9 million.", "judged"),
        ("Profit was $9 million.", ""),
    ],
)
def test_how_a_sentence_says_that_a_number_is_an_impact(text: str, link: str) -> None:
    _, view, at = view_of(text)
    assert impacts.impact_link(view, at) == link


@pytest.mark.parametrize(
    ("text", "how", "noun", "sure"),
    [
        ("The pier needs a $7 million expansion.", "modified", "expansion", True),
        ("Our $2 billion timber portfolio performs well.", "modified", "timber portfolio", True),
        ("That is our $7 million target.", "modified", "target", False),
        ("Costs were offset by 6% lower freight rates.", "moved", "freight rates", True),
        ("Sales rose on 9% rate growth.", "growth", "rate", True),
        ("Sales rose on 9% cloud growth.", "growth", "cloud", False),
        ("Sales were driven by traffic growth of 1.4%.", "growth", "traffic", True),
        ("We had a 15% sustained improvement in our scrap rate.", "movement of", "scrap rate", True),
        ("Our new line cut changeover time by 35%.", "object", "changeover time", True),
        ("We lowered our guidance by 5%.", "object", "guidance", False),
        ("That includes $0.05 per share of lease fees.", "part", "lease fees", True),
        ("That includes a $0.05 charge for severance.", "part", "charge", True),
        ("The brand holds 40% of the category.", "share of", "category", False),
        ("Rate was up 12%.", "subject", "rate", True),
    ],
)
def test_the_noun_that_is_a_numbers_own(text: str, how: str, noun: str, sure: bool) -> None:
    scene, view, at = view_of(text)
    own = own_noun(view, at, scene.rows[0].quantity)
    assert own is not None
    assert (own.how, " ".join(view.norms[own.first : own.last]), own.sure) == (how, noun, sure)


BEFORE = "Gross margin was 41%. "


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        (BEFORE + "We cut scrap by 15% and reduced rework by 20%.", ["gross_margin", "scrap", "rework"]),
        (BEFORE + "The app has reduced wait times by 22%.", ["gross_margin", "wait_times"]),
        (BEFORE + "We lowered it by 5%.", ["gross_margin", "gross_margin"]),
        ("Loan payoffs were $4 million. Our $2 billion timber portfolio performs well.",
         ["loan_payoffs", "timber_portfolio"]),
        ("RevPAR was $140. It was $151 last year.", ["revpar", "revpar"]),
        ("ARPU was $12. It was $40 million.", ["arpu", ""]),
        ("We posted 60 basis points of gross margin expansion and 12% EBITDA growth.", ["gross_margin", "ebitda"]),
        ("Orders were up 3x.", ["bookings"]),
        ("The book-to-bill ratio was 1.2x.", ["book_to_bill"]),
    ],
)  # fmt: skip
def test_what_was_spoken_of_yields_to_a_numbers_own_noun(text: str, metrics: list[str]) -> None:
    found = [row.metric for row in run(Transcript("call.txt", text)).rows]
    assert [name if wanted else "" for name, wanted in zip(found, metrics, strict=True)] == metrics
    assert "arpu" not in found[1:]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("Net income was $40 million, including $3 million of legal fees, compared to $35 million in the prior year.",
         ["net_income", "legal_fees", "net_income"]),
        ("SG&A was $40 million, including $3 million of legal fees. This compares to $35 million a year ago.",
         ["sga_expense", "legal_fees", "sga_expense"]),
        ("Operating income, which includes $3 million of legal fees, was $60 million.",
         ["legal_fees", "operating_income"]),
        ("Our core return, which we define as net income over average equity, was 14.2%.", ["core_return"]),
        ("Contribution profit, which is gross profit less marketing, was $41 million.", ["contribution_profit"]),
        ("FFO was $0.95 per share, which included $0.05 per share of lease termination income.",
         ["ffo_per_share", "lease_termination_income"]),
    ],
)  # fmt: skip
def test_a_clause_in_brackets_names_only_its_own_number(text: str, metrics: list[str]) -> None:
    assert [row.metric for row in run(Transcript("call.txt", text)).rows] == metrics


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("We acquired the Grand Pier, a 210-room resort in Ulm, for about $180 million.", ["acquisitions"]),
        ("We sold a parcel in Ulm for $12 million, recognizing a $5 million FFO gain.",
         ["dispositions", "gain_on_sale"]),
        ("We bought back shares for $12 million.", ["share_repurchases"]),
    ],
)  # fmt: skip
def test_the_price_of_a_deal(text: str, metrics: list[str]) -> None:
    assert [row.metric for row in run(Transcript("call.txt", text)).rows][-len(metrics) :] == metrics


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("The storm negatively impacted our sales by $4 million, our EBITDA by $2 million and our margin by 2%.",
         ["storm_impact"] * 3),
        ("Lower fuel prices impacted revenue 60 basis points.", ["fuel_prices_impact"]),
    ],
)  # fmt: skip
def test_one_verb_of_impact_for_several_numbers(text: str, metrics: list[str]) -> None:
    assert [row.metric for row in run(Transcript("call.txt", text)).rows] == metrics


def test_who_is_hit_names_no_impact() -> None:
    _, view, at = view_of("The flood was a $20 million hit to Halden.")
    found = {one.metric for one in impacts.of_impacts(view, at, surely(view, at))}
    assert "halden_impact" not in found
    assert "flood_impact" in found


def test_what_we_move_ourselves_is_no_impact() -> None:
    _, view, at = view_of("We lowered our debt by $50 million.")
    assert not list(impacts.of_impacts(view, at, surely(view, at)))


def test_the_whole_of_another_number_is_told_apart() -> None:
    text = "Marketing expenses were 19% of total revenue, down from 27%."
    assert [row.metric for row in run(Transcript("call.txt", text)).rows] == ["marketing_expense"] * 2
    scene = _ready(prepare(Transcript("call.txt", text)))
    names = [name for one in METRIC.candidates(scene, 1) if one.value == "revenue" for name in one.features]
    assert "mention|before|whole of another" in names


def test_a_slash_joins_the_words_of_a_metric() -> None:
    assert [row.metric for row in run(Transcript("call.txt", "Price/mix was up 3%.")).rows] == ["price_mix"]


def test_words_after_a_cause_are_marked() -> None:
    _, view, _ = view_of("Revenue rose 5% due to higher volumes, and margin was 20%.")
    marked = [norm for norm, inside in zip(view.norms, view.causes, strict=True) if inside]
    assert marked == ["due", "to", "higher", "volumes"]


def test_a_number_that_nothing_names_may_be_no_row() -> None:
    scene = prepare(Transcript("call.txt", "We could be at 5% or so."))
    assert "" in {candidate.value for candidate in METRIC.candidates(_ready(scene), 0)}


def _ready(scene: Scene) -> Scene:
    METRIC.prepare(scene)
    return scene


@pytest.mark.parametrize(
    ("kind", "text", "fits"),
    [
        ("money", "Sales were $5 million.", "strict"),
        ("money", "Sales rose 5%.", "moves"),
        ("per_share", "We earned $0.72.", "strict"),
        ("per_share", "We earned $7 million.", "bad"),
        ("percent", "It was 5%.", "strict"),
        ("count", "It was $5 million.", "bad"),
        ("", "It was $5 million.", "open"),
    ],
)
def test_the_kind_of_a_metric_fits_the_number(kind: str, text: str, fits: str) -> None:
    quantity = prepare(Transcript("call.txt", text)).rows[0].quantity
    assert fit(kind, form_of(quantity), quantity) == fits


def test_a_way_is_told_in_few_letters() -> None:
    _, view, at = view_of("Revenue in the third quarter increased by 5%.")
    assert grammar.path(view.words, view.tags, 1, at) == "in T M by"


def test_the_same_text_gives_the_same_features() -> None:
    first, second = (prepare(Transcript("call.txt", CHOSEN[0][0])) for _ in range(2))
    told = [[c.features for c in METRIC.candidates(_ready(scene), 1)] for scene in (first, second)]
    assert told[0] == told[1]
