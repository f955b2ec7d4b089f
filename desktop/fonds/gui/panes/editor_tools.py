"""What helps to write in the editor, put together for one window: keys, buttons, numbers of lines, focus, counts, the
outline. What a person chooses here is remembered. Made with the editor, after the first painting.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.panes.editor_conversion import EditorConversion
from fonds.gui.panes.editor_counts import EditorCounts
from fonds.gui.panes.editor_pasting import EditorPasting
from fonds.gui.theme import Theme
from fonds.gui.widgets.editor_foot import EditorFoot
from fonds.gui.widgets.focus_mode import FocusMode
from fonds.gui.widgets.format_bar import FormatBar, describe
from fonds.gui.widgets.formatting import Formatting
from fonds.gui.widgets.line_numbers import LineNumbers
from fonds.gui.widgets.spelling_menu import SpellingMenu
from fonds.gui.widgets.writing_keys import LOOKS, TOOLS, WRITING_KEYS, ZOOMS, WritingKey
from fonds.services.archives import Archive
from fonds.text.markup_forms import Block, Inline
from fonds.text.outline import Heading, find_headings

if TYPE_CHECKING:
    from fonds.gui.panes.editor_finding import EditorFinding
    from fonds.gui.panes.editor_spelling import EditorSpelling

READING = ("find", "outline", "whole_file", *(key.name for key in (*LOOKS, *ZOOMS)))
"""Commands that change no text."""
DEFAULTS = {"line_numbers": False, "wrap": True, "focus": False, "spelling": False, "format_bar": True}
AT_ONCE = 200_000
"""The outline of a text of no more characters is made without a thread."""


class EditorTools(QObject):
    """Serves the editor of one window."""

    def __init__(
        self, frame: EditorPane, operations: Operations, theme: Theme, icons: Icons, settings: Settings
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._text = frame.text
        self._operations = operations
        self._settings = settings
        self._theme, self._icons = theme, icons
        self._finding: EditorFinding | None = None
        self.spelling: EditorSpelling | None = None
        self.formatting = Formatting(self._text)
        self.line_numbers = LineNumbers(self._text, theme)
        self.focus = FocusMode(self._text, theme)
        self.bar = FormatBar(icons, frame)
        self.menu = QMenu(frame)
        self.foot = EditorFoot(theme, icons, self.menu)
        self._counts = EditorCounts(self._text, self.foot, operations)
        self.pasting = EditorPasting(frame, operations)
        self._conversion = EditorConversion(frame, operations, theme)
        self._commands = self._make_commands()
        self._looks: dict[str, QAction] = {}
        self._fill_menu()
        place = frame.text_place.layout()
        assert isinstance(place, QVBoxLayout)
        place.insertWidget(0, self.bar)
        place.addWidget(self.foot)
        self.bar.stand_before(self._text)
        QWidget.setTabOrder(self._text, self.foot.menu_button)
        self.bar.asked.connect(self.run)
        self._bind_keys()
        self._text.set_zoom(int(settings.number("editor.zoom", 100)))
        self._text.zoom_changed.connect(partial(settings.put, "editor.zoom"))
        for name in DEFAULTS:
            self._look(name, self._is_on(name))
        frame.shown_session.connect(self._on_session_shown)

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive."""
        self.pasting.archive = archive
        if archive is None and self.spelling is not None:
            self.spelling.close()

    def run(self, name: str) -> None:
        """Carry a command out by its name, and go on writing."""
        self._commands[name]()
        if name in ("find", "replace", "outline", "image", "convert"):
            return
        self._text.setFocus()

    # Commands

    def _make_commands(self) -> dict[str, Callable[[], object]]:
        to, text = self.formatting, self._text
        commands: dict[str, Callable[[], object]] = {
            **{form.value: partial(to.toggle_inline, form) for form in (Inline.STRONG, Inline.EMPHASIS)},
            "code": partial(to.toggle_inline, Inline.CODE),
            "link": to.insert_link,
            **{form.value: partial(to.toggle_block, form) for form in (Block.BULLETS, Block.NUMBERS)},
            "quote": partial(to.toggle_block, Block.QUOTE),
            "table": to.insert_or_align_table,
            **{f"heading{level}": partial(to.set_heading, level) for level in range(5)},
            "find": partial(self.find, replacing=False),
            "replace": partial(self.find, replacing=True),
            "image": self.pasting.choose,
            "paste_markdown": self.pasting.paste_markdown,
            "paste_html": self.pasting.paste_html,
            "outline": self.show_outline,
            "whole_file": self._frame.whole_file.turn,
            "convert": self._conversion.open,
            **{name: partial(self._toggle, name) for name in DEFAULTS},
            "zoom_in": partial(text.zoom_by, 1),
            "zoom_out": partial(text.zoom_by, -1),
            "zoom_reset": partial(text.zoom_by, 0),
        }
        return commands

    def _bind_keys(self) -> None:
        for key in WRITING_KEYS:
            if key.name in self._commands:
                for combined in key.combined:
                    self._text.commands[combined] = partial(self.run, key.name)
                    if key.name in READING:
                        self._text.reading_keys.add(combined)

    # The menu

    def _fill_menu(self) -> None:
        for key in LOOKS:
            action = self._add(self.menu, key)
            action.setCheckable(True)
            self._looks[key.name] = action
        self.languages = SpellingMenu(self._settings, self.menu)
        self.languages.chosen.connect(self._on_dictionary_chosen)
        self.menu.addSeparator()
        for key in ZOOMS:
            self._add(self.menu, key)
        self.menu.addSeparator()
        self._add_tools(self.menu)
        self._text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._text.customContextMenuRequested.connect(self._on_menu_asked)

    def _add_tools(self, menu: QMenu) -> None:
        for key in TOOLS:
            if key.name in self._commands:
                self._add(menu, key)

    def _add(self, menu: QMenu, key: WritingKey) -> QAction:
        # The keys are told, not bound: the text itself takes them, and only while one writes in it.
        action = menu.addAction(f"{describe(key)}\t{key.native}" if key.keys else describe(key))
        action.triggered.connect(lambda _checked=False, name=key.name: self.run(name))
        return action

    def _on_menu_asked(self, place: QPoint) -> None:
        menu = self._text.createStandardContextMenu()
        menu.addSeparator()
        self._add_tools(menu)
        if self.spelling is not None:
            self.spelling.fill_menu(menu, place)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._text.viewport().mapToGlobal(place))

    # The look

    def _is_on(self, name: str) -> bool:
        return self._settings.flag(f"editor.{name}", DEFAULTS[name])

    def _toggle(self, name: str) -> None:
        on = not self._is_on(name)
        self._settings.put(f"editor.{name}", on)
        self._look(name, on)

    def _look(self, name: str, on: bool) -> None:
        self._looks[name].setChecked(on)
        match name:
            case "line_numbers":
                self.line_numbers.set_shown(on or self._frame.whole)
            case "wrap":
                self._text.set_wrapped(on)
            case "focus":
                self.focus.set_on(on)
            case "format_bar":
                self.bar.setVisible(on)
            case "spelling" if on or self.spelling is not None:
                self._spell(on)

    def _on_session_shown(self) -> None:
        self.line_numbers.set_shown(self._is_on("line_numbers") or self._frame.whole)
        self.line_numbers.look_again()
        self.bar.set_formats_enabled(not self._text.isReadOnly())
        self._counts.count_again()
        self._tell_spelling()
        if self._finding is not None:
            self._finding.look_again()

    # Spelling

    def _spell(self, on: bool) -> None:
        if self.spelling is None:
            from fonds.gui.panes.editor_spelling import EditorSpelling

            self.spelling = EditorSpelling(self._text, self._operations, self._theme)
            self.spelling.choose(self.languages.name)
            self.spelling.fault_changed.connect(self.languages.tell)
            self._tell_spelling()
        self.spelling.set_on(on)

    def _tell_spelling(self) -> None:
        post = self._frame.post
        if self.spelling is not None:
            self.spelling.show_post(
                None if post is None else post.id, "" if post is None else post.metadata.language
            )

    def _on_dictionary_chosen(self, name: str) -> None:
        if not self._is_on("spelling"):
            self._toggle("spelling")
        if self.spelling is not None:
            self.spelling.choose(name)

    # Finding

    def find(self, *, replacing: bool) -> None:
        """Open the bar that finds, and replaces, in the text."""
        if self._finding is None:
            from fonds.gui.panes.editor_finding import EditorFinding
            from fonds.gui.widgets.replace_bar import ReplaceBar

            bar = ReplaceBar(self._theme, self._icons)
            place = self._frame.text_place.layout()
            assert isinstance(place, QVBoxLayout)
            place.insertWidget(place.indexOf(self.foot), bar)
            self._finding = EditorFinding(self._text, bar, self._operations, self._theme)
            bar.closed.connect(self._release_keys)
        for combined, act in self._finding_keys().items():
            self._text.commands[combined] = act
            self._text.reading_keys.add(combined)
        self._finding.open(replacing=replacing)

    def _finding_keys(self) -> dict[int, Callable[[], object]]:
        """Keys of the text while the bar is open: F3 would go to what was searched for in the archive."""
        finding = self._finding
        assert finding is not None
        shift = Qt.KeyboardModifier.ShiftModifier.value
        return {
            Qt.Key.Key_F3.value: partial(finding.go, 1),
            Qt.Key.Key_F3.value | shift: partial(finding.go, -1),
            Qt.Key.Key_Escape.value: finding.close,
        }

    def _release_keys(self) -> None:
        for combined in self._finding_keys():
            self._text.commands.pop(combined, None)

    # The outline

    def show_outline(self) -> None:
        """Let one of the text's headings be chosen, and go there."""
        source, grammar = self._text.source, self._text.highlighter.grammar
        find = partial(find_headings, self._plain(), grammar.format, with_header=grammar.with_header)
        show = partial(self._show_headings, source.revision())
        if source.characterCount() <= AT_ONCE:
            show(find())
        else:
            self._operations.run_read(lambda _cancel: find(), show, channel=f"outline-{id(self)}")

    def _plain(self) -> str:
        """The text with a line feed after each block, so that lines are blocks."""
        return self._text.source.toRawText().replace("\u2029", "\n")

    def _show_headings(self, revision: int, headings: tuple[Heading, ...]) -> None:
        if revision != self._text.source.revision():
            return
        from fonds.gui.widgets.outline_popup import OutlinePopup

        popup = OutlinePopup(headings, self._text.textCursor().blockNumber(), self._frame)
        popup.chosen.connect(self._go_to_line)
        popup.pop_up(self._text)

    def _go_to_line(self, number: int) -> None:
        cursor = QTextCursor(self._text.document().findBlockByNumber(number))
        self._text.setTextCursor(cursor)
        self._text.centerCursor()
        self._text.setFocus()
