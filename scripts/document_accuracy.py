"""Writes the page of all figures from the rows of ``make crossval``: ``python -m scripts.document_accuracy``.

Needs ``out/crossval`` and the measuring texts. Writes ``docs/accuracy.md`` and ``docs/reliability.svg``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from training.calibrate import expected_error, pairs, reliability, verdicts
from training.faults import CHAIN, CORE, confusions, faults
from training.figures import FIELDS, SUMS, Figures, Tally, figures, industries, newswire, read_rows, tally
from training.gold import aside_names, labels_of, names
from training.shipped import OUT, labelled_rows, newswire_rows

DOCS = Path(__file__).resolve().parents[1] / "docs"
HEAD = """# Accuracy

<!-- made by scripts.document_accuracy -->

Every figure on this page is the output of two commands:

```sh
make crossval   # trains without a quarter of the texts, four times, and writes the rows of all texts to out/crossval
make accuracy   # scores these rows and writes this page
```

The texts are {texts} calls whose {numbers} numbers were labelled by hand (`../shared`). Each is decided by weights that
were made without it: all fields are trained anew for each quarter, on the other three. (Choices out of fold within one
training are not enough: what a field was handed on without a fold, beside weights that saw the others, tells of the
fold's own labels, and weights that fit closely learn to read it.) The weights that come with the package are fitted on
all of them.

- *found*: the number is found (F1 of numbers); *core*: found, and metric, measure, value and unit are right;
  *full*: core, and segment, period, status and basis are right.
- The single fields are shares of the numbers found.
"""
RELIABILITY = """## Confidence

`confidence` is the measured share of right rows (in the sense of *core*) among rows that the choosers were as sure of.
Expected calibration error, of held out texts in ten bins: **{error:.3f}**.

![Share of right rows by confidence](reliability.svg)
"""
KEPT = """## Calls kept aside

The words of the lexicon were found on the labelled texts, so the figures above are better than those of a call nobody
has seen. The following calls were labelled afterwards; neither weight nor word has seen them. The rows are those of
the package as it comes.
"""
UNSEEN = """## Facts of a newswire

What a newswire reported on other calls, looked up in the rows of the package as it comes. The first line holds all
calls, some of which were labelled for training; the second holds the calls alone that no weight has seen.
"""
FAULTS = """## What is wrong

Each number that is not right counts once, under the first wrong field in the order of the table. Faults down to *unit*
cost *core*, the others *full* alone. A core metric is one that the scorer compares strictly.
"""
RULES = """## By rule

How each row's metric was found (`rule`), and how often such rows are right in the sense of *core*.
"""
CONFUSIONS = 15  # pairs of metrics shown
Rows = Sequence[Mapping[str, object]]


def table(head: Sequence[str], lines: Sequence[Sequence[object]]) -> Iterator[str]:
    """A Markdown table; figures to three places.

    >>> print("\\n".join(table(["text", "core"], [["a", 0.5]])))
    | text | core |
    | --- | --- |
    | a | 0.500 |
    """
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for line in lines:
        yield "| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in line) + " |"


def figure_lines(by_name: Mapping[str, Figures], head: str) -> Iterator[str]:
    """A line of all figures for each name."""
    keys = ("numbers", *SUMS, *FIELDS)
    lines = [[name, *(int(told[k]) if k == "numbers" else told[k] for k in keys)] for name, told in by_name.items()]
    yield from table([head, *keys], lines)


def picture(points: Sequence[tuple[float, float, int]]) -> str:
    """An SVG of the share of right rows over confidence; the area of a dot is the number of its rows."""
    size, edge = 320, 44
    most = max(count for _, _, count in points)

    def at(sure: float, right: float) -> tuple[float, float]:
        return round(edge + sure * size, 1), round(edge + (1 - right) * size, 1)

    whole = size + 2 * edge
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" height="{whole}" '
        'font-family="sans-serif" font-size="11" role="img">',
        "<title>Share of right rows by confidence</title>",
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
    ]
    for tenth in range(0, 11, 2):
        share = tenth / 10
        (x, bottom), (left, y) = at(share, 0), at(0, share)
        parts.append(f'<path d="M{x} {edge}V{bottom}M{left} {y}H{edge + size}" stroke="#ddd" fill="none"/>')
        parts.append(f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{share:.1f}</text>')
        parts.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{share:.1f}</text>')
    (x, y), (x2, y2) = at(0, 0), at(1, 1)
    parts.append(f'<path d="M{x} {y}L{x2} {y2}" stroke="#888" stroke-dasharray="4 4"/>')
    way = "L".join(f"{x} {y}" for x, y in (at(sure, right) for sure, right, _ in points))
    parts.append(f'<path d="M{way}" stroke="#1f6f8b" stroke-width="1.5" fill="none"/>')
    for sure, right, count in points:
        x, y = at(sure, right)
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="{2 + 9 * (count / most) ** 0.5:.1f}" fill="#1f6f8b" fill-opacity=".6">'
            f"<title>{count} rows: confidence {sure:.2f}, right {right:.2f}</title></circle>"
        )
    middle = whole / 2
    parts.append(f'<text x="{middle}" y="{whole - 8}" text-anchor="middle">confidence</text>')
    parts.append(
        f'<text x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">share of right rows</text>'
    )
    return "\n".join([*parts, "</svg>"]) + "\n"


def fault_lines(rows: Mapping[str, Rows]) -> Iterator[str]:
    """The classes of faults with their counts, in the order of the chain, the largest of a field first."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, found in rows.items():
        counts.update(faults(name, found))
    order = {field: at for at, field in enumerate(("number", *CHAIN))}
    ranked = sorted(counts.items(), key=lambda item: (order[item[0][0]], -item[1], item[0][1]))
    sums: Counter[str] = Counter()
    for (field, _), count in ranked:
        sums[field] += count
    costs = {field: "core" if field == "number" or field in CORE else "full" for field in order}
    lines = [[field, sums[field], costs[field]] for field in order]
    yield from table(["first wrong field", "numbers", "costs"], lines)
    yield ""
    yield from table(["field", "fault", "numbers"], [[field, fault, count] for (field, fault), count in ranked])
    yield "\nCore metrics that are most often mistaken for another:\n"
    mistaken = Counter(pair for name, found in rows.items() for pair in confusions(name, found))
    often = sorted(mistaken.items(), key=lambda item: (-item[1], item[0]))[:CONFUSIONS]
    yield from table(
        ["told", "right", "numbers"], [[f"`{told}`", f"`{right}`", count] for (told, right), count in often]
    )


def rule_lines(rows: Mapping[str, Rows]) -> Iterator[str]:
    """Rows and share of right ones by rule, the most frequent first."""
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for name, found in rows.items():
        for row, right in zip(found, verdicts(found, labels_of(name)), strict=True):
            if right is not None:
                by_rule[str(row["rule"])].append(right)
    ranked = sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0]))
    yield from table(["rule", "rows", "right"], [[f"`{rule}`", len(v), sum(v) / len(v)] for rule, v in ranked])


