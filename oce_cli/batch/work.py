"""What a worker does with a part, here or on another machine: read, extract, write the rows, tell the manifest."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from oce_cli import __version__
from oce_cli.batch.deadline import OutOfTime, deadline
from oce_cli.batch.manifest import HEAD, Entry, Manifest, path_of, read_manifest, stem_of
from oce_cli.batch.parts import Part, Place
from oce_cli.batch.payload import document_of, lines_of, parquet_of, rows_of_parquet
from oce_cli.batch.sources import base_name, is_address, opened, told
from oce_cli.batch.store import Store
from oce_cli.errors import InputError, OcxError, OptionError
from oce_cli.extraction import extract_rows, overridden
from oce_cli.model import Transcript
from oce_cli.options import Options
from oce_cli.table import TableRow


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker must know besides the part."""

    store: Store
    options: Options
    format: str  # of the parts: jsonl, csv, tsv, parquet
    recipe: str  # fingerprint of options and version
    timeout: float | None = None  # seconds for one input
    whole_names: bool = False  # documents are called by their whole names
    version: str = __version__
    journal: str = ""  # folder of this machine in which workers note the input they are at


@dataclass(slots=True)
class Done:
    """One input of a part: its rows, or the bytes of its lines, and the entry of the manifest without its place."""

    entry: Entry
    rows: Sequence[TableRow] = ()
    lines: bytes = b""


def do_part(job: Job, part: Part) -> Manifest:
    """Does a part and writes it into the store; gives its manifest. Rows that stand there already are taken over.

    Raises OutputError where the store cannot be written, OptionError where this machine has another version of ocx.
    Inputs that fail are entries with an error, whatever went wrong.
    """
    if job.version != __version__:
        raise OptionError(f"the worker has ocx {__version__}, the run {job.version}; install the same version there")
    sums = _sums(job, part)
    if sums and not part.given_up:
        stem = stem_of(part.index, job.recipe, sums)
        old = read_manifest(job.store, stem)
        if old and not old.failed and _rows_stand(job.store, old):
            return replace(old, done_before=len(old.entries))
    done: list[Done] = []
    taken = 0
    opened_parts: dict[str, tuple[Manifest, bytes] | None] = {}
    for number, source in enumerate(part.sources):
        _note(job, part.index, number)
        if number in part.given_up:
            done.append(
                Done(
                    Entry(source.name, document=_document(job, source.name), kind="worker", error=part.given_up[number])
                )
            )
            continue
        place = part.known.get(number)
        before = _taken_over(job, place, sums[number][1], opened_parts) if place and sums else None
        taken += before is not None
        done.append(before or do_input(job, source.name))
    return replace(_written(job, part.index, done), done_before=taken)


def do_input(job: Job, name: str) -> Done:
    """The rows of one input, or the error that it met."""
    document = _document(job, name)
    try:
        with deadline(job.timeout):
            transcript = _read(name, job)
            if job.whole_names:
                transcript = replace(transcript, document=name)
            rows = extract_rows(transcript, job.options).rows
    except OutOfTime:
        return Done(Entry(name, document=document, kind="timeout", error=f"{name}: took over {job.timeout:g} seconds"))
    except OcxError as error:
        return Done(Entry(name, document=document, kind="input", error=_line(error)))
    except Exception as error:  # a fault of ours in one input must not end the work on the others
        return Done(Entry(name, document=document, kind="fault", error=f"{name}: {_place_of(error)}"))
    head = {field: getattr(transcript.head, field) for field in HEAD}
    size = len(transcript.text)
    entry = Entry(name, size, transcript.sha256, transcript.document, len(rows), head=head)
    if job.format == "parquet":
        return Done(entry, rows)
    return Done(entry, (), lines_of(rows, job.options, job.format))


