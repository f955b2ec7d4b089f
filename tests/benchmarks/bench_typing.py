"""How long a key takes to be seen: from the press to the end of the painting that shows it, in a text of a megabyte.

The window's own editor is measured in the window with all that belongs to it (colours, spelling, counts, drafts, the
live preview beside it, which renders the whole text anew; then numbers of lines and more), and in the same run a bare QPlainTextEdit with the same text: the ratio is what our work costs, whatever the
machine. Run ``python tests/benchmarks/bench_typing.py [KILOBYTES [KEYS]]``; it prints a table.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from windowed import (
    open_window,
    prepare_environment,
    print_head,
    print_row,
    quantile,
    run_fonds,
    wait,
    wait_until,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

    from fonds.gui.application import Application

PAUSE = 0.05
"""Seconds between two keys, in which whatever waits for a pause of that length comes to its turn."""
WANTED = 16.0

_PIECES = (
    "# 长三角一体化 heading {n}\n\n",
    "近日，示范区执委会发布 **2021年成绩单**，其中 [规则](https://example.org/a/{n}) 与 `code_{n}` 均有说明。\n\n",
    "The quick brown fox *jumps* over the lazy dog, and {n} more words follow it in this plain paragraph.\n\n",
    "- item {n}\n- 第二项\n    - nested\n1. one\n2. two\n\n",
    "> 引文 {n}：一段话。\n\n",
    "```python\nfor number in range({n}):\n    print(number)\n```\n\n",
    '<p class="a">HTML {n} &amp; <em>more</em></p>\n\n',
)


def make_text(size: int) -> str:
    """Markdown of about so many bytes, the same for the same size."""
    chance = random.Random(size)
    parts: list[str] = []
    length = 0
    while length < size:
        part = chance.choice(_PIECES).replace("{n}", str(len(parts)))
        parts.append(part)
        length += len(part.encode())
    return "".join(parts)


class Stopwatch:
    """Presses keys in one widget, and keeps how many milliseconds each took until it was painted."""

    def __init__(self, widget: QPlainTextEdit) -> None:
        from PySide6.QtCore import QEvent, QObject

        class Watcher(QObject):
            painted = 0

            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                if event.type() is QEvent.Type.UpdateRequest:
                    self.painted += 1
                return False

        self._widget = widget
        self._watcher = Watcher()
        widget.window().installEventFilter(self._watcher)

    def press(self, keys: str) -> list[float]:
        """The milliseconds of each key."""
        from PySide6.QtCore import QCoreApplication, Qt
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtTest import QTest

        times = []
        for key in keys:
            wait(PAUSE)
            before = self._watcher.painted
            began = time.perf_counter()
            if key == "\n":
                QTest.keyClick(self._widget, Qt.Key.Key_Return)
            elif not key.isascii():  # as an input method gives it
                event = QInputMethodEvent()
                event.setCommitString(key)
                QCoreApplication.sendEvent(self._widget, event)
            else:
                QTest.keyClicks(self._widget, key)
            while self._watcher.painted == before:
                QCoreApplication.processEvents()
            times.append((time.perf_counter() - began) * 1000)
        return times


def place_caret(widget: QPlainTextEdit, share: float) -> None:
    """Put the caret at the end of a line, so far into the text."""
    from PySide6.QtGui import QTextCursor

    cursor = widget.textCursor()
    cursor.setPosition(int((widget.document().characterCount() - 1) * share))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    widget.setTextCursor(cursor)
    widget.centerCursor()
    widget.setFocus()
    wait(0.5)


def keys_for(count: int) -> str:
    """English and Chinese words, spaces and some line ends."""
    chance = random.Random(7)
    return "".join(chance.choice("abcdefghij示范区新闻    。\n") for _ in range(count))


def measure_bare(text: str, keys: str) -> list[float]:
    """A text field of Qt's own, nothing added."""
    from PySide6.QtWidgets import QMainWindow, QPlainTextEdit

    window = QMainWindow()
    field = QPlainTextEdit()
    window.setCentralWidget(field)
    window.resize(700, 900)
    field.setPlainText(text)
    window.show()
    place_caret(field, 0.5)
    times = Stopwatch(field).press(keys)
    window.close()
    return times


def measure_ours(application: Application, text: str, keys: str) -> dict[str, list[float]]:
    """The editor of the window, in several states."""
    from fonds.gui.widgets.replace_bar import ReplaceBar

    window = application.window
    assert window is not None
    desk = window.desk
    wait_until(lambda: bool(desk.list.model.ids), 60)
    desk.open_post(desk.list.model.ids[0])
    editor = desk.editor
    wait_until(
        lambda: editor.post is not None and editor.text.document().characterCount() > len(text) // 2, 60
    )
    wait_until(lambda: not editor.text.highlighter.pending, 60)
    tools = desk.tools
    assert tools is not None
    tools.run("spelling")
    wait_until(lambda: bool(desk.preview.page), 60)
    wait(3)
    found = {}
    for name, share in (("at the top", 0.0), ("in the middle", 0.5), ("at the end", 1.0)):
        place_caret(editor.text, share)
        found[f"spelling, live preview: {name}"] = Stopwatch(editor.text).press(keys)
    place_caret(editor.text, 0.5)
    tools.run("line_numbers")
    found["with numbers of lines"] = Stopwatch(editor.text).press(keys)
    tools.run("focus")
    found["and a focus on the paragraph"] = Stopwatch(editor.text).press(keys)
    tools.find(replacing=True)
    bar = editor.findChild(ReplaceBar)
    assert isinstance(bar, ReplaceBar)
    bar.sought.setText("e")
    wait(3)
    editor.text.setFocus()
    found["and all letters e found"] = Stopwatch(editor.text).press(keys)
    return found


def main(kilobytes: int, count: int) -> None:
    """Make the post, open it, type."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        text = make_text(kilobytes * 1000)
        site = work / "site"
        site.mkdir()
        head = "---\ntitle: Long\n---\n"
        (site / "long.md").write_text(head + text, encoding="utf-8")
        archive = work / "typing.fonds"
        run_fonds("new", str(archive))
        run_fonds("import", str(archive), str(site))
        keys = keys_for(count)
        with open_window(archive, work) as application:
            print(f"{kilobytes} KB, {text.count(chr(10))} lines, {count} keys each")
            print_head("key to painted, ms")
            bare = measure_bare(text, keys)
            print_row("bare QPlainTextEdit", bare)
            for label, times in measure_ours(application, text, keys).items():
                print_row(label, times)
                ratio = statistics.median(times) / statistics.median(bare)
                print(f"{'':40}median {ratio:.1f} times that of the bare field")
                if quantile(times, 0.95) > WANTED:
                    print(f"{'':40}wanted: 95 % under {WANTED:.0f} ms")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*(numbers + [1000, 200][len(numbers) :]))
