"""The sheet that documents are printed on, with room for head and foot in its margins."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize

from fonds.model.export import PageSize

MARGINS = QMarginsF(21, 20, 21, 21)
"""Millimetres: left, top, right, bottom."""


def page_layout(size: PageSize) -> QPageLayout:
    """The sheet, upright."""
    paper = QPageSize(QPageSize.PageSizeId.A4 if size is PageSize.A4 else QPageSize.PageSizeId.Letter)
    return QPageLayout(paper, QPageLayout.Orientation.Portrait, MARGINS, QPageLayout.Unit.Millimeter)
