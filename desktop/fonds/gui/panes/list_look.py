"""How the list looked last time: order, density, headings and columns, in the settings."""

from __future__ import annotations

from dataclasses import replace

from fonds.base.settings import Settings
from fonds.gui.widgets.post_delegate import Density
from fonds.gui.widgets.post_view import PostView
from fonds.model.query import Grouping, ListRequest, Order, OrderColumn, Scope, ScopeKind

_PASSING = (OrderColumn.RELEVANCE, OrderColumn.HAND)
"""Orders that not every list has."""
_BY_HAND = Order(OrderColumn.HAND, descending=False)


def remembered_order(settings: Settings) -> Order:
    """The order chosen last; newest first when none was."""
    texts = settings.texts("list.order")
    if len(texts) == 2 and texts[0] in set(OrderColumn) - set(_PASSING):
        return Order(OrderColumn(texts[0]), texts[1] == "descending")
    return Order()


def remember_order(settings: Settings, order: Order) -> None:
    """Keep an order for next time; that by relevance goes with the words of its search, that by hand with its collection."""
    if order.column in _PASSING:
        return
    settings.put("list.order", [order.column.value, "descending" if order.descending else "ascending"])


def fitting(settings: Settings, request: ListRequest) -> ListRequest:
    """The request with the order chosen last, where it has no words, or is of no collection, to be sorted by."""
    column = request.order.column
    if column is OrderColumn.HAND and request.scope.kind is ScopeKind.COLLECTION:
        return request
    if column not in _PASSING or (column is OrderColumn.RELEVANCE and has_words(request.search_text)):
        return request
    return replace(request, order=remembered_order(settings))


def at_place(request: ListRequest, scope: Scope) -> ListRequest:
    """The request for another place; a collection begins in its own order."""
    enters = scope.kind is ScopeKind.COLLECTION and request.scope.kind is not ScopeKind.COLLECTION
    return replace(request, scope=scope, order=_BY_HAND if enters else request.order)


def without_search(settings: Settings, request: ListRequest) -> ListRequest:
    """The request for all posts of an archive that look like this one."""
    return fitting(settings, replace(request, scope=Scope(), search_text=""))


def offers(request: ListRequest) -> tuple[bool, bool]:
    """Whether a list can be sorted by the words of its search, and by hand."""
    return has_words(request.search_text), request.scope.kind is ScopeKind.COLLECTION


def has_words(search_text: str) -> bool:
    """Whether a search asks for words, or may: a saved search in it is not looked into."""
    if not search_text.strip():
        return False
    # Only here: the first list has no search text, and must not wait for the parser.
    from fonds.model.query_tree import Field, Match, leaves, wanted_words
    from fonds.text.query_parser import parse_query

    tree = parse_query(search_text).tree
    saved = (isinstance(leaf, Match) and leaf.field is Field.SEARCH for leaf in leaves(tree))
    return any(saved) or any(True for _ in wanted_words(tree))


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


def remembered_request(settings: Settings) -> ListRequest:
    """All posts, in the order and with the headings chosen last."""
    return ListRequest(order=remembered_order(settings), grouping=remembered_grouping(settings))


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
