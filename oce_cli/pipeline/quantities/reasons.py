"""Why a number cannot be a row by itself: talk, lists, names, durations, ordinals, idioms."""

from __future__ import annotations

from typing import NamedTuple

from oce_cli.pipeline.quantities.counts import NEXT, WORDS, is_counted, is_hung, is_name, is_plural
from oce_cli.pipeline.quantities.durations import reason_of_duration
from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern
from oce_cli.pipeline.quantities.points import is_move

_CLOCK = Pattern(r" in the (?:morning|afternoon|evening)| ?[ap]\.?m\b| o'clock")


_MOVED_BY = Pattern(r"\b(?:by|up|down|of|gained?|lost|about|another)(?: a| about| almost| nearly)? $")
_HYPHENED = Pattern(r"-\d*[a-z]")
_DIAL = Pattern(r"passcode|conference id|access code|id number|replay|dial")
_PARTS = (" third", " quarter", " fifth", "-third", "-quarter", "-fifth")
_OVERDUE = Pattern(r"(?:\+|-plus| plus|\+ to \d+| to \d+|-)[ -]?days? (?:past|delinq|late|overdue|accounts?|dpd)")
_OR_SO = Pattern(r"\b(?:year|quarter|month|week|day|decade)s? or $")


_STRAIGHT = frozenset(
    (
        "consecutive",
        "straight",
        "successive",
        "sequential",
        "more",
        "full",
        "fiscal",
        "additional",
        "or",
        "trading",
    )
)


_SPANS = frozenset(("quarters", "years", "months", "weeks", "days", "year", "quarter", "month", "week"))


_LINKED = Pattern(r"(?:,| and|, and| to| through| or|-) ?")


_CARRIED = frozenset(("slide", "list number", "year"))


_DEFINED = Pattern(
    r"(?:\b(?:«defined»)(?: of ours)?(?: (?:that|who|which|whose)(?: [a-z']+){1,3}?| with(?: [a-z]+){0,2}?| [a-z]+ing)"
    r"|\bdefin(?:ed|e) [a-z ]{0,24}as(?: [a-z]+){0,3}?) (?:«defined_over»)(?: [a-z]+)? ?$"
)


def defines(page: Page, figure: Figure) -> bool:
    """Whether a hedged number says which of many are meant: "customers that spend more than $100,000"."""
    if figure.bound not in ("over", "under") or figure.kind not in ("money", "price", "", "physical"):
        return False
    return _DEFINED.search(page.before(figure.start, 70)) is not None


def carry(page: Page, last: Figure, figure: Figure) -> str:
    """The reason that a bare number takes from the one before it: "Slides 4 and 5", "fiscal 2021, 22"."""
    if last.reason not in _CARRIED or not figure.bare or figure.spelled != last.spelled or figure.grain != ONE:
        return ""
    if not _LINKED.fullmatch(page.flat[last.end : figure.start]):
        return ""
    if last.reason == "year" and not (figure.end - figure.start == 2 and 0 <= figure.number - last.number % 100 <= 5):
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


def reason_of(page: Page, figure: Figure) -> str:
    """The reason why a figure that is no date is no row, or ""."""
    if figure.ordinal:
        return _ordinal(page, figure)
    if figure.kind == "duration":
        return reason_of_duration(page, figure)
    if figure.form in ("half", "fraction") and figure.kind == "":
        return "fraction"
    if figure.loose:
        return "vague"
    if figure.kind == "percent":
        return _sure(page, figure)
    if figure.form == "points" and figure.spelled and figure.number <= 5:
        moved = _MOVED_BY.search(page.before(figure.start, 20)) or figure.number % 1
        return "" if moved or is_move(page, figure.core, figure.end) else "call talk"
    if figure.kind == "multiple" and _is_frequency(page, figure):
        return "frequency"
    return _of_bare(page, figure) if figure.bare else ""


def _ordinal(page: Page, figure: Figure) -> str:
    after = page.after(figure.end, 12).lstrip(" -")
    if after.startswith(("quarter", "half")):
        return "quarter"
    if (
        figure.number > 2
        and after.startswith(("s ", "of "))
        and page.before(figure.start, 6).rstrip().endswith(("a", "one", "two"))
    ):
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


class _Place(NamedTuple):
    """A bare number and the words around it."""

    page: Page
    figure: Figure
    left: str  # what stands before it on its line
    tokens: list[str]  # the words and signs of that
    following: list[str]  # up to four words after it
    small: bool  # a whole number up to twelve

    @property
    def last(self) -> str:
        if self.left.endswith("no. "):
            return "no"
        return self.tokens[-1] if self.tokens else ""

    @property
    def after(self) -> str:
        """The sign right after the number and the one behind it."""
        return self.page.flat[self.figure.end : self.figure.end + 2]


