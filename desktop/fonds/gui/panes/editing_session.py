"""One post that is open for editing: what the archive has, and the text and fields as they stand in the window."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import replace
from typing import Any

from fonds.gui.widgets.grammar import Grammar
from fonds.gui.widgets.source_document import SourceDocument
from fonds.model.post import Post, PostMetadata
from fonds.model.revision import Draft, HeaderForm, MetadataEdit, PostEdit
from fonds.services import editing
from fonds.services.header_view import HeaderView, header_view

OPEN_DOCUMENTS = 20
"""How many posts keep their text and undo history at hand."""


LARGEST = 8_000_000
"""A post of more characters than this is not edited."""

SHOWN = 500_000
"""How many characters of such a post are shown."""


_END = re.compile("\r\n|[\n\r\u2029]")


class EditingSession:
    """A post's document with its undo history, and what the form had when the post was left.

    The text is the body, or the whole file: because its front matter cannot be read, or by choice (``whole_asked``). When
    one goes back to the form with another front matter, the post as that makes it is ``staged``: the form and the body
    stand against it, and it is saved with them.
    """

    def __init__(self, post: Post, text: str, view: HeaderView | None = None) -> None:
        self.post = post
        self.base_text = text
        self.base_revision = post.revision_id
        self.head: tuple[Post, str] | None = None
        self.cut = len(text) > LARGEST
        self.document = SourceDocument(text[:SHOWN] if self.cut else text)
        self.fields = MetadataEdit()
        self.form = HeaderForm()
        self.draft_kept: PostEdit | None = None
        self.restored = False
        self.sent: PostEdit | None = None
        """What is being saved, until the archive has answered."""
        self.closed = False
        self.position = 0
        self.scroll = 0
        self.whole_asked = False
        self.staged: Post | None = None
        self._other: SourceDocument | None = None
        self._view = (post, view)

    def close(self) -> None:
        """Let go of the text and its history."""
        self.closed = True
        self.document.retire()
        self._forget_other()

    @property
    def saving(self) -> bool:
        """Whether a save is under way."""
        return self.sent is not None

    @property
    def whole(self) -> bool:
        """Whether the whole file is edited as text."""
        return self.whole_asked or not self.post.header_readable

    @property
    def kept_raw(self) -> bool:
        """Whether the whole file is all there is to edit, because its front matter cannot be read."""
        return not self.post.header_readable

    @property
    def shown(self) -> Post:
        """What the form and the body stand against."""
        return self.post if self.staged is None else self.staged

    @property
    def view(self) -> HeaderView:
        """What the form shows of the front matter beside its values."""
        post, view = self._view
        if view is None or post is not self.shown:
            view = header_view(self.shown)
            self._view = (self.shown, view)
        return view

    @property
    def grammar(self) -> Grammar:
        """How the text is to be coloured."""
        return Grammar(self.post.metadata.format, with_header=self.whole)

    def edit(self, fields: MetadataEdit) -> PostEdit:
        """What was changed against the archive's state; ``fields`` is what the form says."""
        text = self.document.text()
        changed = None if text == self.base_text else text
        if self.whole:
            return PostEdit(whole_text=changed)
        staged = None if self.staged is None else editing.text_of(self.staged)
        return PostEdit(body=changed, metadata=fields, whole_text=staged, form=self.form)

    # The whole file, and back

    def show_whole(self, text: str, body: str) -> None:
        """Edit the whole file from now on: ``text``, which ends in ``body``. The caret stays where it is."""
        lines = _count_ends(text[: len(text) - len(body)]) if text.endswith(body) else 0
        self.whole_asked, self.staged = True, None
        self.fields, self.form = MetadataEdit(), HeaderForm()
        self.base_text = editing.text_of(self.post)
        self._turn(text, lines)

    def show_parts(self, staged: Post | None, body: str) -> None:
        """Edit the body and the form again. ``staged`` is the post with another front matter than the archive has."""
        text = self.document.text()
        lines = _count_ends(text[: len(text) - len(body)]) if text.endswith(body) else 0
        self.whole_asked, self.staged = False, staged
        self.fields, self.form = MetadataEdit(), HeaderForm()
        self.base_text = editing.body_of(self.shown)
        self._turn(body, -lines)

    def _turn(self, text: str, lines: int) -> None:
        """Put the other document in place, with its undo history if it still says this; move the caret by some lines."""
        before = self.document
        block = before.findBlock(self.position)
        column = self.position - block.position()
        line = block.blockNumber() + lines
        other, self._other = self._other, before
        if other is not None and other.text() != text:
            other.retire()
            other = None
        self.document = SourceDocument(text) if other is None else other
        target = self.document.findBlockByNumber(max(line, 0))
        if line < 0 or not target.isValid():
            self.position = 0 if line < 0 else self.document.characterCount() - 1
        else:
            self.position = target.position() + min(column, target.length() - 1)
        self.scroll = max(self.scroll + lines, 0)

    def _forget_other(self) -> None:
        if self._other is not None:
            self._other.retire()
            self._other = None

    # Drafts

    def apply(self, edit: PostEdit, staged: Post | None = None) -> None:
        """Put a draft's text in place of the archive's, and remember its fields for the form. ``staged`` is the post with
        the draft's whole text."""
        alone = edit.whole_text is not None and replace(edit, whole_text=None).empty
        if not self.kept_raw and edit.whole_text is not None and not alone and staged is not None:
            self.staged = staged
            self.base_text = editing.body_of(staged)
            self.document.load(self.base_text)
        elif not self.kept_raw and edit.whole_text is not None:
            self.whole_asked = True
            self.base_text = editing.text_of(self.post)
        text = edit.whole_text if self.whole else edit.body
        if text is not None:
            self.document.load(text)
        self.fields = MetadataEdit() if self.whole else edit.metadata
        self.form = HeaderForm() if self.whole else edit.form

    def take_draft(self, draft: Draft, staged: Post | None = None) -> None:
        """Put a kept draft in place. One that was begun on an older state stands against the archive's."""
        head = (self.post, self.base_text)
        self.apply(draft.edit, staged)
        self.draft_kept = draft.edit
        self.restored = True
        if draft.base_revision != self.base_revision:
            self.head = head
            self.base_revision = draft.base_revision

    # Conflicts and saves

    @property
    def in_conflict(self) -> bool:
        """Whether the archive has a newer state than the one that was edited; ``head`` is that."""
        return self.head is not None

    @property
    def can_move(self) -> bool:
        """Whether what was typed can be taken over to the newer state: both are edited in the same way."""
        if self.head is None:
            return False
        return self.whole_asked or self.head[0].header_readable is self.post.header_readable

    def move_to_head(self, fields: MetadataEdit) -> None:
        """Take the newer state as the base; text and fields stay as they are in the window."""
        if self.head is None:
            return
        self.post, text = self.head
        if self.staged is None:
            self.base_text = self._own_text(self.post, text)
        self.base_revision = self.post.revision_id
        self.head = None
        self.fields = fields

    def edit_beyond(self, sent: PostEdit) -> PostEdit:
        """What was changed since ``sent`` was asked to be saved: the edit against the state that this save makes."""
        now = self.edit(self.fields)
        text = self.document.text()
        was = sent.whole_text if self.whole else sent.body
        typed = None if text == (self.base_text if was is None else was) else text
        if self.whole:
            return PostEdit(whole_text=typed)
        fields = changed_since(sent.metadata, now.metadata, self.shown.metadata)
        return PostEdit(body=typed, metadata=fields, form=form_since(sent.form, now.form))

    def take_saved(
        self, post: Post, text: str, sent: PostEdit, now: PostEdit, view: HeaderView | None = None
    ) -> None:
        """Take what was just saved as the new base; what was typed since it was sent stays.

        Where the archive made another text of what was sent, and more was typed since, both stand against each other.
        """
        sent_text = sent.whole_text if self.whole else sent.body
        before = self.base_text if sent_text is None else sent_text
        own = self._own_text(post, text)
        current = self.document.text()
        if current != before and own != before:
            self.head = (post, text)
            return
        if current != own and current == before:
            self.document.load(own)
        self.fields = changed_since(sent.metadata, now.metadata, self.shown.metadata)
        self.form = form_since(sent.form, now.form)
        self.post, self.base_text, self.base_revision = post, own, post.revision_id
        self.staged = None
        self._view = (post, view)
        self.restored = False

    def _own_text(self, post: Post, text: str) -> str:
        """The text of a post as it is edited here; ``text`` is what is edited of it by itself."""
        return editing.text_of(post) if self.whole_asked and post.header_readable else text


