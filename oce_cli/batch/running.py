"""One run from inputs to output."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePath

from oce_cli import __version__
from oce_cli.batch import here, local
from oce_cli.batch.manifest import FOLDER, Entry, Finished, Manifest
from oce_cli.batch.parts import Part, parts_of
from oce_cli.batch.payload import LINES, check_for_parts
from oce_cli.batch.scratch import scratch
from oce_cli.batch.sinks import Dataset, OneFile, Sink, Sqlite, Stream
from oce_cli.batch.sources import is_address, is_local_to_process, sources_of
from oce_cli.batch.store import Store
from oce_cli.batch.work import Job
from oce_cli.errors import InputError, OptionError, OutputError
from oce_cli.options import Options

ENGINES = ("local", "dask")
FIRST, SMALL, LARGE = 1 << 17, 1 << 20, 8 << 20  # bytes of input in a first part, in one of a stream, of a dataset
UNSEEN = ("format", "color", "sort", "limit", "layout")  # options that leave the rows as they are


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run is to be done. Raises OptionError for a value that is not allowed."""

    inputs: tuple[str, ...]
    options: Options = field(default_factory=Options)
    output: str = ""  # a file, a folder that ends in /, an address; "" for standard output
    to: str = ""  # address of a database for SQLAlchemy
    workers: int | None = None  # None for all cores, 0 for this process alone
    engine: str = "local"
    scheduler: str = ""  # address of a Dask scheduler
    resume: bool = False
    strict: bool = False
    timeout: float | None = None
    part_size: int = 0  # bytes; 0 for what fits the output
    work: str = ""  # where parts are kept while the run goes on
    whole_names: bool = False

    def __post_init__(self) -> None:
        from oce_cli.options import check_choices

        check_for_parts(self.options)
        check_choices("engine", (self.engine,), ENGINES)
        if self.workers is not None and self.workers < 0:
            raise OptionError(f"workers: {self.workers} is not allowed; write 1 or more, or 0 for no other process")
        if self.timeout is not None and self.timeout <= 0:
            raise OptionError(f"timeout: {self.timeout:g} is not allowed; write seconds, more than 0")
        if self.scheduler and self.engine != "dask":
            raise OptionError("scheduler: belongs to Dask; add --engine dask")
        if self.to and self.output:
            raise OptionError("to: rows go to one place; leave out -o or --to")
        if self.resume and not (self.output or self.to or self.work):
            raise OptionError("resume: needs a place where parts are kept; add -o FILE or --work FOLDER")
        self.form()

    def form(self) -> str:
        """What is written: jsonl, csv, tsv, parquet, dataset, sqlite or sql."""
        from oce_cli.writing import format_of

        asked = self.options.format
        if self.to:
            return "sql"
        if self.output.endswith(("/", os.sep)) or (self.output and os.path.isdir(self.output)):
            name = "dataset"
        elif not self.output or self.output == "-":
            name = asked or "jsonl"
            if name in ("sqlite", "parquet"):
                raise OptionError(f"format: {name} is no stream; add -o FILE")
        else:
            name = asked or format_of(self.output.partition("://")[2] or self.output)
        if is_address(self.output) and name != "dataset":
            raise OptionError(f"output: {self.output} must be a folder of Parquet files there; end it with /")
        if name not in (*LINES, "parquet", "sqlite", "dataset"):
            raise OptionError(f"format: {name} needs all rows at once; write jsonl, csv, tsv, parquet or sqlite")
        return name


@dataclass(slots=True)
class Tally:
    """How far a run is."""

    files: int = 0
    size: int = 0  # characters
    rows: int = 0
    failed: int = 0
    done_before: int = 0


Watch = Callable[[Tally, Manifest], None]


