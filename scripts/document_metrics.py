"""The page of all metrics, one of those that ``make lexicon`` writes."""

from __future__ import annotations

from oce_cli.lexicon import Metric, load_lexicon

HEAD = """# The metrics

{count} metrics, {core} of them **core**: their ids always stand in the table. The others group phrases of nearly one
meaning. `make lexicon` writes this page from `oce_cli/lexicon/metrics.toml`.

- *kind*: the unit that the metric's own value has.
- *phrases*: some of the words that name it. Case, hyphens, commas and plurals make no difference; acronyms of up to
  four letters must stand in capitals.
- *or*: the metric that is meant where the value is of another kind ("earnings of $0.72" is `eps`).

Your own words go into a file of the same form (`ocx extract --metrics FILE`); the ids of its entries always stand in
the table, unless they say `core = false`:

```toml
[metric.moon_dust]              # a new metric
kind = "physical"               # {kinds}
strong = ["moon dust", "lunar dust"]
weak = ["dust"]                 # counts only next to the number
verbs = ["scooped _ of dust"]   # _ is the number

[metric.backlog]                # one of ours with more phrases
extend = true
strong = ["orders in hand"]
```
"""
SHOWN = 4


def page() -> str:
    """The whole page as Markdown."""
    metrics = list(load_lexicon().metrics.values())
    core = [metric for metric in metrics if metric.core]
    kinds = ", ".join(sorted({metric.kind for metric in metrics}))
    parts = [HEAD.format(count=len(metrics), core=len(core), kinds=kinds)]
    parts += ["## Core metrics\n", *_table(core), "\n## Other metrics\n"]
    parts += _table([metric for metric in metrics if not metric.core])
    return "\n".join(parts) + "\n"


def _table(metrics: list[Metric]) -> list[str]:
    lines = ["| id | name | kind | phrases | or |", "| --- | --- | --- | --- | --- |"]
    for metric in metrics:
        phrases = [*metric.strong, *(phrase.lstrip("=") for phrase in metric.weak)][:SHOWN]
        twins = ", ".join(f"`{id}` ({kind})" for kind, id in metric.twins.items())
        cells = (f"`{metric.id}`", metric.label, metric.kind, ", ".join(phrases), twins)
        lines.append("| " + " | ".join(cells) + " |")
    return lines
