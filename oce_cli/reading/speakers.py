"""Where one speaker stops and the next begins, in every shape that transcripts have.

Two families of shapes. In the first a line of its own names the speaker: ``Jane Poe -- Chief Executive Officer``,
``• Jane Poe - CEO``, ``Speaker 3:``, ``Operator``, ``JANE POE, CEO:``, a bare ``Jane Poe``, or a name with the title on
the next line. In the second a label opens the paragraph: ``Jane Poe: Good morning``, ``>> POE:``, ``Q:``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from oce_cli.reading.lines import Line
from oce_cli.reading.names import has_title, is_numbered, is_operator, is_person, is_unknown
from oce_cli.reading.words import SpeakerWords

LONGEST_SPEAKER_LINE = 240  # characters
LONGEST_LABEL = 110
_DASH = re.compile(r"\s+(?:--|—|–|-)(?:\s+|\Z)")
_CLOCK = re.compile(r"\s*[\[(]?\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*\Z")
_LABEL = re.compile(r"(?:>>+\s*)?(?P<label>[^:]{1,110}?)\s*:(?:\s+|(?=[A-Z\[]))")
_ENDS = ".?!…"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that names a speaker, or a heading (``part`` is set, ``name`` is empty)."""

    line: int  # index of the line
    lines: int  # how many lines the mark takes: 0 where the speech goes on in the same line
    speech: int  # where the speech begins if it stands in the same line, else -1
    name: str = ""
    title: str = ""
    part: str = ""  # prepared, qa, end, executives, analysts


def find_marks(lines: Sequence[Line], words: SpeakerWords) -> list[Mark]:
    """The speaker lines and headings of a text, in order.

    >>> from oce_cli.reading.lines import cut_lines
    >>> from oce_cli.reading.words import speaker_words
    >>> text = "Operator\\n\\nHello.\\n\\nJane Poe -- Some Bank -- Analyst\\n\\nHi."
    >>> [(mark.name, mark.title) for mark in find_marks(cut_lines(text), speaker_words())]
    [('Operator', ''), ('Jane Poe', 'Some Bank -- Analyst')]
    """
    own = _own_lines(lines, words)
    named = sum(1 for mark in own if mark.name)
    if named < 5:
        labels = _labels(lines, words)
        if sum(1 for mark in labels if mark.name) > named:
            return labels
    return own


def _own_lines(lines: Sequence[Line], words: SpeakerWords) -> list[Mark]:
    """Marks of the first family."""
    found: list[Mark] = []
    bare: list[int] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        mark = None
        # A sentence names nobody; only a title may end in a point ("Ana Poe -- Poe & Co.").
        if len(line.text) <= LONGEST_SPEAKER_LINE and (line.text[-1] not in _ENDS or _DASH.search(line.text)):
            mark = _heading(at, line, words) or _named(at, lines, words)
            if mark is None and is_person(line.text.rstrip(":"), words):
                bare.append(at)
        if mark:
            found.append(mark)
        at += mark.lines if mark else 1
    known = {mark.name.lower() for mark in found if mark.name}
    named = sum(1 for mark in found if mark.name)
    spaced = sum(line.alone for line in lines) * 2 > len(lines)
    for at in bare:
        name = lines[at].text.rstrip(":")
        alone = lines[at].alone and (at + 1 == len(lines) or lines[at + 1].alone)
        if name.lower() in known or (named >= 3 and alone and spaced and len(name.split()) <= 4):
            found.append(Mark(at, 1, -1, name))
    return sorted(found, key=lambda mark: mark.line)


def _heading(at: int, line: Line, words: SpeakerWords) -> Mark | None:
    """A line that opens a part of the call or a list of people."""
    if len(line.text) > 60:
        return None
    plain = line.text.strip("[]#*:. ").lower()
    part = words.sections.get(plain, "")
    if not part and ":" in plain:
        label, _, rest = plain.partition(":")
        if len(rest) < 25 and words.sections.get(label.strip()) == "end":
            part = "end"
    return Mark(at, 1, -1, part=part) if part else None


