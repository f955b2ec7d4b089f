"""The files that the marks of generators name: tags, shortcodes, embeds, imports. All are looked for in every text.

Rule: a mark that draws a picture shows it; of any other mark the words that end as a picture, a sound or a film does
name files that may be there. Marks are found in time that grows with the text only, whatever is left open in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

Found = tuple[str, bool, int]
"""An address as written, whether it is shown in the text, and where it begins."""

_PICTURES = frozenset(
    "png jpg jpeg jpe jfif gif bmp svg webp avif apng jxl heic heif ico tif tiff".split()  # noqa: SIM905
)
_OTHERS = frozenset(
    "mp3 wav m4a ogg oga opus flac aac mp4 m4v webm ogv mov mkv pdf zip gz 7z doc docx xls xlsx ppt pptx odt".split()  # noqa: SIM905
)
_LONGEST = 4000
# Of nested marks the innermost, as the preview has it.
_TAG = re.compile(rf"\{{%(?P<inner>(?:[^%{{]|%(?!\}})|\{{(?![{{%])){{1,{_LONGEST}}}+)%\}}")
_OUTPUT = re.compile(rf"\{{\{{(?P<inner>(?:[^{{}}]|\{{(?!\{{)|\}}(?!\}})){{1,{_LONGEST}}}+)\}}\}}")
_NAME = re.compile(r"[\w/.-]+")
_WORD = re.compile(
    r"(?:(?P<key>[\w.-]+)[ \t]*[=:][ \t]*)?(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|`(?P<c>[^`]*)`|(?P<d>[^\s,\"'`]+))"
)
_FILE = re.compile(r"(?:[^\s\"']*/[^\s\"']*|[^\"']*\.\w{2,5})\Z")
_DRAWING = frozenset(("img", "image", "asset_img"))
_ASSETS = frozenset(("asset_path", "asset_link"))
_PICTURING = ("img", "image", "figure", "picture", "photo")

# An embedded file of a vault, or a link to one: ![[picture.png|300]], [[paper.pdf#page=2]].
_WIKI = re.compile(
    r"(?P<shown>!?)\[\[[ \t]*(?P<target>[^\[\]|#\n]{1,500}\.(?!md\s*[\]|#\\])(?:[A-Za-z]\w{1,4}|3gp|canvas|excalidraw))"
    r"[ \t]*(?:#[^\[\]|\n]{0,500})?(?:\\?\|[^\[\]\n]{0,500})?\]\]"
)
_IMPORT = re.compile(
    r"^import[ \t]+(?:\w{1,100}[ \t]+from[ \t]+)?[\"'](?P<path>[^\"'\r\n]{1,500})[\"']", re.MULTILINE
)
_CALL = re.compile(r"\b(?:require|useBaseUrl)\([ \t]*[\"'](?P<path>[^\"'\r\n]{1,500})[\"']")

_CODE = re.compile(
    r"\{%-?[ \t]*(?P<end>end)?(?P<tag>highlight|codeblock|code|comment)\b[^{}%]{0,500}%\}"
    r"|\{\{[<%][ \t]*(?P<close>/)?[ \t]*(?P<call>highlight)\b[^{}]{0,500}\}\}"
)
_SHOWN_CALL = re.compile(r"\{\{[<%]/\*[^{}]{0,4000}\*/[>%]\}\}")
_NOT_LINE_END = re.compile(r"[^\r\n]")


def is_picture(address: str) -> bool:
    """Whether an address ends as that of a picture does."""
    return _suffix(address) in _PICTURES


def find_in_marks(body: str, known: Collection[int]) -> Iterator[Found]:
    """What tags, outputs, shortcodes and lines of MDX name; those that begin at a ``known`` place are addresses of
    something else, and are passed over."""
    if "{%" in body:
        for match in _TAG.finditer(body):
            if match.start() not in known:
                yield from _in_tag(match)
    if "{{" in body:
        for match in _OUTPUT.finditer(body):
            if match.start() not in known:
                yield from _in_output(match)
    if "require(" in body or "useBaseUrl(" in body:
        for match in _CALL.finditer(body):
            if _is_media(match["path"]):
                yield match["path"], is_picture(match["path"]), match.start("path")
    if "import " in body:
        for match in _IMPORT.finditer(body):
            if _is_media(match["path"]):
                yield match["path"], is_picture(match["path"]), match.start("path")


def find_wiki_files(body: str) -> Iterator[Found]:
    """The files that a vault's note embeds or links to."""
    for match in _WIKI.finditer(body):
        yield match["target"].strip(), bool(match["shown"]), match.start("target")