class OpenSessions:
    """The sessions of the posts edited last; one that falls out was kept as a draft when its post was left."""

    def __init__(self) -> None:
        self._sessions: OrderedDict[int, EditingSession] = OrderedDict()

    def find(self, post_id: int) -> EditingSession | None:
        """The session of a post, which becomes the latest."""
        session = self._sessions.get(post_id)
        if session is not None:
            self._sessions.move_to_end(post_id)
        return session

    def add(self, session: EditingSession) -> None:
        """Keep a session, and let go of the oldest."""
        if self._sessions.get(session.post.id) is not session:
            self.drop(session.post.id)
        self._sessions[session.post.id] = session
        self._sessions.move_to_end(session.post.id)
        while len(self._sessions) > OPEN_DOCUMENTS:
            _number, oldest = self._sessions.popitem(last=False)
            oldest.close()

    def saving(self) -> tuple[EditingSession, ...]:
        """The sessions of which a save is under way."""
        return tuple(session for session in self._sessions.values() if session.saving)

    def take_out(self, session: EditingSession) -> None:
        """Keep a session no longer, without letting go of its text."""
        if self._sessions.get(session.post.id) is session:
            del self._sessions[session.post.id]

    def drop(self, post_id: int) -> None:
        """Forget a post's session."""
        session = self._sessions.pop(post_id, None)
        if session is not None:
            session.close()

    def clear(self) -> None:
        """Forget all."""
        for post_id in tuple(self._sessions):
            self.drop(post_id)


