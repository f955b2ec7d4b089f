"""Keeps the form's completion up to date with the archive's categories, tags and authors."""

from __future__ import annotations

from PySide6.QtCore import QObject

from fonds.gui.operations import Operations
from fonds.gui.widgets.metadata_form import MetadataForm
from fonds.model.changes import ChangeSet
from fonds.model.progress import CancelToken
from fonds.model.taxonomy import Term, TermKind
from fonds.services import browsing
from fonds.services.archives import Archive

Terms = tuple[dict[TermKind, tuple[Term, ...]], tuple[str, ...]]
"""The vocabularies, and the languages in use."""


class TermsFeed(QObject):
    """Loads the terms when an archive is opened and whenever they changed."""

    def __init__(self, operations: Operations, form: MetadataForm) -> None:
        super().__init__(form)
        self._operations = operations
        self._form = form
        self._archive: Archive | None = None
        self._channel = f"terms-{id(self)}"
        operations.changed.connect(self._on_archive_changed)

    def set_archive(self, archive: Archive | None) -> None:
        """Take the terms from this archive."""
        self._archive = archive
        self._load()

    def _on_archive_changed(self, changes: ChangeSet, _initiator: object) -> None:
        if changes.taxonomy or changes.many:
            self._load()

    def _load(self) -> None:
        archive = self._archive
        if archive is None:
            self._operations.cancel_channel(self._channel)
        else:
            self._operations.run_read(
                lambda cancel: load_terms(archive, cancel), self._on_terms_loaded, channel=self._channel
            )

    def _on_terms_loaded(self, terms: Terms) -> None:
        vocabularies, languages = terms
        for kind, known in vocabularies.items():
            self._form.set_terms(kind, known)
        self._form.set_languages(languages)


def load_terms(archive: Archive, cancel: CancelToken) -> Terms:
    """Everything that completion offers."""
    terms: dict[TermKind, tuple[Term, ...]] = {}
    for kind in TermKind:
        cancel.raise_if_cancelled()
        terms[kind] = browsing.load_terms(archive, kind)
    return terms, browsing.languages_in_use(archive)
