"""The rows of the counts as Qt asks for them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fonds.gui import messages
from fonds.gui.messages import translate
from fonds.gui.models.facet_tree import FacetNode, Mark, walk
from fonds.model.problems import fill_template

NODE_ROLE = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex


class FacetRows(QAbstractItemModel):
    """A tree of nodes, replaced as a whole; ``data(index, NODE_ROLE)`` is the node."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roots: list[FacetNode] = []
        self._nodes: list[FacetNode] = []
        self._by_key: dict[str, FacetNode] = {}

    def set_tree(self, roots: list[FacetNode]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._roots = roots
        # Indexes carry a node's number rather than its address, which may be another object's after a reset.
        self._nodes = list(walk(roots))
        for number, node in enumerate(self._nodes):
            node.number = number
        self._by_key = {node.key: node for node in self._nodes}
        self.endResetModel()

    @property
    def nodes(self) -> tuple[FacetNode, ...]:
        """All rows, parents first."""
        return tuple(self._nodes)

    def node_at(self, index: AnyIndex) -> FacetNode | None:
        """The node of an index, or None."""
        number = index.internalId() if index.isValid() else -1
        return self._nodes[number] if 0 <= number < len(self._nodes) else None

    def index_of(self, key: str) -> QModelIndex:
        """The index of the row with a key; invalid when there is none."""
        node = self._by_key.get(key)
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node.number)

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own
        above = self.node_at(parent)
        rows = self._roots if above is None else above.children
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row].number)

    def parent(self, index: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt's own
        node = self.node_at(index)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.row, 0, node.parent.number)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        node = self.node_at(parent)
        return len(self._roots) if node is None else len(node.children)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node_at(index)
        if node is None:
            return None
        if role == NODE_ROLE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return node.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return describe(node)
        if role == Qt.ItemDataRole.ToolTipRole and node.condition is not None:
            # Escaped, as a name may look like markup; and in markup long names are wrapped.
            return f"<qt>{escape(describe(node))}<br>{escape(how_to(node))}</qt>"
        return None


def describe(node: FacetNode) -> str:
    """A row in words: ``新闻, 1,284 posts``, and what the search says of it."""
    text = translate("Facets", "{name}, {count}") if node.posts is not None else "{name}"
    count = "" if node.posts is None else messages.posts_text(node.posts)
    text = fill_template(text, (("name", node.label), ("count", count)))
    if node.mark is Mark.NONE:
        return text
    marked = (
        translate("Facets", "{row}, in the search")
        if node.mark is Mark.WANTED
        else translate("Facets", "{row}, left out by the search")
    )
    return fill_template(marked, (("row", text),))


def how_to(node: FacetNode) -> str:
    """What a click on a row does."""
    if node.mark is Mark.NONE:
        return translate("Facets", "Click to ask for it, Ctrl+click to leave it out")
    return translate("Facets", "Click to take it out of the search")
