"""Which front-matter keys a sample of documents has, how often, and what they say: to choose from what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from fonds.model.accession import KeyUse
from fonds.model.post import FieldValue

MOST = 200
"""Names that are kept; a hostile source may have a new one in each file."""
_LONGEST = 80
_DEPTH = 3


class KeyCount:
    """Counts keys over documents. A key in a table counts as ``a.b``."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._examples: dict[str, str] = {}

    def add(self, values: Mapping[str, FieldValue]) -> None:
        """Count the keys of one document."""
        for name, value in _leaves(values, "", 0):
            self._counts[name] += 1
            if not self._examples.get(name):
                self._examples[name] = _shown(value)

    def uses(self) -> tuple[KeyUse, ...]:
        """The keys, the most frequent first."""
        return tuple(
            KeyUse(name, count, self._examples[name]) for name, count in self._counts.most_common(MOST)
        )


def _leaves(values: Mapping[str, FieldValue], head: str, depth: int) -> Iterator[tuple[str, FieldValue]]:
    for key, value in values.items():
        if isinstance(value, dict) and value and depth < _DEPTH:
            yield from _leaves(value, f"{head}{key}.", depth + 1)
        else:
            yield f"{head}{key}", value


def _shown(value: FieldValue) -> str:
    if isinstance(value, list):
        text = ", ".join(filter(None, map(_shown, value[:8])))
    elif isinstance(value, bool):
        text = "true" if value else "false"
    else:
        text = value if isinstance(value, str) else ""
    line = " ".join(text[: _LONGEST * 4].split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
