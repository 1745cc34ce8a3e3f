"""Periods that the words leave no doubt of: the heading over a list, the growth lapped, the year before a figure."""

from __future__ import annotations

from oce_cli.model import Scene, Sentence, Span
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.headings import foretells, headings_of
from oce_cli.pipeline.periods.calendar import Reading, shift
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.parts import BASES, PRIOR
from oce_cli.pipeline.periods.view import View
from oce_cli.pipeline.when import relation

_CLOSE = ("adj", "com")  # how near a time stands that is the number's own
_SET_AGAINST = ("from", "versus", "versus?")  # parts of a figure that another one is set against


def sure_period(view: View, scene: Scene) -> Candidate | None:
    """The one candidate that is left for a row; None where the choice is open."""
    return _headed(view, scene) or _lapped(view) or _year_before(view) or _moved_from(view)


def _headed(view: View, scene: Scene) -> Candidate | None:
    """The one period of the heading over the list in which a number stands that names no time of its own."""
    heading = headings_of(scene).get(view.row.sentence)
    if heading is None or view.part in PRIOR:
        return None
    if any(near.base == "n" and near.close in (*_CLOSE, "brk") for near in view.nears):
        return None
    said = _told_in(view, heading)
    before = scene.sentences[heading.index - 1] if heading.index else heading
    if not said and before.turn == heading.turn:  # "We update our outlook for the year. We now expect:"
        said = _told_in(view, before) if foretells(heading) and foretells(before) else []
    if len(said) != 1:
        return None
    found = [meaning.period for meaning in view.findings.meanings(said[0].reading)]
    if foretells(heading):
        call = view.findings.calendar.period
        found.sort(key=lambda period: relation(period, call) not in ("next", "future", "open", "unknown"))
    return Candidate(found[0], (), _span(said[0]), "carried") if found else None


def _lapped(view: View) -> Candidate | None:
    """The year before, for the growth that the one before it is built on: "up 5% on top of 9%" without a time."""
    if view.part != "comp" or view.main is None or view.distance != "0" or view.hold == "firm":
        return None
    period = shift(view.main.period, -1)
    return Candidate(period, (), view.main.spans.get("period"), "carried") if period else None


def _year_before(view: View) -> Candidate | None:
    """The year before, for what a figure is set against: of a full year always ("5% of sales, up from 4%"), of a part
    of it where that is said behind the number ("in the first half, up from 4% *last year*")."""
    main, row = view.main, view.row
    if main is None or view.part not in _SET_AGAINST or view.distance != "0":
        return None
    if (main.metric, main.quantity.unit) != (row.metric, row.quantity.unit):
        return None
    period = shift(main.period, -1)
    near = [near for near in view.nears if near.slot in ("a0", "b0")]
    said = next((each for each in near if each.slot == "a0" and each.close in _CLOSE), None)
    if said is not None and _is_a_year_ago(said.expression.reading):
        return Candidate(period, (), _span(said.expression), "said")
    if (main.status, row.status) != ("actual", "actual") or not main.period.isdigit():
        return None
    told = next((each for each in near if any(meaning.period == period for meaning in each.meanings)), None)
    if told is not None:
        return Candidate(period, (), _span(told.expression), "said")
    return None if near else Candidate(period, (), main.spans.get("period"), "carried")


def _moved_from(view: View) -> Candidate | None:
    """The year before, for where a metric moved from of which the sentence before told: "EBITDA was $9 million. On an
    adjusted basis, it moved *from $7 million* to $8 million"."""
    main, row = view.main, view.row
    if main is None or view.part != "from to" or view.distance != "1" or view.nears:
        return None
    if main.metric != row.metric or row.status != "actual" or row.measure not in ("level", "share"):
        return None
    period = shift(main.period, -1)
    return Candidate(period, (), main.spans.get("period"), "carried") if period else None


def _is_a_year_ago(reading: Reading) -> bool:
    """Whether a time is the year before, told without a number: "last year", "the prior-year quarter"."""
    back = reading.year_shift == -1 or (reading.grain == "year" and reading.relation == -1)
    return back and reading.year is None and reading.number is None and not reading.point


def _span(expression: Expression) -> Span:
    return Span(expression.start, expression.end)


def _told_in(view: View, sentence: Sentence) -> list[Expression]:
    return [e for e in view.findings.of_sentence(sentence).expressions if e.lead not in BASES]
