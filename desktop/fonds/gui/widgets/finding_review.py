"""Findings of a check of front matter: all of them at the left, and of one the advice and its posts at the right.

Keys: arrows go through findings and posts, Enter on a post opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.finding_messages import advice_of, sentence_of
from fonds.gui.icons import Icons
from fonds.gui.import_messages import origin_texts
from fonds.gui.messages import number_text
from fonds.gui.models.finding_rows import IMPORT, PATH, TITLE, WHAT, FindingPostsModel, FindingsModel
from fonds.gui.operations import Operations
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_table import calm
from fonds.model.accession import AccessionEntry
from fonds.model.findings import Finding
from fonds.services import accessions, finding_reports
from fonds.services.archives import Archive
from fonds.services.finding_reports import NamedPost

MOST_LISTED = 2_000
"""Posts of one finding that are listed; the report has all."""


class FindingReview(QWidget):
    """What was found, to be looked at."""

    chosen = Signal()
    """Another finding, or another post of it, is the present one."""
    opened = Signal(int)
    """A post is to be opened."""
    listed = Signal()
    """The posts of the present finding are on the screen."""

    def __init__(self, archive: Archive, operations: Operations, icons: Icons) -> None:
        super().__init__()
        self._archive, self._operations = archive, operations
        self.model, self.posts_model = FindingsModel(icons), FindingPostsModel()
        self.list, self.table = QListView(), QTableView()
        self.sentence, self.advice, self.more = QLabel(), QLabel(), QLabel()
        self._build()

    @property
    def finding(self) -> Finding | None:
        """The present finding."""
        return self.model.finding_at(self.list.currentIndex().row())

    @property
    def ignored(self) -> bool:
        """Whether it is ignored."""
        return self.finding is not None and self.model.is_ignored(self.list.currentIndex().row())

    @property
    def post(self) -> NamedPost | None:
        """The present post."""
        row, posts = self.table.currentIndex().row(), self.posts_model.posts
        return posts[row] if 0 <= row < len(posts) else None

    def show_findings(self, findings: Sequence[Finding], ignored: Sequence[Finding]) -> None:
        """Show these, staying at the one that is present if it is among them, or at its place."""
        present, row = self.finding, max(0, self.list.currentIndex().row())
        self.model.show(findings, ignored)
        known = -1 if present is None else self.model.row_of(present.key)
        row = known if known >= 0 else min(row, self.model.rowCount() - 1)
        self.list.selectionModel().setCurrentIndex(
            self.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._on_chosen()

    def _on_chosen(self) -> None:
        finding, archive = self.finding, self._archive
        self.posts_model.show((), {}, {})
        self.more.hide()
        self.sentence.setText("" if finding is None else sentence_of(finding))
        self.advice.setText("" if finding is None else advice_of(finding))
        if finding is not None:
            self.table.setColumnHidden(WHAT, not any(finding.notes.values()))
            few = Finding(finding.kind, finding.severity, finding.posts[:MOST_LISTED])
            self._operations.run_read(
                lambda _cancel: _load(archive, few),
                partial(self._on_listed, finding),
                channel=f"finding-{id(self)}",
            )
        self.chosen.emit()

    def _on_listed(self, finding: Finding, found: tuple[list[NamedPost], tuple[AccessionEntry, ...]]) -> None:
        posts, origins = found[0], origin_texts(found[1])
        self.posts_model.show(posts, finding.notes, origins)
        self.table.setColumnHidden(IMPORT, not origins)
        if posts:
            self.table.setCurrentIndex(self.posts_model.index(0, TITLE))
        left = len(finding.posts) - MOST_LISTED
        if left > 0:
            text = self.tr("{number} more are in the report.").replace("{number}", number_text(left))
            self.more.setText(text)
            self.more.show()
        self.chosen.emit()
        self.listed.emit()

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.posts_model.posts[index.row()].id)

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Findings"))
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSpacing(GRID // 4)
        # Rows are as high as their wrapped text: a bar that came later would make them too low.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.table.setModel(self.posts_model)
        self.table.setAccessibleName(self.tr("Posts of this finding"))
        calm(self.table)
        heading = self.table.horizontalHeader()
        for column, width in ((TITLE, 240), (WHAT, 200), (PATH, 200), (IMPORT, 160)):
            heading.resizeSection(column, width)
        font = self.sentence.font()
        font.setBold(True)
        self.sentence.setFont(font)
        for label in (self.sentence, self.advice, self.more):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.more.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        right = QWidget()
        column_of = QVBoxLayout(right)
        column_of.setContentsMargins(GRID, 0, 0, 0)
        column_of.setSpacing(GRID)
        for widget in (self.sentence, self.advice):
            column_of.addWidget(widget)
        column_of.addWidget(self.table, 1)
        column_of.addWidget(self.more)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setSizes([380, 620])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._on_chosen())
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit())
        self.table.activated.connect(self._on_activated)


def _load(archive: Archive, finding: Finding) -> tuple[list[NamedPost], tuple[AccessionEntry, ...]]:
    return list(finding_reports.posts_of(archive, finding)), accessions.list_entries(archive)
