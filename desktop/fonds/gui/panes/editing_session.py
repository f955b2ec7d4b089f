"""One post that is open for editing: what the archive has, and the text and fields as they stand in the window."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import Any

from fonds.gui.widgets.grammar import Grammar
from fonds.gui.widgets.source_document import SourceDocument
from fonds.model.post import Post, PostMetadata
from fonds.model.revision import Draft, MetadataEdit, PostEdit

OPEN_DOCUMENTS = 20
"""How many posts keep their text and undo history at hand."""


LARGEST = 8_000_000
"""A post of more characters than this is not edited."""

SHOWN = 500_000
"""How many characters of such a post are shown."""


class EditingSession:
    """A post's document with its undo history, and what the form had when the post was left."""

    def __init__(self, post: Post, text: str) -> None:
        self.post = post
        self.base_text = text
        self.base_revision = post.revision_id
        self.head: tuple[Post, str] | None = None
        self.cut = len(text) > LARGEST
        self.document = SourceDocument(text[:SHOWN] if self.cut else text)
        self.fields = MetadataEdit()
        self.draft_kept: PostEdit | None = None
        self.restored = False
        self.sent: PostEdit | None = None
        """What is being saved, until the archive has answered."""
        self.closed = False
        self.position = 0
        self.scroll = 0

    def close(self) -> None:
        """Let go of the text and its history."""
        self.closed = True
        self.document.retire()

    @property
    def saving(self) -> bool:
        """Whether a save is under way."""
        return self.sent is not None

    @property
    def whole(self) -> bool:
        """Whether the whole file is edited as text, because its front matter cannot be read."""
        return not self.post.header_readable

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
        return PostEdit(body=changed, metadata=fields)

    def apply(self, edit: PostEdit) -> None:
        """Put a draft's text in place of the archive's, and remember its fields for the form."""
        text = edit.whole_text if self.whole else edit.body
        if text is None and edit.whole_text is not None:
            # The draft was of a whole file whose front matter has become readable since; nothing typed is lost.
            text = edit.whole_text
        if text is not None:
            self.document.load(text)
        self.fields = MetadataEdit() if self.whole else edit.metadata

    def take_draft(self, draft: Draft) -> None:
        """Put a kept draft in place. One that was begun on an older state stands against the archive's."""
        self.apply(draft.edit)
        self.draft_kept = draft.edit
        self.restored = True
        if draft.base_revision != self.base_revision:
            self.head = (self.post, self.base_text)
            self.base_revision = draft.base_revision

    @property
    def in_conflict(self) -> bool:
        """Whether the archive has a newer state than the one that was edited; ``head`` is that."""
        return self.head is not None

    @property
    def can_move(self) -> bool:
        """Whether what was typed can be taken over to the newer state: both are edited in the same way."""
        return self.head is not None and self.head[0].header_readable is self.post.header_readable

    def move_to_head(self, fields: MetadataEdit) -> None:
        """Take the newer state as the base; text and fields stay as they are in the window."""
        if self.head is None:
            return
        self.post, self.base_text = self.head
        self.base_revision = self.post.revision_id
        self.head = None
        self.fields = fields

    def edit_beyond(self, sent: PostEdit) -> PostEdit:
        """What was changed since ``sent`` was asked to be saved: the edit against the state that this save makes."""
        now = self.edit(self.fields)
        text = self.document.text()
        was = sent.whole_text if self.whole else sent.body
        typed = None if text == (self.base_text if was is None else was) else text
        fields = changed_since(sent.metadata, now.metadata, self.post.metadata)
        return PostEdit(whole_text=typed) if self.whole else PostEdit(body=typed, metadata=fields)

    def take_saved(self, post: Post, text: str, sent: PostEdit, now: PostEdit) -> None:
        """Take what was just saved as the new base; what was typed since it was sent stays.

        Where the archive made another text of what was sent, and more was typed since, both stand against each other.
        """
        sent_text = sent.whole_text if self.whole else sent.body
        before = self.base_text if sent_text is None else sent_text
        current = self.document.text()
        if current != before and text != before:
            self.head = (post, text)
            return
        if current != text and current == before:
            self.document.load(text)
        self.fields = changed_since(sent.metadata, now.metadata, self.post.metadata)
        self.post, self.base_text, self.base_revision = post, text, post.revision_id
        self.restored = False


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
