"""Words beside a number that open or blur it: "about", "over", "up to", "or more"."""

from __future__ import annotations

from oce_cli.pipeline.quantities.figure import Figure
from oce_cli.pipeline.quantities.page import Page

_STRIP = "\"'“”([*_"


def read_hedge(page: Page, figure: Figure) -> None:
    """Set the bound of a number from the words around it; what is a range stays one."""
    if figure.bound == "range":
        return
    after = _after(page, figure)
    if after:
        figure.bound = after
        return
    before = _before(page, figure)
    if before and not (figure.bound == "over" and before == "approx"):
        figure.bound = before


def _after(page: Page, figure: Figure) -> str:
    flat, end = page.flat, figure.end
    if flat[end : end + 1] not in (" ", "-", "+", ","):
        return ""
    if flat[end] == "+":
        figure.end = end + 1 if not flat[end + 1 : end + 2].isdigit() else end
        return "over" if figure.end > end else ""
    rest = flat[end : end + 20]
    body = rest.lstrip(" ,")
    for phrase, bound in page.words.after:
        if (body if phrase[0] != "-" else rest).startswith(phrase):
            text = body if phrase[0] != "-" else rest
            follow = text[len(phrase) : len(phrase) + 1]
            if follow.isalpha() or (
                phrase == "plus" and follow == " " and text[len(phrase) + 1 : len(phrase) + 2] in "$€£0123456789a"
            ):
                continue
            return bound
    return ""


def _before(page: Page, figure: Figure) -> str:
    start = figure.start
    flat = page.flat
    if start and flat[start - 1] in "~<>≈≥≤+":
        sign = flat[start - 1]
        return {"~": "approx", "≈": "approx", ">": "over", "≥": "over", "<": "under", "≤": "under", "+": ""}[sign]
    left = page.before(start, 44)
    if left.endswith("-"):
        left = left[:-1]
        if not left.endswith(("sub", "over", "under", "near", "around", "about")):
            return ""
    words = [word for word in left.replace(",", " , ").split(" ") if word]
    hedges, soft = page.words.hedges, page.words.soft
    for skipped in range(4):
        if not words:
            return ""
        for size in (4, 3, 2, 1):
            if size > len(words):
                continue
            phrase = " ".join(words[-size:]).strip(_STRIP)
            bound = hedges.get(phrase)
            if bound and not _is_other(words, size, bound, skipped):
                return bound
        if words[-1].strip(_STRIP) not in soft:
            return ""
        words.pop()
    return ""


def _is_other(words: list[str], size: int, bound: str, skipped: int) -> bool:
    """Whether a hedge word is something else here: "over the", "the above 5%", "like in"."""
    phrase = " ".join(words[-size:])
    if skipped and phrase in (
        "over",
        "under",
        "above",
        "below",
        "like",
        "some",
        "near",
        "within",
        "around",
        "about",
        "ca",
        "maximum",
        "minimum",
    ):
        return True
    return phrase == "within"
