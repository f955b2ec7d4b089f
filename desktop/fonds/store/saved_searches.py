"""The saved searches of an archive, in the order that a person gave them.

Rule: no two have names that a query takes for the same (``text/folding``); positions count from 0 without gaps.
"""

from __future__ import annotations

from collections.abc import Sequence

from fonds.model.errors import UserError
from fonds.model.saved_search import SavedSearch
from fonds.store.session import View, Writer
from fonds.text.folding import fold_name

_ALL = "SELECT id, name, query FROM saved_searches ORDER BY position, id"


def list_saved_searches(view: View) -> tuple[SavedSearch, ...]:
    """All of them, in their order."""
    return tuple(SavedSearch(*row) for row in view.cursor(_ALL))


def get_saved_search(view: View, number: int) -> SavedSearch:
    """One of them; raises UserError when there is none of that number."""
    row = view.row("SELECT id, name, query FROM saved_searches WHERE id = ?", (number,))
    if row is None:
        raise UserError("This saved search is gone.", field="id", id=str(number))
    return SavedSearch(*row)


def find_namesake(view: View, name: str, besides: int = 0) -> SavedSearch | None:
    """The saved search, another than number ``besides``, that a query would mean by this name."""
    wanted = fold_name(name)
    others = (saved for saved in list_saved_searches(view) if saved.id != besides)
    return next((saved for saved in others if fold_name(saved.name) == wanted), None)


def add_saved_search(writer: Writer, name: str, text: str) -> int:
    """Put a new one behind the others; returns its number."""
    place = writer.value("SELECT count(*) FROM saved_searches")
    statement = "INSERT INTO saved_searches (name, query, position) VALUES (?, ?, ?)"
    number = writer.raw.execute(statement, (name, text, place)).lastrowid
    assert number is not None
    return number


def rename_saved_search(writer: Writer, number: int, name: str) -> None:
    """Give it another name."""
    writer.execute("UPDATE saved_searches SET name = ? WHERE id = ?", (name, number))


def change_saved_search(writer: Writer, number: int, text: str) -> None:
    """Let it search for something else."""
    writer.execute("UPDATE saved_searches SET query = ? WHERE id = ?", (text, number))


def remove_saved_search(writer: Writer, number: int) -> None:
    """Take it away; the others close the gap."""
    writer.execute("DELETE FROM saved_searches WHERE id = ?", (number,))
    _arrange(writer, [saved.id for saved in list_saved_searches(writer)])


def move_saved_search(writer: Writer, number: int, steps: int) -> None:
    """Move it down by so many places, up when negative, at most to the end."""
    numbers = [saved.id for saved in list_saved_searches(writer)]
    place = numbers.index(number)
    numbers.insert(max(0, place + steps), numbers.pop(place))
    _arrange(writer, numbers)


def _arrange(writer: Writer, numbers: Sequence[int]) -> None:
    for place, number in enumerate(numbers):
        writer.execute(
            "UPDATE saved_searches SET position = ? WHERE id = ? AND position <> ?", (place, number, place)
        )