def kept_aside() -> dict[str, Figures]:
    """The figures of the calls that were kept aside, over all and by text."""
    rows = labelled_rows(aside_names())
    tallies = {name: tally(name, found) for name, found in rows.items()}
    return {"all": figures(tallies.values())} | {name: figures([counted]) for name, counted in tallies.items()}


def newswire_lines() -> Iterator[str]:
    """The two lines of newswire facts."""
    with TemporaryDirectory() as folder:
        rows = newswire_rows(Path(folder) / "rows.jsonl")
        told = {"all calls": newswire(rows, Path(folder)), "unseen calls": newswire(rows, Path(folder), unseen=True)}
    lines = [[name, int(f["facts"]), f["found"], f["with_status"]] for name, f in told.items()]
    yield from table(["calls", "facts", "found", "with status"], lines)


def page(rows: Mapping[str, Rows]) -> tuple[str, str]:
    """The page and its picture."""
    tallies: dict[str, Tally] = {name: tally(name, found) for name, found in rows.items()}
    groups: dict[str, list[Tally]] = defaultdict(list)
    for name, counted in tallies.items():
        groups[industries()[name]].append(counted)
    over_all = figures(tallies.values())
    by_industry = {industry: figures(groups[industry]) for industry in sorted(groups)}
    by_text = {f"{name} ({industries()[name]})": figures([counted]) for name, counted in tallies.items()}
    points = reliability([pair for name, found in rows.items() for pair in pairs(name, found)])
    parts = [
        HEAD.format(texts=len(rows), numbers=int(over_all["numbers"])),
        "## Over all\n",
        *figure_lines({"all": over_all}, "texts"),
        "\n## By industry\n",
        *figure_lines(by_industry, "industry"),
        "",
        RELIABILITY.format(error=expected_error(points)),
        *table(["confidence", "right", "rows"], points),
        "",
        KEPT,
        *figure_lines(kept_aside(), "text"),
        "",
        UNSEEN,
        *newswire_lines(),
        "",
        FAULTS,
        *fault_lines(rows),
        "",
        RULES,
        *rule_lines(rows),
        "\n## By text\n",
        *figure_lines(by_text, "text"),
    ]
    return "\n".join(parts) + "\n", picture(points)


def main() -> None:
    rows = {name: read_rows(OUT / f"{name}.jsonl") for name in names()}
    text, drawing = page(rows)
    (DOCS / "accuracy.md").write_text(text, encoding="utf-8")
    (DOCS / "reliability.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
