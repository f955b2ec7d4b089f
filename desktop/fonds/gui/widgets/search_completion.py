"""What the search box offers for the word at its cursor, and what becomes of the text when that is taken.

It asks for the values of an archive when they are first needed (``values_wanted``), and offers them when they come.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from fonds.gui import messages, query_messages
from fonds.gui.text_units import characters, units
from fonds.gui.theme import Theme
from fonds.gui.widgets.suggestion_list import Line, SuggestionList
from fonds.model.query_tree import Field
from fonds.model.suggestion import KnownValue
from fonds.text.query_completion import (
    COLONS,
    Place,
    Suggestion,
    place_at,
    replaced,
    suggest_names,
    suggest_values,
)
from fonds.text.query_names import known_values, plain_value

SHORTEST_NAME = 2
"""Letters of a word after which names are offered for it: with one, half of all typing would be covered."""
LOADED_FIELDS = {
    *(Field.CATEGORY, Field.TAG, Field.COLLECTION, Field.AUTHOR, Field.LANGUAGE, Field.DATE, Field.ACCESSION),
    Field.SEARCH,
}
"""The fields whose values are those that the archive has."""


class SearchCompletion(QObject):
    """Completion for one line of text. ``put`` takes the new text and the cursor's place, as Qt counts it."""

    values_wanted = Signal(object)
    """The values of a Field are needed; None: the keys of the front matter."""
    names_known = Signal()
    """What was asked for has come."""

    def __init__(self, theme: Theme, popup: SuggestionList, put: Callable[[str, int], None]) -> None:
        super().__init__(popup)
        self._theme = theme
        self._popup = popup
        self._put = put
        self._text = ""
        self._place: Place | None = None
        self._offered: list[Suggestion] = []
        self._values: dict[Field | None, tuple[KnownValue, ...]] = {}
        self._asked: set[Field | None] = set()
        self._chinese = messages.spoken_language().startswith("zh")
        popup.chosen.connect(self.accept)

    @property
    def popup(self) -> SuggestionList:
        """The list in which it offers."""
        return self._popup

    @property
    def visible(self) -> bool:
        """Whether something is offered."""
        return self._popup.isVisible()

    @property
    def chosen(self) -> int:
        """The row that is chosen; -1 when none is."""
        return self._popup.row if self.visible else -1

    def look_at(self, text: str, cursor: int, *, asked: bool = False) -> None:
        """Offer what fits the word at a cursor (as Qt counts). ``asked``: even where nothing is typed yet."""
        self._text = text
        at = characters(text, cursor)
        self._place = place_at(text, at)
        if self._place is None and asked and not text[at - 1 : at].strip():
            self._place = Place(at, 0, "")
        self._offer(asked=asked)

    def move_choice(self, step: int) -> None:
        """Choose the next row, or the one before."""
        self._popup.move_choice(step)

    def accept(self, row: int) -> None:
        """Put what a row offers in the place of the word at the cursor."""
        place = self._place
        if place is None or not 0 <= row < len(self._offered):
            return
        suggestion = self._offered[row]
        self.hide()
        text, cursor = replaced(self._text, place, suggestion)
        cursor = units(text, cursor)
        self._put(text, cursor)
        if suggestion.field is not None:
            self.look_at(text, cursor)

    def hide(self) -> None:
        """Offer nothing."""
        self._place = None
        self._popup.hide()

    def set_values(self, field: Field | None, values: Sequence[KnownValue]) -> None:
        """The values of a field (None: the keys of the front matter) have come."""
        self._values[field] = tuple(values)
        if self._place is not None and self._place.field == field:
            self._offer(asked=self.visible)
        self.names_known.emit()

    def known_names(self, field: Field | None) -> tuple[str, ...] | None:
        """The values of a field (None: the keys of the front matter); None until they have come, for which this asks."""
        names = self._known(field)
        return tuple(name.text for name in names) if field in self._values else None

    def forget_values(self) -> None:
        """The archive is another one, or has changed: ask again when values are needed."""
        self._values.clear()
        self._asked.clear()

    def _offer(self, *, asked: bool) -> None:
        place = self._place
        if place is None:
            self.hide()
            return
        if place.field is None:
            wide = not place.typed.isascii()
            begun = asked or place.typed in COLONS or len(place.typed) >= (1 if wide else SHORTEST_NAME)
            self._offered = (
                suggest_names(place.typed, self._known(None), chinese=self._chinese) if begun else []
            )
        else:
            self._offered = suggest_values(place.field, place.typed, self._known(place.field))
            if len(self._offered) == 1 and self._offered[0].text == place.typed:
                self._offered = []
        self._popup.offer([self._line(suggestion) for suggestion in self._offered])

    def _known(self, field: Field | None) -> tuple[KnownValue, ...]:
        if field is not None and field not in LOADED_FIELDS:
            return tuple(KnownValue(value) for value in known_values(field, chinese=self._chinese))
        if field not in self._asked:
            self._asked.add(field)
            self.values_wanted.emit(field)
        return self._values.get(field, ())

    def _line(self, suggestion: Suggestion) -> Line:
        value = suggestion.value
        if suggestion.field is not None:
            return Line(suggestion.shown, query_messages.describe_field(suggestion.field))
        assert value is not None
        count = messages.number_text(value.count) if value.count >= 0 else ""
        place = self._place
        if place is None or place.field is None:
            return Line(suggestion.shown, query_messages.describe_key(), count)
        detail = (
            query_messages.describe_value(place.field, plain_value(place.field, value.text)) or value.detail
        )
        return Line(suggestion.shown, detail, count)
