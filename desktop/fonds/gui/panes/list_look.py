"""How the list looked last time: order, density, headings and columns, in the settings."""

from __future__ import annotations

from fonds.base.settings import Settings
from fonds.gui.widgets.post_delegate import Density
from fonds.gui.widgets.post_view import PostView
from fonds.model.query import Grouping, Order, OrderColumn


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
    """As chosen last; cards at first."""
    text = settings.text("list.density")
    return Density(text) if text in set(Density) else Density.CARDS


def remember_density(settings: Settings, density: Density) -> None:
    """Keep a density for next time."""
    settings.put("list.density", density.value)


def remembered_grouping(settings: Settings) -> Grouping:
    """The headings chosen last; none at first."""
    text = settings.text("list.headings")
    return Grouping(text) if text in set(Grouping) else Grouping.NONE


def order_for(grouping: Grouping, order: Order) -> Order:
    """The order that a list must have for these headings: the present one where it will do."""
    column = grouping.column
    if column is None or column is order.column:
        return order
    return Order(column, descending=column is OrderColumn.DATE)


def remember_grouping(settings: Settings, grouping: Grouping) -> None:
    """Keep the headings for next time."""
    settings.put("list.headings", grouping.value)


def restore_columns(settings: Settings, view: PostView) -> None:
    """Give the table its columns of last time."""
    view.columns.restore(settings.texts("list.columns"))


def remember_columns(settings: Settings, view: PostView) -> None:
    """Keep the columns, their order and widths for next time."""
    settings.put("list.columns", view.columns.state())
