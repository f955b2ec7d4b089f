"""What was searched for before: walked through with Up and Down, as in a shell. What is typed is kept meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

KEPT = 50


class SearchHistory:
    """Search texts, newest first, and a place among them; place -1 is what is being typed."""

    def __init__(self) -> None:
        self._texts: tuple[str, ...] = ()
        self._place = -1
        self._typed = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts, newest first."""
        return self._texts

    @property
    def walking(self) -> bool:
        """Whether one of them stands in the box."""
        return self._place >= 0

    def set_texts(self, texts: Sequence[str]) -> None:
        """Other texts, newest first."""
        self._texts = tuple(texts)[:KEPT]
        self._place = -1

    def remember(self, text: str) -> bool:
        """Put a text first; False when it is there already, or is blank."""
        self._place = -1
        text = text.strip()
        if not text or self._texts[:1] == (text,):
            return False
        self._texts = (text, *(other for other in self._texts if other != text))[:KEPT]
        return True

    def leave(self) -> None:
        """Something was typed: the next walk begins at the newest."""
        self._place = -1

    def walk(self, step: int, shown: str) -> str | None:
        """The text ``step`` back (forward when negative) from what is shown; None at either end."""
        if not self.walking:
            self._typed = shown
        place = self._place + step
        if place < self._place and not self.walking:
            return None
        # What is shown need not be offered once more.
        if not self.walking and place == 0 and self._texts[:1] == (shown.strip(),):
            place = 1
        if place >= len(self._texts):
            return None
        self._place = place
        return self._typed if place < 0 else self._texts[place]
