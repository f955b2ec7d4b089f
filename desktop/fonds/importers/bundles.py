# ruff: noqa: PTH118
# Paths are plain strings here: a Path for each of ten thousand files costs as much as reading them.
"""The files of a page bundle: they belong to their page whether its text refers to them or not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import cast

from fonds.importers.formats import is_document_name
from fonds.importers.interface import BundlingGenerator, Generator, SiteSettings, follows
from fonds.model.post import MediaReference
from fonds.text.names import shown_path

MAX_FILES = 1000
_MAX_DEEP = 20


def bundle_media(
    root: str, path: str, generator: Generator, site: SiteSettings, known: Sequence[MediaReference]
) -> tuple[MediaReference, ...]:
    """The files beside the document at ``path`` that are its own, but for those in ``known``. Links are not followed."""
    folder = _own_folder(path, generator, site)
    if folder is None:
        return ()
    taken = {item.path for item in known}
    found = (
        MediaReference(inner, f"{folder}/{inner}")
        for inner, _ in zip(_files(os.path.join(root, folder), "", 0), range(MAX_FILES), strict=False)
    )
    return tuple(item for item in found if item.path not in taken and shown_path(item.path) == item.path)


def may_own_files(path: str, generator: Generator, site: SiteSettings) -> bool:
    """Whether files that lie beside the document at ``path``, now or later, are its own."""
    return _own_folder(path, generator, site) is not None


def _own_folder(path: str, generator: Generator, site: SiteSettings) -> str | None:
    if not follows(type(generator), BundlingGenerator):
        return None
    return cast("BundlingGenerator", generator).bundle_folder(path, site)


def _files(folder: str, inner: str, depth: int) -> Iterator[str]:
    """The files that are no documents, by name; a folder with an index of its own is another page's."""
    try:
        with os.scandir(os.path.join(folder, inner)) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    if inner and any(entry.name.startswith(("index.", "_index.")) for entry in entries):
        return
    for entry in entries:
        place = f"{inner}/{entry.name}" if inner else entry.name
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            if depth < _MAX_DEEP:
                yield from _files(folder, place, depth + 1)
        elif entry.is_file() and not is_document_name(entry.name):
            yield place
