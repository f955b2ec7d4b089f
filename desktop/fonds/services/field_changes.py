"""What a person changed, under the keys that were chosen to feed the fields: the inverse of ``importers/field_keys.py``.

The dialects word their changes for the keys that a generator knows; here these become the file's own. A field whose
chosen key a document lacks is written where it is read from, and under the chosen key if it is read from nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace

from fonds.importers.field_keys import KeyPath, cut_terms, feed_values, find_key, own_keys, value_at
from fonds.importers.interface import SiteSettings
from fonds.model.post import FieldValue
from fonds.model.revision import MetadataEdit
from fonds.services.header_changes import Change

Header = Mapping[str, FieldValue]
_TERMS = frozenset({"categories", "tags", "authors"})
_SEPARATORS = (", ", "，", "；", "、", "; ", ",", ";")


class ChosenKeys:
    """One edit of a header with the values ``header``. ``seen`` is the header as the generator sees it; ``edit`` what
    the dialects are to word, without the further fields whose names they would take for others."""

    def __init__(self, header: Header, edit: MetadataEdit, site: SiteSettings) -> None:
        self._header = header
        self._defaults: frozenset[str] = frozenset()
        fed = feed_values(header, site)
        self._paths = dict(fed.paths)
        self._fields = {name: own_keys(site.generator, name) for name in fed.fields}
        self.seen: dict[str, FieldValue] = dict(fed.values)
        self.seen |= {key: value_at(header, path) for key, path in fed.paths.items()}
        for name, key in site.field_keys:
            if name not in self._fields and not self._is_read(own_keys(site.generator, name)):
                own = own_keys(site.generator, name)
                self._fields[name] = own
                self._paths[own[0]] = find_key(header, key) or tuple(key.split("."))
                self.seen = {key: value for key, value in self.seen.items() if key.lower() not in own}
                self.seen[own[0]] = None
        names = {key for keys in self._fields.values() for key in keys}
        self._apart = [(key, value) for key, value in edit.fields if key.lower() in names]
        rest = tuple(pair for pair in edit.fields if pair not in self._apart)
        self.edit = replace(edit, fields=rest) if self._apart else edit

    def _is_read(self, keys: Sequence[str]) -> bool:
        return any(value is not None for key, value in self._header.items() if key.lower() in keys)

    def defaults(self, defaults: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
        """A site's defaults, without those that a chosen key stands before."""
        self._defaults = frozenset(defaults)
        taken = {key for keys in self._fields.values() for key in keys}
        return {key: value for key, value in defaults.items() if key not in taken}

    def in_file(self, changes: Sequence[Change]) -> list[Change]:
        """The changes under the keys of the file; of a table that holds such a key, its whole new value."""
        found: dict[str, FieldValue] = {}
        for key, value in changes:
            keys = next((keys for keys in self._fields.values() if key in keys), None)
            if keys is None:
                found[key] = value
            elif key == keys[0] or value is not None:
                path = self._paths[keys[0]]
                self._set(found, path, self._worded(keys, path, value))
        for key, value in self._apart:
            found[key] = value
        return list(found.items())

    def _worded(self, keys: Sequence[str], path: KeyPath, value: FieldValue) -> FieldValue:
        """A value in the style of the file; nothing is an empty value where the generator would read another key then."""
        if value is None:
            others = {key for key in keys if key in self._defaults} or {
                key
                for key, other in self._header.items()
                if key.lower() in keys and key != path[0] and other is not None
            }
            if not others:
                return None
            return [] if keys[0] in _TERMS else ""
        old = value_at(self._header, path)
        if isinstance(value, list) and not _holds_table(old):
            value = [_plain_name(item) for item in value]
        if not isinstance(old, str) or not isinstance(value, list):
            return value
        names = [item for item in value if isinstance(item, str)]
        separator = next((mark for mark in _SEPARATORS if mark in old), ", ")
        fits = len(names) == len(value) and all(cut_terms(name) == [name] for name in names)
        return separator.join(names) if fits else value

    def _set(self, found: dict[str, FieldValue], path: KeyPath, value: FieldValue) -> None:
        if len(path) == 1:
            found[path[0]] = value
            return
        old = found.get(path[0], self._header.get(path[0]))
        whole: dict[str, FieldValue] = deepcopy(old) if isinstance(old, dict) else {}
        table = whole
        for key in path[1:-1]:
            inner = table.get(key)
            table[key] = inner if isinstance(inner, dict) else {}
            table = table[key]  # type: ignore[assignment]
        if value is None:
            table.pop(path[-1], None)
        else:
            table[path[-1]] = value
        found[path[0]] = whole or None


def _holds_table(value: FieldValue) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_holds_table, value)))


def _plain_name(item: FieldValue) -> FieldValue:
    """What a dialect would write as a table with nothing but a name."""
    return item["name"] if isinstance(item, dict) and list(item) == ["name"] else item
