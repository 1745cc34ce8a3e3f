"""Why a number cannot be a row by itself: talk, lists, names, durations, ordinals, idioms."""

from __future__ import annotations

import re

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page

NEXT = re.compile(r"[ -]([a-z'&]+)(?:[ -]([a-z'&]+))?(?:[ -]([a-z'&]+))?(?:[ -]([a-z'&]+))?")
_WORDS = re.compile(r"[a-z0-9&#'.]+|[^\w\s]")
_DURATION_TALK = re.compile(
    r"\b(?:last|next|past|first|over|within|previous|prior|every|these|the|those|coming|for|in|another|final|ago|after|every|each|of|consecutive"
    r"|'s|until|only|took|takes|take|spent|by|a|has|have|with|until|through|during|before)(?: (?:about|approximately|around|the|more|than|at|least|over|nearly|almost|up|to|just|roughly|like))* $"
)
_CAPITAL = re.compile(r"(?:^|[\s(\"“/-])([A-Z][A-Za-z&.]*|[A-Z]{2,})[ -]$")


_CLOCK = re.compile(r" in the (?:morning|afternoon|evening)| ?[ap]\.?m\b| o'clock")
_OR_SO = re.compile(r"\b(?:year|quarter|month|week|day|decade)s? or $")
_STRAIGHT = frozenset(("consecutive", "straight", "successive", "sequential", "more", "full", "fiscal", "additional", "or", "trading"))
_SPANS = frozenset(("quarters", "years", "months", "weeks", "days", "year", "quarter", "month", "week"))
_LINKED = re.compile(r"(?:,| and|, and| to| through| or|-) ?")
_CARRIED = frozenset(("slide", "list number", "year"))
_LEVELLED = ("sub", "mid", "low", "high", "pre", "post", "about", "over", "under", "near", "plus", "below", "above", "almost", "approximately")


def carry(page: Page, last: Figure, figure: Figure) -> str:
    """The reason that a bare number takes from the one before it: "Slides 4 and 5", "fiscal 2021, 22"."""
    if last.reason not in _CARRIED or not figure.bare or figure.spelled != last.spelled or figure.grain != ONE:
        return ""
    if not _LINKED.fullmatch(page.flat[last.end : figure.start]):
        return ""
    if last.reason == "year" and not (figure.end - figure.start == 2 and 0 <= figure.number - last.number % 100 <= 3):
        return ""
    following = NEXT.match(page.flat, figure.end)
    return "" if following and is_plural(following.group(1)) else last.reason


def place_of(page: Page, figure: Figure) -> str:
    """Slide and page numbers and model names: "Slides 4", "the 737"."""
    left = page.before(figure.start, 12).split()
    if left and figure.grain == ONE and figure.number < 1000:
        if left[-1] in page.words.reasons["before"]["slide"]:
            return "slide"
        if page.flat[figure.core : figure.end] in page.words.reasons["names"]["numbers"]:
            return "name"
    return ""


def _is_hung(page: Page, figure: Figure) -> bool:
    """Whether the number hangs on a word by a hyphen: "Embraer-190"."""
    flat, start = page.flat, figure.start
    if flat[start - 1 : start] != "-" or not flat[start - 2 : start - 1].isalpha():
        return False
    at = start - 1
    while at and flat[at - 1].isalpha():
        at -= 1
    return flat[at : start - 1] not in _LEVELLED


def reason_of(page: Page, figure: Figure) -> str:
    """The reason why a figure that is no date is no row, or ""."""
    if figure.ordinal:
        return _ordinal(page, figure)
    if figure.kind == "duration":
        return _duration(page, figure)
    if figure.form in ("half", "fraction") and figure.kind in ("", "half"):
        return "fraction"
    if figure.loose:
        return "vague"
    if figure.kind == "percent":
        return _sure(page, figure)
    if figure.form == "points" and figure.spelled and figure.number <= 5:
        moved = re.search(r"\b(?:by|up|down|of|gained?|lost|about|another)(?: a| about| almost| nearly)? $", page.before(figure.start, 20))
        return "" if moved or figure.number != figure.number.to_integral() else "call talk"
    if figure.kind == "multiple" and figure.spelled and _is_frequency(page, figure):
        return "frequency"
    if figure.kind == "multiple" and figure.unit == "multiple" and _is_frequency(page, figure):
        return "frequency"
    if not figure.bare:
        return ""
    if figure.bound == "range":
        return _bare_range(page, figure)
    return _bare(page, figure)