def _named(at: int, lines: Sequence[Line], words: SpeakerWords) -> Mark | None:
    """A line that says by itself, or with the line below, that it names a speaker."""
    text = lines[at].text
    colon = text.endswith(":")
    body = _CLOCK.sub("", text.rstrip(": ")) if text[-1] in ":)]0123456789" else text
    if not body:
        return None
    dash = _DASH.search(body)
    if dash:
        return _dashed(at, lines, body[: dash.start()], body[dash.end() :], words)
    if is_operator(body, words) or is_unknown(body, words) or is_numbered(body):
        return Mark(at, 1, -1, body.strip("[]() "))
    if colon:
        name, title = _split_label(body)
        if is_person(name, words) and (not title or has_title(title, words)):
            return Mark(at, 1, -1, name, title)
        return None
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and not below.alone and len(below.text) < 130 and below.text[-1] not in _ENDS and below.text[0].isupper():
        name = body.rstrip(",")
        if (is_operator(name, words) or is_person(name, words)) and has_title(below.text, words):
            return Mark(at, 2, -1, name, _folded(below.text))
    return None


def _dashed(at: int, lines: Sequence[Line], name: str, title: str, words: SpeakerWords) -> Mark | None:
    """``Name -- Title``: the title may carry a firm, miss altogether, or run on in the next line."""
    name = name.rstrip(",: ")
    if is_operator(name, words) or is_unknown(name, words) or is_numbered(name):
        if len(title) > 80 or (title and title[-1] in _ENDS and not has_title(title, words)):
            return None
        return Mark(at, 1, -1, name, _folded(title))
    titled = has_title(title, words)
    if not (is_person(name, words, 1) if titled else is_person(name, words)):
        return None
    first = title.lstrip("(\"'“‘")[:1]
    if title and not (first.isupper() or first.isdigit() or titled):
        return None
    if title and title[-1] in _ENDS and not titled and not title.endswith(("Inc.", "Co.", "Corp.", "Ltd.", "L.P.")):
        return None
    taken = 1
    if title.endswith((",", " and", "&")) and at + 1 < len(lines) and not lines[at + 1].alone:
        below = lines[at + 1].text
        if len(below) < 100 and below[-1] not in _ENDS and has_title(below, words):
            title, taken = f"{title} {below}", 2
    return Mark(at, taken, -1, name, _folded(title))


def _folded(title: str) -> str:
    return " ".join(title.split()).strip(",;. ") if title else ""


def _split_label(label: str) -> tuple[str, str]:
    """Name and title of ``JANE POE, CHIEF EXECUTIVE OFFICER`` or ``Jane Poe (CEO)``."""
    for match in re.finditer(r"\s+(?:--|—|–|-)\s+|\s*\(|,\s*", label):
        rest = label[match.end() :].strip(" ()")
        if match.group().strip() == "," and rest.split(",")[0].strip(". ").lower() in {
            "jr",
            "sr",
            "ii",
            "iii",
            "iv",
        }:
            continue
        return label[: match.start()].strip(), _folded(rest)
    return label.strip(), ""


def _labels(lines: Sequence[Line], words: SpeakerWords) -> list[Mark]:
    """Marks of the second family; a label that might be a heading counts only where it comes back."""
    sure: list[Mark] = []
    weak: list[Mark] = []
    for at, line in enumerate(lines):
        heading = _heading(at, line, words)
        if heading:
            sure.append(heading)
            continue
        if ":" not in line.text[:LONGEST_LABEL]:
            continue
        match = _LABEL.match(line.text)
        if not match:
            continue
        label = _CLOCK.sub("", match.group("label")).strip("*_ ")
        name, title = _split_label(label)
        mark = Mark(at, 0, line.start + match.end(), name.strip("[]"), title)
        if match.end() >= len(line.text):
            mark = Mark(at, 1, -1, name.strip("[]"), title)
        if is_operator(name, words) or is_unknown(name, words) or is_numbered(name) or name in ("Q", "A"):
            sure.append(mark)
        elif is_person(name, words) and (not title or has_title(title, words)):
            (sure if title or name.isupper() or line.text.startswith(">>") else weak).append(mark)
        elif is_person(name, words, fewest=1) and not title and len(name) > 1:
            weak.append(mark)
    times = Counter(mark.name for mark in weak)
    kept = [m for m in weak if times[m.name] > 1 or (len(m.name.split()) > 1 and (sure or len(times) > 1))]
    found = sure + kept
    if sum(1 for mark in found if mark.name) < 2:
        return []
    return sorted(found, key=lambda mark: mark.line)
