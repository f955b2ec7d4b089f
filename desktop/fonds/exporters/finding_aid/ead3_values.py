"""The codes that EAD3 wants beside words: levels of description, dates and languages. What is not certain gets none."""

from __future__ import annotations

import re
from datetime import date
from xml.sax.saxutils import quoteattr

from fonds.exporters.moments import moment_text
from fonds.exporters.xml_text import xml_text

_LEVELS = {
    "class": "class",
    "collection": "collection",
    "file": "file",
    "fonds": "fonds",
    "item": "item",
    "record group": "recordgrp",
    "series": "series",
    "sub-fonds": "subfonds",
    "subfonds": "subfonds",
    "subgroup": "subgrp",
    "sub-series": "subseries",
    "subseries": "subseries",
    "类": "class",
    "類": "class",
    "专题": "collection",
    "汇集": "collection",
    "匯集": "collection",
    "案卷": "file",
    "全宗": "fonds",
    "件": "item",
    "系列": "series",
    "分全宗": "subfonds",
    "子系列": "subseries",
}
"""Names of levels, as people write them, by which EAD3 knows them."""
_DAY = r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)"
_DATES = re.compile(rf"\s*{_DAY}(?:\s*(?:-|–|—|/|至|到|\bto\b)\s*{_DAY})?\s*")
_LAST_YEAR = 2099
"""Later ones the schema does not take in its own history."""


def level_attributes(level: str, *, top: bool) -> str:
    """The attributes for a level's name; without one the whole is a collection, and what is below it a part of it."""
    name = " ".join(level.split())
    if not name:
        return ' level="collection"' if top else ' level="otherlevel" otherlevel="subcollection"'
    known = _LEVELS.get(name.casefold())
    if known:
        return f' level="{known}"'
    return f' level="otherlevel" otherlevel={quoteattr(xml_text(name))}'


def normal_dates(text: str) -> str:
    """Dates as ISO 8601, from and to with a slash; empty when the text is anything else than one or two plain dates."""
    found = _DATES.fullmatch(text)
    if found is None:
        return ""
    days = [day for day in found.groups() if day]
    if not all(map(_real, days)) or (len(days) == 2 and days[0] > days[1]):
        return ""
    return "/".join(days)


def _real(day: str) -> bool:
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day)
    except ValueError:
        return False
    return True


def language_code(tag: str) -> str:
    """The ISO 639-1 code of a language tag (BCP 47); empty when there is none."""
    code = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    return code if re.fullmatch("[a-z]{2}", code) else ""


def moment_attribute(seconds: int) -> str:
    """The attribute for the moment of an event in the document's history."""
    moment = moment_text(seconds)
    return f' standarddatetime="{moment}"' if int(moment[:4]) <= _LAST_YEAR else ""
