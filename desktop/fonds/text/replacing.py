"""Find and replace that always ends: expressions are checked before they are used, and have a time limit."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fonds.model.errors import UserError

if TYPE_CHECKING:
    import regex

SECONDS = 0.5
"""For so long one expression may search one text."""


class TooSlow(UserError):
    """An expression took too long on one text."""


@lru_cache(maxsize=32)
def compiled(find: str, *, is_regex: bool, match_case: bool) -> regex.Pattern[str]:
    """What finds a text or an expression. Raises UserError that says where an expression is wrong, and why."""
    import regex  # only where something is replaced: the window opens without it

    if not find:
        raise UserError("There is nothing to find.", field="find")
    flags = regex.VERSION0 | regex.MULTILINE | (0 if match_case else regex.IGNORECASE)
    try:
        return regex.compile(find if is_regex else regex.escape(find), flags)
    except regex.error as fault:
        place = getattr(fault, "pos", None)
        raise UserError(
            "The expression is wrong at character {place}: {reason}.",
            field="find",
            place="?" if place is None else str(place + 1),
            reason=_reason(fault),
        ) from None
    except (RecursionError, OverflowError, ValueError, MemoryError) as fault:
        raise UserError("The expression is wrong: {reason}.", field="find", reason=str(fault)) from None


def check_replacement(find: str, replacement: str, *, is_regex: bool, match_case: bool = True) -> None:
    """Raise UserError for an expression that is wrong, or a replacement that names a group which it does not have."""
    pattern = compiled(find, is_regex=is_regex, match_case=match_case)
    if not is_regex:
        return
    import regex

    try:
        # A group's name is looked up only where something was found: so that something is, anything may be nothing.
        regex.compile(f"(?:{pattern.pattern})?", pattern.flags).sub(replacement, "", timeout=SECONDS)
    except regex.error as fault:
        reason = _reason(fault)
    except IndexError as fault:
        reason = str(fault)
    except TimeoutError:
        return
    else:
        return
    raise UserError("The replacement is wrong: {reason}.", field="replacement", reason=reason) from None


def replace_in(
    text: str, find: str, replacement: str, *, is_regex: bool, match_case: bool = True
) -> tuple[str, int]:
    """The text with every place replaced, as Python's ``re.subn`` does, and how many there were.

    Raises UserError for a wrong expression, and TooSlow where the search does not end in time.
    """
    if not is_regex and match_case and find:
        count = text.count(find)
        return (text.replace(find, replacement), count) if count else (text, 0)
    pattern = compiled(find, is_regex=is_regex, match_case=match_case)
    import regex

    try:
        # Without the interpreter's lock: a search of half a second must not stop the window.
        return pattern.subn(
            replacement if is_regex else (lambda _: replacement), text, timeout=SECONDS, concurrent=True
        )
    except TimeoutError:
        raise TooSlow("The expression takes too long on this text.", field="find") from None
    except (regex.error, IndexError) as fault:
        raise UserError(
            "The replacement is wrong: {reason}.", field="replacement", reason=str(fault)
        ) from None


def _reason(fault: Exception) -> str:
    """What is wrong, without the place, which is told apart from it."""
    return str(getattr(fault, "msg", "") or fault)
