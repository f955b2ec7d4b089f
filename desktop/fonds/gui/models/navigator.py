"""The navigator's rows as Qt asks for them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fonds.gui import messages
from fonds.gui.models.navigator_tree import Node, walk

NODE_ROLE = Qt.ItemDataRole.UserRole

AnyIndex = QModelIndex | QPersistentModelIndex


class NavigatorModel(QAbstractItemModel):
    """A tree of nodes, replaced as a whole; ``data(index, NODE_ROLE)`` is the node."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roots: list[Node] = []
        self._nodes: list[Node] = []
        self._by_key: dict[str, Node] = {}

    def set_tree(self, roots: list[Node]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._roots = roots
        # Indexes carry a node's number rather than its address, which may be another object's after a reset.
        self._nodes = list(walk(roots))
        for number, node in enumerate(self._nodes):
            node.number = number
        self._by_key = {node.key: node for node in self._nodes}
        self.endResetModel()

    def show_count(self, key: str, count: int | None, *, more: bool, stale: bool) -> None:
        """Let a row have another count, where it is shown."""
        node = self._by_key.get(key)
        if node is not None:
            node.count, node.more, node.stale = count, more, stale
            index = self.index_of(key)
            self.dataChanged.emit(index, index)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All rows, parents first."""
        return tuple(self._nodes)

    def node_at(self, index: AnyIndex) -> Node | None:
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

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        node = self.node_at(index)
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        if node.scope is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self.node_at(index)
        if node is None:
            return None
        if role == NODE_ROLE:
            return node
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return node.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return node.label if node.count is None else f"{node.label}, {messages.posts_text(node.count)}"
        return None
