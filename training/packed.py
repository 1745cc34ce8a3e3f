"""Instances as arrays: feature names interned once, equal instances counted instead of repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Instance:
    """One row's candidates as feature lists, and which of them are right."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Packed:
    """Instances as flat arrays, all in one order: instance by instance, candidate by candidate."""

    names: list[str]  # of the features, sorted
    columns: NDArray[np.int32]  # feature numbers, ascending within a candidate
    sizes: NDArray[np.int32]  # of each candidate: how many features it has
    right: NDArray[np.bool_]  # of each candidate
    counts: NDArray[np.int32]  # of each instance: how many candidates it has
    weights: NDArray[np.float64]  # of each instance
    texts: NDArray[np.int32]  # of each feature: in how many texts it was seen


def pack(instances: Sequence[Instance]) -> Packed:
    """Packs the instances of one text; equal ones stand once.

    >>> one = Instance((("near", "left"), ("far",)), (True, False))
    >>> packed = pack([one, one])
    >>> packed.names, packed.columns.tolist(), packed.sizes.tolist(), packed.weights.tolist()
    (['far', 'left', 'near'], [1, 2, 0], [2, 1], [2.0])
    """
    names = sorted({name for found in instances for each in found.features for name in each})
    index = {name: at for at, name in enumerate(names)}
    columns = [at for i in instances for each in i.features for at in sorted([index[name] for name in each])]
    packed = Packed(
        names,
        np.array(columns, np.int32),
        np.array([len(each) for found in instances for each in found.features], np.int32),
        np.array([verdict for found in instances for verdict in found.right], np.bool_),
        np.array([len(found.right) for found in instances], np.int32),
        np.array([found.weight for found in instances], np.float64),
        np.ones(len(names), np.int32),
    )
    return merge(packed)


def merge(packed: Packed) -> Packed:
    """Equal instances once, where the first of them stood, with the sum of their weights."""
    candidates = np.concatenate([[0], np.cumsum(packed.counts)])
    features = np.concatenate([[0], np.cumsum(packed.sizes)])
    first: dict[tuple[bytes, bytes, bytes], int] = {}
    weights: dict[int, float] = {}
    for at, (start, end) in enumerate(pairwise(candidates)):
        columns = packed.columns[features[start] : features[end]]
        key = (columns.tobytes(), packed.sizes[start:end].tobytes(), packed.right[start:end].tobytes())
        one = first.setdefault(key, at)
        weights[one] = weights.get(one, 0.0) + float(packed.weights[at])
    kept = np.zeros(len(packed.counts), np.bool_)
    kept[list(weights)] = True
    of_candidate = np.repeat(kept, packed.counts)
    return Packed(
        packed.names,
        packed.columns[np.repeat(of_candidate, packed.sizes)],
        packed.sizes[of_candidate],
        packed.right[of_candidate],
        packed.counts[kept],
        np.array(list(weights.values()), np.float64),
        packed.texts,
    )


def pool(packs: Sequence[Packed]) -> Packed:
    """All instances of several packs, each of other texts.

    >>> one = pack([Instance((("b",), ("c",)), (True, False))])
    >>> two = pack([Instance((("a",), ("b",)), (True, False))])
    >>> pool([one, two]).names, pool([one, two]).columns.tolist()
    (['a', 'b', 'c'], [1, 2, 0, 1])
    >>> pool([one, two]).texts.tolist()
    [1, 2, 1]
    """
    names = sorted(set().union(*(found.names for found in packs)))
    index = {name: at for at, name in enumerate(names)}
    maps = [np.array([index[name] for name in found.names], np.int32) for found in packs]
    texts = np.zeros(len(names), np.int32)
    for new, found in zip(maps, packs, strict=True):
        texts[new] += found.texts
    return Packed(
        names,
        np.concatenate([new[found.columns] for new, found in zip(maps, packs, strict=True)]),
        np.concatenate([found.sizes for found in packs]),
        np.concatenate([found.right for found in packs]),
        np.concatenate([found.counts for found in packs]),
        np.concatenate([found.weights for found in packs]),
        texts,
    )


def again(first: Packed, second: Packed) -> Packed:
    """The instances of one text from two rounds.

    >>> one = pack([Instance((("b",), ("c",)), (True, False))])
    >>> again(one, one).weights.tolist(), again(one, one).texts.tolist()
    ([2.0], [1, 1])
    """
    both = merge(pool([first, second]))
    return replace(both, texts=np.minimum(both.texts, 1))


def occurrences(packed: Packed) -> NDArray[np.float64]:
    """In how many instances each feature stands, weights counted.

    >>> occurrences(pack([Instance((("b", "c"), ("b",)), (True, False), 2.0)])).tolist()
    [2.0, 2.0]
    """
    candidate = np.repeat(np.arange(len(packed.sizes)), packed.sizes)
    instance = np.repeat(np.arange(len(packed.counts)), packed.counts)[candidate]
    pairs = np.sort(instance * np.int64(len(packed.names)) + packed.columns)
    owners, features = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], len(packed.names))
    return np.bincount(features, packed.weights[owners], len(packed.names)).astype(np.float64)


def only(packed: Packed, kept: NDArray[np.bool_]) -> Packed:
    """The same instances with the ``kept`` features alone.

    >>> some = only(pack([Instance((("b",), ("c", "d")), (True, False))]), np.array([True, False, True]))
    >>> some.names, some.columns.tolist(), some.sizes.tolist()
    (['b', 'd'], [0, 1], [1, 1])
    """
    candidate = np.repeat(np.arange(len(packed.sizes)), packed.sizes)
    stays = kept[packed.columns]
    new = (np.cumsum(kept) - 1).astype(np.int32)
    sizes = np.bincount(candidate[stays], minlength=len(packed.sizes)).astype(np.int32)
    names = [name for name, stay in zip(packed.names, kept, strict=True) if stay]
    return Packed(
        names, new[packed.columns[stays]], sizes, packed.right, packed.counts, packed.weights, packed.texts[kept]
    )
