"""The stages work in anybody's pipeline, found by their entry points."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from oce_cli.model import Scene
from oce_cli.pipeline import build
from oce_cli.pipeline.assembly import run
from oce_cli.reading import read_file
from oce_cli.table import rows_of
from tests.conftest import ROOT


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


def test_the_spacy_pipeline_and_the_command_find_the_same() -> None:
    nlp = build()
    for path in sorted((ROOT / "samples").glob("*.txt")):
        transcript = read_file(path)
        doc = nlp.make_doc(transcript.text)
        doc._.ocx = Scene(transcript)
        for _, stage in nlp.pipeline:
            doc = stage(doc)
        assert rows_of(doc._.ocx) == rows_of(run(transcript)), path.name
        assert len(doc.spans["ocx_rows"]) == len({(row["start"], row["metric"]) for row in rows_of(doc._.ocx)})


def test_the_command_does_without_spacy() -> None:
    code = (
        "import sys\n"
        "from oce_cli.model import Transcript\n"
        "from oce_cli.pipeline.assembly import run\n"
        "assert run(Transcript('call', 'Revenue grew 12%.')).rows\n"
        "sys.exit('spacy' in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