def without_marked_code(body: str) -> str:
    """The body with blanks in the place of what tags say is code or a comment; indexes stay."""
    if "{" not in body or ("{%" not in body and "{{" not in body):
        return body
    if "/*" in body:
        body = _SHOWN_CALL.sub(_blank, body)
    pieces: list[str] = []
    place = 0
    opened: re.Match[str] | None = None
    for match in _CODE.finditer(body):
        ends = bool(match["end"] or match["close"])
        if not ends and opened is None:
            opened = match
        elif ends and opened is not None and match["tag"] == opened["tag"]:
            pieces += (
                body[place : opened.end()],
                _NOT_LINE_END.sub(" ", body[opened.end() : match.start()]),
            )
            place, opened = match.start(), None
    return "".join((*pieces, body[place:])) if pieces else body


def _blank(match: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", match.group())


def _in_tag(match: re.Match[str]) -> Iterator[Found]:
    inner = match["inner"].strip().strip("-~").strip()
    named = _NAME.match(inner)
    if named is None:
        return
    name, rest = named.group(), inner[named.end() :]
    if name == "link" and len(rest.split()) == 1:
        if _is_media(rest.strip("\"' ")):
            yield match.group(), False, match.start()  # Jekyll's, from the site's folder
        return
    values = list(_words(rest))
    if name in _DRAWING or name in _ASSETS:
        files = [value for key, value in values if not key and _FILE.match(value)]
        if files:
            yield files[0], name in _DRAWING, match.start()
            return
    yield from _likely(name, values, match.start())


def _in_output(match: re.Match[str]) -> Iterator[Found]:
    inner = match["inner"]
    called = inner[0] in "<%"
    inner = inner.strip("<>%-~ \t\r\n")
    if inner.startswith("/") or not ("." in inner or called):
        return  # the end of a shortcode, or one that is shown and not called
    named = _NAME.match(inner)
    name = named.group() if named is not None else ""
    values = list(_words(inner[len(name) :].removesuffix("/") if called else inner))
    if called and name in ("figure", *_DRAWING):
        plain = [value for key, value in values if not key and name != "figure"]
        source = dict(values).get("src") or (plain[0] if plain else "")
        if source:
            yield source, True, match.start()
            values = [(key, value) for key, value in values if value != source]
    yield from _likely(name, values, match.start())


def _likely(name: str, values: list[tuple[str, str]], place: int) -> Iterator[Found]:
    shows = any(part in name.lower() for part in _PICTURING)
    for key, value in values:
        if key not in ("alt", "title", "caption", "link", "href") and _is_media(value):
            yield value, shows and is_picture(value), place
        elif key in ("link", "href") and _is_media(value):
            yield value, False, place


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The words of a mark with their names ("" without one), quoted ones whole."""
    for match in _WORD.finditer(text):
        value = next(value for value in match.group("a", "b", "c", "d") if value is not None)
        yield (match["key"] or "").lower(), value


def _suffix(address: str) -> str:
    plain = address.partition("#")[0].partition("?")[0]
    return plain.rpartition(".")[2].strip().lower() if "." in plain else ""


def _is_media(address: str) -> bool:
    suffix = _suffix(address)
    return suffix in _PICTURES or suffix in _OTHERS
