"""Pieces of SQL."""

from __future__ import annotations

from typing import NamedTuple


class Sql(NamedTuple):
    """A piece of SQL and the values of its question marks."""

    text: str
    values: tuple[object, ...] = ()
