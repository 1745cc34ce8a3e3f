"""JSON of turns: a list of ``{"speaker", "text"}``, alone, inside of a record, or parted by section."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from oce_cli.errors import InputError
from oce_cli.reading.composing import Draft, Piece, compose, mend
from oce_cli.reading.decoding import decode
from oce_cli.reading.limits import Limits

SPEAKER = ("speaker", "speaker_name", "name", "participant", "person")
TEXT = (
    "text",
    "content",
    "speech",
    "message",
    "transcript",
    "remarks",
    "value",
    "paragraphs",
    "lines",
    "body",
)
TITLE = ("title", "position", "job_title", "speaker_title", "designation", "affiliation", "company")
ROLE = ("role", "speaker_role", "type", "speaker_type")
SECTIONS = {
    "prepared": "prepared", "prepared_remarks": "prepared", "prepared remarks": "prepared", "presentation": "prepared",
    "preparedremarks": "prepared", "management_discussion": "prepared", "remarks": "prepared",
    "qa": "qa", "q_and_a": "qa", "q&a": "qa", "qanda": "qa", "questions_and_answers": "qa", "question_and_answer": "qa",
    "questions and answers": "qa", "questionsandanswers": "qa", "q_a": "qa", "questions": "qa",
}  # fmt: skip
LISTS = (
    "transcript",
    "turns",
    "utterances",
    "segments",
    "dialogue",
    "content",
    "speeches",
    "paragraphs",
    "results",
    "data",
)
ROLES = {
    "executive": "executive", "management": "executive", "company": "executive", "corporate": "executive",
    "analyst": "analyst", "operator": "operator", "moderator": "operator",
}  # fmt: skip


def read_json(data: bytes, document: str, limits: Limits) -> Draft:
    """The turns of a JSON file. Raises InputError where it is no JSON, nested too deeply, or holds no turns.

    >>> from oce_cli.reading.limits import LIMITS
    >>> read_json(b'[{"speaker": "Jane Poe", "text": "Sales rose."}]', "call.json", LIMITS).turns[0].speaker
    'Jane Poe'
    """
    text = decode(data, document)
    _check_depth(text, document, limits)
    try:
        # Numbers stay texts: nothing here counts, and a number of a million digits costs nothing.
        record = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{document}: no valid JSON ({str(error)[:80]}); give a list of turns") from error
    pieces = list(_pieces(record, "")) if isinstance(record, list | dict) else []
    if not any(piece.text.strip() for piece in pieces):
        raise InputError(
            f'{document}: no turns found; give a list of {{"speaker": ..., "text": ...}},'
            ' or such lists under "prepared_remarks" and "q_and_a"'
        )
    return compose(pieces, _title(record))


def _check_depth(text: str, document: str, limits: Limits) -> None:
    """Refuses deep nesting before the parser meets it; brackets inside of strings don't count."""
    if text.count("[") + text.count("{") <= limits.depth:
        return
    depth = 0
    quoted = escaped = False
    for char in text:
        if quoted:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                quoted = False
        elif char == '"':
            quoted = True
        elif char in "[{":
            depth += 1
            if depth > limits.depth:
                raise InputError(f"{document}: JSON nested deeper than {limits.depth} levels; give a list of turns")
        elif char in "]}":
            depth -= 1


def _pieces(value: Any, section: str) -> Iterator[Piece]:
    """Depth is bounded by ``_check_depth``."""
    if isinstance(value, str):
        yield Piece(value, section=section)
    elif isinstance(value, list):
        for item in value:
            yield from _pieces(item, section)
    elif isinstance(value, dict):
        yield from _of_record(value, section)


def _of_record(record: dict[str, Any], section: str) -> Iterator[Piece]:
    parts = [(SECTIONS[key.lower()], value) for key, value in record.items() if key.lower() in SECTIONS]
    if any(isinstance(value, list | dict) for _, value in parts):
        for part, value in parts:
            yield from _pieces(value, part)
        return
    speaker = _first(record, SPEAKER)
    said = next((record[key] for key in TEXT if _is_text(record.get(key))), None)
    if said is not None and (speaker is not None or not isinstance(record.get("transcript"), list)):
        told = str(record.get("section", record.get("session", ""))).lower()
        role = str(_first(record, ROLE) or "").lower()
        yield Piece(
            said if isinstance(said, str) else "\n\n".join(said),
            str(speaker or ""),
            str(_first(record, TITLE) or ""),
            ROLES.get(role, ""),
            SECTIONS.get(told, section),
        )
        return
    for key in LISTS:
        if isinstance(record.get(key), list | dict):
            yield from _pieces(record[key], section)
            return


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
    )


def _first(record: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = record.get(key)
        if isinstance(value, dict):  # {"speaker": {"name": ..., "title": ...}}
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value
    return None


def _title(record: Any) -> str:
    """A title line out of the record's own fields: company, ticker, quarter and year."""
    if not isinstance(record, dict):
        return ""
    told = {key.lower(): " ".join(str(value).split()) for key, value in record.items() if isinstance(value, str | int)}
    title = told.get("title") or told.get("headline") or ""
    company = told.get("company") or told.get("company_name") or ""
    ticker = told.get("ticker") or told.get("symbol") or ""
    quarter, year = (
        told.get("quarter", "").upper().removeprefix("Q"),
        told.get("year") or told.get("fiscal_year") or "",
    )
    period = " ".join(part for part in (f"Q{quarter}" if quarter in ("1", "2", "3", "4") else "", year) if part)
    made = " ".join(part for part in (company, f"({ticker})" if company and ticker else ticker, period) if part)
    return mend(" ".join((title or (f"{made} Earnings Call" if made else "")).split()))
