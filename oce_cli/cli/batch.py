"""`ocx batch`: any number of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from oce_cli.cli import asking

if TYPE_CHECKING:
    from oce_cli.batch import Plan, Tally
    from oce_cli.batch.manifest import Entry

SOME_FAILED = 3
OWN = {"inputs", "output", "to", "errors", "nul", "workers", "resume", "strict", "timeout", "engine", "scheduler"}
OWN |= {"part_size", "work", "whole_names", "quiet"}


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files, folders, globs, addresses; - is a list on standard input."),
    ],
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write here; FOLDER/ is a Parquet dataset."),
    ] = None,
    format: Annotated[
        str | None, typer.Option("-f", "--format", metavar="NAME", help="jsonl, csv, tsv, parquet or sqlite.")
    ] = None,
    to: Annotated[
        str | None, typer.Option(metavar="URL", help="A database, like postgresql://user@host/name (extra sql).")
    ] = None,
    errors: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write a JSON line for each input that failed.")
    ] = None,
    nul: Annotated[bool, typer.Option("-0", "--null", help="The list on standard input has NULs.")] = False,
    workers: Annotated[
        int | None, typer.Option("-j", "--workers", metavar="N", help="Processes; all cores if not given.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was ended, or renew it.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first input that fails.")] = False,
    timeout: Annotated[float | None, typer.Option(metavar="SECONDS", help="The most that an input may take.")] = None,
    engine: Annotated[str, typer.Option(metavar="NAME", help="local, or dask for a cluster.")] = "local",
    scheduler: Annotated[str | None, typer.Option(metavar="URL", help="A Dask scheduler: tcp://host:8786.")] = None,
    part_size: Annotated[
        int | None, typer.Option(metavar="KB", help="Input that is done and kept as one part.")
    ] = None,
    work: Annotated[str | None, typer.Option(metavar="FOLDER", help="Keep parts here until all are done.")] = None,
    whole_names: Annotated[
        bool, typer.Option("--whole-names", help="Call documents by their paths, not by the file's name.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")] = False,
    currency: asking.Currency = None,
    metrics: asking.Metrics = None,
    metric: asking.Metric = None,
    segment: asking.Segment = None,
    in_period: asking.InPeriod = None,
    measure: asking.Measure = None,
    status: asking.Status = None,
    basis: asking.Basis = None,
    role: asking.Role = None,
    section: asking.Section = None,
    min_confidence: asking.MinConfidence = None,
    columns: asking.Columns = None,
    raw: asking.Raw = None,
    bom: asking.Bom = None,
) -> int:
    """Extract any number of calls, on all cores or on a cluster.

    Rows come in the order of the input, byte for byte the same for any number of workers. An input that
    fails is reported and never stops the run. Without -o, lines of JSON go to standard output as they are ready.

    Example: ocx batch calls/ -o facts.parquet --errors errors.jsonl

    Exit codes: 0 all good, 1 nothing found, 2 bad usage or output, 3 some inputs failed, 130 interrupted.
    """
    flags = {name: value for name, value in locals().items() if name not in OWN}
    import sys

    from oce_cli.batch import Plan
    from oce_cli.batch.sources import LISTED, all_names
    from oce_cli.config import resolve

    plan = Plan(
        inputs=(),
        options=resolve(asking.given(flags)),
        output=output or "",
        to=to or "",
        workers=workers,
        engine=engine,
        scheduler=scheduler or "",
        resume=resume,
        strict=strict,
        timeout=timeout,
        part_size=(part_size or 0) * 1000,
        work=work or "",
        whole_names=whole_names,
    )
    listing = sys.stdin.buffer.read() if LISTED in inputs else None
    return run_plan(plan, tuple(all_names(inputs, listing, nul)), errors, quiet)


def run_plan(plan: Plan, inputs: tuple[str, ...], errors: str | None, quiet: bool) -> int:
    """Runs a plan with the reports that a user sees; gives the exit code."""
    import json
    from contextlib import ExitStack
    from dataclasses import replace

    from oce_cli.batch import run
    from oce_cli.cli.progress import progress_of
    from oce_cli.cli.running import NOTHING, OK
    from oce_cli.writing.output import told

    plan = replace(plan, inputs=inputs)
    with ExitStack() as stack:
        with told(errors or ""):
            report = stack.enter_context(open(errors, "w", encoding="utf-8")) if errors else None
        progress = stack.enter_context(progress_of(plan, quiet))

        def failed(entry: Entry) -> None:
            progress.tell(entry.error)
            if report:
                told_entry = {"input": entry.name, "document": entry.document, "kind": entry.kind, "error": entry.error}
                report.write(json.dumps(told_entry) + "\n")
                report.flush()

        tally = run(plan, progress.watch, failed)
        progress.end(tally, summary(tally, plan, errors))
    if tally.failed:
        return SOME_FAILED
    return OK if tally.rows else NOTHING


def summary(tally: Tally, plan: Plan, errors: str | None) -> str:
    """The last line of a run.

    >>> from oce_cli.batch import Plan, Tally
    >>> summary(Tally(files=200, rows=9000, failed=20), Plan((), output="f.csv"), "errors.jsonl")
    '9,000 rows of 180 calls; 20 of 200 inputs failed, see errors.jsonl; mend them and add --resume'
    """
    told = f"{tally.rows:,} rows of {tally.files - tally.failed:,} calls"
    if tally.done_before:
        told += f" ({tally.done_before:,} done before)"
    if not tally.failed:
        return told
    where = f", see {errors}" if errors else ""
    again = "; mend them and add --resume" if plan.output not in ("", "-") or plan.to or plan.work else ""
    return f"{told}; {tally.failed:,} of {tally.files:,} inputs failed{where}{again}"
