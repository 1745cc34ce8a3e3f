"""Blocks: features that hang on the same few observations, so that their names are made and added up only once.

Making a name and looking its weight up takes as long as everything else that is done for it. Most names are told of
many candidates: a function marked ``block`` makes them once for each of its inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import ParamSpec, cast

_MOST = 20_000  # blocks of one function that are remembered; words of the text may be among its inputs
Inputs = ParamSpec("Inputs")


class Block:
    """Features that are always met together. Two blocks are never equal: what one weighs is remembered by itself.

    >>> Block(("near", "before")).names
    ('near', 'before')
    """

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names


def block(names: Callable[Inputs, Iterable[str]]) -> Callable[Inputs, Block]:
    """Makes a function that names features give them as a block, remembered by the function's inputs.

    The inputs are few and have few values each (a side, a kind, a distance in steps), or it remembers in vain. A
    feature that needs another input belongs into another block.

    >>> @block
    ... def placed(side: str, near: bool) -> list[str]:
    ...     return [f"side={side}", f"{side}|near={near}"]
    >>> placed("left", True).names, placed("left", True) is placed("left", True)
    (('side=left', 'left|near=True'), True)
    """

    @lru_cache(_MOST)
    def remembered(*inputs: Inputs.args, **named: Inputs.kwargs) -> Block:
        return Block(tuple(names(*inputs, **named)))

    remembered.__doc__ = names.__doc__
    return cast("Callable[Inputs, Block]", remembered)
