"""The stages work in anybody's pipeline, found by their entry points."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_add_pipe_finds_the_stages_by_name(tmp_path: Path) -> None:
    code = (
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "for name in ('ocx_quantities', 'ocx_sentences', 'ocx_metrics', 'ocx_links'):\n"
        "    nlp.add_pipe(name)\n"
        "doc = nlp('Revenue grew 12% to $5 million.')\n"
        "print([span.text for span in doc.spans['ocx_quantities']], any(nlp.analyze_pipes()['problems'].values()))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "['12%', '$5 million'] False\n"
