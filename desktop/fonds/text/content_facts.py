"""What a body holds beside its words, and how long it is. Linear in time for any input.

Rule: Markdown's code is looked at as code only, so that an example in it is no image and no link.
"""

from __future__ import annotations

import re

from fonds.model.post import NO_CONTENT, BodyFormat, Content
from fonds.text.references import without_code
from fonds.text.segmentation import UNSPACED

_FENCE = re.compile(r"^[ ]{0,3}(?:`{3,}[^`\n]*$|~{3,})", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,2000}\][(\[]|!\[\[")
_LINK = re.compile(r"\[(?:[^\[\]\n]{1,2000}\][(\[]|\[)")
_ADDRESS = re.compile(r"https?://\w")
_INSIDE = re.compile(r"[(\"'=<\w/]")
_TABLE_RULE = re.compile(r"(?:> ?)*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*\Z")
_TAGS = {
    Content.IMAGE: (
        ("<img", "<picture", "<svg", "asset_img"),
        r"<(?:img|picture|svg)[\s>/]|\{%-?\s*asset_img\s",
    ),
    Content.LINK: (("href",), r"<a\s[^<>]{0,2000}href"),
    Content.CODE: (("<pre", "highlight"), r"<pre[\s>]|\{%-?\s*highlight\s"),
    Content.TABLE: (("<table",), r"<table[\s>]"),
}
"""For each what must be there in small letters, which is found fast, and what that must be."""
_RUN = re.compile(f"[{UNSPACED}]+")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def content_of(body: str, body_format: BodyFormat) -> Content:
    """Whether a body has images, links, blocks of code and tables."""
    found = NO_CONTENT
    text = body
    if body_format is BodyFormat.MARKDOWN:
        if ("```" in text or "~~~" in text) and _FENCE.search(text):
            found |= Content.CODE
        text = without_code(text)
        if "![" in text and _IMAGE.search(text):
            found |= Content.IMAGE
        if _has_link(text):
            found |= Content.LINK
        if "|" in text and _has_table(text):
            found |= Content.TABLE
    if body_format is not BodyFormat.TEXT and ("<" in text or "{%" in text):
        lowered = text.lower()
        for content, (signs, pattern) in _TAGS.items():
            if any(sign in lowered for sign in signs) and re.search(pattern, lowered):
                found |= content
    if "://" in text and Content.LINK not in found and _has_address(text):
        found |= Content.LINK
    return found


def count_words(text: str) -> int:
    """The length of a plain text: each character of an unspaced script, and each word of any other."""
    rest, runs = _RUN.subn(" ", text)
    return len(text) - (len(rest) - runs) + len(_WORD.findall(rest))


def _has_address(text: str) -> bool:
    """A bare address, not one that belongs to an image or a tag."""
    return any(
        not _INSIDE.match(text, max(0, found.start() - 1), found.start()) for found in _ADDRESS.finditer(text)
    )


def _has_link(text: str) -> bool:
    """By the plain signs first: most texts have none, and a pattern for all of them at once looks at every character."""
    if ")](" in text or "<http" in text:
        return True
    if "](" not in text and "][" not in text and "[[" not in text:
        return False
    return any(text[found.start() - 1 : found.start()] != "!" for found in _LINK.finditer(text))


def _has_table(text: str) -> bool:
    lines = (line for line in text.splitlines() if "|" in line and "-" in line)
    return any(_TABLE_RULE.match(line.strip()) for line in lines)
