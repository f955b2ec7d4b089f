"""A post's metadata as the words of a header: what all generators know, and the rest under its own keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fonds.exporters.material import ExportPost
from fonds.model.post import CategoryPath, DatePrecision, FieldValue, Status
from fonds.text.yaml_quoting import quote_double, write_key, write_literal, write_scalar

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?\Z", re.ASCII)
_PLAIN_ADDRESS = re.compile(r"/(?!/)[^\s:?#%\\<>\"'|*{}\[\]\x00-\x1f]*\Z")
_ALIASES = ("aliases", "alias", "redirect_from")


@dataclass(slots=True)
class Words:
    """What a header is to say. ``slug`` and ``permalink`` are empty where the file's name says it, or where they cannot be
    had; ``aliases`` are other addresses on the site. ``rest`` are all other keys."""

    title: str
    moment: datetime | None
    day_only: bool
    draft: bool
    hidden: bool
    language: str
    slug: str
    permalink: str
    categories: tuple[CategoryPath, ...]
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    aliases: tuple[str, ...]
    rest: dict[str, FieldValue] = field(default_factory=dict)

    def date_text(self, gap: str = "T", *, colon: bool = True) -> str:
        """The date with its offset; the day alone where no more is known and the offset is none."""
        if self.moment is None:
            return ""
        if self.day_only:
            return self.moment.date().isoformat()
        text = self.moment.replace(microsecond=0).isoformat(sep=gap)
        return text if colon else f"{text[:-6]} {text[-6:-3]}{text[-2:]}"


def find_words(
    post: ExportPost,
    slug: str,
    permalink: str,
    taken: Collection[str],
    address: Callable[[str], str | None],
) -> Words:
    """The words for a post. ``taken`` are the keys (in small letters) that the header gives a meaning of its own; a
    further key of that name gets another one. ``address`` gives the new address of a file that a value names."""
    metadata = post.post.metadata
    date = metadata.date
    rest: dict[str, FieldValue] = {}
    aliases: tuple[str, ...] = ()
    for key, value in metadata.fields:
        found = _paths(value) if key.lower() in _ALIASES else ()
        if found:
            aliases = (*aliases, *found)
            continue
        name = key
        while name.lower() in taken or name in rest:
            name = f"source_{name}"
        rest[name] = _with_addresses(value, address)
    if metadata.permalink and not permalink:
        rest["source_permalink"] = metadata.permalink
    return Words(
        title=metadata.title or post.post.source_path,
        moment=date.moment,
        day_only=date.offset == 0 and date.precision not in (DatePrecision.SECOND, DatePrecision.MINUTE),
        draft=metadata.status is Status.DRAFT,
        hidden=metadata.status in (Status.UNPUBLISHED, Status.EXPIRED),
        language=metadata.language,
        slug=slug,
        permalink=permalink,
        categories=metadata.categories,
        tags=metadata.tags,
        authors=metadata.authors,
        aliases=tuple(dict.fromkeys(aliases)),
        rest=rest,
    )


def plain_address(permalink: str) -> str:
    """A permalink as an address that every generator takes; empty for a pattern, a remote one and the like."""
    address = permalink if permalink.startswith("/") else f"/{permalink}"
    plain = _PLAIN_ADDRESS.match(address) is not None and ".." not in address and address.strip("/")
    return address if plain and permalink else ""


def _paths(value: FieldValue) -> tuple[str, ...]:
    """Addresses on the site; nothing where the value holds anything else."""
    items = value if isinstance(value, list) else [value]
    texts = tuple(item for item in items if isinstance(item, str) and plain_address(item) == item)
    return texts if len(texts) == len(items) else ()


def _with_addresses(value: FieldValue, address: Callable[[str], str | None]) -> FieldValue:
    if isinstance(value, str):
        return address(value) or value
    if isinstance(value, list):
        return [_with_addresses(item, address) for item in value]
    if isinstance(value, dict):
        return {key: _with_addresses(item, address) for key, item in value.items()}
    return value


def flat_names(paths: Sequence[CategoryPath]) -> list[FieldValue]:
    """Every name of the categories once, for a generator that has no hierarchy."""
    return list[FieldValue](dict.fromkeys(name for path in paths for name in path))


def joined_names(paths: Sequence[CategoryPath]) -> list[FieldValue]:
    """Each category as one name, ``Sports/Baseball``."""
    return list[FieldValue](dict.fromkeys("/".join(path) for path in paths))


def is_number(text: str) -> bool:
    """Whether a text is a number that every reader reads alike and writes so again."""
    return _NUMBER.match(text) is not None


@dataclass(frozen=True, slots=True)
class Bare:
    """A value that stands as it is, without quotation marks."""

    text: str


def yaml_header(pairs: Mapping[str, FieldValue | Bare]) -> str:
    """The keys as YAML between dashes, in block form; lines end in LF."""
    return "".join(
        ("---\n", *(f"{write_key(key)}:{_yaml(value, '')}\n" for key, value in pairs.items()), "---\n")
    )


def _yaml(value: FieldValue | Bare, indent: str) -> str:
    """What stands behind a colon or a dash."""
    inner = indent + "  "
    if isinstance(value, Bare):
        return f" {value.text}"
    if isinstance(value, list):
        return "".join(f"\n{inner}-{_item(item, inner)}" for item in value) or " []"
    if isinstance(value, dict):
        pairs = (f"\n{inner}{write_key(key)}:{_yaml(item, inner)}" for key, item in value.items())
        return "".join(pairs) or " {}"
    if isinstance(value, str):
        if is_number(value):
            return f" {value}"
        literal = write_literal(value, inner, "\n") if "\n" in value else None
        return f" {literal}" if literal is not None else f" {write_scalar(value)}"
    return f" {write_scalar(value)}"


def _item(value: FieldValue, indent: str) -> str:
    """A list's item; a list or a table in it begins beside its dash."""
    if isinstance(value, (list, dict)) and value:
        return " " + _yaml(value, indent).lstrip()
    if isinstance(value, str) and "\n" in value:
        return f" {quote_double(value)}"
    return _yaml(value, indent)