# Each rule gives a reason, "" for a number that may be a row, or None where it does not know.


def _range_of_counts(place: _Place) -> str | None:
    figure = place.figure
    if figure.bound != "range":
        return None
    if not figure.spelled or figure.form or figure.number > 20:
        return ""
    return "" if is_counted(place.page, figure, place.following, place.tokens) else "small count"


def _part_of_duration(place: _Place) -> str | None:
    if place.small and _OR_SO.search(place.left):
        return "duration"
    straight = place.following and place.following[0] in _STRAIGHT and set(place.following[:3]) & _SPANS
    return "duration" if straight or place.after in ("-,", "- ", "/-") else None


def _time_of_day(place: _Place) -> str | None:
    return "time" if _CLOCK.match(place.page.flat, place.figure.end) else None


def _hung_on_word(place: _Place) -> str | None:
    return "name" if is_hung(place.page, place.figure) else None


def _word_hung_on(place: _Place) -> str | None:
    if not _HYPHENED.match(place.page.flat, place.figure.end) or place.following[:1] == ["plus"]:
        return None
    return "compound" if place.page.text[place.figure.end + 1].islower() else "name"


def _list_number(place: _Place) -> str | None:
    return "list number" if place.small and not place.left.strip(" (") and place.after in (". ", ") ") else None


def _word_before(place: _Place) -> str | None:
    figure, last = place.figure, place.last
    if figure.grain != ONE or figure.number >= 10000 or (figure.spelled and last == "no"):
        return None
    for reason, words in place.page.words.reasons["before"].items():
        if last in words:
            counted = reason == "name" and place.following and is_plural(place.following[0]) and not place.small
            return None if counted else str(reason)
    return None


def _rule_or_bucket(place: _Place) -> str | None:
    """ "The rule of 40", "30-plus day delinquencies", "60+ days past due"."""
    return "name" if place.left.endswith("rule of ") or _OVERDUE.match(place.page.flat, place.figure.end) else None


def _dialled(place: _Place) -> str | None:
    body = place.page.flat[place.figure.start : place.figure.end]
    return "telephone" if len(body) >= 4 and body.isdigit() and _DIAL.search(place.left) else None


def _one(place: _Place) -> str | None:
    figure = place.figure
    if not figure.spelled or figure.number > 1:
        return None
    opened = place.last in (*place.page.words.reasons["counted"]["verbs"], "and", "plus")
    counted = opened and figure.number and is_counted(place.page, figure, place.following, place.tokens)
    return "" if counted else "idiom"


def _word_after(place: _Place) -> str | None:
    words = place.page.words.reasons["after"]
    following = place.following[0] if place.following else ""
    if following in words["call talk"] and place.figure.number < 30:
        return "call talk"
    if following in words["name"]:
        return "name"
    return "small count" if place.small and following in words["structure"] else None


def _small_count(place: _Place) -> str | None:
    figure = place.figure
    if figure.spelled and place.page.flat.startswith(_PARTS, figure.end):
        return "fraction"
    if not figure.spelled or figure.number >= 100:
        return None
    return "" if is_counted(place.page, figure, place.following, place.tokens) else "small count"


def _name_before(place: _Place) -> str | None:
    figure = place.figure
    hangs = not figure.spelled and place.page.flat[figure.start - 1 : figure.start] in (" ", "-")
    return "name" if hangs and is_name(place.page, figure, place.following) else None


def _letters_after(place: _Place) -> str | None:
    if not place.after[:1].isalpha():
        return None
    for sign in place.page.flat[place.figure.end : place.figure.end + 40]:
        if not sign.isalnum():
            break
        place.figure.end += 1
    return "name"


RULES = (
    _range_of_counts,
    _part_of_duration,
    _time_of_day,
    _hung_on_word,
    _word_hung_on,
    _list_number,
    _word_before,
    _rule_or_bucket,
    _dialled,
    _one,
    _word_after,
    _small_count,
    _name_before,
    _letters_after,
)


def _of_bare(page: Page, figure: Figure) -> str:
    """The first rule that knows decides; a bare number that none knows may be a row."""
    left = page.before(figure.start, 40)
    match = NEXT.match(page.flat, figure.end)
    following = [word for word in match.groups() if word] if match else []
    small = figure.number <= 12 and figure.grain == ONE
    place = _Place(page, figure, left, WORDS.findall(left), following, small)
    for rule in RULES:
        reason = rule(place)
        if reason is not None:
            return reason
    return ""
