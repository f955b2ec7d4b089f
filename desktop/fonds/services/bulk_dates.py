"""Dates with another clock or an offset, in the words of their file: only their digits change, or an offset is added.

Whatever is written is read again: a date whose style cannot say it is written anew in ISO's.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from fonds.model.errors import UserError
from fonds.model.post import DateOrigin, DatePrecision, PostDate
from fonds.text.dates import find_zone, parse_date

_DIGITS = re.compile(r"\d+")
_TIMED = (DatePrecision.MINUTE, DatePrecision.SECOND)
_ELSEWHERE = timezone(timedelta(hours=13, minutes=37))
_DAY = 86_400


def zone_named(name: str) -> tzinfo:
    """The zone of that name or offset. Raises UserError when there is none."""
    zone = find_zone(name)
    if zone is None:
        raise UserError(
            "“{value}” is no time zone: +08:00 or Asia/Shanghai, for example.", field="date", value=name
        )
    return zone


def with_zone(date: PostDate, zone: tzinfo) -> str | None:
    """The text of a date with its clock's offset in ``zone``; None for a date that needs none. Raises UserError where
    there is no clock that an offset could stand beside."""
    if date.instant is None or date.origin is DateOrigin.FILE_TIME or _has_offset(date.text):
        return None
    here = parse_date(date.text, zone, date.origin)
    if date.precision not in _TIMED or here is None or here.moment is None:
        raise UserError("The date has no time of day that an offset could stand beside.", field="date")
    written = here.moment.strftime("%z")[:5]
    text = date.text.rstrip()
    for made in (
        f"{text}{written[:3]}:{written[3:]}" if "T" in text else f"{text} {written}",
        _iso(here),
    ):
        if _reads_as(made, here) and _has_offset(made):
            return made
    raise UserError("The date cannot be written with an offset.", field="date")


def shifted(date: PostDate, seconds: int, zone: tzinfo) -> str | None:
    """The text of a date whose clock is moved by so many seconds; None where there is no date. ``zone`` is that of
    clocks without an offset. Raises UserError where the date is not that fine."""
    here = parse_date(date.text, zone, date.origin) if date.text else None
    if date.instant is None or here is None or here.moment is None:
        return None
    if date.precision not in _TIMED and (date.precision is not DatePrecision.DAY or seconds % _DAY):
        raise UserError("The date is not known closely enough to be moved by that.", field="date")
    try:
        clock = here.moment.replace(tzinfo=None) + timedelta(seconds=seconds)
    except OverflowError:
        raise UserError("There is no such date.", field="date") from None
    for made in (_with_digits(date.text, here.moment.replace(tzinfo=None), clock), _plain(date, clock)):
        found = parse_date(made, zone, date.origin) if made else None
        if found is not None and found.moment is not None and found.precision is date.precision:
            kept = found.moment.replace(tzinfo=None) == clock and _has_offset(made) == _has_offset(date.text)
            if kept and (found.offset == here.offset or not _has_offset(made)):
                return made
    raise UserError("The date cannot be moved in the way it is written.", field="date")


def _has_offset(text: str) -> bool:
    """Whether a text says its offset: it means the same moment wherever it is read."""
    here, there = (parse_date(text, zone, DateOrigin.ENTERED) for zone in (UTC, _ELSEWHERE))
    return here is not None and there is not None and here.instant == there.instant


def _reads_as(text: str, date: PostDate) -> bool:
    found = parse_date(text, UTC, date.origin)
    return found is not None and (found.instant, found.offset) == (date.instant, date.offset)


def _iso(date: PostDate) -> str:
    moment = date.moment
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M:%S %z")


def _plain(date: PostDate, clock: datetime) -> str:
    """The usual way to write a date of this precision."""
    offset = ""
    if _has_offset(date.text) and date.moment is not None:
        offset = f" {date.moment.strftime('%z')[:5]}"
    if date.precision is DatePrecision.DAY:
        return f"{clock:%Y-%m-%d}{offset}"
    return (
        f"{clock:%Y-%m-%d %H:%M:%S}{offset}"
        if date.precision is DatePrecision.SECOND
        else (f"{clock:%Y-%m-%d %H:%M}{offset}")
    )


def _with_digits(text: str, before: datetime, after: datetime) -> str:
    """The text with the numbers of its date replaced in their places, where all are found in their usual order."""
    old, new = _numbers(before), _numbers(after)
    pieces: list[str] = []
    end = place = 0
    for match in _DIGITS.finditer(text):
        if place == len(old) or int(match.group()) != old[place]:
            break
        pieces += [text[end : match.start()], str(new[place]).zfill(len(match.group()))]
        end = match.end()
        place += 1
    return "".join([*pieces, text[end:]]) if place >= 3 else ""


def _numbers(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
