"""Saved web pages: the talk without menus, scripts, advertisements and link lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oce_cli.errors import InputError
from oce_cli.reading.composing import Draft, mend
from oce_cli.reading.decoding import decode
from oce_cli.reading.limits import Limits

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

INSTALL = "pip install 'oce-cli[html]'"
SKIPPED = frozenset(
    "script style noscript template nav footer aside form button iframe svg select menu dialog object embed audio video"
    " canvas head textarea input figure datalist map".split()
)
SKIPPED_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog menu alert toolbar tablist".split()
)
BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption h1 h2 h3 h4 h5 h6 header hr html"
    " li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
MAIN = (
    '[itemprop="articleBody"]', '[class*="transcript"]', '[id*="transcript"]', '[class*="article-body"]',
    '[class*="article__body"]', '[class*="article-content"]', "article", "main", '[role="main"]', '[id*="content"]',
)  # fmt: skip
ENOUGH = 0.5  # of the page's text a part must hold to be taken for the whole talk
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_OPENED = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
DEEPEST = 500  # elements inside of each other: parsing takes the square of it
# Elements that hold nothing or that the next one of their kind closes.
SHALLOW = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option thead tbody tfoot"
    " colgroup rp rt path circle rect line polygon polyline use stop ellipse g".split()
)
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")


def read_html(data: bytes, document: str, limits: Limits) -> Draft:
    """The talk of a saved page. Raises InputError where it holds no text or the parser is not installed.

    >>> from oce_cli.reading.limits import LIMITS
    >>> page = b"<nav>Home</nav><p><b>Jane Poe</b> -- <i>CEO</i></p><p>Sales<br>rose.</p>"
    >>> read_html(page, "call.html", LIMITS).text
    'Jane Poe -- CEO\\n\\nSales\\nrose.\\n'
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise InputError(f"{document}: HTML pages need an extra; run: {INSTALL}") from error
    page = _decoded(data, document)
    _check_depth(page, document)
    tree = LexborHTMLParser(page)
    if tree.body is None:
        raise InputError(f"{document}: a page without text; save the whole page or give a text file")
    whole = _text(tree.body)
    text = next((found for part in _parts(tree) if len(found := _text(part)) >= ENOUGH * len(whole)), whole)
    title = _title(tree)
    if title and title not in text[:2_000]:
        text = f"{title}\n\n{text}"
    text = mend(text)
    if not text.strip():
        raise InputError(f"{document}: a page without text; save the whole page or give a text file")
    return Draft(text)


def _check_depth(page: str, document: str) -> None:
    """Refuses pages that would keep the parser busy without end."""
    depth = 0
    for match in _OPENED.finditer(page):
        if match.group(2).lower() in SHALLOW:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        if depth > DEEPEST:
            raise InputError(f"{document}: a page nested deeper than {DEEPEST:,} elements; save it as text")


def _decoded(data: bytes, document: str) -> str:
    """The page as text: by its byte order mark, its own declaration, or its bytes."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared.group(1).decode("ascii").lower()
        # Pages say Latin-1 and mean Windows-1252; a page that was saved again is UTF-8 whatever it says.
        if name not in ("utf-8", "utf8"):
            try:
                return data.decode("utf-8")
            except UnicodeDecodeError:
                pass
            try:
                return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "latin-1") else name, errors="replace")
            except LookupError:
                pass
    return decode(data, document)


def _parts(tree: LexborHTMLParser) -> list[LexborNode]:
    """What may be the article of the page, the surest first."""
    return [node for selector in MAIN for node in tree.css(selector)[:3]]


def _title(tree: LexborHTMLParser) -> str:
    for selector in ("h1", "title"):
        node = tree.css_first(selector)
        if node is not None:
            title = _SPACE.sub(" ", node.text(deep=True)).strip()
            if title:
                return title[:300]
    return ""


def _text(root: LexborNode) -> str:
    """The text below a node, blocks as paragraphs; walked without recursion, for pages may be nested without end."""
    out: list[str] = []
    top = root.mem_id  # comparing nodes themselves compares all that is in them
    node: LexborNode | None = root
    leaving = False
    while node is not None:
        tag = node.tag or ""
        if not leaving:
            if tag == "-text":
                out.append(_SPACE.sub(" ", node.text_content or "") if not _kept(node) else node.text_content or "")
            elif tag == "br":
                out.append("\n")
            elif node.mem_id != top and _dropped(node, tag):
                pass
            else:
                if tag in BLOCKS:
                    out.append("\x00")
                elif tag in ("td", "th"):
                    out.append("\t")
                child = node.child
                if child is not None:
                    node = child
                    continue
        if tag in BLOCKS:
            out.append("\x00")
        if node.mem_id == top:
            break
        following = node.next
        if following is not None:
            node, leaving = following, False
        else:
            node, leaving = node.parent, True
    return _laid_out("".join(out))


def _kept(node: LexborNode) -> bool:
    """Whether white space counts: only right inside of ``pre``."""
    return node.parent is not None and node.parent.tag == "pre"


def _dropped(node: LexborNode, tag: str) -> bool:
    """Whether an element is no part of the talk: machinery, menus, hidden parts, lists of links."""
    if tag in SKIPPED or tag.startswith(("-comment", "!", "_")):
        return True
    attributes = node.attributes
    if attributes:
        if "hidden" in attributes or (attributes.get("role") or "").lower() in SKIPPED_ROLES:
            return True
        style = (attributes.get("style") or "").replace(" ", "").lower()
        if "display:none" in style or "visibility:hidden" in style:
            return True
    return tag in ("ul", "ol") and _is_link_list(node)


def _is_link_list(node: LexborNode) -> bool:
    items = 0
    item = node.child
    while item is not None:
        if item.tag == "li":
            items += 1
            if items > 400 or item.css_first("a") is None:
                return False
            said = len((item.text(deep=True) or "").strip())
            linked = sum(len((link.text(deep=True) or "").strip()) for link in item.css("a")[:20])
            if linked < 0.8 * said:
                return False
        item = item.next
    return items > 1


def _laid_out(text: str) -> str:
    """Blocks (marked by NULs) as paragraphs with a blank line between them, lines without white space around them."""
    blocks = []
    for block in text.split("\x00"):
        lines = [line.strip() for line in block.split("\n")]
        joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip("\n"))
        if joined:
            blocks.append(joined)
    return "\n\n".join(blocks) + ("\n" if blocks else "")
