"""What is selected in Qt's own rich text, as HTML that says what it means: Qt itself knows looks alone."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextCursor

_SPAN = re.compile(r'<span style="([^"]*)">(.*?)</span>', re.DOTALL)
_ANCHOR = re.compile(r"<a(?: name=\"[^\"]*\")?></a>")
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_ITALIC = re.compile(r"font-style:\s*italic")
_MONOSPACED = re.compile(r"font-family:[^;]*mono", re.IGNORECASE)
_ELEMENTS = ((_BOLD, "strong"), (_ITALIC, "em"), (_MONOSPACED, "code"))


def selected_html(cursor: QTextCursor) -> str:
    """The HTML of a selection; empty for none."""
    if not cursor.hasSelection():
        return ""

    def meant(found: re.Match[str]) -> str:
        inside = found[2]
        for look, element in _ELEMENTS:
            if look.search(found[1]):
                inside = f"<{element}>{inside}</{element}>"
        return inside

    return _ANCHOR.sub("", _SPAN.sub(meant, cursor.selection().toHtml()))
