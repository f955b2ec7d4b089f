"""What the list says: of its length, and when it has no rows."""

from __future__ import annotations

from fonds.gui import messages
from fonds.gui.messages import translate
from fonds.model.problems import fill_template
from fonds.model.query import ListRequest, ScopeKind


def count_text(request: ListRequest, shown: int, total: int, selected: int) -> str:
    """How many posts are shown, of how many where some are left out, and how many are selected when several are."""
    trash = request.scope.kind is ScopeKind.TRASH
    text = messages.posts_text(shown) if trash else messages.posts_of_text(shown, total)
    return messages.joined([text, messages.selected_text(selected)]) if selected > 1 else text


def emptiness(opened: bool, request: ListRequest, total: int) -> tuple[str, str, str]:
    """Icon role, sentence and button text (may be empty) for a list without posts."""
    kind = request.scope.kind
    if not opened:
        return "new-archive", translate("PostList", "No archive is open."), ""
    if request.search_text:
        text = translate("PostList", "No posts match “{text}”.")
        sentence = fill_template(text, (("text", request.search_text),))
        return "search", sentence, translate("PostList", "Clear the search")
    if kind is ScopeKind.TRASH:
        return "trash", translate("PostList", "The trash is empty."), ""
    if kind is ScopeKind.STARRED:
        return "star", translate("PostList", "No post has a star."), ""
    if kind is ScopeKind.DRAFTS:
        return "draft", translate("PostList", "There are no drafts."), ""
    if kind is ScopeKind.PROBLEMS:
        return "check", translate("PostList", "No post has a problem."), ""
    if kind is ScopeKind.ALL and not total:
        sentence = translate("PostList", "This archive has no posts yet.")
        return "import", sentence, translate("PostList", "Import a folder…")
    return "all-posts", translate("PostList", "There are no posts here."), ""
