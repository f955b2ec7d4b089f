"""Finding in one text: plain words or regular expressions, what stands in their places, and always an end.

Rule: an expression is only run with a limit of time and without the interpreter's lock, so that nobody waits for one
that never ends (``(a+)+b``). The dialect is that of Python's ``re``, as the ``regex`` library reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.text.segmentation import UNSPACED

if TYPE_CHECKING:
    import regex

SECONDS = 2.0
"""For so long one expression may search one text."""
MOST = 100_000
"""Hits beyond which none is looked for."""
_EDGE = f"[^\\W{UNSPACED}]"
"""What goes on with a word: Chinese characters stand beside one another without making one word."""

Span = tuple[int, int]
Replacement = tuple[int, int, str]


class WrongPattern(Exception):
    """An expression, or what shall stand in its places, is wrong: at which character from 0, and why."""

    def __init__(self, reason: str, place: int | None = None, *, replacement: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place
        self.replacement = replacement


@dataclass(frozen=True, slots=True)
class FindRequest:
    """What is looked for, and how."""

    find: str = ""
    is_regex: bool = False
    match_case: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The places that were found. ``cut``: there are more than MOST. ``late``: the time was over before the end."""

    spans: tuple[Span, ...] = ()
    cut: bool = False
    late: bool = False


def find_all(text: str, request: FindRequest, start: int = 0, end: int | None = None) -> Found:
    """All places in a part of a text. Raises WrongPattern."""
    spans: list[Span] = []
    try:
        for match in _matches(text, request, start, end):
            if len(spans) >= MOST:
                return Found(tuple(spans), cut=True)
            spans.append(match.span())
    except TimeoutError:
        return Found(tuple(spans), late=True)
    return Found(tuple(spans))


def replacements(
    text: str, request: FindRequest, template: str, start: int = 0, end: int | None = None
) -> tuple[Replacement, ...]:
    """What shall stand in which places. Raises WrongPattern, and TimeoutError when the time is over: nothing may be
    replaced by half."""
    check_template(request, template)
    found = []
    for match in _matches(text, request, start, end):
        found.append((*match.span(), match.expand(template) if request.is_regex else template))
    return tuple(found)


def replacement_at(text: str, request: FindRequest, template: str, span: Span) -> str | None:
    """What shall stand in one place that was found; None when nothing is found there any more."""
    check_template(request, template)
    with suppress(TimeoutError):
        for match in _matches(text, request, span[0], None):
            if match.span() == span:
                return match.expand(template) if request.is_regex else template
            break
    return None


def check_template(request: FindRequest, template: str) -> None:
    """Raise WrongPattern for a replacement that names a group which the expression has not."""
    pattern = _compiled(request)
    if not request.is_regex:
        return
    import regex

    try:
        # A group's name is looked up only where something was found: so that something is, anything may be nothing.
        match = regex.compile(f"(?:{request.find})?+", pattern.flags).match("", timeout=SECONDS)
        if match is not None:
            match.expand(template)
    except regex.error as fault:
        raise WrongPattern(*_facts(fault), replacement=True) from None
    except IndexError:
        raise WrongPattern("no such group", replacement=True) from None
    except TimeoutError:
        return


def _matches(text: str, request: FindRequest, start: int, end: int | None) -> Iterator[regex.Match[str]]:
    pattern = _compiled(request)
    last = len(text) if end is None else end
    yield from pattern.finditer(text, start, last, timeout=SECONDS, concurrent=True)


@lru_cache(maxsize=8)
def _compiled(request: FindRequest) -> regex.Pattern[str]:
    import regex  # only where something is looked for: the window opens without it

    if not request.find:
        raise WrongPattern("nothing to find")
    flags = regex.VERSION0 | regex.MULTILINE | (0 if request.match_case else regex.IGNORECASE)
    try:
        pattern = regex.compile(request.find if request.is_regex else regex.escape(request.find), flags)
        if request.whole_words:
            pattern = regex.compile(f"(?<!{_EDGE})(?:{pattern.pattern})(?!{_EDGE})", flags)
    except regex.error as fault:
        raise WrongPattern(*_facts(fault)) from None
    except (RecursionError, OverflowError, ValueError, MemoryError) as fault:
        raise WrongPattern(str(fault)) from None
    return pattern


def _facts(fault: Exception) -> tuple[str, int | None]:
    """What is wrong and where, as the library says."""
    return getattr(fault, "msg", str(fault)), getattr(fault, "pos", None)
