"""What the keys do while one writes in a text. They go before the window's own, so that Ctrl+I is italic there."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from fonds.gui.action_specs import QT_TRANSLATE_NOOP

CONTEXT = "EditorKeys"


@dataclass(frozen=True, slots=True)
class WritingKey:
    """A command by its name, what it does in words, its keys (the first is the one that is told) and its icon."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""

    @property
    def combined(self) -> tuple[int, ...]:
        """The keys as numbers, modifiers included."""
        # The stubs do not know that a sequence has items.
        return tuple(QKeySequence(keys)[0].toCombined() for keys in self.keys)  # type: ignore[index]

    @property
    def native(self) -> str:
        """The first key as the platform writes it."""
        return (
            QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if self.keys else ""
        )


REPLACE_KEYS = ("Ctrl+Alt+F",) if sys.platform == "darwin" else ("Ctrl+H",)

FORMATS = (
    WritingKey("strong", QT_TRANSLATE_NOOP("EditorKeys", "Bold"), ("Ctrl+B",), "bold"),
    WritingKey("emphasis", QT_TRANSLATE_NOOP("EditorKeys", "Italic"), ("Ctrl+I",), "italic"),
    WritingKey("code", QT_TRANSLATE_NOOP("EditorKeys", "Code"), ("Ctrl+E",), "code"),
    WritingKey("link", QT_TRANSLATE_NOOP("EditorKeys", "Link"), ("Ctrl+K",), "link"),
    WritingKey("image", QT_TRANSLATE_NOOP("EditorKeys", "Picture…"), ("Ctrl+Shift+K",), "image"),
    WritingKey("bullets", QT_TRANSLATE_NOOP("EditorKeys", "List"), ("Ctrl+Shift+L",), "list-bullets"),
    WritingKey("numbers", QT_TRANSLATE_NOOP("EditorKeys", "Numbered list"), ("Ctrl+Alt+L",), "list-numbers"),
    WritingKey("quote", QT_TRANSLATE_NOOP("EditorKeys", "Quotation"), ("Ctrl+Shift+B",), "quote"),
    WritingKey(
        "table",
        QT_TRANSLATE_NOOP("EditorKeys", "Begin a table, or align its columns"),
        ("Ctrl+Shift+T",),
        "table",
    ),
)
HEADINGS = (
    WritingKey("heading1", QT_TRANSLATE_NOOP("EditorKeys", "Heading 1"), ("Ctrl+Alt+1",)),
    WritingKey("heading2", QT_TRANSLATE_NOOP("EditorKeys", "Heading 2"), ("Ctrl+Alt+2",)),
    WritingKey("heading3", QT_TRANSLATE_NOOP("EditorKeys", "Heading 3"), ("Ctrl+Alt+3",)),
    WritingKey("heading4", QT_TRANSLATE_NOOP("EditorKeys", "Heading 4"), ("Ctrl+Alt+4",)),
    WritingKey("heading0", QT_TRANSLATE_NOOP("EditorKeys", "Plain paragraph"), ("Ctrl+Alt+0",)),
)
WHOLE_FILE = WritingKey(
    "whole_file", QT_TRANSLATE_NOOP("EditorKeys", "Whole file, or form and text"), ("Ctrl+Alt+U",), "source"
)
TOOLS = (
    WHOLE_FILE,
    WritingKey("convert", QT_TRANSLATE_NOOP("EditorKeys", "Convert the body…")),
    WritingKey("find", QT_TRANSLATE_NOOP("EditorKeys", "Find in the text"), ("Ctrl+Shift+F",), "find"),
    WritingKey(
        "replace", QT_TRANSLATE_NOOP("EditorKeys", "Find and replace in the text"), REPLACE_KEYS, "replace"
    ),
    WritingKey(
        "outline", QT_TRANSLATE_NOOP("EditorKeys", "Headings of the text"), ("Ctrl+Shift+O",), "outline"
    ),
    WritingKey("paste_markdown", QT_TRANSLATE_NOOP("EditorKeys", "Paste as Markdown"), ("Ctrl+Shift+V",)),
    WritingKey("paste_html", QT_TRANSLATE_NOOP("EditorKeys", "Paste HTML as it is")),
)
LOOKS = (
    WritingKey("line_numbers", QT_TRANSLATE_NOOP("EditorKeys", "Line numbers"), ("Ctrl+Alt+N",)),
    WritingKey("wrap", QT_TRANSLATE_NOOP("EditorKeys", "Wrap long lines"), ("Ctrl+Alt+W",)),
    WritingKey("focus", QT_TRANSLATE_NOOP("EditorKeys", "Focus on the paragraph"), ("Ctrl+Alt+P",)),
    WritingKey("spelling", QT_TRANSLATE_NOOP("EditorKeys", "Check spelling"), ("Ctrl+Alt+S",)),
    WritingKey("format_bar", QT_TRANSLATE_NOOP("EditorKeys", "Formatting bar"), ("Ctrl+Alt+B",)),
)
ZOOMS = (
    WritingKey(
        "zoom_in",
        QT_TRANSLATE_NOOP("EditorKeys", "Larger text in the editor"),
        ("Ctrl++", "Ctrl+=", "Ctrl+Shift++", "Ctrl+Shift+="),
    ),
    WritingKey("zoom_out", QT_TRANSLATE_NOOP("EditorKeys", "Smaller text in the editor"), ("Ctrl+-",)),
    WritingKey(
        "zoom_reset", QT_TRANSLATE_NOOP("EditorKeys", "Ordinary text size in the editor"), ("Ctrl+0",)
    ),
)
WRITING_KEYS = (*FORMATS, *HEADINGS, *TOOLS, *LOOKS, *ZOOMS)
