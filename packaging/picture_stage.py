"""The stage of the pictures: the real window on the sample archive, and a camera."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from fonds.services.archives import Archive

    D = TypeVar("D", bound=QDialog)

SIZE = (1440, 900)
SMALL = (1000, 640)
PATIENCE = 30_000
"""Milliseconds."""
MOMENT = 1_200
"""Milliseconds in which a page, its pictures and the text beside it come to rest."""
DESK = "News desk"


class Studio:
    """One window for all pictures; they go to ``target``, and what is made on the way to ``home``."""

    def __init__(self, target: Path, home: Path) -> None:
        from fonds.base import paths
        from fonds.base.settings import Settings
        from fonds.gui.application import Application

        self.target, self.home = target, home
        settings = Settings(paths.config_dir() / "settings.json")
        settings.put("theme", "light")
        settings.put("import.who", DESK)
        self.application = Application(["fonds"], settings)
        self.application.start(None)
        window = self.application.window
        assert window is not None
        self.window, self.desk = window, window.desk
        self._painted = 0
        self.desk.preview.page_shown.connect(self._on_page_shown)
        window.resize(*SIZE)
        self.until(lambda: len(self.desk.list.model.ids) > 0)

    @property
    def archive(self) -> Archive:
        """The archive that is open."""
        archive = self.window.archive
        assert archive is not None
        return archive

    def row_of(self, title: str) -> int:
        """The row of the post whose title has these words; the sample has to have one."""
        from fonds.services import browsing

        for row, summary in enumerate(browsing.load_summaries(self.archive, self.desk.list.model.ids)):
            if title in summary.title:
                return row
        raise SystemExit(f"the sample has no post “{title}”")

    def number_of(self, title: str) -> int:
        """The number of that post."""
        return int(self.desk.list.model.ids[self.row_of(title)])

    def show(self, row: int) -> None:
        """Choose a row of the list, and wait for its page."""
        before = self._painted
        number = self.desk.list.model.ids[row]
        if self.desk.list.current_post_id == number:
            self.desk.preview.show_post(number)
        self.desk.list.select_post(number)
        self.until(lambda: self._painted > before)
        self.wait(MOMENT)

    def trigger(self, action: str) -> None:
        """Choose a command of the menus."""
        self.window.actions_table[action].trigger()

    def dialog(self, kind: type[D]) -> D:
        """The dialog of that kind, once it is open."""
        found: list[D] = []

        def look() -> bool:
            found[:] = [item for item in self.window.findChildren(kind) if item.isVisible()]
            return bool(found)

        self.until(look)
        return found[0]

    def take(self, name: str) -> None:
        """The window, with what stands over it."""
        screen = self.window.screen()
        self._keep(name, screen.grabWindow(self.window.winId()).save)

    def take_screen(self, name: str) -> None:
        """The window's place on the screen, with what has windows of its own over it, as popups do."""
        place = self.window.frameGeometry()
        screen = self.window.screen()
        self._keep(name, screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).save)

    def take_widget(self, name: str, widget: QWidget) -> None:
        """A dialog alone."""
        self._keep(name, widget.grab().save)

    def take_dialog(self, name: str, kind: type[QDialog]) -> None:
        """The dialog of that kind, which is closed then."""
        page = self.dialog(kind)
        self.wait(MOMENT)
        self.take_widget(name, page)
        page.close()

    def _keep(self, name: str, save: Callable[[str], bool]) -> None:
        if not save(str(self.target / f"{name}.png")):
            raise SystemExit(f"{name} could not be written")
        print(name)

    def _on_page_shown(self, _post: int) -> None:
        self._painted += 1

    def wait(self, milliseconds: int) -> None:
        """Let the window live for so long."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window live until something is true."""
        for _ in range(PATIENCE // 50):
            if condition():
                return
            self.wait(50)
        raise SystemExit("the window does not come to rest")

    def settle(self) -> None:
        """Until nothing is under way any more."""
        self.wait(100)
        self.until(lambda: self.application.operations.idle)
