"""Operations on a post's values: what the values would be afterwards. Pure; how they are written is ``rewriting``'s."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from fonds.model.bulk_edit import (
    BODY,
    AddNames,
    AttachZone,
    BulkOperation,
    ChangeType,
    JoinNames,
    MapValues,
    MendHeader,
    MoveCategory,
    RemoveField,
    RemoveNames,
    RenameKey,
    ReplaceText,
    SetValue,
    ShiftDate,
    SplitNames,
    TitleFromText,
    UniformDates,
)
from fonds.model.errors import UserError
from fonds.model.post import CategoryPath, FieldValue, PostDate, PostMetadata, Status
from fonds.model.revision import HeaderForm, MetadataEdit
from fonds.services.bulk_dates import shifted, with_zone, zone_named
from fonds.services.bulk_forms import check_form, renamed, title_of, typed, uniform
from fonds.services.bulk_shown import PATH_MARK, as_text, is_names, joined_path
from fonds.services.header_changes import check_settable
from fonds.text.replacing import check_replacement, replace_in

_SINGLE = ("title", "date", "slug", "status", "language")
_TRUTH: dict[str, FieldValue] = {"true": True, "false": False}
Names = tuple[str, ...]


def check_operations(operations: Sequence[BulkOperation]) -> None:
    """Raise UserError, with the field, for what could not be done to any post."""
    if not operations:
        raise UserError("Nothing was chosen to be done.")
    for operation in operations:
        _check(operation)


def _check(operation: BulkOperation) -> None:
    match operation:
        case AttachZone(zone):
            zone_named(zone)
        case ReplaceText(name, find, replacement, is_regex, match_case):
            _check_name(name)
            if name == "status":
                raise UserError(
                    "The status is one of a few words: set it, or map one to another.", field=name
                )
            check_replacement(find, replacement, is_regex=is_regex, match_case=match_case)
        case AddNames(name) | RemoveNames(name) | SplitNames(name) | JoinNames(name):
            _check_name(name)
            if name in _SINGLE:
                raise UserError("“{field}” holds one value, not several names.", field=name)
        case SetValue("status", (value,)):
            _status(value)
        case MapValues(name, pairs):
            _check_name(name)
            for _, new in pairs if name == "status" else ():
                _status(new)
        case SetValue(name, values):
            _check_name(name)
            if name in _SINGLE and len(values) > 1:
                raise UserError("“{field}” holds one value, not several names.", field=name)
            if name == "status":
                raise UserError("A status cannot be empty.", field=name)
        case RemoveField(name):
            _check_name(name)
            if name == "status":
                raise UserError("A status cannot be empty.", field=name)
        case MoveCategory(source):
            if not source:
                raise UserError("Which category is to be moved is not said.", field="categories")
        case RenameKey() | ChangeType():
            _check_name(operation.field)
            check_form(operation)
        case ShiftDate() | UniformDates() | TitleFromText() | MendHeader():
            pass


def _check_name(name: str) -> None:
    if not name.strip():
        raise UserError("A field needs a name.", field="field")


def _status(text: str) -> Status:
    try:
        status = Status(text.strip().casefold())
    except ValueError:
        raise UserError("“{value}” is no status.", field="status", value=text) from None
    check_settable(status)
    return status


@dataclass(slots=True)
class Values:
    """A post's values while operations are done to them, one after the other. ``zone`` is that of dates without an
    offset, ``suffix`` the ending of the file's name; ``titled``: the file says a title. ``places`` counts the
    replacements in the body; ``said`` are fields to be written though what is shown stays."""

    metadata: PostMetadata
    body: str
    zone: tzinfo
    suffix: str = ""
    titled: bool = True
    single: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[Names, ...]] = field(default_factory=dict)
    fields: dict[str, FieldValue] = field(default_factory=dict)
    places: int = 0
    form: HeaderForm = field(default_factory=HeaderForm)
    said: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        metadata = self.metadata
        self.single = {
            "title": metadata.title,
            "date": metadata.date.text,
            "slug": metadata.slug,
            "status": metadata.status.value,
            "language": metadata.language,
        }
        self.lists = {
            "categories": metadata.categories,
            "tags": tuple((name,) for name in metadata.tags),
            "authors": tuple((name,) for name in metadata.authors),
        }
        self.fields = dict(metadata.fields)

    # What operations do

    def apply(self, operation: BulkOperation) -> None:
        """Do one operation. Raises UserError where this post's values do not allow it."""
        match operation:
            case SetValue(name, values):
                self._set(name, values)
            case RemoveField(name):
                self._set(name, ())
            case AddNames(name, names):
                self._change_names(name, lambda old: [*old, *(_entry(name, text) for text in names)])
            case RemoveNames(name, names):
                gone = {_entry(name, text) for text in names} | {(text,) for text in names}
                self._change_names(name, lambda old: [entry for entry in old if entry not in gone])
            case MapValues(name, pairs):
                self._map(name, dict(pairs))
            case SplitNames(name, separators):
                cut = re.compile(f"[{re.escape(separators)}]") if separators else None
                self._change_names(name, lambda old: [part for entry in old for part in _parts(entry, cut)])
            case JoinNames(name, separator):
                self._change_names(
                    name, lambda old: [(separator.join(map(joined_path, old)),)] if len(old) > 1 else old
                )
            case MoveCategory(source, target):
                self.lists["categories"] = _unique(
                    target + path[len(source) :] if path[: len(source)] == source else path
                    for path in self.lists["categories"]
                    if target or path[: len(source)] != source
                )
            case ReplaceText(name):
                self._replace(operation)
            case ShiftDate(seconds):
                self._put_date(shifted(self._date(), seconds, self.zone))
            case AttachZone(zone):
                self._put_date(with_zone(self._date(), zone_named(zone)))
            case UniformDates(joined):
                self._put_date(uniform(self._date(), self.zone, joined=joined))
            case RenameKey(name, new):
                self.form = replace(self.form, renames=(*self.form.renames, (name, new)))
                self.fields = renamed(self.fields, name, new)
            case ChangeType(name, kind):
                if self.fields.get(name) is not None:
                    self.fields[name] = typed(name, self.fields[name], kind)
            case TitleFromText() if not self.titled:
                self.single["title"] = title_of(self.body, self.suffix, self.metadata.title)
                self.said.add("title")
            case MendHeader():
                self.form = replace(self.form, mended=True)

    def _set(self, name: str, values: Names) -> None:
        if name == BODY:
            self.body = values[0] if values else ""
        elif name in self.lists:
            self.lists[name] = _unique(_entry(name, text) for text in values)
        elif name == "status":
            self.single[name] = _status(values[0]).value
        elif name in self.single:
            self.single[name] = values[0] if values else ""
        elif len(values) > 1:
            self.fields[name] = list(values)
        else:
            self.fields[name] = _TRUTH.get(values[0], values[0]) if values else None

    def _change_names(self, name: str, change: Callable[[list[Names]], list[Names]]) -> None:
        if name in self.lists:
            self.lists[name] = _unique(change(list(self.lists[name])))
            return
        old = self.fields.get(name)
        listed = _names_in(old)
        if listed is None:
            raise UserError("“{field}” holds no names here.", field=name)
        new = [entry[0] for entry in _unique(change([(text,) for text in listed]))]
        if new == listed:
            return
        if len(new) > 1 or (new and isinstance(old, list)):
            self.fields[name] = list[FieldValue](new)
        else:
            self.fields[name] = new[0] if new else None

    def _map(self, name: str, pairs: dict[str, str]) -> None:
        if name == BODY:
            self.body = pairs.get(self.body, self.body)
        elif name == "categories":
            mapped = {_entry(name, old): _entry(name, new) for old, new in pairs.items()}
            self._change_names(name, lambda old: [mapped.get(entry, entry) for entry in old])
        elif name in self.single:
            self.single[name] = pairs.get(self.single[name], self.single[name])
        elif name in self.lists or isinstance(self.fields.get(name), list):
            self._change_names(name, lambda old: [(pairs.get(entry[0], entry[0]),) for entry in old])
        elif name in self.fields:
            old = as_text(self.fields[name])
            if old in pairs:
                self._set(name, (pairs[old],) if pairs[old] else ())

    def _replace(self, wanted: ReplaceText) -> None:
        def changed(text: str) -> str:
            return replace_in(
                text, wanted.find, wanted.replacement, is_regex=wanted.regex, match_case=wanted.match_case
            )[0]

        name = wanted.field
        if name == BODY:
            self.body, places = replace_in(
                self.body,
                wanted.find,
                wanted.replacement,
                is_regex=wanted.regex,
                match_case=wanted.match_case,
            )
            self.places += places
        elif name in self.lists:
            self.lists[name] = _unique(tuple(map(changed, entry)) for entry in self.lists[name])
        elif name in self.single:
            self.single[name] = changed(self.single[name])
        elif name in self.fields:
            self.fields[name] = _in_texts(self.fields[name], changed)

    def _date(self) -> PostDate:
        from fonds.text.dates import parse_date

        date = self.metadata.date
        if self.single["date"] == date.text:
            return date
        return parse_date(self.single["date"], self.zone, date.origin) or PostDate()

    def _put_date(self, text: str | None) -> None:
        if text is not None:
            self.single["date"] = text

    # What came of it

    def edit(self) -> MetadataEdit:
        """What differs from the metadata at the beginning."""
        before = Values(self.metadata, "", self.zone)
        for old, new in self.form.renames:
            before.fields = renamed(before.fields, old, new)
        changed = {
            name: value
            for name, value in self.single.items()
            if value != before.single[name] or (name in self.said and value)
        }
        names = {name: value for name, value in self.lists.items() if value != before.lists[name]}
        status = changed.get("status")
        return MetadataEdit(
            title=changed.get("title"),
            date_text=changed.get("date"),
            slug=changed.get("slug"),
            status=None if status is None else Status(status),
            language=changed.get("language"),
            categories=names.get("categories"),
            tags=_flat(names.get("tags")),
            authors=_flat(names.get("authors")),
            fields=tuple(
                (key, value)
                for key, value in self.fields.items()
                if not _same(value, before.fields.get(key))
                and not (value is None and key not in before.fields)
            ),
        )


