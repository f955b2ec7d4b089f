"""Which front-matter key feeds which field, where a person chose another than the generator's own.

The generator is shown the chosen key under its own name, and none of its own keys for that field; what it leaves among
the further fields comes back under the file's names. A document without the chosen key is read by the generator's rules,
and so are all other fields: a key of theirs that is chosen for one more feeds both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from fonds.importers.interface import Document, Generator, Interpretation, SiteSettings
from fonds.model.post import FieldValue

KeyPath = tuple[str, ...]
"""A key of the first level, or the way to one in a table."""

_OWN_KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "date": ("date",),
    "slug": ("slug",),
    "permalink": ("permalink",),
    "language": ("lang", "language"),
    "categories": ("categories", "category"),
    "tags": ("tags", "tag"),
    "authors": ("authors", "author"),
}
"""The keys that the generators look for; what is fed to a field goes under the first, and the others are not seen."""
_OTHERWISE = {
    ("pelican", "categories"): ("category", "categories"),
    ("pandoc", "tags"): ("tags", "tag", "keywords"),
}

FIELDS = tuple(_OWN_KEYS)
"""The fields that a key can be chosen for."""
_TERMS = frozenset({"categories", "tags", "authors"})
_CUT = re.compile(r"[,，;；、\n]")


def own_keys(generator: str, name: str) -> tuple[str, ...]:
    """The keys that a field is read from by a generator itself; what feeds the field is shown under the first."""
    return _OTHERWISE.get((generator, name), _OWN_KEYS[name])


def find_key(values: Mapping[str, FieldValue], key: str) -> KeyPath | None:
    """Where a key stands: as it is written, or in other capitals, or ``a.b`` as the key b of the table a."""
    if key in values:
        return (key,)
    small = key.casefold()
    for name in values:
        if name.casefold() == small:
            return (name,)
    head, dot, rest = key.partition(".")
    table = values.get(head)
    if dot and isinstance(table, dict):
        inner = find_key(table, rest)
        return None if inner is None else (head, *inner)
    return None


def value_at(values: Mapping[str, FieldValue], path: KeyPath) -> FieldValue:
    """The value at the end of a path; None where it leads nowhere."""
    value = values.get(path[0])
    for key in path[1:]:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def cut_terms(text: str) -> list[str]:
    """A text under a chosen key as terms: cut at commas and semicolons, never at spaces."""
    return [term for term in map(str.strip, _CUT.split(text)) if term]


@dataclass(frozen=True, slots=True)
class FedValues:
    """A header as the generator is to see it. ``paths`` leads from the keys that it sees instead of others to where
    their values stand in the file, ``hidden`` are the file's values that it does not see."""

    values: dict[str, FieldValue]
    paths: dict[str, KeyPath] = field(default_factory=dict)
    hidden: dict[str, FieldValue] = field(default_factory=dict)
    fields: tuple[str, ...] = ()


def feed_values(values: Mapping[str, FieldValue], site: SiteSettings) -> FedValues:
    """A header's values with the chosen keys in the place of the generator's own."""
    fed: dict[str, KeyPath] = {}
    for name, key in site.field_keys:
        path = find_key(values, key) if name in _OWN_KEYS else None
        if path is not None and value_at(values, path) is not None:
            fed[name] = path
    if not fed:
        return FedValues(dict(values))
    taken = {path[0] for path in fed.values() if len(path) == 1}
    own = {key for name in fed for key in own_keys(site.generator, name)}
    shared = {key for name in FIELDS for key in own_keys(site.generator, name)} - own
    seen = {
        key: value
        for key, value in values.items()
        if key.lower() in shared or (key not in taken and key.lower() not in own)
    }
    hidden = {key: value for key, value in values.items() if key not in taken and key.lower() in own}
    paths: dict[str, KeyPath] = {}
    for name, path in fed.items():
        key = own_keys(site.generator, name)[0]
        seen[key] = _as_terms(value_at(values, path), key, site.generator)
        paths[key] = path
    return FedValues(seen, paths, hidden, tuple(fed))


def _as_terms(value: FieldValue, key: str, generator: str) -> FieldValue:
    if key not in _TERMS or not isinstance(value, str):
        return value
    terms = cut_terms(value)
    if key == "categories" and generator == "hexo":  # where a flat list is one line of descent
        return [[term] for term in terms]
    return list[FieldValue](terms)


def interpret_fed(generator: Generator, document: Document, site: SiteSettings) -> Interpretation:
    """What a generator makes of a document whose fields may be fed from other keys than its own."""
    if not site.field_keys:
        return generator.interpret(document, site)
    values = dict(document.header.values)
    fed = feed_values(values, site)
    if not fed.paths:
        return generator.interpret(document, site)
    header = replace(
        document.header, values=tuple(fed.values.items()), lines=_lines(document.header.lines, fed, site)
    )
    found = generator.interpret(replace(document, header=header), site)
    fields = _file_fields(found.metadata.fields, values, fed)
    return replace(found, metadata=replace(found.metadata, fields=fields))


def _lines(lines: Mapping[str, int], fed: FedValues, site: SiteSettings) -> dict[str, int]:
    """Where the keys stand that the generator sees. Its own keys count as given, so that no default takes their place."""
    seen = {key: line for key, line in lines.items() if key in fed.values}
    for name in fed.fields:
        keys = own_keys(site.generator, name)
        seen |= dict.fromkeys(keys, lines.get(fed.paths[keys[0]][0], 0))
    return seen


def _file_fields(
    fields: Iterable[tuple[str, FieldValue]], values: Mapping[str, FieldValue], fed: FedValues
) -> tuple[tuple[str, FieldValue], ...]:
    """The further fields under the file's names and in its order; what stands in a table stays there."""
    further = dict(fed.hidden)
    for key, value in fields:
        path = fed.paths.get(key)
        if path is None:
            further[key] = value
        elif len(path) == 1:
            further[path[0]] = values[path[0]]
    places = {key.lower(): place for place, key in enumerate(values)}
    return tuple(sorted(further.items(), key=lambda item: places.get(item[0].lower(), len(places))))
