"""Self-contained HTML pages of calls, of panels, and of two calls.

A page asks the network for nothing: its policy allows its own style and script by their hashes and nothing
else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from oce_cli import __version__
from oce_cli.errors import OutputError
from oce_cli.report.calls import MARKS, Call, Cells

__all__ = ["Call", "render_diff", "render_panel", "render_report"]
INSTALL = "install it with: pip install 'oce-cli[report]'"


def render_report(calls: Sequence[Call]) -> str:
    """The page of calls as HTML, the same at every run. Raises OutputError where the extra ``report`` is missing."""
    _prepare()
    from markupsafe import Markup

    from oce_cli.report.drawing import draw
    from oce_cli.report.views import view_of

    views = [view_of(call, f"c{number}", lambda plot: Markup(draw(plot))) for number, call in enumerate(calls, 1)]
    title = views[0].title if len(views) == 1 else f"{len(views)} calls"
    return _rendered("page", "script.js", title, views=views, marks=MARKS)


def render_panel(lines: Sequence[Cells], labels: Mapping[str, str], status: str = "actual") -> str:
    """The page of a panel, from its long lines; ``labels`` maps metrics to their names.

    Raises OutputError where the extra ``report`` is missing.
    """
    _prepare()
    from markupsafe import Markup

    from oce_cli.report.curves import draw_course
    from oce_cli.report.wide import panel_view

    view = panel_view(lines, labels, status, lambda course: Markup(draw_course(course)))
    return _rendered("panel", "table.js", view.title, view=view)


def render_diff(
    lines: Sequence[Cells],
    history: Sequence[Cells],
    calls: Sequence[tuple[str, str, str]],
    labels: Mapping[str, str],
) -> str:
    """The page of two calls: the lines of their comparison, the numbers to draw, and company, period and document
    of the earlier and of the later call.

    Raises OutputError where the extra ``report`` is missing.
    """
    _prepare()
    from markupsafe import Markup

    from oce_cli.report.curves import draw_course
    from oce_cli.report.moves import moves_view

    view = moves_view(lines, history, calls, labels, lambda course: Markup(draw_course(course)))
    return _rendered("diff", "table.js", view.title, view=view)


def _prepare() -> None:
    """Imports what the pages need. Raises OutputError where it is missing."""
    try:
        import jinja2  # noqa: F401

        from oce_cli.report.drawing import prepare

        prepare()
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("oce_cli"):
            raise
        raise OutputError(f"the report needs {error.name}; {INSTALL}") from error


def _rendered(template: str, script_name: str, title: str, **values: Any) -> str:
    """A page of a template with the style, its script and the policy that allows these two alone."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

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
    style, script = _part("style.css"), _part("theme.js") + _part(script_name)
    return page.get_template(f"{template}.html.j2").render(
        title=title,
        version=__version__,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
        **values,
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
