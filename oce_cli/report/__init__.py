"""One self-contained HTML page for calls: head, headlines, pictures, arithmetic, numbers and transcript.

The page asks the network for nothing: its policy allows its own style and script by their hashes and nothing
else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from oce_cli import __version__
from oce_cli.errors import OutputError
from oce_cli.report.calls import MARKS, Call

if TYPE_CHECKING:
    from oce_cli.report.plots import Plot

__all__ = ["Call", "render_report"]
INSTALL = "install it with: pip install 'oce-cli[report]'"


def render_report(calls: Sequence[Call]) -> str:
    """The page as HTML, the same at every run. Raises OutputError where the extra ``report`` is missing."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
        from markupsafe import Markup

        from oce_cli.report.drawing import draw, prepare
        from oce_cli.report.views import view_of

        prepare()
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("oce_cli"):
            raise
        raise OutputError(f"the report needs {error.name}; {INSTALL}") from error
    page = Environment(
        loader=PackageLoader("oce_cli.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    page.filters["words"] = _words
    page.filters["unbroken"] = _unbroken
    style, script = _part("style.css"), _part("script.js")

    def picture(plot: Plot) -> Markup:
        return Markup(draw(plot))

    views = [view_of(call, f"c{number}", picture) for number, call in enumerate(calls, 1)]
    return page.get_template("page.html.j2").render(
        views=views,
        title=views[0].title if len(views) == 1 else f"{len(views)} calls",
        version=__version__,
        marks=MARKS,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
    )


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy of the page.

    >>> policy("", "").split("; ")[0]
    "default-src 'none'"
    """
    rules = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _hash(source: str) -> str:
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"


def _part(name: str) -> str:
    return (files("oce_cli.report") / "page" / name).read_text(encoding="utf-8")


def _unbroken(value: str) -> str:
    """A value whose numbers keep their units on the same line.

    >>> _unbroken("USD 5 million to USD 6 million").split(" ")[1]
    'to'
    """
    return " to ".join(part.replace(" ", "\u00a0") for part in value.split(" to "))


def _words(name: Any) -> str:
    return str(name).replace("_", " ")