def _bare_range(page: Page, figure: Figure) -> str:
    """Of "two or three": a small count is told of some nouns only, as that of one number is."""
    if not figure.spelled or figure.form or figure.number > 20:
        return ""
    match = NEXT.match(page.flat, figure.end)
    following = [word for word in match.groups() if word] if match else []
    return "" if _is_counted(page, figure, following, _WORDS.findall(page.before(figure.start, 40))) else "small count"


def _ordinal(page: Page, figure: Figure) -> str:
    after = page.after(figure.end, 12).lstrip(" -")
    if after.startswith(("quarter", "half")):
        return "quarter"
    if figure.number > 2 and re.match(r"(?:s\b|of\b)", after) and page.before(figure.start, 6).rstrip().endswith(("a", "one", "two")):
        return "fraction"
    return "ordinal"


def _sure(page: Page, figure: Figure) -> str:
    if figure.number == 100 and figure.bound != "range":
        match = NEXT.match(page.flat, figure.end)
        sure = page.words.reasons["idioms"]["sure"]
        if (match and match.group(1) in sure) or page.before(figure.start, 14).strip().endswith(tuple(sure)):
            return "idiom"
    return ""


def _is_frequency(page: Page, figure: Figure) -> bool:
    after = page.after(figure.end, 14).strip()
    return after.startswith(tuple(page.words.reasons["idioms"]["times_after"]))


def _duration(page: Page, figure: Figure) -> str:
    """Durations are rows only where words near them tell that the metric is one."""
    if figure.unit == "quarter" and figure.number <= 3 and re.match(r" of (?:it|the|our|its|all|that|these|those|this)\b", page.after(figure.end, 12)):
        return "fraction"
    if figure.unit in ("quarter", "week", "minute", "second", "decade", "hour"):
        return "duration"
    after = page.after(figure.end, 40)
    if re.match(r"[ -]?(?:ago|from now|later|earlier|old|ended|ending|end\b|in a row|or so ago|out\b|prior|period|'|plan|history|track|time frame|before|note|bond|treasury|contract|deal|agreement|swap|term loan)", after.strip(" ,")):
        return "duration"
    if figure.number != figure.number.to_integral() and figure.grain < ONE and figure.grain != figure.number % 1:
        return ""
    before = page.before(figure.start, 60)
    near = set(re.findall(r"[a-z]+", before[-60:] + " " + after[:28]))
    if not near.intersection(page.words.reasons["durations"]["cues"]):
        return "duration"
    if _DURATION_TALK.search(before) and not re.search(r"(?:by|of|down|up|from|a) (?:about |approximately |around |roughly )?$", before):
        return "duration"
    return ""


