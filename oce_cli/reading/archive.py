"""ZIP archives (DOCX, XLSX) are looked over before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from oce_cli.errors import InputError
from oce_cli.reading.limits import LIMITS, Limits

SMALL = 1_000_000  # bytes of a member below which its ratio doesn't matter


def check_archive(data: bytes, document: str, limits: Limits = LIMITS) -> list[str]:
    """The names of the members. Raises InputError where it is no archive or would unpack to far more than it is.

    >>> check_archive(b"PK", "call.docx")
    Traceback (most recent call last):
    oce_cli.errors.InputError: call.docx: not a readable Office file; open and save it again, or give text
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise InputError(f"{document}: not a readable Office file; open and save it again, or give text") from error
    if len(members) > limits.members:
        raise InputError(f"{document}: an Office file with {len(members):,} parts; save it again or give text")
    if sum(member.file_size for member in members) > limits.bytes * 2:
        raise InputError(f"{document}: unpacks to more than {limits.bytes * 2:,} bytes; give text")
    for member in members:
        if member.file_size > SMALL and member.file_size > limits.ratio * max(1, member.compress_size):
            raise InputError(f"{document}: looks like a zip bomb ({member.filename[:60]!r}); give text")
    return [member.filename for member in members]
