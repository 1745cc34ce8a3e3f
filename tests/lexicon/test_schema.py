"""The metrics of the lexicon, and what a user's file may do to them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from oce_cli.errors import LexiconError
from oce_cli.extraction import extract_rows
from oce_cli.lexicon import load_lexicon, load_table, metric
from oce_cli.lexicon.folding import fold_phrase
from oce_cli.lexicon.schema import KINDS, check_file
from oce_cli.options import Options
from scripts import document_metrics

Writer = Callable[[str], Path]


@pytest.fixture
def mine(tmp_path: Path) -> Writer:
    def write(text: str) -> Path:
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_our_own_file_keeps_its_rules() -> None:
    check_file(load_table("metrics"), "metrics.toml")


def test_all_metrics_are_there() -> None:
    metrics = load_lexicon().metrics
    assert len(metrics) >= 623
    assert {m.kind for m in metrics.values()} == set(KINDS)
    assert all(m.strong or m.weak for m in metrics.values()), [
        m.id for m in metrics.values() if not (m.strong or m.weak)
    ]


def test_no_phrase_is_weak_where_it_is_strong() -> None:
    for known in load_lexicon().metrics.values():
        strong = {tuple(fold_phrase(phrase)) for phrase in known.strong}
        assert not strong & {tuple(fold_phrase(phrase)) for phrase in known.weak}, known.id


def test_never_phrases_are_no_metric() -> None:
    lexicon = load_lexicon()
    never = {tuple(fold_phrase(phrase)) for phrase in lexicon.never}
    for known in lexicon.metrics.values():
        assert not never & {tuple(fold_phrase(phrase)) for phrase in (*known.strong, *known.weak)}, known.id


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[metrics.x]", 'unknown key "metrics"; did you mean "metric"'),
        ('[metric.x]\nkind = "mony"', 'key "kind" has the unknown "mony"; did you mean "money"'),
        ("[metric.x]\nstrong = ['a']", 'lacks the key "kind"; allowed: money'),
        ('[metric.x]\nkind = "money"\nstong = ["a"]', 'unknown key "stong"; did you mean "strong"'),
        ('[metric.x]\nkind = "money"\nstrong = "a"', 'key "strong" must be a list of texts'),
        ('[metric.X]\nkind = "money"', "is no id"),
        ('[metric.revenue]\nkind = "money"', "exists already; add extend = true or override = true"),
        ("[metric.revenu]\nextend = true", 'unknown metric; did you mean "revenue"'),
        ("[metric.revenue]\nextend = true\noverride = true", 'both "extend" and "override"'),
        ('[metric.x]\nkind = "money"\nverbs = ["earned"]', "it must hold exactly one _"),
        ('[metric.x]\nkind = "money"\nverbs = ["_ earned"]', "must begin with a verb"),
        ('[metric.x]\nkind = "money"\nstrong = ["a _ b"]', "it must hold no _"),
        ('[metric.x]\nkind = "money"\nstrong = ["--"]', "a phrase has 1 to 12 words"),
        ('[metric.x]\nkind = "money"\ntwins = { percent = "tax_rat" }', 'unknown "tax_rat"; did you mean "tax_rate"'),
        ('[metric.x]\nkind = "money"\ntwins = { moni = "tax_rate" }', 'unknown "moni"'),
        (
            '[metric.x]\nkind = "money"\nstrong = ["moon dust"]\n[metric.y]\nkind = "money"\nstrong = ["Moon-dusts"]',
            r'has "Moon-dusts", which \[metric\.x\] has too',
        ),
    ],
)
def test_faults_are_named(text: str, complaint: str, mine: Writer) -> None:
    path = mine(text)
    with pytest.raises(LexiconError, match=r"mine\.toml: .*" + complaint) as caught:
        load_lexicon(path)
    assert "\n" not in str(caught.value)


def test_size_limits(mine: Writer) -> None:
    many = ", ".join(f'"w{n}"' for n in range(501))
    with pytest.raises(LexiconError, match="more than 500 phrases"):
        load_lexicon(mine(f'[metric.x]\nkind = "money"\nstrong = [{many}]'))
    with pytest.raises(LexiconError, match="more than 2000 metrics"):
        load_lexicon(mine("\n".join(f'[metric.x{n}]\nkind = "money"' for n in range(2001))))


def test_extend_override_and_new(mine: Writer) -> None:
    path = mine(
        '[metric.backlog]\nextend = true\nlabel = "Orders in hand"\nstrong = ["net sales"]\n'
        'twins = { count = "bookings" }\n'
        '[metric.capacity]\noverride = true\nkind = "count"\nweak = ["slots"]\n'
        '[metric.moon_dust]\nkind = "physical"\nstrong = ["moon dust"]\n'
    )
    backlog, capacity, dust = (metric(name, path) for name in ("backlog", "capacity", "moon_dust"))
    assert backlog is not None
    assert capacity is not None
    assert dust is not None
    assert backlog.label == "Orders in hand"
    assert {"net sales", "order backlog"} <= set(backlog.strong)
    assert backlog.twins == {"count": "bookings"}
    assert (capacity.kind, capacity.strong, capacity.weak) == ("count", (), ("slots",))
    assert dust.label == "Moon dust"
    revenue = metric("revenue", path)
    assert revenue is not None
    assert "net sales" not in revenue.strong
    ours = metric("revenue")
    assert ours is not None
    assert "net sales" in ours.strong


OWN = """
[metric.kiln_starts]
kind = "count"
strong = ["kiln starts", "kilns fired up"]
twins = { money = "kiln_spending" }
[metric.kiln_spending]
kind = "money"
strong = ["kiln spending"]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kilns fired up numbered 14 in the first quarter of 2022.", "kiln_starts"),
        ("Kilns fired up were $14 million in the first quarter of 2022.", "kiln_spending"),
    ],
)
def test_the_ids_of_a_users_file_stand_in_the_table(text: str, expected: str, mine: Writer) -> None:
    rows = extract_rows(text, Options(metrics=str(mine(OWN)))).rows
    assert [row["metric"] for row in rows] == [expected]
    rows = extract_rows(text, Options(metrics=str(mine(OWN.replace("twins", "core = false\ntwins", 1))))).rows
    assert [row["metric"] for row in rows] == [expected.replace("kiln_starts", "kilns_fired_up")]


def test_the_door_opens_without_heavy_imports() -> None:
    code = (
        "import sys; before = set(sys.modules); from oce_cli.pipeline.metrics import matcher; matcher();"
        "loaded = set(sys.modules) - before;"
        "sys.exit(sorted({'spacy', 'pandas', 'quantulum3', 'tomllib', 'difflib'} & loaded) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_classes_of_nouns() -> None:
    table = load_table("nouns")
    for name, words in table.items():
        assert len(set(words)) == len(words), name
    assert not set(table["never"]) & {*table["measures"], *table["counted"], *table["empty"]}
    assert not set(table["impact_plus"]) & set(table["impact_minus"])


def test_the_page_of_metrics_is_in_step() -> None:
    """Run ``make lexicon`` after every change of the metrics."""
    page = Path(__file__).parents[2] / "docs" / "metrics.md"
    assert page.read_text(encoding="utf-8") == document_metrics.page()
