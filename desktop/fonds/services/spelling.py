"""Words looked up in a dictionary, and what may be meant by a wrong one.

A dictionary takes a second to load and a hundred megabytes, and a suggestion half a second of the interpreter's time: all
of it happens in a child process, which is ended when it takes too long and when nobody needs it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fonds.base.child import ChildDied, ChildFailed, ChildProcess
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary

Request = tuple[Literal["check", "suggest"], str, tuple[str, ...]]
MOST_SUGGESTIONS = 6
LONGEST_CHECK = 20.0
"""Seconds that looking words up may take, with loading the dictionary."""
LONGEST_SUGGESTION = 5.0
_POLL = 0.05


class Speller:
    """Answers from any thread, one question at a time. ``close`` when done; the next question begins anew."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._child: ChildProcess[Request, list[str]] | None = None

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._child is not None

    def unknown_words(self, stem: Path, words: Sequence[str], cancel: CancelToken) -> frozenset[str]:
        """Those of the words that the dictionary does not know; none when that takes too long. Raises UserError for a
        dictionary that cannot be read, and Cancelled."""
        return frozenset(self._ask(("check", str(stem), tuple(words)), LONGEST_CHECK, cancel))

    def suggestions(self, stem: Path, word: str, cancel: CancelToken) -> tuple[str, ...]:
        """What may be meant by a word, the likeliest first. Raises as ``unknown_words``."""
        return tuple(self._ask(("suggest", str(stem), (word,)), LONGEST_SUGGESTION, cancel))

    def close(self) -> None:
        """Let the dictionary go, and end a question that is being answered."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()

    def _ask(self, request: Request, seconds: float, cancel: CancelToken) -> list[str]:
        with self._turn:
            cancel.raise_if_cancelled()
            child = self._child
            if child is None:
                child = self._child = ChildProcess(answer, name="fonds-spelling")
            try:
                child.send(request)
                waited = 0.0
                while not child.wait(_POLL):
                    waited += _POLL
                    # Its answer would be taken for that to the next question.
                    if waited > seconds or cancel.cancelled:
                        self.close()
                        cancel.raise_if_cancelled()
                        return []
                return child.receive()
            except ChildFailed as fault:
                raise UserError(
                    "The dictionary {name} cannot be read.", name=Path(request[1]).name, field="dictionary"
                ) from fault
            except (ChildDied, OSError, ValueError):
                self.close()
                cancel.raise_if_cancelled()
                return []


_loaded: dict[str, Dictionary] = {}
"""The dictionary that was asked last, in the child."""


def answer(request: Request) -> list[str]:
    """What the child does."""
    kind, stem, words = request
    dictionary = _loaded.get(stem)
    if dictionary is None:
        from spylls.hunspell import Dictionary

        _loaded.clear()
        dictionary = _loaded[stem] = Dictionary.from_files(stem)
    if kind == "check":
        return [word for word in words if not dictionary.lookup(word)]
    found: list[str] = []
    for suggestion in dictionary.suggest(words[0]):
        found.append(suggestion)
        if len(found) >= MOST_SUGGESTIONS:
            break
    return found