def run(plan: Plan, watch: Watch | None = None, failed: Callable[[Entry], None] | None = None) -> Tally:
    """Works through all inputs and writes their rows; tells ``watch`` of each part and ``failed`` of each bad input.

    Raises InputError where an input cannot be listed (or, with ``strict``, read), OutputError, OptionError.
    """
    form = plan.form()
    format = form if form in LINES else "parquet" if form in ("parquet", "dataset") else "jsonl"
    options = replace(plan.options, columns=()) if form in ("sql", "sqlite") else plan.options
    tally = Tally()
    with ExitStack() as stack:
        store = Store(_place(plan, form, stack))
        recipe = recipe_of(options, format, plan.whole_names)
        known = _begin(plan, form, store, recipe, stack)
        job = Job(store, options, format, recipe, plan.timeout, plan.whole_names)
        sink = _sink(plan, form, store, options, format)
        size = plan.part_size or (LARGE if form == "dataset" else SMALL)
        first = min(FIRST, size) if not plan.part_size else 0
        parts = _known(parts_of(sources_of(plan.inputs), size, first), known)
        for manifest in _manifests(plan, job, parts):
            for entry in manifest.failed:
                if plan.strict:
                    raise InputError(f"{entry.error}; --strict stops here, --resume goes on")
                if failed:
                    failed(entry)
            sink.add(manifest)
            tally.files += len(manifest.entries)
            tally.size += manifest.size
            tally.rows += manifest.rows
            tally.failed += len(manifest.failed)
            tally.done_before += manifest.done_before
            if watch:
                watch(tally, manifest)
        sink.finish()
    return tally


def recipe_of(options: Options, format: str, whole_names: bool) -> str:
    """A fingerprint of all that makes rows what they are, besides the inputs: options, own metrics, version.

    >>> recipe_of(Options(), "csv", False) == recipe_of(Options(color="never"), "csv", False)
    True
    """
    told = {name: value for name, value in asdict(options).items() if name not in UNSEEN}
    if options.metrics:
        from oce_cli.reading.files import read_bytes

        told["metrics"] = hashlib.sha256(read_bytes(options.metrics, 1 << 26)).hexdigest()
    text = json.dumps([__version__, format, whole_names, told], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _place(plan: Plan, form: str, stack: ExitStack) -> str:
    """Where parts are kept: in the dataset itself, beside the file, or in a folder that is gone after the run."""
    if form == "dataset":
        return plan.output
    if plan.work:
        return plan.work
    if plan.output and plan.output != "-":
        return f"{plan.output}.parts"
    if plan.engine == "dask" and plan.scheduler:
        raise OptionError("work: a cluster needs a place for parts that all its machines reach; add --work FOLDER")
    return os.path.join(stack.enter_context(scratch()), "parts")


def _begin(plan: Plan, form: str, store: Store, recipe: str, stack: ExitStack) -> Finished | None:
    """Makes the place ready; with ``resume`` gives what is finished there."""
    if plan.resume:
        found = Finished(store, recipe)
        stack.callback(found.close)
        return found
    held = store.names()
    if form == "dataset":
        if held:
            what = "a dataset" if FOLDER in held else "other files"
            advice = "add --resume to go on with it, or name a new folder" if FOLDER in held else "name a new folder"
            raise OutputError(f"{plan.output}: holds {what} already; {advice}")
    elif held:
        if not set(held) <= {FOLDER, "order", "whole"} | {name for name in held if "part-" in name}:
            raise OutputError(f"{store.place}: holds other files; name another folder with --work")
        store.clear()
    return None


def _known(parts: Iterable[Part], finished: Finished | None) -> Iterator[Part]:
    for part in parts:
        if finished is not None:
            for number, source in enumerate(part.sources):
                if place := finished.place(source.name):
                    part.known[number] = place
        yield part


def _sink(plan: Plan, form: str, store: Store, options: Options, format: str) -> Sink:
    if form == "dataset":
        return Dataset(store, format)
    if form == "sqlite":
        return Sqlite(store, options, plan.output)
    if form == "sql":
        from oce_cli.batch.sql import Sql

        return Sql(store, plan.to)
    if plan.output and plan.output != "-":
        folder = PurePath(plan.output).parent
        if not Path(folder).is_dir():
            raise OutputError(f"{plan.output}: cannot be written (no folder {folder}); make it first")
        return OneFile(store, options, format, plan.output)
    return Stream(store, options, format)


def _manifests(plan: Plan, job: Job, parts: Iterator[Part]) -> Iterator[Manifest]:
    from itertools import chain

    if plan.engine == "dask":
        from oce_cli.batch import cluster

        return cluster.manifests(job, parts, plan.scheduler, plan.workers)
    first = next(parts, None)
    if first is None:
        raise InputError("no input; name files, folders, globs, or - for a list on standard input")
    parts = chain([first], parts)
    if plan.workers == 0 or is_local_to_process(job.store.place) or any(map(is_local_to_process, plan.inputs)):
        return here.manifests(job, parts)
    return local.manifests(job, parts, plan.workers or local.cores())
