"""Bulk operations that change how front matter is written: names of keys, types of values, the form of dates, missing
titles, what had to be repaired. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from fonds.model.bulk_edit import FIELDS, HEADER, ChangeType, RenameKey, ValueChange, ValueType
from fonds.model.errors import UserError
from fonds.model.post import DateOrigin, DatePrecision, FieldValue, PostDate
from fonds.model.revision import HeaderForm
from fonds.text.date_forms import has_offset
from fonds.text.dates import parse_date
from fonds.text.front_matter import DocumentParts
from fonds.text.header_form import with_form
from fonds.text.headings import find_heading

_YES = frozenset({"yes", "true", "on", "y", "1", "是"})
_NO = frozenset({"no", "false", "off", "n", "0", "否"})
_CLOCKS = {DatePrecision.SECOND: "seconds", DatePrecision.MINUTE: "minutes"}


def check_form(operation: RenameKey | ChangeType) -> None:
    """Raise UserError, with the field, for what could not be done to any post."""
    if isinstance(operation, RenameKey):
        name = operation.name
        if not name.strip() or name != name.strip() or "\n" in name:
            raise UserError("A key needs a name, without blanks around it.", field="field")
        if operation.field == name:
            raise UserError("“{key}” is called that already.", field="field", key=name)
    elif operation.field in FIELDS:
        raise UserError("“{field}” has a type of its own.", field=operation.field)


def renamed(fields: Mapping[str, FieldValue], old: str, new: str) -> dict[str, FieldValue]:
    """Further keys with one called otherwise, in its place."""
    if new in fields:
        return {key: value for key, value in fields.items() if key != old}
    return {new if key == old else key: value for key, value in fields.items()}


def typed(name: str, value: FieldValue, kind: ValueType) -> FieldValue:
    """A value as another type. Raises UserError where it cannot be said so."""
    match kind:
        case ValueType.LIST:
            if isinstance(value, (str, bool)):
                return [_text(value)]
            if isinstance(value, list):
                return value
        case ValueType.TEXT:
            if isinstance(value, list) and not value:
                return ""
            if isinstance(value, list) and len(value) == 1:
                value = value[0]
            if isinstance(value, (str, bool)):
                return _text(value)
        case ValueType.TRUTH:
            word = value.strip().casefold() if isinstance(value, str) else ""
            if isinstance(value, bool) or word in _YES or word in _NO:
                return value if isinstance(value, bool) else word in _YES
    raise UserError("What “{key}” says cannot be said as that type.", field=name, key=name)


def _text(value: str | bool) -> str:
    return value if isinstance(value, str) else "true" if value else "false"


def uniform(date: PostDate, zone: tzinfo, *, joined: bool) -> str | None:
    """The text of a date of the front matter in the usual form; None for any other, and one that is in it already."""
    here = parse_date(date.text, zone, date.origin) if date.text else None
    if here is None or here.moment is None or date.origin is not DateOrigin.FRONT_MATTER:
        return None
    clock: datetime = here.moment.replace(tzinfo=None)
    if here.precision is DatePrecision.DAY:
        made = f"{clock.date().isoformat()}"
    elif here.precision in _CLOCKS:
        made = clock.isoformat("T" if joined else " ", _CLOCKS[here.precision])
    else:
        return None
    if has_offset(date.text):
        offset = here.moment.strftime("%z")[:5]
        made += f"{offset[:3]}:{offset[3:]}" if joined else f" {offset}"
    again = parse_date(made, zone, date.origin)
    facts = (here.instant, here.offset, here.precision)
    if again is None or (again.instant, again.offset, again.precision) != facts:
        raise UserError("The date cannot be written in the usual form.", field="date")
    return None if made == date.text else made


def title_of(body: str, suffix: str, shown: str) -> str:
    """The first heading of a text, or the title that is shown in its place."""
    return find_heading(body, suffix) or shown


def form_changes(
    parts: DocumentParts, form: HeaderForm, *, plain_backslashes: bool
) -> tuple[ValueChange, ...]:
    """The lines of the front matter that another form changes, before and after."""
    made = with_form(parts, form, plain_backslashes=plain_backslashes)
    before, after = parts.header.splitlines(), made.header.splitlines()
    if len(before) != len(after):
        gone = [line for line in before if line not in after]
        return tuple(ValueChange(HEADER, line, "") for line in gone)
    return tuple(ValueChange(HEADER, old, new) for old, new in zip(before, after, strict=True) if old != new)
