"""Texts and lexicon files made at random: our own error or a result that keeps its promises, the same twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.harness import TARGETS
from oce_cli.errors import LexiconError
from oce_cli.lexicon import load_file, load_lexicon
from tests.hardening.hostile import REPEATED

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "fuzz" / "corpus").glob("*/*"))
SPEECH = (
    "revenue", "net income", "gross margin", "EPS", "was", "rose", "fell", "to", "from", "by", "up", "down", "between",
    "and", "or", "minus", "plus", "$", "€", "C$", "USD", "5", "1,234.5", "(12.5)", "0", "-3", "2021", "Q4",
    "first half",
    "million", "billion", "percent", "%", "bps", "basis points", "times", "x", "a third", "half",
    "twenty-five", "mid-teens",
    "double-digit", "approximately", "over", "year-over-year", "guidance", "we expect", "adjusted", ",", ".", ";", "\n",
    "\n\n", "Jane Poe -- CEO", "Operator", "Q:", "respectively", "per share", "barrels per day", "a year ago",
)  # fmt: skip
texts = st.lists(st.sampled_from((*SPEECH, *REPEATED)) | st.text(max_size=4), max_size=40).flatmap(
    lambda parts: st.sampled_from((" ", "")).map(lambda glue: glue.join(parts))
)
lean = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@given(text=texts)
@lean
@pytest.mark.parametrize("target", ["quantities", "extract"])
def test_any_text(target: str, text: str) -> None:
    TARGETS[target](text.encode("utf-8", errors="surrogatepass"))


@given(data=st.binary(max_size=200))
@lean
def test_any_bytes(data: bytes) -> None:
    TARGETS["read"](data)


keys = st.sampled_from(
    ("kind", "strong", "weak", "verbs", "twins", "extend", "override", "label", "blockers", "core", "x")
)
values = st.sampled_from(
    ('"money"', '"percent"', '["revenue"]', '["moon dust", "a"]', '["_"]', '["sold _"]', "{money='a'}",
    "true", "1", "inf",
     "[[]]", '""', '["\\u202e"]', '["(a+)+$"]', "9" * 5_000, "1979-05-27", '["' + "a " * 20 + '"]')
)  # fmt: skip
lines = st.builds(lambda key, value: f"{key} = {value}", keys, values)
heads = st.sampled_from(
    ("[metric.a]", "[metric.revenue]", "[metric.eps]", "[metric]", "[[metric]]", "never = ['a']", "[A.B]")
)


@given(data=st.lists(heads | lines, max_size=8).map("\n".join).map(str.encode) | st.binary(max_size=60))
@lean
def test_any_lexicon(data: bytes) -> None:
    TARGETS["lexicon"](data)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: f"{path.parent.name}/{path.name[:12]}")
def test_what_the_fuzzer_kept(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a = " + b"[" * 100_000, "not valid TOML"),
        (b".".join([b"a"] * 100_000) + b" = 1", "more than 50 parts"),
        (b"[" + b".".join([b"a"] * 100_000) + b"]", "more than 50 parts"),
        (b"a = " + b"9" * 5_000, "not valid TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[metric.a]\nkind = 'money'\nstrong = ['((((']", "1 to 12 words"),
    ],
    ids=["deep", "long key", "long table", "long number", "not UTF-8", "no word"],
)
def test_lexicons_of_strangers(content: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match=says):
        load_lexicon(path)


def test_a_lexicon_that_is_a_device_is_refused() -> None:
    with pytest.raises(LexiconError, match="not a regular file"):
        load_file(Path("/dev/zero"))
