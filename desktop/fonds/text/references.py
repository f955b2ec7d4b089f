"""The files that a body refers to by a local address: images, sound, film, and links to files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from fonds.text.reference_attributes import find_in_attributes
from fonds.text.reference_marks import Found, find_in_marks, find_wiki_files

_MARKS = r"\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}"
_ADDRESS = re.compile(
    r"[ \t]*(?:<(?P<angled>[^<>\n]{1,2000})>"
    rf"|(?P<plain>(?:{_MARKS}|[^\s()<>\"]|\([^\s()]{{0,500}}\)){{1,2000}}+)(?=[ \t]*\)|[ \t]+[\"'(])"
    r"|(?P<spaced>[^\s()<>\"][^()<>\"\n]{1,500}\.\w{2,5}))"
    r"(?:[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?[ \t]*\)"
)
_BRACKETS = re.compile(r"\[|\]\(?|\\.")
_DEFINITION = re.compile(
    rf"^[ ]{{0,3}}\[(?!\^)(?P<label>[^\[\]\n]{{1,500}})\]:[ \t]*<?(?P<plain>(?:{_MARKS}|[^\s<>]){{1,2000}}+)>?",
    re.MULTILINE,
)
_SHOWN_LABEL = re.compile(r"!\[([^\[\]\n]{0,500})\](?!\()(?:[ ]?\[([^\[\]\n]{0,500})\])?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_ALT_LENGTH = 2000
_REMOTE = re.compile(r"[a-z][a-z0-9+.\-]*:|//|#|\?|\Z", re.IGNORECASE)

_SITE_ADDRESS = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url|github\.url)|config\.(?:base_url|url|root))\s*-?\}\}"
)
_LIQUID_FILTER = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url)\s*\|\s*append:\s*)?[\"']([^\"'{}]*)[\"']\s*(?:\|[^{}]*)?-?\}\}"
)
_TAG = re.compile(r"\{%-?\s*(?P<name>\w+)\s+[\"']?(?P<path>[^\"'{}%]*?)[\"']?\s*-?%\}")
_SHORTCODE = re.compile(r"\{\{[<%]\s*[\w/-]+\s+[\"'`]?([^\"'`{}<>%]*?)[\"'`]?\s*[>%]\}\}")

_FENCED = re.compile(
    r"^[ ]{0,3}(`{3,}+|~{3,}+)[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*[ \t]*\r?$|\Z)", re.MULTILINE | re.DOTALL
)
_SPAN = re.compile(r"`[^`\n]+`")
# The words of Hugo's shortcodes may stand in backticks.
_SPAN_OR_CALL = re.compile(r"`[^`\n]+`|(?P<call>\{\{[<%](?:[^{}]|\{(?!\{)|\}(?!\})){1,4000}+\}\})")
_NOT_LINE_END = re.compile(r"[^\r\n]")

# The directives and links of reStructuredText.
_DIRECTIVE = re.compile(
    r"^[ \t]*\.\.[ \t]+(?:\|[^|\n]{1,200}\|[ \t]+)?(?:image|figure)::[ \t]+(?P<path>\S[^\r\n]{0,1000})",
    re.MULTILINE,
)
_REST_LINK = re.compile(
    r"<(?P<path>[^<>`\n]{1,1000})>`_|^[ \t]*\.\.[ \t]+_[^:\n]{1,200}:[ \t]+(?P<named>\S+)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A local address as the preview asks for it: as written, without escapes of HTML and Markdown. ``shown``: it is
    seen in the text (an image, a film), not only linked. ``place`` is where it stands first."""

    written: str
    shown: bool
    place: int = 0


def find_references(body: str) -> tuple[Reference, ...]:
    """The local addresses of a body, each once. Remote ones, anchors and data are left out."""
    found: dict[str, Reference] = {}
    if "<" in body:
        _note(found, find_in_attributes(body))
    if "[" in body:  # one character is found ten times as fast as two
        if "](" in body:
            _note(found, _inline(body))
        if "]:" in body:
            _note(found, _definitions(body))
        if "[[" in body:
            _note(found, find_wiki_files(body))
    if "{" in body:
        _note(found, find_in_marks(body, {reference.place for reference in found.values()}))
    return tuple(found.values())


