"""The table of all actions, and the menus that they stand in: names, words, keys and icons, no more.

Texts are marked for translation here and translated when the actions are made or the language changes.
"""

from __future__ import annotations

from PySide6.QtGui import QAction

from fonds.gui.action_spec import QT_TRANSLATE_NOOP, ActionSpec, Keys
from fonds.gui.arranging_specs import ARRANGING, ARRANGING_MENUS, IN_EDIT, IN_VIEW

__all__ = [
    "CONTEXT",
    "MENUS",
    "QT_TRANSLATE_NOOP",
    "SEPARATOR",
    "SPECS",
    "STEP_TEXTS",
    "SUBMENUS",
    "ActionSpec",
    "Keys",
]

CONTEXT = "Actions"


_FILE = (
    ActionSpec("new_archive", QT_TRANSLATE_NOOP("Actions", "New archive…"), "new-archive", ("Ctrl+Shift+N",)),
    ActionSpec("open_archive", QT_TRANSLATE_NOOP("Actions", "Open archive…"), "open", (Keys.Open,)),
    ActionSpec("open_sample", QT_TRANSLATE_NOOP("Actions", "Open sample archive"), "sample"),
    ActionSpec(
        "import_folder",
        QT_TRANSLATE_NOOP("Actions", "Import folder…"),
        "import",
        ("Ctrl+I",),
        QT_TRANSLATE_NOOP("Actions", "Take the posts of a folder into the archive"),
    ),
    ActionSpec(
        "import_files",
        QT_TRANSLATE_NOOP("Actions", "Import files…"),
        "import-files",
        ("Ctrl+Shift+I",),
        QT_TRANSLATE_NOOP("Actions", "Take single files, or packed folders (ZIP, tar), into the archive"),
    ),
    ActionSpec(
        "import_page",
        QT_TRANSLATE_NOOP("Actions", "Show import…"),
        "history",
        ("Ctrl+Shift+R",),
        QT_TRANSLATE_NOOP("Actions", "What the chosen import, or the last one, did"),
    ),
    ActionSpec(
        "review_conflicts",
        QT_TRANSLATE_NOOP("Actions", "Review conflicts…"),
        "conflict",
        (),
        QT_TRANSLATE_NOOP("Actions", "Decide on posts that were edited here while their source changed"),
    ),
    ActionSpec(
        "export",
        QT_TRANSLATE_NOOP("Actions", "Export…"),
        "export",
        ("Ctrl+Shift+E",),
        QT_TRANSLATE_NOOP("Actions", "Hand posts out: as a book, a website, files and more"),
    ),
    ActionSpec("check", QT_TRANSLATE_NOOP("Actions", "Check archive…"), "check"),
    ActionSpec(
        "activity_log",
        QT_TRANSLATE_NOOP("Actions", "Activity log…"),
        "history",
        (),
        QT_TRANSLATE_NOOP("Actions", "Who did what to this archive, and when"),
    ),
    ActionSpec(
        "print_preview",
        QT_TRANSLATE_NOOP("Actions", "Print preview…"),
        "print",
        ("Ctrl+Shift+P",),
        QT_TRANSLATE_NOOP("Actions", "See the post on paper, print it or keep it as PDF"),
    ),
    ActionSpec("print", QT_TRANSLATE_NOOP("Actions", "Print…"), "print", (Keys.Print,)),
    ActionSpec("close_archive", QT_TRANSLATE_NOOP("Actions", "Close archive"), "close", (Keys.Close,)),
    ActionSpec(
        "quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "quit", ("Ctrl+Q",), role=QAction.MenuRole.QuitRole
    ),
)
_EDIT = (
    ActionSpec("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "undo", (Keys.Undo,)),
    ActionSpec("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), "redo", (Keys.Redo, "Ctrl+Shift+Z")),
    ActionSpec(
        "undo_history",
        QT_TRANSLATE_NOOP("Actions", "Undo history…"),
        "recent",
        (),
        QT_TRANSLATE_NOOP("Actions", "All changes that can be undone or redone; go back several at once"),
    ),
    ActionSpec(
        "new_post",
        QT_TRANSLATE_NOOP("Actions", "New post"),
        "new-post",
        (Keys.New,),
        QT_TRANSLATE_NOOP("Actions", "Begin a post in this archive"),
    ),
    ActionSpec("save", QT_TRANSLATE_NOOP("Actions", "Save"), "save", (Keys.Save,)),
    ActionSpec("star", QT_TRANSLATE_NOOP("Actions", "Add or remove star"), "star", ("Ctrl+Shift+S",)),
    ActionSpec("edit_several", QT_TRANSLATE_NOOP("Actions", "Edit several…"), "edit", ("Ctrl+Shift+M",)),
    ActionSpec(
        "find_duplicates",
        QT_TRANSLATE_NOOP("Actions", "Find duplicates…"),
        "copy",
        (),
        QT_TRANSLATE_NOOP("Actions", "Find posts that are there more than once, compare and merge them"),
    ),
    ActionSpec(
        "copy_rich",
        QT_TRANSLATE_NOOP("Actions", "Copy as rich text"),
        "copy",
        ("Ctrl+Shift+C",),
        QT_TRANSLATE_NOOP("Actions", "Copy what is selected in the preview, or the whole post"),
    ),
    ActionSpec("copy_markdown", QT_TRANSLATE_NOOP("Actions", "Copy as Markdown"), "copy"),
    ActionSpec("copy_plain", QT_TRANSLATE_NOOP("Actions", "Copy as plain text"), "copy"),
    ActionSpec(
        "check_front_matter",
        QT_TRANSLATE_NOOP("Actions", "Check front matter…"),
        "check",
        (),
        QT_TRANSLATE_NOOP(
            "Actions", "Find keys, dates, titles, tags and links that are uneven, missing or broken"
        ),
    ),
    ActionSpec("trash", QT_TRANSLATE_NOOP("Actions", "Move to trash"), "trash", (Keys.Delete,), local=True),
    ActionSpec("restore", QT_TRANSLATE_NOOP("Actions", "Restore from trash"), "restore"),
    ActionSpec("purge", QT_TRANSLATE_NOOP("Actions", "Delete permanently…"), "delete"),
    ActionSpec(
        "select_all",
        QT_TRANSLATE_NOOP("Actions", "Select all posts"),
        "select-all",
        (Keys.SelectAll,),
        local=True,
    ),
)
_VIEW = (
    ActionSpec(
        "show_navigator", QT_TRANSLATE_NOOP("Actions", "Navigator"), "navigator", ("Ctrl+1",), checkable=True
    ),
    ActionSpec("show_list", QT_TRANSLATE_NOOP("Actions", "List"), "details", ("Ctrl+2",), checkable=True),
    ActionSpec("show_editor", QT_TRANSLATE_NOOP("Actions", "Editor"), "editor", ("Ctrl+3",), checkable=True),
    ActionSpec(
        "show_preview", QT_TRANSLATE_NOOP("Actions", "Preview"), "preview", ("Ctrl+4",), checkable=True
    ),
    ActionSpec(
        "show_facets", QT_TRANSLATE_NOOP("Actions", "Narrow down"), "narrow", ("Ctrl+5",), checkable=True
    ),
    ActionSpec(
        "show_history",
        QT_TRANSLATE_NOOP("Actions", "History of the post"),
        "history",
        ("Ctrl+Shift+H",),
        QT_TRANSLATE_NOOP("Actions", "The post's revisions: compare them, and take changes back"),
        checkable=True,
    ),
    ActionSpec(
        "density_line", QT_TRANSLATE_NOOP("Actions", "Posts in one line"), checkable=True, group="density"
    ),
    ActionSpec(
        "density_excerpt",
        QT_TRANSLATE_NOOP("Actions", "Posts in two lines with excerpt"),
        checkable=True,
        group="density",
    ),
    ActionSpec(
        "density_cards", QT_TRANSLATE_NOOP("Actions", "Posts as cards"), checkable=True, group="density"
    ),
    ActionSpec(
        "density_table", QT_TRANSLATE_NOOP("Actions", "Posts as a table"), checkable=True, group="density"
    ),
    ActionSpec(
        "theme_system",
        QT_TRANSLATE_NOOP("Actions", "As the system"),
        "theme-system",
        checkable=True,
        group="theme",
    ),
    ActionSpec(
        "theme_light", QT_TRANSLATE_NOOP("Actions", "Light"), "theme-light", checkable=True, group="theme"
    ),
    ActionSpec(
        "theme_dark", QT_TRANSLATE_NOOP("Actions", "Dark"), "theme-dark", checkable=True, group="theme"
    ),
    ActionSpec(
        "view_rendered", QT_TRANSLATE_NOOP("Actions", "As rendered"), checkable=True, group="post_view"
    ),
    ActionSpec(
        "view_source",
        QT_TRANSLATE_NOOP("Actions", "As source"),
        keys=("Ctrl+U",),
        tip=QT_TRANSLATE_NOOP("Actions", "The file of the post as it is saved"),
        checkable=True,
        group="post_view",
    ),
    ActionSpec(
        "view_original",
        QT_TRANSLATE_NOOP("Actions", "Original file"),
        tip=QT_TRANSLATE_NOOP("Actions", "The file of the post as it was imported"),
        checkable=True,
        group="post_view",
    ),
    ActionSpec(
        "reading_look",
        QT_TRANSLATE_NOOP("Actions", "Reading look…"),
        "reading-look",
        ("Ctrl+Alt+R",),
        QT_TRANSLATE_NOOP("Actions", "Colours, typeface, size and width of the page"),
    ),
    ActionSpec(
        "scroll_together",
        QT_TRANSLATE_NOOP("Actions", "Scroll together"),
        "scroll-together",
        tip=QT_TRANSLATE_NOOP("Actions", "Editor and preview show the same place"),
        checkable=True,
    ),
    ActionSpec("zoom_in", QT_TRANSLATE_NOOP("Actions", "Larger text"), "zoom-in", (Keys.ZoomIn, "Ctrl+=")),
    ActionSpec("zoom_out", QT_TRANSLATE_NOOP("Actions", "Smaller text"), "zoom-out", (Keys.ZoomOut,)),
    ActionSpec("zoom_reset", QT_TRANSLATE_NOOP("Actions", "Ordinary text size"), "", ("Ctrl+0",)),
    ActionSpec(
        "full_screen",
        QT_TRANSLATE_NOOP("Actions", "Full screen"),
        "full-screen",
        ("F11", "Ctrl+Meta+F"),
        checkable=True,
    ),
)
_LANGUAGE = (
    ActionSpec(
        "language_system", QT_TRANSLATE_NOOP("Actions", "As the system"), checkable=True, group="language"
    ),
    # Each by the name that its readers know.
    ActionSpec("language_en", "English", checkable=True, group="language"),
    ActionSpec("language_zh_CN", "中文（简体）", checkable=True, group="language"),
)
_GO = (
    ActionSpec("next_post", QT_TRANSLATE_NOOP("Actions", "Next post"), "next", ("Alt+Down",)),
    ActionSpec("previous_post", QT_TRANSLATE_NOOP("Actions", "Previous post"), "previous", ("Alt+Up",)),
    ActionSpec("search", QT_TRANSLATE_NOOP("Actions", "Search posts"), "search", (Keys.Find,)),
    ActionSpec(
        "match_variants",
        QT_TRANSLATE_NOOP("Actions", "Match Traditional and Simplified"),
        tip=QT_TRANSLATE_NOOP("Actions", "Find 頭髮 by 头发 and 发展 by 發展, each also the other way round"),
        checkable=True,
    ),
    ActionSpec(
        "save_search",
        QT_TRANSLATE_NOOP("Actions", "Save search…"),
        "saved-search",
        ("Ctrl+D",),
        QT_TRANSLATE_NOOP("Actions", "Give the present search a name and keep it in the navigator"),
    ),
    ActionSpec(
        "change_saved_search",
        QT_TRANSLATE_NOOP("Actions", "Save changes to the saved search"),
        "save",
        ("Ctrl+Shift+D",),
        QT_TRANSLATE_NOOP("Actions", "Let the chosen saved search find what is searched for now"),
    ),
    ActionSpec(
        "find_in_page",
        QT_TRANSLATE_NOOP("Actions", "Find in the post…"),
        "find",
        ("Ctrl+Shift+F",),
        QT_TRANSLATE_NOOP("Actions", "Find text in what you write, or else in the preview"),
    ),
    ActionSpec("next_hit", QT_TRANSLATE_NOOP("Actions", "Next hit"), "next-hit", ("F3",)),
    ActionSpec("previous_hit", QT_TRANSLATE_NOOP("Actions", "Previous hit"), "previous-hit", ("Shift+F3",)),
    ActionSpec(
        "go_back",
        QT_TRANSLATE_NOOP("Actions", "Back"),
        "back",
        ("Alt+Left",),
        QT_TRANSLATE_NOOP("Actions", "The post that was read before"),
    ),
    ActionSpec("go_forward", QT_TRANSLATE_NOOP("Actions", "Forward"), "forward", ("Alt+Right",)),
    ActionSpec("next_pane", QT_TRANSLATE_NOOP("Actions", "Next pane"), "", ("F6",)),
    ActionSpec("previous_pane", QT_TRANSLATE_NOOP("Actions", "Previous pane"), "", ("Shift+F6",)),
)
_HELP = (
    ActionSpec("help", QT_TRANSLATE_NOOP("Actions", "Fonds help"), "help", (Keys.HelpContents,)),
    ActionSpec("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), "keyboard", ("Ctrl+/",)),
    ActionSpec("open_log", QT_TRANSLATE_NOOP("Actions", "Open log folder"), "log"),
    ActionSpec(
        "about", QT_TRANSLATE_NOOP("Actions", "About Fonds"), "about", role=QAction.MenuRole.AboutRole
    ),
)

SPECS: tuple[ActionSpec, ...] = (*_FILE, *_EDIT, *ARRANGING, *_VIEW, *_LANGUAGE, *_GO, *_HELP)

SEPARATOR = "-"
MENUS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "file",
        QT_TRANSLATE_NOOP("Actions", "&File"),
        (
            *("new_archive", "open_archive", "recent>", "open_sample", SEPARATOR),
            *(
                "import_folder",
                "import_files",
                "import_page",
                "review_conflicts",
                SEPARATOR,
                "export",
                "export_again>",
                SEPARATOR,
                "check",
                "activity_log",
                SEPARATOR,
                "print_preview",
                "print",
                SEPARATOR,
                "close_archive",
                "quit",
            ),
        ),
    ),
    (
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Edit"),
        (
            *("undo", "redo", "undo_history", SEPARATOR, "new_post", "save", "copy>", SEPARATOR),
            *(
                "edit_several",
                "find_duplicates",
                "check_front_matter",
                *IN_EDIT,
                "star",
                "trash",
                "restore",
                "purge",
                SEPARATOR,
                "select_all",
            ),
        ),
    ),
    (
        "view",
        QT_TRANSLATE_NOOP("Actions", "&View"),
        (
            *(
                "show_navigator",
                "show_list",
                "show_editor",
                "show_preview",
                "show_history",
                "show_facets",
                SEPARATOR,
            ),
            *("density_line", "density_excerpt", "density_cards", "density_table", SEPARATOR),
            *("view_rendered", "view_source", "view_original", "reading_look", "scroll_together", SEPARATOR),
            *(*IN_VIEW, "theme>", "language>", SEPARATOR),
            *("zoom_in", "zoom_out", "zoom_reset", SEPARATOR, "full_screen"),
        ),
    ),
    (
        "go",
        QT_TRANSLATE_NOOP("Actions", "&Go"),
        (
            *("search", "match_variants", "save_search", "change_saved_search", SEPARATOR),
            *("find_in_page", "next_hit", "previous_hit", SEPARATOR),
            *("next_post", "previous_post", "go_back", "go_forward", SEPARATOR),
            *("next_pane", "previous_pane"),
        ),
    ),
    (
        "help",
        QT_TRANSLATE_NOOP("Actions", "&Help"),
        ("help", "shortcuts", SEPARATOR, "open_log", SEPARATOR, "about"),
    ),
)
SUBMENUS = {
    "recent>": ("recent", QT_TRANSLATE_NOOP("Actions", "Open recent"), ()),
    "export_again>": ("export_again", QT_TRANSLATE_NOOP("Actions", "Export again"), ()),
    "copy>": (
        "copy",
        QT_TRANSLATE_NOOP("Actions", "Copy the post"),
        ("copy_rich", "copy_markdown", "copy_plain"),
    ),
    "theme>": ("theme", QT_TRANSLATE_NOOP("Actions", "Theme"), ("theme_system", "theme_light", "theme_dark")),
    "language>": (
        "language",
        QT_TRANSLATE_NOOP("Actions", "Language"),
        ("language_system", "language_en", "language_zh_CN"),
    ),
    **ARRANGING_MENUS,
}
STEP_TEXTS = {
    "undo": (QT_TRANSLATE_NOOP("Actions", "Undo"), QT_TRANSLATE_NOOP("Actions", "Undo {step}")),
    "redo": (QT_TRANSLATE_NOOP("Actions", "Redo"), QT_TRANSLATE_NOOP("Actions", "Redo {step}")),
}
