"""Small counts and names: whether a bare number counts something that a company tells its number of."""

from __future__ import annotations

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

NEXT = Pattern(r"[ -]([a-z'&]+)(?:[ -]([a-z'&]+))?(?:[ -]([a-z'&]+))?(?:[ -]([a-z'&]+))?")


WORDS = Pattern(r"[a-z0-9&#'.]+|[^\w\s]")


_CAPITAL = Pattern(r"(?:^|[\s(\"“/-])([A-Z][A-Za-z&.]*|[A-Z]{2,})[ -]$")


def is_plural(word: str) -> bool:
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in ("was", "is", "has", "this", "versus", "as", "its")
    )


def is_counted(page: Page, figure: Figure, following: list[str], tokens: list[str]) -> bool:
    """Whether a small number counts something that a company tells its number of."""
    reasons = page.words.reasons
    nouns = reasons["counted"]["nouns"]
    if following and following[0] in ("of", "or", "more") and figure.number == 1:
        return False
    determined = bool(tokens) and tokens[-1] in reasons["talk"]["determiners"]
    for word in following[:3]:
        if word in (
            "of",
            "in",
            "to",
            "and",
            "or",
            "for",
            "with",
            "that",
            "at",
            "on",
            "the",
            "from",
            "is",
            "are",
            "was",
            "were",
            "a",
        ):
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
    acted = bool(tokens) and (tokens[-1] in verbs or " ".join(tokens[-2:]) in verbs)
    return acted and bool(following) and figure.number > 1


def is_name(page: Page, figure: Figure, following: list[str]) -> bool:
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
    return word not in (
        "I",
        "EPS",
        "EBITDA",
        "FFO",
        "AFFO",
        "GAAP",
        "ROE",
        "ROA",
        "ARPU",
        "NIM",
        "ROIC",
        "ROCE",
        "DSO",
        "LTV",
        "RevPAR",
        "ADR",
        "NPS",
    )


_LEVELLED = (
    "sub",
    "mid",
    "low",
    "high",
    "pre",
    "post",
    "about",
    "over",
    "under",
    "near",
    "plus",
    "below",
    "above",
    "almost",
    "approximately",
)


def is_hung(page: Page, figure: Figure) -> bool:
    """Whether the number hangs on a word by a hyphen: "Embraer-190"."""
    flat, start = page.flat, figure.start
    if flat[start - 1 : start] != "-" or not flat[start - 2 : start - 1].isalpha():
        return False
    at = start - 1
    while at > max(0, start - 20) and flat[at - 1].isalpha():
        at -= 1
    return flat[at : start - 1] not in _LEVELLED
