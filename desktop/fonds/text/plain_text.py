"""A body without its markup: what the index holds and what an excerpt shows. Linear in time for any input."""

from __future__ import annotations

import html
import re

from fonds.model.post import BodyFormat

_BLOCK = re.compile(
    r"</?(?:p|div|br|hr|h[1-6]|li|ul|ol|dl|dt|dd|tr|td|th|table|thead|tbody|caption|blockquote|pre|section|article"
    r"|header|footer|aside|nav|main|figure|figcaption|details|summary|form|option|title|address)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<![A-Za-z\[][^<>]*>|<\?[^<>]*>")
_SILENT = ("script", "style", "template", "noscript")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]*)>", re.IGNORECASE)
_LIQUID = re.compile(r"\{%[^{}]*%\}")

_IMAGE_OR_LINK = re.compile(
    r"!?\[([^\[\]]*)\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\[\]\n]{0,500}\])"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,500}\]:[ \t]*\S[^\n]*$", re.MULTILINE)
_LINE_MARKS = re.compile(
    r"^[ \t]*(?:(?:>[ \t]?)+[ \t]*)?(?:#{1,6}[ \t]+|[-+*][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)?"
    r"(?:`{3,}[^\n`]*$|~{3,}[^\n]*$|(?:[-=*_][ \t]*){3,}$)?",
    re.MULTILINE,
)
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|~~|`+|(?<![\w])_{1,3}(?=\w)|(?<=\w)_{1,3}(?![\w])|\\(?=[!-/:-@\[-`{-~])"
)
_TABLE_RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*$", re.MULTILINE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")


def plain_text(body: str, body_format: BodyFormat) -> str:
    """The text that a reader sees: one line for each block, single blanks, no empty lines."""
    text = body
    if body_format is not BodyFormat.TEXT:
        if "{%" in text:
            text = _LIQUID.sub("", text)
        if body_format is BodyFormat.MARKDOWN and "<" in text:
            text = _AUTOLINK.sub(r"\1", text)
        if "<" in text:
            text = _without_tags(text)
        if body_format is BodyFormat.MARKDOWN:
            text = _without_marks(text)
        if "&" in text:
            text = html.unescape(text)
    text = _CONTROLS.sub(" ", text)
    return "\n".join(filter(None, [" ".join(line.split()) for line in text.splitlines()]))


def excerpt(text: str, length: int = 160) -> str:
    """The beginning of a plain text on one line, at most ``length`` characters, with an ellipsis if there is more."""
    head = " ".join(text[: length * 2].split())
    if len(head) <= length and len(text) <= length * 2:
        return head
    cut = head[: length - 1]
    space = cut.rfind(" ")
    if space > length // 2 and head[length - 1 : length] not in ("", " ") and cut[-1:].isascii():
        cut = cut[:space]
    return cut.rstrip() + "…"


def _without_tags(text: str) -> str:
    if "<!--" in text:
        text = _without_spans(text, "<!--", "-->")
    if "<s" in text or "<S" in text or "<t" in text or "<T" in text or "<n" in text or "<N" in text:
        text = _without_silent(text)
    return _TAG.sub("", _BLOCK.sub("\n", text))


def _without_spans(text: str, start: str, end: str) -> str:
    pieces: list[str] = []
    position = 0
    while True:
        begin = text.find(start, position)
        finish = text.find(end, begin + len(start)) if begin >= 0 else -1
        if finish < 0:
            pieces.append(text[position:])
            return "".join(pieces)
        pieces.append(text[position:begin])
        position = finish + len(end)


def _without_silent(text: str) -> str:
    """Take out the elements whose content is never shown."""
    lowered = text.lower()
    for name in _SILENT:
        if f"<{name}" not in lowered or len(lowered) != len(text):
            continue
        pieces: list[str] = []
        position = 0
        while True:
            begin = lowered.find(f"<{name}", position)
            finish = lowered.find(f"</{name}", begin) if begin >= 0 else -1
            if finish < 0:
                break
            pieces.append(text[position:begin])
            position = finish
        text = "".join((*pieces, text[position:]))
        lowered = text.lower()
    return text


def _without_marks(text: str) -> str:
    if "](" in text or "][" in text:
        text = _IMAGE_OR_LINK.sub(r"\1", text)
    if "]:" in text:
        text = _DEFINITION.sub("", text)
    if "|" in text:
        text = _TABLE_RULE.sub("", text).replace("|", " ")
    text = _LINE_MARKS.sub("", text)
    return _EMPHASIS.sub("", text)
