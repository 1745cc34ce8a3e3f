"""`ocx why`: why a number became the row it is, or none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from oce_cli.cli import asking

if TYPE_CHECKING:
    from oce_cli.why import Decision, Explanation, Option

WIDTH = 100  # columns


def why(
    file: asking.File,
    row: Annotated[str, typer.Argument(metavar="ROW", help="A row (12), or an offset in the text (@3774).")],
    output: asking.Output = None,
    format: Annotated[str | None, typer.Option("-f", "--format", metavar="NAME", help="text or json.")] = None,
    period: asking.Period = None,
    company: asking.Company = None,
    currency: asking.Currency = None,
    metrics: asking.Metrics = None,
) -> int:
    """Explain a row: the sentence with its parts marked, each field's rule, and what was turned down.

    The number stands in [brackets], the words that decided a field in {braces} with the field's note. For a
    number that is no row: why not.

    Example: ocx why q4.txt 12

    Exit codes: 0 explained, 2 bad usage or input.
    """
    flags = {"period": period, "company": company, "currency": currency, "metrics": metrics}
    import json

    from oce_cli.config import resolve
    from oce_cli.extraction import read
    from oce_cli.options import check_choices
    from oce_cli.why import explain
    from oce_cli.writing.output import screened, write_file, write_standard_output

    check_choices("format", (format or "text",), ("text", "json"))
    options = resolve(flags)
    transcript = read(file, options)
    told = explain(transcript, row, options.lexicon)
    if format == "json":
        pieces = [f"{json.dumps(as_json(told), ensure_ascii=False, indent=1)}\n"]
    else:
        pieces = [f"{screened(line)}\n" for line in lines_of(transcript.text, told)]
    data = (piece.encode("utf-8", "replace") for piece in pieces)
    if output in (None, "-"):
        write_standard_output(data)
    else:
        write_file(str(output), data)
    return 0


def lines_of(text: str, told: Explanation) -> Iterator[str]:
    """The explanation, line by line."""
    from oce_cli.model import Span
    from oce_cli.writing.reasons import marked, wrapped

    quantity = told.quantity
    name = f"row {told.number}" if told.number else "no row"
    yield f"{name}: {quantity.text} [{quantity.start}:{quantity.end}]" + (f", {told.speaker}" if told.speaker else "")
    if told.reason:
        yield f"  {told.reason}"
    yield ""
    notes = [(at, d.chosen.span) for at, d in enumerate(told.decisions, 1) if d.chosen.span is not None]
    if told.sentence is not None:
        number = Span(quantity.start, quantity.end)
        yield from wrapped(marked(text, told.sentence.start, told.sentence.end, number, notes), WIDTH, "  ")
        yield ""
    for line in _number_lines(told):
        yield f"  {line}"
    for at, decision in enumerate(told.decisions, 1):
        yield ""
        yield from _decision_lines(at, decision, told)
    if told.row is not None:
        yield ""
        yield f"  confidence {told.row.confidence:.2f}"


def _number_lines(told: Explanation) -> Iterator[str]:
    from oce_cli.amounts import written

    quantity = told.quantity
    if quantity.reason:
        return
    sign = told.row.sign if told.row is not None else 1
    yield f"number: {written(float(quantity.value) * sign, quantity.unit)} ({quantity.bound}), rounded to " + written(
        float(quantity.step), quantity.unit
    )


def _decision_lines(at: int, decision: Decision, told: Explanation) -> Iterator[str]:
    from oce_cli.why import word_place

    chosen = decision.chosen
    rule = f"rule {chosen.rule}" if chosen.rule else ""
    place = f"({decision.place})" if decision.place else ""
    value = chosen.value or "(empty)"
    parts = " ".join(filter(None, (rule, place)))
    yield f"  {at} {decision.field}: {value}" + (f"  {parts}" if parts else "")
    if chosen.words:
        listed = word_place(decision.field, chosen.value, chosen.words)
        elsewhere = "" if _inside(chosen, told) else ", in another sentence"
        yield f'      read in "{chosen.words}"{elsewhere}' + (f" ({listed})" if listed else "")
    yield f"      chance {decision.chance:.2f} of {decision.options}; for it: {_reasons(chosen)}"
    for option in decision.turned_down:
        where = f' in "{option.words}"' if option.words and option.words != chosen.words else ""
        yield f"      not {option.value or '(empty)'}{where}: {option.score - chosen.score:+.1f}; {_reasons(option)}"


def _inside(option: Option, told: Explanation) -> bool:
    span, sentence = option.span, told.sentence
    return span is None or sentence is None or sentence.start <= span.start < sentence.end


def _reasons(option: Option) -> str:
    return ", ".join(f"{name} {weight:+.1f}" for name, weight in option.reasons) or "nothing"


def as_json(told: Explanation) -> dict[str, Any]:
    """The explanation as an object."""
    quantity = told.quantity
    return {
        "row": told.number,
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
        "speaker": told.speaker,
        "reason": told.reason,
        "confidence": None if told.row is None else round(told.row.confidence, 3),
        "fields": [
            {
                "field": decision.field,
                "chance": round(decision.chance, 4),
                "place": decision.place,
                "chosen": _option_json(decision.chosen),
                "turned_down": [_option_json(option) for option in decision.turned_down],
            }
            for decision in told.decisions
        ],
    }


def _option_json(option: Option) -> dict[str, Any]:
    return {
        "value": option.value,
        "rule": option.rule,
        "words": option.words,
        "start": None if option.span is None else option.span.start,
        "end": None if option.span is None else option.span.end,
        "score": round(option.score, 4),
        "features": dict(option.reasons),
    }
