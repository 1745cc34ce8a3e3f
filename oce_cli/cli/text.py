"""`ocx text`: the text that all offsets refer to."""

from __future__ import annotations

from oce_cli.cli import asking


def text(file: asking.File, output: asking.Output = None) -> int:
    """Print the text of a document as ocx reads it.

    The start and end of each row count the characters of this text.

    Example: ocx text call.pdf > call.txt

    Exit codes: 0 done, 2 bad usage or input.
    """
    from oce_cli.reading import read_file
    from oce_cli.writing.output import write_file, write_standard_output

    pieces = [read_file(file).text.encode()]
    if output in (None, "-"):
        write_standard_output(pieces)
    else:
        write_file(str(output), pieces)
    return 0
