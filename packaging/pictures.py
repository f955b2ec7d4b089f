"""Takes the pictures of the README and the help from the real window on the sample archive.

Run ``python packaging/pictures.py [FOLDER]`` on a real or a virtual screen (``xvfb-run -s "-screen 0 1600x1000x24"``). The
archive is made anew each time in a folder of its own, so that the pictures show what a new user sees.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

SIZE = (1440, 900)
SMALL = (1000, 640)
PATIENCE = 30_000
"""Milliseconds."""
DESK = "News desk"
NOTE = "From the old server, before it was switched off"


def main() -> int:
    """Take all pictures."""
    here = Path(__file__).resolve().parent.parent
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else here / "resources" / "help" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as home:
        os.environ["FONDS_HOME"] = home
        sys.path.insert(0, str(here / "desktop"))
        _Studio(target, Path(home)).take_all()
    return 0


class _Studio:
    """The window, and a camera."""

    def __init__(self, target: Path, home: Path) -> None:
        from fonds.base import paths
        from fonds.base.settings import Settings
        from fonds.gui.application import Application

        self._target = target
        self._home = home
        settings = Settings(paths.config_dir() / "settings.json")
        settings.put("theme", "light")
        settings.put("import.who", DESK)
        self._application = Application(["fonds"], settings)
        self._application.start(None)
        window = self._application.window
        assert window is not None
        self._window = window
        self._desk = window.desk
        self._painted = 0
        self._desk.preview.page_shown.connect(self._on_page_shown)

    def take_all(self) -> None:
        """Everything that the README and the help show."""
        from fonds.gui.theme import ThemeMode

        self._window.resize(*SIZE)
        self._until(lambda: len(self._desk.list.model.ids) > 0)
        self._show(0)
        self._take("window-light")
        self._application.theme.set_mode(ThemeMode.DARK)
        self._show(self._row_of("月亮走进影子里"))
        self._take("window-dark")
        self._application.theme.set_mode(ThemeMode.LIGHT)
        self._window.search_box.setText("编目")
        self._until(
            lambda: self._desk.list.request.search_text == "编目" and self._application.operations.idle
        )
        self._show(0)
        self._take("search")
        self._take_facets("字 -tag:来源原则")
        self._window.search_box.clear_search()
        self._window.resize(*SMALL)
        self._show(3)
        self._take("window-small")
        self._window.resize(*SIZE)
        self._take_import()
        self._application.close()

    def _take_facets(self, text: str) -> None:
        """What was found, with what it has in common beside it."""
        self._window.search_box.setText(text)
        self._window.actions_table["show_facets"].trigger()
        self._until(lambda: self._desk.list.request.search_text == text and self._application.operations.idle)
        self._show(0)
        self._take("facets")
        self._window.actions_table["show_facets"].trigger()

    def _take_import(self) -> None:
        from fonds.base import paths
        from fonds.gui.dialogs.import_dialog import ImportDialog

        site = self._home / "old-blog"
        shutil.copytree(paths.resource("sample"), site)
        self._window.door.create_path(self._home / "news.fonds")
        self._until(lambda: self._window.archive is not None and self._window.archive.path.stem == "news")
        self._window.archive_actions.import_sources([site])
        dialog = next(item for item in self._window.findChildren(ImportDialog) if item.isVisible())
        self._until(dialog.review.isVisible)
        self._wait(600)
        dialog.grab().save(str(self._target / "import-review.png"))
        dialog.start_import()
        self._until(dialog.report.isVisible)
        self._wait(600)
        dialog.grab().save(str(self._target / "import-report.png"))
        dialog.close()
        self._take_accession(site)

    def _take_accession(self, site: Path) -> None:
        """A post edited here and in its source, and the page of the import that found that out."""
        from fonds.gui.dialogs.accession import AccessionDialog
        from fonds.gui.dialogs.conflict_review import ConflictReviewDialog
        from fonds.model.accession import ImportSettings
        from fonds.model.progress import CancelToken, ignore_progress
        from fonds.model.query import ListRequest
        from fonds.model.revision import PostEdit
        from fonds.services import browsing, editing, importing
        from fonds.services.post_parts import parts_of

        archive = self._window.archive
        assert archive is not None
        ids = browsing.list_posts(archive, ListRequest()).ids
        posts = (browsing.load_post(archive, int(number)) for number in ids)
        post = next(post for post in posts if "尊重来源" in post.metadata.title)
        body = parts_of(post).body
        edit = PostEdit(body=body.replace("。", "，这一条至今没有变。", 1))
        editing.save_post(archive, post.id, edit, post.revision_id)
        file = site / post.source_path
        file.write_bytes(post.source.rstrip() + "\n\n二〇二六年校订。\n".encode())
        importing.import_source(
            archive, [site], ImportSettings(), ignore_progress, CancelToken(), who=DESK, note=NOTE
        )
        actions = self._window.archive_actions.accessions
        actions.show_import(2)
        self._take_dialog(AccessionDialog, "accession")
        actions.review_conflicts()
        self._take_dialog(ConflictReviewDialog, "conflict")

    def _take_dialog(self, kind: type[QDialog], name: str) -> None:
        page = next(item for item in self._window.findChildren(kind) if item.isVisible())
        self._wait(1200)
        page.grab().save(str(self._target / f"{name}.png"))
        page.close()

    def _row_of(self, title: str) -> int:
        """The row of the post whose title has these words; the sample has to have one."""
        from fonds.services import browsing

        archive = self._window.archive
        assert archive is not None
        for row, summary in enumerate(browsing.load_summaries(archive, self._desk.list.model.ids)):
            if title in summary.title:
                return row
        raise SystemExit(f"the sample has no post “{title}”")

    def _show(self, row: int) -> None:
        before = self._painted
        number = self._desk.list.model.ids[row]
        if self._desk.list.current_post_id == number:
            self._desk.preview.show_post(number)
        self._desk.list.select_post(number)
        self._until(lambda: self._painted > before)
        self._wait(1200)

    def _take(self, name: str) -> None:
        screen = self._window.screen()
        picture = screen.grabWindow(self._window.winId())
        if not picture.save(str(self._target / f"{name}.png")):
            raise SystemExit(f"{name} could not be written")
        print(name, picture.width(), picture.height())

    def _on_page_shown(self, _post: int) -> None:
        self._painted += 1

    def _wait(self, milliseconds: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _until(self, condition: Callable[[], bool]) -> None:
        for _ in range(PATIENCE // 50):
            if condition():
                return
            self._wait(50)
        raise SystemExit("the window does not come to rest")


if __name__ == "__main__":
    sys.exit(main())
