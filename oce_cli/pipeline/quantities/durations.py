"""Stretches of time: which may be the value of a metric, and which only say when."""

from __future__ import annotations

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

_WHEN = Pattern(r"\b(?:«when»)(?: (?:«when_about»))* $")
_NOT_LASTING = Pattern(r"[ -]?(?:(?:«not_lasting»)(?![a-z])|end\b)")
_MEASURED = Pattern(r"(?:by|of|down|up|from|a) (?:about |approximately |around |roughly )?$")
_OF_IT = Pattern(r" of (?:it|the|our|its|all|that|these|those|this)\b")
_WORD = Pattern(r"[a-z]+")
_NEVER = frozenset(("quarter", "minute", "second", "decade", "hour"))
_ON_HAND = Pattern(r" (?:of \w+ )?(?:on hand|of (?:supply|inventory|stock|cover(?:age)?))\b")


def reason_of_duration(page: Page, figure: Figure) -> str:
    """ "" where a duration may be a metric's value: "days outstanding were 55 days", "a term of 6.1 years"."""
    if figure.unit == "quarter" and figure.number <= 3 and _OF_IT.match(page.flat, figure.end):
        return "fraction"
    if figure.unit in _NEVER:
        return "duration"
    if _ON_HAND.match(page.flat, figure.end):  # "ten weeks of supply", "45 days of boats on hand"
        return ""
    if figure.unit == "week":
        return "duration"
    after = page.after(figure.end, 40)
    if _NOT_LASTING.match(after.strip(" ,")):
        return "duration"
    halves = figure.number % 1 == figure.grain  # "two and a half years" is told of anything
    if figure.grain < ONE and figure.number % 1 and not halves:
        return ""
    before = page.before(figure.start, 60)
    near = set(_WORD.findall(before + " " + after[:28]))
    if not near.intersection(page.words.reasons["durations"]["cues"]):
        return "duration"
    return "duration" if _WHEN.search(before) and not _MEASURED.search(before) else ""
