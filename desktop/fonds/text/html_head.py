"""What an HTML page says of itself: its declared encoding, ``title``, ``meta``, language and ``time``.

The page stays whole: this is only read. Looked at is the head, and for a heading and a ``time`` the start of the body.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fonds.model.post import FieldValue
from fonds.text.headings import find_heading

_LOOKED_AT = 256 * 1024  # characters; saved pages carry long scripts in their heads
_CHARSET_BYTES = 8192
_CHARSET = re.compile(
    rb"<meta\s[^<>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})"
    rb"|\A\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})",
    re.IGNORECASE,
)
# Browsers read these names as the larger sets that people mean by them (the WHATWG's Encoding Standard).
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
}
_HEAD_END = re.compile(r"</head\s*>|<body[\s>]", re.IGNORECASE)
_INNER = r"((?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}'){1,4000})"
_META = re.compile(rf"<meta\s{_INNER}>", re.IGNORECASE)
_HTML = re.compile(rf"<html\s{_INNER}>", re.IGNORECASE)
_TIME = re.compile(rf"<time\s{_INNER}>", re.IGNORECASE)
_TITLE = re.compile(r"<title(?:\s[^<>]{0,500})?>([^<]{0,4000})</title", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:.\-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?")
_SILENT = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
_AUTHORS = ("author", "dc.creator", "dcterms.creator", "article:author")
_DATES = (
    "date", "article:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.created",
)  # fmt: skip
_DIGIT = re.compile(r"\d")  # a template's "{{ .Date }}" is no date
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*\Z")
_TERMS = re.compile(r"[,，;；、]")


@dataclass(frozen=True, slots=True)
class HtmlHead:
    """``values`` by the usual keys of front matter; ``dates`` are the texts that may be the date, likeliest first."""

    values: Mapping[str, FieldValue] = field(default_factory=dict)
    dates: tuple[str, ...] = ()


def declared_encoding(data: bytes) -> str:
    """The codec of the encoding that a page names in its first bytes; "" when it names none that is known."""
    match = _CHARSET.search(data[:_CHARSET_BYTES])
    if match is None:
        return ""
    try:
        codec = codecs.lookup((match.group(1) or match.group(2)).decode("ascii")).name
        if not isinstance("".encode(codec), bytes) or codec.startswith(("utf-16", "utf-32")):
            return ""  # the name was read byte by byte, so it cannot be one of those
    except (LookupError, UnicodeError, ValueError):
        return ""
    return _MEANT.get(codec, codec)


def read_html_head(page: str) -> HtmlHead:
    """What the head of a page says, and the first heading and ``time`` of its body where the head is silent."""
    text = _without_scripts(page[:_LOOKED_AT])
    end = _HEAD_END.search(text)
    head = text[: end.start()] if end else text
    named = _named_metas(head)
    values: dict[str, FieldValue] = {}
    title = _TITLE.search(head)
    words = " ".join(html.unescape(title.group(1)).split()) if title else ""
    words = words or find_heading(text, ".html") or _first(named, "og:title")
    if words:
        values["title"] = words
    authors = [name for key in _AUTHORS for name in named.get(key, ()) if "://" not in name]
    if authors:
        values["author"] = authors[0] if len(authors) == 1 else list[FieldValue](dict.fromkeys(authors))
    tags = [tag.strip() for text in named.get("keywords", ()) for tag in _TERMS.split(text)]
    tags = [tag for tag in (tags or named.get("article:tag", [])) if tag]
    if tags:
        values["tags"] = list[FieldValue](dict.fromkeys(tags))
    language = _language(head) or _first(named, "content-language")
    if _LANGUAGE.match(language):
        values["lang"] = language
    description = _first(named, "description") or _first(named, "og:description")
    if description:
        values["description"] = description
    dates = [moment for key in _DATES for moment in named.get(key, ())] + _times(text)
    return HtmlHead(values, tuple(dict.fromkeys(moment for moment in dates if _DIGIT.search(moment))))


def _first(named: Mapping[str, list[str]], key: str) -> str:
    return next(iter(named.get(key, ())), "")


def _named_metas(head: str) -> dict[str, list[str]]:
    """The contents of ``meta`` by their names (or properties) in small letters, without empty ones."""
    named: dict[str, list[str]] = {}
    for match in _META.finditer(head):
        found = _attributes(match.group(1))
        content = " ".join(found.get("content", "").split())
        for word in ("name", "property", "itemprop", "http-equiv"):
            if found.get(word, "").strip() and content:
                named.setdefault(found[word].strip().lower(), []).append(content)
                break
    return named


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def _language(head: str) -> str:
    match = _HTML.search(head)
    found = _attributes(match.group(1)) if match else {}
    return (found.get("lang") or found.get("xml:lang") or "").strip()


def _times(text: str) -> list[str]:
    """The ``datetime`` of the page's times: those that are marked as its publication, else the first."""
    marked: list[str] = []
    first: list[str] = []
    for match in _TIME.finditer(text):
        found = _attributes(match.group(1))
        moment = found.get("datetime", "").strip()
        if moment and ("pubdate" in found or "datepublished" in found.get("itemprop", "").lower()):
            marked.append(moment)
        elif moment and not first:
            first.append(moment)
    return marked[:1] or first


def _without_scripts(page: str) -> str:
    """The page without comments, scripts and styles, which may hold anything."""
    for start, end in _SILENT:
        lowered = page.lower()
        if start not in lowered or len(lowered) != len(page):
            continue
        pieces: list[str] = []
        position = 0
        while (begin := lowered.find(start, position)) >= 0:
            finish = lowered.find(end, begin)
            pieces.append(page[position:begin])
            position = finish + len(end) if finish >= 0 else len(page)
        page = "".join((*pieces, page[position:]))
    return page