def category_path(text: str) -> CategoryPath:
    """A path from its text: ``Sports / Baseball`` or ``Sports/Baseball``."""
    mark = PATH_MARK if PATH_MARK in text else "/"
    return tuple(part for part in (part.strip() for part in text.split(mark)) if part)


def _entry(name: str, text: str) -> Names:
    return category_path(text) if name == "categories" else (text.strip(),)


def _parts(entry: Names, cut: re.Pattern[str] | None) -> list[Names]:
    if cut is None:
        return [entry]
    return [(*entry[:-1], part.strip()) for part in cut.split(entry[-1])]


def _unique(entries: Iterable[Names]) -> tuple[Names, ...]:
    """Each entry once, without empty names."""
    kept = (tuple(name for name in entry if name) for entry in entries)
    return tuple(dict.fromkeys(entry for entry in kept if entry))


def _flat(entries: tuple[Names, ...] | None) -> Names | None:
    return None if entries is None else tuple(entry[0] for entry in entries)


def _names_in(value: FieldValue) -> list[str] | None:
    """The names that a further key holds; None where it holds something else."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and is_names(value):
        return [str(item) for item in value]
    return None


def _same(one: FieldValue, other: FieldValue) -> bool:
    return type(one) is type(other) and one == other


def _in_texts(value: FieldValue, change: Callable[[str], str]) -> FieldValue:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_in_texts(item, change) for item in value]
    if isinstance(value, dict):
        return {key: _in_texts(item, change) for key, item in value.items()}
    return value
