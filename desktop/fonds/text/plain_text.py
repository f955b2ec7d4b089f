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
_TAG = re.compile(r"<(?:/?[a-zA-Z]|![A-Za-z\[]|\?)[^<>]*>")
_SILENT = ("script", "style", "template", "noscript")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]*)>", re.IGNORECASE)
_LIQUID = re.compile(r"\{%[^{}]*%\}")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")

# Brackets are bounded, so that a page of nothing but brackets takes no longer than any other.
_LINK = re.compile(
    r"\[([^\[\]]{0,2000})\](?:\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)|\[[^\[\]\n]{0,500}\])"
)
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|\n]{0,500}\|)?([^\[\]|\n]{1,500})\]\]")
_STARS = re.compile(r"\*+")
_UNDERSCORES = re.compile(r"_+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ATTRIBUTES = re.compile(r"\{:?[ ]?[#.][^{}\n]{0,200}\}")
_LINE_START = re.compile(
    r"(?:> ?)*(?:#{1,6} |[-+*] (?:\[[ xX]\] )?|\d{1,9}[.)] |(?:`{3,}|~{3,}).*|(?:[-=*_] ?){3,}\Z)?"
)
_TABLE_RULE = re.compile(r"\|?(?: ?:?-+:? ?\|)+(?: ?:?-+:?)?\Z")
_MARKED = frozenset(">#-+*=_`~|0123456789")


def plain_text(body: str, body_format: BodyFormat) -> str:
    """The text that a reader sees: one line for each block, single blanks, no empty lines."""
    text = body
    markdown = body_format is BodyFormat.MARKDOWN
    if body_format is not BodyFormat.TEXT:
        if "{%" in text:
            text = _LIQUID.sub("", text)
        if markdown and "{/*" in text:
            text = _without_spans(text, "{/*", "*/}")
        if "<" in text:
            text = _without_tags(_AUTOLINK.sub(r"\1", text) if markdown else text)
        if markdown:
            text = _without_marks(text)
        if "&" in text:
            text = html.unescape(text)
    text = _CONTROLS.sub(" ", text)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if markdown:
        lines = [_unmarked(line) if line[:1] in _MARKED else line for line in lines if not _is_silent(line)]
    return "\n".join(filter(None, lines))


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
    lowered = text.lower()
    for name in _SILENT:
        if f"<{name}" in lowered and len(lowered) == len(text):
            text = _without_element(text, lowered, name)
            lowered = text.lower()
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


def _without_element(text: str, lowered: str, name: str) -> str:
    """Take out what stands between the tags of an element whose content is never shown."""
    pieces: list[str] = []
    position = 0
    while True:
        begin = lowered.find(f"<{name}", position)
        finish = lowered.find(f"</{name}", begin) if begin >= 0 else -1
        if finish < 0:
            return "".join((*pieces, text[position:]))
        pieces.append(text[position:begin])
        position = finish


def _without_marks(text: str) -> str:
    """Markdown's marks within lines: links, emphasis, code, escapes."""
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "[[" in text:
        text = _WIKI.sub(r"\1", text)
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", text.replace("![", "["))
    if "`" in text:
        text = text.replace("``", "").replace("`", "") if "```" not in text else _without_ticks(text)
    if "~~" in text and "~~~" not in text:
        text = text.replace("~~", "")
    if "*" in text:
        text = _STARS.sub(_keep_line_mark, text)
    if "_" in text:
        text = _UNDERSCORES.sub(_keep_inner, text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    return text


def _without_ticks(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(line if line.lstrip(" >").startswith("```") else line.replace("`", "") for line in lines)


def _keep_line_mark(match: re.Match[str]) -> str:
    """Stars between blanks stay, and those that begin a line, for the line's own rule; all others are emphasis."""
    before, after = _neighbours(match)
    stands_alone = (not before or before.isspace()) and (not after or after.isspace())
    return match.group() if stands_alone or (len(match.group()) >= 3 and before in ("", "\n")) else ""


def _keep_inner(match: re.Match[str]) -> str:
    """Underscores within a word, and those that stand alone, are no emphasis."""
    before, after = _neighbours(match)
    return match.group() if before.isalnum() == after.isalnum() else ""


def _neighbours(match: re.Match[str]) -> tuple[str, str]:
    text = match.string
    return text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]


def _is_silent(line: str) -> bool:
    """Whether a line is the definition of a link, or the rule of a table."""
    if line[:1] == "[" and "]:" in line and line[1:2] != "^":
        return " " not in line.partition("]:")[0] or line.partition("]:")[2].strip().startswith(
            ("http", "/", "<", ".")
        )
    return "|" in line and "--" in line and _TABLE_RULE.match(line) is not None


def _unmarked(line: str) -> str:
    if line[0] == "|":
        return " ".join(line.replace("|", " ").split())
    match = _LINE_START.match(line)
    return line[match.end() :] if match else line
