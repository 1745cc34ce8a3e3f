"""Calls made up by the number, good ones and broken ones."""

from __future__ import annotations

import os
from pathlib import Path

PARTS = ("Rope", "Cable", "Chain", "Anchor", "Pulley")


def text(number: int) -> str:
    """A short call; no two numbers give the same."""
    part = PARTS[number % len(PARTS)]
    return (
        f"Fenwick {part} Ltd. (FWK) Q{number % 4 + 1} 2021 Earnings Call\n\nJane Roe -- CFO\n\n"
        f"Revenue was ${10 + number}.5 million in the quarter, up {number % 30 + 1}% from a year ago. "
        f"Gross margin was {30 + number % 20}.4%.\n\nFor the full year we expect capital expenditures of "
        f"${number + 1} million to ${number + 2} million.\n"
    )


def folder(place: Path, count: int) -> Path:
    """A folder of good calls in two subfolders."""
    for number in range(count):
        path = place / ("a" if number % 2 else "b") / f"call{number:03d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(number), encoding="utf-8")
    return place


def broken(place: Path, count: int) -> list[Path]:
    """Files that cannot be read, each kind in its turn."""
    kinds = (
        "empty.txt",
        "blank.txt",
        "nul.txt",
        "bad.pdf",
        "bad.docx",
        "bad.json",
        "gone.txt",
        "pipe.txt",
        "folder.txt",
    )
    made = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        path = place / f"broken{number:02d}_{kind}"
        if kind == "gone.txt":
            path.symlink_to(place / "nowhere")
        elif kind == "pipe.txt":
            os.mkfifo(path)
        elif kind == "folder.txt":
            path.symlink_to(place)
        else:
            content = {"empty.txt": b"", "blank.txt": b" \n", "nul.txt": b"Revenue\0\0\1", "bad.pdf": b"%PDF-1.4\nno"}
            path.write_bytes(content.get(kind, b"{not this"))
        made.append(path)
    return made