def _written(job: Job, index: int, done: Sequence[Done]) -> Manifest:
    """Writes the rows of a part, then its manifest: where a manifest is, the rows are too."""
    entries: list[Entry] = []
    at = 0
    for one in done:
        length = len(one.rows) if job.format == "parquet" else len(one.lines)
        entries.append(replace(one.entry, start=at, length=length))
        at += length
    if job.format == "parquet":
        documents = [document_of(e.document, e.sha256, e.head or {}) for e in entries if not e.error]
        data = parquet_of([row for one in done for row in one.rows], job.options, documents)
    else:
        data = b"".join(one.lines for one in done)
    stem = stem_of(index, job.recipe, [(entry.name, entry.sha256) for entry in entries])
    name = f"{stem}.{job.format}"
    manifest = Manifest(stem, job.recipe, name, hashlib.sha256(data).hexdigest(), tuple(entries))
    job.store.write(name, data)
    job.store.write(path_of(stem), manifest.encoded())
    return manifest


def _sums(job: Job, part: Part) -> list[tuple[str, str]]:
    """Name and checksum of each source, if any of them may have been done before; "" for what cannot be read."""
    return [(source.name, _sum(source.name)) for source in part.sources] if part.known else []


def _sum(name: str) -> str:
    from oce_cli.reading import LIMITS
    from oce_cli.reading.files import read_bytes

    try:
        data = _fetched(name) if is_address(name) else read_bytes(name, LIMITS.bytes)
    except OcxError:
        return ""
    return hashlib.sha256(data).hexdigest()


def _rows_stand(store: Store, manifest: Manifest) -> bool:
    data = store.read(manifest.data)
    return data is not None and hashlib.sha256(data).hexdigest() == manifest.sha256


def _taken_over(
    job: Job, place: Place, sha256: str, opened_parts: dict[str, tuple[Manifest, bytes] | None]
) -> Done | None:
    """An input that was done before and has not changed since, with its rows."""
    if place.stem not in opened_parts:
        manifest = read_manifest(job.store, place.stem)
        data = job.store.read(manifest.data) if manifest else None
        whole = manifest and data is not None and hashlib.sha256(data).hexdigest() == manifest.sha256
        opened_parts[place.stem] = (manifest, data) if manifest and data is not None and whole else None
    found = opened_parts[place.stem]
    if found is None:
        return None
    manifest, data = found
    entry = manifest.entries[place.entry] if place.entry < len(manifest.entries) else None
    if entry is None or entry.error or not sha256 or entry.sha256 != sha256 or manifest.recipe != job.recipe:
        return None
    if job.format == "parquet":
        return Done(entry, rows_of_parquet(data, entry.start, entry.length))
    return Done(entry, (), data[entry.start : entry.start + entry.length])


def _read(name: str, job: Job) -> Transcript:
    """The transcript of a path or of an address, with the head that the options dictate."""
    from oce_cli.reading import read_data, read_file

    if not is_address(name):
        transcript = read_file(name)
    else:
        document = base_name(name)
        try:
            transcript = read_data(_fetched(name), document)
        except InputError as error:
            raise InputError(str(error).replace(document, name, 1)) from error
    return replace(transcript, head=overridden(transcript.head, job.options))


def _fetched(address: str) -> bytes:
    """The bytes at an address, no more than a transcript may have. Raises InputError."""
    from oce_cli.reading import LIMITS

    store, path = opened(address)
    with told(address), store.open(path, "rb") as file:
        data: bytes = file.read(LIMITS.bytes + 1)
    return data


def _document(job: Job, name: str) -> str:
    return name if job.whole_names else base_name(name)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _place_of(error: Exception) -> str:
    """An unforeseen error in one line, with the line of the code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}: {_line(error)[:200]}; please report it with the file"


def _note(job: Job, part: int, number: int) -> None:
    """Leaves word of the input that is begun, for whoever looks after a worker that died."""
    if job.journal:
        Path(job.journal, f"{part}").write_bytes(b"%d" % number)
