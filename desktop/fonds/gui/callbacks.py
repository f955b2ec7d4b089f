"""Calling back into the window from finished work: never into a Qt object that was destroyed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import FunctionType, MethodType
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

T = TypeVar("T")


def call(callback: Callable[[T], None], value: T) -> None:
    """Call back, unless a Qt object that the callback belongs to or closes over was destroyed meanwhile."""
    if all(isValid(receiver) for receiver in _receivers(callback)):
        callback(value)


def _receivers(callback: Any) -> list[QObject]:
    """The Qt objects that a callback belongs to: a method's own, a partial's arguments, a closure's variables."""
    if isinstance(callback, MethodType):
        found: list[Any] = [callback.__self__]
    elif isinstance(callback, partial):
        return [*_receivers(callback.func), *(item for item in callback.args if isinstance(item, QObject))]
    elif isinstance(callback, FunctionType):
        cells = callback.__closure__ or ()
        found = [cell.cell_contents for cell in cells if _is_filled(cell)]
    else:
        # A bound method of a Qt class (``label.setText``) names its object too.
        found = [getattr(callback, "__self__", None)]
    return [item for item in found if isinstance(item, QObject)]


def _is_filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False
