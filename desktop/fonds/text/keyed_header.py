"""Reading and changing ``Key: value`` headers, as Pelican and MultiMarkdown write them. Keys count in any case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fonds.model.post import FieldValue
from fonds.model.problems import Problem, ProblemKind
from fonds.text.front_matter import count_lines
from fonds.text.keyed_lines import find_entries
from fonds.text.yaml_header import HeaderReading

_LISTS = frozenset({"tags", "tag", "keywords", "authors", "author", "categories"})
_WORDS: dict[str, bool] = {"true": True, "false": False}


def read_keyed_header(header: str, *, first_line: int) -> HeaderReading:
    """Read ``Key: value`` lines; the keys stay as they are written. A value of several lines is a list where a key
    holds terms, else a text of as many lines. Terms under a key that stands more than once are gathered; of other such
    keys the last counts."""
    gathered: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    spelled: dict[str, str] = {}
    entries, _ = find_entries(header)
    position, line = 0, first_line
    for entry in entries:
        line += count_lines(header[position : entry.start])
        position = entry.start
        key = spelled.setdefault(entry.key.lower(), entry.key)
        if key in gathered and key.lower() not in _LISTS:
            problems.append(Problem(ProblemKind.DUPLICATE_KEY, "", line, (("key", entry.key),)))
            del gathered[key]
        gathered.setdefault(key, [])
        gathered[key] += entry.lines
        lines[key] = line
    values = tuple((key, _value(key, written)) for key, written in gathered.items())
    return HeaderReading(values, tuple(problems), effective_text=header, lines=lines)


def keyed_values(header: str, wanted: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """Values as such a header can say them: under its own spelling of the keys, and a list as one text."""
    keys = [entry.key for entry in find_entries(header)[0]]
    spelled = {key.lower(): key for key in reversed(keys)}
    capital = bool(keys) and keys[0][0].isupper()
    return {
        spelled.get(key.lower(), key.capitalize() if capital else key): (
            _joined(value) if isinstance(value, list) else value
        )
        for key, value in wanted.items()
    }


def edit_keyed(header: str, wanted: Mapping[str, FieldValue], line_end: str) -> str | None:
    """The header with keys set; None takes a key's lines out. None for a value that it cannot say."""
    for key, value in wanted.items():
        text = _written(value)
        if value is not None and text is None:
            return None
        same = [entry for entry in find_entries(header)[0] if entry.key.lower() == key.lower()]
        for entry in reversed(same[:-1] if value is not None else same):
            header = header[: entry.start] + header[entry.end :]
        if text is None:
            continue
        spoken = f"{line_end}    ".join(text.split("\n"))
        if same:
            entry = next(
                entry for entry in reversed(find_entries(header)[0]) if entry.key.lower() == key.lower()
            )
            blank = " " if entry.value_start and header[entry.value_start - 1] == ":" and spoken else ""
            header = header[: entry.value_start] + blank + spoken + header[entry.value_end :]
        else:
            if header and header[-1] not in "\r\n":
                header += line_end
            header += f"{key}: {spoken}".rstrip() + line_end
    return header


def terms_text(names: Sequence[str]) -> str:
    """Terms as one text: by commas, or by semicolons (also behind a single one) when a term holds a comma."""
    if any("," in name for name in names):
        return "; ".join(names) + (";" if len(names) == 1 else "")
    return ", ".join(names)


def _value(key: str, lines: list[str]) -> FieldValue:
    if not lines:
        return None
    if len(lines) == 1:
        return _WORDS.get(lines[0], lines[0])
    return list[FieldValue](lines) if key.lower() in _LISTS else "\n".join(lines)


def _joined(value: list[FieldValue]) -> FieldValue:
    names = [item for item in value if isinstance(item, str) and item.strip()]
    if len(names) < sum(item is not None for item in value):
        return value  # what is no list of texts cannot be said
    return terms_text(names)


def _written(value: FieldValue) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return None
    lines = value.split("\n")
    fits = all(line == line.strip() for line in lines) and (len(lines) == 1 or all(lines))
    return value if fits and "\r" not in value else None
