"""The actions that arrange posts and say something of them: collections, ratings, read marks, notes."""

from __future__ import annotations

from fonds.gui.action_spec import QT_TRANSLATE_NOOP, ActionSpec

ARRANGING = (
    ActionSpec(
        "add_to_collection",
        QT_TRANSLATE_NOOP("Actions", "Add to collection…"),
        "collection",
        ("Ctrl+Shift+A",),
        QT_TRANSLATE_NOOP("Actions", "Put the selected posts into a collection, or into a new one"),
    ),
    ActionSpec(
        "remove_from_collection",
        QT_TRANSLATE_NOOP("Actions", "Remove from this collection"),
        "excluded",
        (),
        QT_TRANSLATE_NOOP(
            "Actions", "Take the selected posts out of the collection; they stay in the archive"
        ),
        local=True,
    ),
    ActionSpec("new_collection", QT_TRANSLATE_NOOP("Actions", "New collection…"), "add"),
    ActionSpec(
        "collect_results",
        QT_TRANSLATE_NOOP("Actions", "Make a collection from these results…"),
        "collection",
        (),
        QT_TRANSLATE_NOOP("Actions", "A collection of all posts of the list, in its order"),
    ),
    ActionSpec("describe_collection", QT_TRANSLATE_NOOP("Actions", "Describe collection…"), "edit"),
    ActionSpec(
        "hand_up",
        QT_TRANSLATE_NOOP("Actions", "Move up in the collection"),
        "previous",
        ("Alt+Shift+Up",),
        local=True,
    ),
    ActionSpec(
        "hand_down",
        QT_TRANSLATE_NOOP("Actions", "Move down in the collection"),
        "next",
        ("Alt+Shift+Down",),
        local=True,
    ),
    ActionSpec(
        "hand_top",
        QT_TRANSLATE_NOOP("Actions", "Move to the beginning of the collection"),
        "ascending",
        ("Alt+Shift+Home",),
        local=True,
    ),
    ActionSpec(
        "hand_bottom",
        QT_TRANSLATE_NOOP("Actions", "Move to the end of the collection"),
        "descending",
        ("Alt+Shift+End",),
        local=True,
    ),
    # Stars are the same in every language.
    ActionSpec("rate_5", "★★★★★", "", ("Alt+5",), local=True),
    ActionSpec("rate_4", "★★★★", "", ("Alt+4",), local=True),
    ActionSpec("rate_3", "★★★", "", ("Alt+3",), local=True),
    ActionSpec("rate_2", "★★", "", ("Alt+2",), local=True),
    ActionSpec("rate_1", "★", "", ("Alt+1",), local=True),
    ActionSpec("rate_0", QT_TRANSLATE_NOOP("Actions", "No rating"), "", ("Alt+0",), local=True),
    ActionSpec(
        "toggle_read", QT_TRANSLATE_NOOP("Actions", "Mark as read or unread"), "read", ("Alt+R",), local=True
    ),
    ActionSpec(
        "post_note",
        QT_TRANSLATE_NOOP("Actions", "Note…"),
        "noted",
        ("Ctrl+J",),
        QT_TRANSLATE_NOOP("Actions", "What you think of the post; kept in the archive, not in its file"),
    ),
    ActionSpec(
        "bold_unread",
        QT_TRANSLATE_NOOP("Actions", "Show unread posts in bold"),
        checkable=True,
    ),
    ActionSpec(
        "mark_never",
        QT_TRANSLATE_NOOP("Actions", "Never mark as read by itself"),
        checkable=True,
        group="mark_after",
    ),
    ActionSpec(
        "mark_2",
        QT_TRANSLATE_NOOP("Actions", "Mark as read after 2 seconds"),
        checkable=True,
        group="mark_after",
    ),
    ActionSpec(
        "mark_5",
        QT_TRANSLATE_NOOP("Actions", "Mark as read after 5 seconds"),
        checkable=True,
        group="mark_after",
    ),
    ActionSpec(
        "mark_10",
        QT_TRANSLATE_NOOP("Actions", "Mark as read after 10 seconds"),
        checkable=True,
        group="mark_after",
    ),
)
IN_EDIT = ("collections>", "rating>", "toggle_read", "post_note", "-")
IN_VIEW = ("reading>",)
ARRANGING_MENUS = {
    "collections>": (
        "collections",
        QT_TRANSLATE_NOOP("Actions", "Collections"),
        (
            *("add_to_collection", "remove_from_collection", "-"),
            *("new_collection", "collect_results", "describe_collection", "-"),
            *("hand_up", "hand_down", "hand_top", "hand_bottom"),
        ),
    ),
    "rating>": (
        "rating",
        QT_TRANSLATE_NOOP("Actions", "Rating"),
        ("rate_5", "rate_4", "rate_3", "rate_2", "rate_1", "rate_0"),
    ),
    "reading>": (
        "reading",
        QT_TRANSLATE_NOOP("Actions", "Read and unread"),
        ("bold_unread", "-", "mark_never", "mark_2", "mark_5", "mark_10"),
    ),
}