def changed_since(sent: MetadataEdit, now: MetadataEdit, metadata: PostMetadata) -> MetadataEdit:
    """What the form says beyond what was sent to be saved. ``metadata`` is what both are differences to: a field that
    went back to its old value after it was sent is asked for expressly."""
    old: dict[str, Any] = {
        "title": metadata.title,
        "date_text": metadata.date.text,
        "slug": metadata.slug,
        "status": metadata.status,
        "language": metadata.language,
        "categories": metadata.categories,
        "tags": metadata.tags,
        "authors": metadata.authors,
    }
    later: dict[str, Any] = {}
    for name, value in old.items():
        was, is_now = getattr(sent, name), getattr(now, name)
        if was != is_now:
            later[name] = value if is_now is None else is_now
    before, after, first = dict(sent.fields), dict(now.fields), dict(metadata.fields)
    fields = [(key, value) for key, value in after.items() if key not in before or before[key] != value]
    fields += [(key, first.get(key)) for key in before if key not in after]
    return replace(MetadataEdit(), fields=tuple(fields), **later)


def form_since(sent: HeaderForm, now: HeaderForm) -> HeaderForm:
    """What is asked of the form of the front matter beyond what was sent to be saved."""
    return HeaderForm(
        renames=tuple(pair for pair in now.renames if pair not in sent.renames),
        mended=now.mended and not sent.mended,
        types=tuple(pair for pair in now.types if pair not in sent.types),
    )


def _count_ends(text: str) -> int:
    return sum(1 for _ in _END.finditer(text))
