"""No pattern is slow: every regular expression of the package against strings that grow, and whole texts that grow."""

from __future__ import annotations

import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from importlib import import_module
from inspect import signature
from itertools import pairwise

import pytest

import oce_cli
from oce_cli.errors import OcxError
from oce_cli.extraction import extract_rows
from oce_cli.options import Options
from oce_cli.pipeline.quantities.patterns import Pattern
from tests.hardening.hostile import GROW

SCREEN, LONG = 1_500, 6_000  # characters
SLACK = 2.2  # a linear pattern takes 4 times as long for a string of 4 times the length, a quadratic one 16 times
FLOOR = 0.004  # seconds that no linear pattern needs for SCREEN characters; one that does is looked at more closely
# Patterns that are only tried at one place or on a few characters: looking for them all over takes its square.
AT_ONE_PLACE = {
    "oce_cli.batch.sources._ADDRESS",
    "oce_cli.pipeline.quantities.money._BEFORE",
    "oce_cli.pipeline.quantities.money._NAME_BEFORE",
    "oce_cli.pipeline.quantities.money._SCALED",
    "oce_cli.pipeline.quantities.pairs._BACK",
    "oce_cli.pipeline.quantities.physical._FILLER",
    "oce_cli.reading.captions._TIME",
    "oce_cli.reading.pdf._NUMBER",
    "oce_cli.reading.speakers._CLOCK",  # lines of at most LONGEST_SPEAKER_LINE characters
    "oce_cli.reading.speakers._DASH",
    "oce_cli.reading.speakers._LABEL",
    "oce_cli.report.drawing._SIZE",  # pictures that we drew ourselves
}
SHOWN = "Our teams in the north sold more tools than a year ago, and we thank them for it. Revenue was $5 million.\n"


def modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(oce_cli.__path__, "oce_cli."):
        if not found.name.endswith("__main__"):
            try:
                yield import_module(found.name)
            except ImportError:  # an extra that is not installed
                continue


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module holds, plain, in a container, in a class, or made at first use."""
    found: dict[str, re.Pattern[str]] = {}
    seen: set[int] = set()

    def look(value: object, name: str, depth: int) -> None:
        if id(value) in seen or depth > 4:
            return
        seen.add(id(value))
        if isinstance(value, re.Pattern):
            if isinstance(value.pattern, str):
                found[name] = value
        elif isinstance(value, Pattern):
            look(value.search.__self__, name, depth)  # type: ignore[attr-defined]
        elif isinstance(value, dict):
            for key, one in value.items():
                look(one, f"{name}[{str(key)[:30]}]", depth + 1)
        elif isinstance(value, tuple | list | set | frozenset):
            for at, one in enumerate(value):
                look(one, f"{name}[{at}]", depth + 1)
        elif type(value).__module__.startswith("oce_cli"):
            for slot in getattr(type(value), "__slots__", ()):
                look(getattr(value, slot, None), f"{name}.{slot}", depth + 1)
            look(getattr(value, "__dict__", {}), name, depth + 1)
        elif isinstance(value, _lru_cache_wrapper) and not signature(value.__wrapped__).parameters:
            look(value(), f"{name}()", depth + 1)

    for module in modules():
        for attribute, value in vars(module).items():
            look(value, f"{module.__name__}.{attribute}", 0)  # type: ignore[attr-defined]
    return found


def seconds(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
        if best < FLOOR:
            break
    return best


def too_slow(run: Callable[[str], object], grow: Callable[[int], str]) -> bool:
    short = grow(SCREEN)
    first = seconds(lambda: run(short))
    if first < FLOOR:
        return False
    long = grow(LONG)
    return seconds(lambda: run(long)) > SLACK * (LONG / SCREEN) * first


def everywhere(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: list(pattern.finditer(text))


def test_there_are_patterns_to_look_at() -> None:
    assert len(patterns()) > 60


def test_every_pattern_is_linear() -> None:
    slow = [
        f"{name} on {unit!r}"
        for name, pattern in sorted(patterns().items())
        for unit, grow in GROW.items()
        if too_slow(pattern.match if name in AT_ONE_PLACE else everywhere(pattern), grow)
    ]
    assert not slow


def test_a_slow_pattern_is_noticed() -> None:
    assert too_slow(everywhere(re.compile(r"a+(?=c)")), GROW["a"])


def _extract(text: str) -> None:
    try:
        extract_rows(text + "\n", Options())
    except OcxError:
        pass


@pytest.mark.parametrize("unit", sorted(GROW))
def test_the_whole_way_is_linear(unit: str) -> None:
    """4 times the text in at most 4 x 1.8 times the time, by the best of three; below 0.08 s nothing is measured."""
    times = []
    for size in (2_000, 8_000, 32_000):
        text = GROW[unit](size)
        times.append(min(_seconds_of(text) for _ in range(3)))
        if times[-1] > 0.6:
            break
    for shorter, longer in pairwise(times):
        assert longer < 4 * 1.8 * max(shorter, 0.08)


def _seconds_of(text: str) -> float:
    start = time.process_time()
    _extract(text)
    return time.process_time() - start


def test_ten_times_the_text_takes_at_most_twelve_times_as_long() -> None:
    _extract(SHOWN)
    short = seconds(lambda: _extract(SHOWN * 40))
    assert seconds(lambda: _extract(SHOWN * 400)) < 12 * max(short, 0.1)
