"""`ocx metrics`: the lexicon, one of its metrics, or a check of your own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from oce_cli.cli import asking

if TYPE_CHECKING:
    from oce_cli.lexicon import Metric
    from oce_cli.options import Options


def metrics(
    names: Annotated[list[str] | None, typer.Argument(metavar="[METRIC]...", help="Show these in full.")] = None,
    check: Annotated[str | None, typer.Option(metavar="FILE", help="Check a metrics file of yours.")] = None,
    metrics: asking.Metrics = None,
    format: asking.FormatName = None,
    output: asking.Output = None,
) -> int:
    """List the metrics that ocx knows by name, or check a file of yours.

    Example: ocx metrics net_expansion_rate

    Exit codes: 0 done, 2 bad usage or a faulty file.
    """
    from oce_cli.config import resolve

    if check is not None:
        return check_file(check)
    options = resolve(asking.given({"format": format, "metrics": metrics}))
    if names and not options.format and output is None:
        return show(names, options)
    return list_metrics(names or [], options, output)


def check_file(path: str) -> int:
    """Reads a user's file on top of ours. Raises LexiconError with file, entry, key and what is allowed."""
    from pathlib import Path

    from oce_cli.lexicon import load_lexicon

    count = len(load_lexicon(Path(path)).metrics) - len(load_lexicon().metrics)
    print(f"{path}: in order; {count} new metric{'' if count == 1 else 's'}")
    return 0


def find(names: list[str], options: Options) -> list[Metric]:
    """The metrics of the given names, all where there is none. Raises OptionError with the nearest name."""
    from oce_cli.errors import OptionError
    from oce_cli.lexicon import load_lexicon
    from oce_cli.options import nearest

    known = load_lexicon(options.lexicon).metrics
    for name in names:
        if name not in known:
            hint = nearest(name, known) or " run `ocx metrics` for the list"
            raise OptionError(f"metric: no {name!r} in the lexicon;{hint}")
    return [known[name] for name in names or known]


def list_metrics(names: list[str], options: Options, output: str | None) -> int:
    from oce_cli.cli.delivering import deliver_list
    from oce_cli.columns import Column
    from oce_cli.table import TableRow

    rows: list[TableRow] = [
        {
            "metric": metric.id,
            "label": metric.label,
            "kind": metric.kind,
            "phrases": " | ".join(metric.strong),
        }
        for metric in find(names, options)
    ]
    deliver_list([Column(name, "str", "") for name in ("metric", "label", "kind", "phrases")], rows, options, output)
    return 0


def show(names: list[str], options: Options) -> int:
    """Prints each metric in full, a field on a line."""
    from oce_cli.writing.output import write_standard_output

    lines: list[str] = []
    for metric in find(names, options):
        fields = (
            ("metric", metric.id),
            ("label", metric.label),
            ("unit", metric.kind),
            ("industry", ", ".join(metric.industry)),
            ("phrases", " | ".join(metric.strong)),
            ("weak phrases", " | ".join(metric.weak)),
            ("verbs", " | ".join(metric.verbs)),
            ("twins", ", ".join(f"{kind}: {twin}" for kind, twin in metric.twins.items())),
            ("blockers", " | ".join(metric.blockers)),
            *(("example", sentence) for sentence in metric.examples),
            *(("counter-example", sentence) for sentence in metric.counter_examples),
        )
        lines += [f"{name:16}{text}" for name, text in fields if text]
        lines.append("")
    write_standard_output(["\n".join(lines).encode()])
    return 0