def _bare(page: Page, figure: Figure) -> str:
    reasons = page.words.reasons
    flat, start, end = page.flat, figure.start, figure.end
    left = page.before(start, 40)
    tokens = _WORDS.findall(left)
    last = tokens[-1] if tokens else ""
    if last == "." and left.endswith(". ") and len(tokens) > 1 and tokens[-2] == "no":
        last = "no"
    match = NEXT.match(flat, end)
    following = [word for word in match.groups() if word] if match else []
    small = figure.number <= 12 and figure.grain == ONE
    if _OR_SO.search(left) and small:
        return "duration"
    if flat[end : end + 2] in ("-,", "- ", "/-") or (following and set(following[:3]) & _SPANS and following[0] in _STRAIGHT):
        return "duration"
    if _CLOCK.match(flat, end):
        return "time"
    if _is_hung(page, figure):
        return "name"
    if flat[end : end + 1] == "-" and re.match(r"\d*[a-z]", flat[end + 1 : end + 4]):
        if following[:1] != ["plus"]:
            return "compound" if flat[end + 1 : end + 2].isalpha() and page.text[end + 1].islower() else "name"
    if not left.strip(" (") and re.match(r"[.)] ", flat[end : end + 2]) and small:
        return "list number"
    for reason, words in reasons["before"].items():
        if last in words and not (figure.spelled and last == "no") and figure.grain == ONE and figure.number < 10000 and not (
            reason == "name" and following and is_plural(following[0]) and not small
        ):
            if reason == "ranking" and following and is_plural(following[0]) and following[0] in ("customers", "tenants", "clients"):
                return "ranking"
            return reason
    if re.search(r"(?:passcode|conference id|access code|id number|replay|dial)", left) and len(flat[start:end]) >= 4 and "," not in flat[start:end]:
        return "telephone"
    if last in ("number", "#"):
        return "list number"
    if figure.spelled and figure.number <= 1:
        opened = bool(tokens) and tokens[-1] in (*reasons["counted"]["verbs"], "and", "plus")
        return "" if opened and figure.number and _is_counted(page, figure, following, tokens) else "idiom"
    if following and following[0] in reasons["after"]["call talk"] and (figure.number < 30):
        return "call talk"
    if following and following[0] in reasons["after"]["name"]:
        return "name"
    if figure.spelled and flat.startswith((" third", " quarter", " fifth", "-third", "-quarter", "-fifth"), end):
        return "fraction"
    if figure.spelled and figure.number < 100:
        return "" if _is_counted(page, figure, following, tokens) else "small count"
    if not figure.spelled and page.flat[start - 1 : start] in (" ", "-") and _is_name(page, figure, following):
        return "name"
    if flat[end : end + 1].isalpha():
        figure.end = _word_end(flat, end)
        return "name"
    if flat[end : end + 1] == "-" and flat[end + 1 : end + 2].isalpha() and page.text[end + 1].isupper():
        return "name"
    if small and following and following[0] in reasons["after"]["structure"]:
        return "small count"
    return ""


def _word_end(flat: str, end: int) -> int:
    while flat[end : end + 1].isalnum():
        end += 1
    return end


def is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in ("was", "is", "has", "this", "versus", "as", "its")


def _is_counted(page: Page, figure: Figure, following: list[str], tokens: list[str]) -> bool:
    """Whether a small number counts something that a company tells its number of."""
    reasons = page.words.reasons
    nouns = reasons["counted"]["nouns"]
    if following and following[0] in ("of", "or", "more") and figure.number == 1:
        return False
    determined = bool(tokens) and tokens[-1] in reasons["talk"]["determiners"]
    for word in following[:3]:
        if word in ("of", "in", "to", "and", "or", "for", "with", "that", "at", "on", "the", "from", "is", "are", "was", "were", "a"):
            break
        if word in reasons["after"]["structure"] or word in reasons["after"]["call talk"]:
            return False
        single = word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") else word
        if single in nouns or word in nouns:
            return not determined
    place = page.spaced[figure.end : figure.end + 1] == " " and page.text[figure.end + 1 : figure.end + 2]
    if place and place.isupper() and figure.number > 1 and not determined and tokens and tokens[-1] not in (".", "?"):
        return True
    verbs = reasons["counted"]["verbs"]
    if tokens and (tokens[-1] in verbs or " ".join(tokens[-2:]) in verbs) and following and figure.number > 1:
        return True
    return False


def _is_name(page: Page, figure: Figure, following: list[str]) -> bool:
    """Whether a number belongs to the capitalised word before it: "Windows 11"."""
    if figure.grain != ONE or "," in page.flat[figure.start : figure.end]:
        return False
    if figure.end - figure.start > 4:
        return False
    left = page.text[max(0, figure.start - 24) : figure.start]
    match = _CAPITAL.search(left)
    if match is None:
        return False
    word = match.group(1)
    before = left[: match.start(1)].rstrip()
    if (not before and len(left) < 24) or before.endswith((".", "?", "!", ":", "\n", '"')) or not before:
        return False
    if left.endswith("-"):
        return True
    if following and (is_plural(following[0]) or following[0] in ("million", "percent", "basis")):
        return False
    return word not in ("I", "EPS", "EBITDA", "FFO", "AFFO", "GAAP", "ROE", "ROA", "ARPU", "NIM", "ROIC", "ROCE", "DSO", "LTV", "RevPAR", "ADR", "NPS")
