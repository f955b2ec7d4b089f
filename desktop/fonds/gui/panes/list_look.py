"""How the list looked last time: order, density and column widths, in the settings."""

from __future__ import annotations

from fonds.base.settings import Settings
from fonds.gui.models.post_list import Column
from fonds.gui.widgets.post_delegate import Density
from fonds.gui.widgets.post_view import PostView
from fonds.model.query import Order, OrderColumn

_WIDTHS = {Column.DATE: 96, Column.CATEGORY: 120, Column.TAGS: 160}
"""Pixels, for the first time."""


def remembered_order(settings: Settings) -> Order:
    """The order chosen last; newest first when none was."""
    texts = settings.texts("list.order")
    if len(texts) == 2 and texts[0] in set(OrderColumn):
        return Order(OrderColumn(texts[0]), texts[1] == "descending")
    return Order()


def remember_order(settings: Settings, order: Order) -> None:
    """Keep an order for next time."""
    settings.put("list.order", [order.column.value, "descending" if order.descending else "ascending"])


def remembered_density(settings: Settings) -> Density:
    """Cards or table, as chosen last; cards at first."""
    text = settings.text("list.density")
    return Density(text) if text in set(Density) else Density.CARDS


def remember_density(settings: Settings, density: Density) -> None:
    """Keep a density for next time."""
    settings.put("list.density", density.value)


def restore_widths(settings: Settings, view: PostView) -> None:
    """Give the columns their widths of last time."""
    texts = settings.texts("list.widths")
    widths = [int(text) for text in texts if text.isdecimal()]
    for place, (column, width) in enumerate(_WIDTHS.items()):
        view.set_width(column, widths[place] if place < len(widths) else width)


def remember_widths(settings: Settings, view: PostView) -> None:
    """Keep the columns' widths for next time, if they are in sight."""
    if view.density is Density.TABLE:
        settings.put("list.widths", [str(view.width_of(column)) for column in _WIDTHS])
