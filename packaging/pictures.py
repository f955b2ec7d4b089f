"""Takes the pictures of the README and the help from the real window on the sample archive.

Run ``python packaging/pictures.py [FOLDER]`` on a real or a virtual screen (``xvfb-run -s "-screen 0 1600x1000x24"``). The
archive is made anew each time in a folder of its own, so that the pictures show what a new user sees.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from picture_stage import DESK, SIZE, SMALL, Studio
from pictures_of_curating import take_curating
from pictures_of_exports import take_exports

NOTE = "From the old server, before it was switched off"


def main() -> int:
    """Take all pictures."""
    here = Path(__file__).resolve().parent.parent
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else here / "resources" / "help" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as home:
        os.environ.update(FONDS_HOME=home, LOGNAME=DESK)  # who imports, too
        sys.path.insert(0, str(here / "desktop"))
        studio = Studio(target, Path(home))
        _take_reading(studio)
        take_curating(studio)
        take_exports(studio)
        _take_import(studio)
        studio.application.close()
    return 0


def _take_reading(studio: Studio) -> None:
    """The window, and what a search finds."""
    from fonds.gui.theme import ThemeMode

    studio.show(0)
    studio.take("window-light")
    studio.application.theme.set_mode(ThemeMode.DARK)
    studio.show(studio.row_of("月亮走进影子里"))
    studio.take("window-dark")
    studio.application.theme.set_mode(ThemeMode.LIGHT)
    _search(studio, "编目")
    studio.show(0)
    studio.take("search")
    studio.trigger("show_facets")
    _search(studio, "字 -tag:来源原则")
    studio.show(0)
    studio.take("facets")
    studio.trigger("show_facets")
    studio.window.search_box.clear_search()
    studio.window.resize(*SMALL)
    studio.show(3)
    studio.take("window-small")
    studio.window.resize(*SIZE)


def _search(studio: Studio, text: str) -> None:
    studio.window.search_box.setText(text)
    studio.until(lambda: studio.desk.list.request.search_text == text)
    studio.settle()


def _take_import(studio: Studio) -> None:
    from fonds.base import paths
    from fonds.gui.dialogs.import_dialog import ImportDialog

    window, site = studio.window, studio.home / "old-blog"
    shutil.copytree(paths.resource("sample"), site)
    window.door.create_path(studio.home / "news.fonds")
    studio.until(lambda: window.archive is not None and window.archive.path.stem == "news")
    window.archive_actions.import_sources([site])
    dialog = studio.dialog(ImportDialog)
    studio.until(dialog.review.isVisible)
    studio.wait(600)
    studio.take_widget("import-review", dialog)
    dialog.start_import()
    studio.until(dialog.report.isVisible)
    studio.wait(600)
    studio.take_widget("import-report", dialog)
    dialog.close()
    _take_accession(studio, site)


def _take_accession(studio: Studio, site: Path) -> None:
    """A post edited here and in its source, and the page of the import that found that out."""
    from fonds.gui.dialogs.accession import AccessionDialog
    from fonds.gui.dialogs.conflict_review import ConflictReviewDialog
    from fonds.model.accession import ImportSettings
    from fonds.model.progress import CancelToken, ignore_progress
    from fonds.model.query import ListRequest
    from fonds.model.revision import PostEdit
    from fonds.services import browsing, editing, importing
    from fonds.services.post_parts import parts_of

    archive = studio.archive
    ids = browsing.list_posts(archive, ListRequest()).ids
    posts = (browsing.load_post(archive, int(number)) for number in ids)
    post = next(post for post in posts if "尊重来源" in post.metadata.title)
    edit = PostEdit(body=parts_of(post).body.replace("。", "，这一条至今没有变。", 1))
    editing.save_post(archive, post.id, edit, post.revision_id)
    file = site / post.source_path
    file.write_bytes(post.source.rstrip() + "\n\n二〇二六年校订。\n".encode())
    importing.import_source(
        archive, [site], ImportSettings(), ignore_progress, CancelToken(), who=DESK, note=NOTE
    )
    actions = studio.window.archive_actions.accessions
    actions.show_import(2)
    studio.take_dialog("accession", AccessionDialog)
    actions.review_conflicts()
    studio.take_dialog("conflict", ConflictReviewDialog)


if __name__ == "__main__":
    sys.exit(main())