def find_rest_references(body: str) -> tuple[Reference, ...]:
    """The same of a body of reStructuredText."""
    found: dict[str, Reference] = {}
    if "::" in body:
        _note(found, ((match["path"].strip(), True, match.start()) for match in _DIRECTIVE.finditer(body)))
    if ">`_" in body or ".. _" in body:
        links = _REST_LINK.finditer(body)
        _note(found, ((match["path"] or match["named"], False, match.start()) for match in links))
    return tuple(found.values())


def _inline(body: str) -> Iterator[Found]:
    """The addresses of ``[text](address)`` and ``![text](address)``."""
    place = body.find("](")
    while place >= 0:
        opener = body.rfind("[", max(0, place - _ALT_LENGTH), place)
        if opener >= 0:
            if "]" in body[opener:place] or body[opener - 1 : opener] == "\\":
                yield from _nested(body)
                return
            yield from _address(body, place + 2, image=body[opener - 1 : opener] == "!" and opener > 0)
        place = body.find("](", place + 2)


def _nested(body: str) -> Iterator[Found]:
    """The same where brackets stand in brackets: ``[![small](a.png)](b.png)``."""
    opened: list[int] = []
    for match in _BRACKETS.finditer(body):
        mark = match.group()
        if mark == "[":
            opened.append(match.start())
        elif mark[0] == "]" and opened:
            opener = opened.pop()
            if mark == "](":
                yield from _address(body, match.end(), image=opener > 0 and body[opener - 1] == "!")


def _address(body: str, place: int, *, image: bool) -> Iterator[Found]:
    found = _ADDRESS.match(body, place)
    if found is not None and found.lastgroup is not None:
        yield _plain(found[found.lastgroup]), image, found.start(found.lastgroup)


def _definitions(body: str) -> Iterator[Found]:
    """``[label]: address``; shown where ``![text][label]`` stands."""
    shown: set[str] | None = None
    for match in _DEFINITION.finditer(body):
        if shown is None:
            labels = _SHOWN_LABEL.findall(body) if "![" in body else []
            shown = {_label(second or first) for first, second in labels}
        yield match["plain"], _label(match["label"]) in shown, match.start("plain")


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def _plain(written: str) -> str:
    if "\\" in written:
        written = _ESCAPED.sub(r"\1", written)
    return html.unescape(written) if "&" in written else written


def without_code(body: str) -> str:
    """The body with blanks in the place of Markdown's code, so that examples refer to nothing; indexes stay."""
    ticks = "`" in body
    if (ticks and "```" in body) or ("~" in body and "~~~" in body):
        body = _FENCED.sub(_blank, body)
    if not ticks:
        return body
    return _SPAN_OR_CALL.sub(_blank_span, body) if "{{" in body else _SPAN.sub(_blank, body)


def _blank(match: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", match.group())


def _blank_span(match: re.Match[str]) -> str:
    return match["call"] or _blank(match)


def is_remote(written: str) -> bool:
    """Whether an address is none of a file beside the text: remote, an anchor, data, or nothing."""
    return _REMOTE.match(written) is not None


def local_path(written: str) -> str:
    """The path that a reference means: the site's address, tags, query, anchor and percent escapes taken away."""
    path = written
    if "{" in path:
        path = _SITE_ADDRESS.sub("", path)
        path = _LIQUID_FILTER.sub(r"\1", path)
        path = _TAG.sub(_meant, path)
        path = _SHORTCODE.sub(r"\1", path)
    path = path.strip().partition("#")[0].partition("?")[0]
    return unquote(path).replace("\\", "/")


def _meant(tag: re.Match[str]) -> str:
    """Jekyll's ``{% link a.png %}`` names a file from the site's folder."""
    return f"/{tag['path'].lstrip('/')}" if tag["name"] == "link" else tag["path"]


def _note(found: dict[str, Reference], items: Iterator[Found]) -> None:
    for written, shown, place in items:
        written = written.strip()
        if is_remote(written):
            continue
        known = found.get(written)
        if known is None or (shown and not known.shown):
            found[written] = Reference(written, shown, place)
