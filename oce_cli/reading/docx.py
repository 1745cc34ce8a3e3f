"""Word documents, looked over for zip bombs before they are opened."""

from __future__ import annotations

import io

from oce_cli.errors import InputError
from oce_cli.reading.archive import check_archive
from oce_cli.reading.composing import Draft, mend
from oce_cli.reading.limits import Limits

INSTALL = "pip install 'oce-cli[docx]'"


def read_docx(data: bytes, document: str, limits: Limits) -> Draft:
    """The paragraphs and table cells of a DOCX file, in order, with a blank line between paragraphs.

    Raises InputError where it is no DOCX, unpacks to more than the limits, or python-docx is not installed.
    """
    _check(data, document, limits)
    try:
        import docx
        from docx.table import Table
    except ImportError as error:
        raise InputError(f"{document}: DOCX files need an extra; run: {INSTALL}") from error
    try:
        found = docx.Document(io.BytesIO(data))
        paragraphs: list[str] = []
        for item in found.iter_inner_content():
            if isinstance(item, Table):
                paragraphs.extend("\t".join(cell.text for cell in row.cells) for row in item.rows)
            else:
                paragraphs.append(item.text)
    except Exception as error:  # python-docx lets errors of zip, XML and its own through, of many kinds
        raise InputError(f"{document}: not a readable DOCX file; open and save it again, or give text") from error
    text = mend("\n\n".join(part for part in (p.strip() for p in paragraphs) if part))
    if not text:
        raise InputError(f"{document}: a DOCX file without text; give a transcript as text")
    return Draft(text + "\n")


def _check(data: bytes, document: str, limits: Limits) -> None:
    """Refuses what is no DOCX, and archives that would unpack to far more than they are."""
    names = check_archive(data, document, limits)
    if "word/document.xml" not in names:
        raise InputError(f"{document}: a ZIP archive but no DOCX file; unpack it and name the transcript")
