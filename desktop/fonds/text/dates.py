"""Dates as people and generators write them, read from their text and from nothing else.

The text is kept letter for letter; the instant is computed once, with the offset that is written or with that of the
zone which the source says (or is taken to be) in.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from fonds.model.post import DateOrigin, DatePrecision, PostDate

_EPOCH_DAY = date(1970, 1, 1).toordinal()

_TIME = (
    r"(?:(?:[Tt]|[ \t]*,?[ \t]+(?:at[ \t]+)?)(?P<hour>\d{1,2})[:时點点](?P<minute>\d{2})"
    r"(?:[:分](?P<second>\d{2})(?:[.,]\d+)?)?[分秒]?[ \t]*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
)
_ZONE = (
    r"[ \t]*(?P<zone>[Zz]|(?:UTC|GMT)?[+-](?:\d{1,2}:\d{2}|\d{4}|\d{1,2})"
    r"|[A-Z]{2,5}(?:[ \t]*\([^()]*\))?)?(?:[ \t]*\([A-Za-z ]*\))?"
)
_NUMERIC = re.compile(rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}{_ZONE}\Z")
_CHINESE = re.compile(
    rf"(?P<year>\d{{4}})[ \t]*年[ \t]*(?P<month>\d{{1,2}})[ \t]*月"
    rf"(?:[ \t]*(?P<day>\d{{1,2}})[ \t]*[日号號](?:(?=\d)(?P<tight>)|))?"
    rf"(?:[ \t]*(?P<hour>\d{{1,2}})[:：时時点點](?P<minute>\d{{1,2}})(?:[:：分](?P<second>\d{{1,2}})?)?[分秒]?)?{_ZONE}\Z"
)
_COMPACT = re.compile(
    rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}})"
    rf"(?:[Tt ]?(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?P<second>\d{{2}})?)?{_ZONE}\Z"
)
_MONTH_NAMES = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?[ \t]+)?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ \t-]+(?:of[ \t]+)?{_MONTH_NAMES},?[ \t-]+(?P<year>\d{{4}})"
    rf"{_TIME}(?-i:{_ZONE})\Z",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH_NAMES}[ \t]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ \t]+(?P<year>\d{{4}}){_TIME}(?-i:{_ZONE})\Z",
    re.IGNORECASE,
)
_UNIX = re.compile(
    rf"(?:mon|tue|wed|thu|fri|sat|sun)[ \t]+{_MONTH_NAMES}[ \t]+(?P<day>\d{{1,2}})[ \t]+(?P<hour>\d{{2}}):(?P<minute>\d{{2}})"
    rf":(?P<second>\d{{2}})(?:[ \t]+(?P<zone>(?-i:[A-Z]{{2,5}}|[+-]\d{{4}})))?[ \t]+(?P<year>\d{{4}})\Z",
    re.IGNORECASE,
)
_NAME_START = re.compile(
    r"(\d{4}-\d{1,2}-\d{1,2}|\d{4}_\d{2}_\d{2}|(?:19|20)\d{6}(?!\d))(?:[ _\-.]+|\Z)", re.ASCII
)
_MONTH_ONLY = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})\Z")
_NAMED_MONTH = re.compile(rf"{_MONTH_NAMES},?[ \t]+(?P<year>\d{{4}})\Z", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"(?P<year>\d{4})年?\Z")
_FORMS = (
    _NUMERIC,
    _CHINESE,
    _COMPACT,
    _DAY_FIRST,
    _MONTH_FIRST,
    _UNIX,
    _MONTH_ONLY,
    _NAMED_MONTH,
    _YEAR_ONLY,
)
_FAST = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2})(?: ?([+-])(\d{2}):?(\d{2}))?)?\Z", re.ASCII
)

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
)}  # fmt: skip
# The abbreviations of RFC 2822 (in hours); others count only as the name that the assumed zone has for itself.
_ABBREVIATIONS = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "CET": 1, "CEST": 2, "BST": 1, "JST": 9, "KST": 9, "HKT": 8,
}  # fmt: skip
_ZONE_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?\Z")


def parse_date(text: str, zone: tzinfo, origin: DateOrigin) -> PostDate | None:
    """Read a date, "2022-01-11 19:09:47 +0800" or any other usual form; None when it is none, or impossible.

    ``zone`` is used for a text without offset. Fractions of a second are dropped.
    """
    fast = _FAST.match(text)
    if fast is not None:
        return _from_numbers(fast, zone, origin, text)
    plain = text.replace("\xa0", " ").replace("\u3000", " ").strip()
    for form in _FORMS:
        match = form.match(plain)
        if match is not None:
            return _from_match(match, zone, origin, text)
    return None


def date_from_name(text: str, zone: tzinfo) -> PostDate | None:
    """The date in a file name, "2017-2-5" or "08-12-31": two digits of a year are 1969 to 2068, as in Ruby."""
    pieces = text.split("-")
    if len(pieces) != 3 or not all(piece.isascii() and piece.isdigit() for piece in pieces):
        return None
    year, month, day = map(int, pieces)
    if len(pieces[0]) == 2:
        year += 1900 if year >= 69 else 2000
    return _make(year, month, day, None, zone, DateOrigin.FILE_NAME, text)


def date_at_start(stem: str, zone: tzinfo) -> tuple[PostDate | None, str]:
    """The date that a name begins with ("2020-01-02 Walk", "20200102-walk") and the rest of the name; None and the whole
    name when it begins with none."""
    match = _NAME_START.match(stem)
    if match is None:
        return None, stem
    digits = match.group(1).replace("_", "-")
    if "-" not in digits:
        digits = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    date = date_from_name(digits, zone)
    return (date, stem[match.end() :]) if date is not None else (None, stem)


@lru_cache(maxsize=64)
def find_zone(name: str) -> tzinfo | None:
    """The time zone of an IANA name ("Asia/Shanghai") or of an offset ("+08:00"); None when unknown."""
    name = name.strip()
    if not name:
        return None
    if name in ("UTC", "Z", "GMT"):
        return UTC
    if _ZONE_OFFSET.match(name):
        minutes = _written_offset(name)
        return None if minutes is None else timezone(timedelta(minutes=minutes))
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def _from_numbers(match: re.Match[str], zone: tzinfo, origin: DateOrigin, text: str) -> PostDate | None:
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    if hour is None:
        return _make(int(year), int(month), int(day), None, zone, origin, text)
    clock = (int(hour), int(minute), int(second))
    offset = None
    if sign is not None:
        offset = int(hours) * 60 + int(minutes)
        if int(minutes) > 59 or offset >= 1440:
            return None
        offset = -offset if sign == "-" else offset
    return _make(int(year), int(month), int(day), clock, zone, origin, text, offset)


def _from_match(match: re.Match[str], zone: tzinfo, origin: DateOrigin, text: str) -> PostDate | None:
    found = match.groupdict()
    month = _MONTHS[found["name"][:3].lower()] if found.get("name") else int(found.get("month") or 1)
    clock, precision = _clock(found)
    if precision is None:
        precision = DatePrecision.DAY
        if not found.get("day"):
            named = found.get("month") or found.get("name")
            precision = DatePrecision.MONTH if named else DatePrecision.YEAR
    year, day = int(found["year"]), int(found.get("day") or 1)
    offset = None
    if found.get("zone"):
        offset = _named_offset(found["zone"].partition("(")[0].strip(), zone, year, month, day)
        if offset is None:
            return None
    return _make(year, month, day, clock, zone, origin, text, offset, precision)


def _clock(found: dict[str, str | None]) -> tuple[tuple[int, int, int] | None, DatePrecision | None]:
    if not found.get("hour"):
        return None, None
    hour, minute, second = (int(found.get(part) or 0) for part in ("hour", "minute", "second"))
    half = (found.get("half") or "").replace(".", "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    return (hour, minute, second), DatePrecision.SECOND if found.get("second") else DatePrecision.MINUTE


def _written_offset(text: str) -> int | None:
    match = _ZONE_OFFSET.match(text)
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    offset = int(hours) * 60 + int(minutes or 0)
    if offset >= 1440 or int(minutes or 0) > 59:
        return None
    return -offset if sign == "-" else offset


def _named_offset(name: str, zone: tzinfo, year: int, month: int, day: int) -> int | None:
    """Minutes east of UTC of what stands behind a time: an offset, or an abbreviation."""
    if name[-1].isdigit():
        return _written_offset(name)
    name = name.upper()
    try:
        noon = datetime(year, month, day, 12, tzinfo=zone)
    except ValueError:
        return None
    offset = noon.utcoffset()
    if noon.tzname() == name and offset is not None:  # CST is China's time for who is in China
        return round(offset.total_seconds() / 60)
    hours = _ABBREVIATIONS.get(name)
    return None if hours is None else hours * 60


def _make(
    year: int,
    month: int,
    day: int,
    clock: tuple[int, int, int] | None,
    zone: tzinfo,
    origin: DateOrigin,
    text: str,
    offset: int | None = None,
    precision: DatePrecision | None = None,
) -> PostDate | None:
    hour, minute, second = clock or (0, 0, 0)
    leap = 1 if second == 60 else 0
    try:
        local = datetime(year, month, day, hour, minute, second - leap)
    except ValueError:
        return None
    if offset is None:
        try:
            delta = zone.utcoffset(local if not isinstance(zone, timezone) else None)
        except OverflowError:
            return None
        offset = round(delta.total_seconds() / 60) if delta is not None else 0
    days = local.toordinal() - _EPOCH_DAY
    instant = days * 86400 + hour * 3600 + minute * 60 + second - offset * 60
    if precision is None:
        precision = DatePrecision.DAY if clock is None else DatePrecision.SECOND
    return PostDate(instant, offset, precision, origin, text)
