"""A folder in a generator's layout: a walk that settles where everything goes, and one that writes it."""

from __future__ import annotations

from fonds.exporters.layouts.body import BodyWriter
from fonds.exporters.layouts.layout import Place, SiteLayout
from fonds.exporters.layouts.plan import Plan
from fonds.exporters.layouts.values import find_words
from fonds.exporters.material import ExportPost, Material, Medium, MediumUse, Whole
from fonds.exporters.media_names import MediaNames
from fonds.exporters.target import FolderTarget
from fonds.model.export import Layout
from fonds.model.problems import Problem, ProblemKind

_TOLD = 20
"""Marks of one post that are told of."""


def make_layout(layout: Layout, whole: Whole) -> SiteLayout:
    """The conventions of a generator."""
    from fonds.exporters.layouts.hexo import HexoLayout
    from fonds.exporters.layouts.hugo import HugoLayout
    from fonds.exporters.layouts.jekyll import JekyllLayout
    from fonds.exporters.layouts.obsidian import ObsidianLayout
    from fonds.exporters.layouts.pelican import PelicanLayout
    from fonds.exporters.layouts.zola import ZolaLayout

    kinds: tuple[type[SiteLayout], ...] = (
        JekyllLayout,
        HugoLayout,
        HexoLayout,
        PelicanLayout,
        ZolaLayout,
        ObsidianLayout,
    )
    return next(kind for kind in kinds if kind.name == layout.value)(whole)


def write(material: Material, target: FolderTarget) -> None:
    """Write all posts, the files that they show, and what the generator needs to build them."""
    _Folder(material, target).write()


class _Folder:
    def __init__(self, material: Material, target: FolderTarget) -> None:
        self._material = material
        self._target = target
        self._layout = make_layout(material.whole.options.layout, material.whole)
        self._plan = Plan(self._layout)
        self._names = MediaNames(self._layout.media_folder)
        self._media: dict[tuple[str, int], Medium] = {}
        self._bodies = BodyWriter(self._layout, self._plan, self._media_path)

    def write(self) -> None:
        for post in self._material.posts():
            self._plan.add(post)
        for post in self._material.posts(marks=True):
            place = self._plan[post.id]
            self._tell_missing(post)
            self._target.add(place.path, self._file(post, place), post.id)
        files = self._layout.site_files()
        for path in sorted(files):
            self._target.add(path, files[path].encode())
        for (path, _), medium in sorted(self._media.items(), key=lambda item: item[0]):
            data = self._material.medium_bytes(medium)
            if data is not None:
                self._target.add(path, data, medium=True)

    def _file(self, post: ExportPost, place: Place) -> bytes:
        made = self._bodies.write(post, place)
        self._tell_lost(post, list(made.lost))
        if place.kept:
            self._layout.note_kept(post)
            for use in post.uses:
                self._media[use.path or self._names.path(use.medium), use.medium.id] = use.medium
            if made.text == post.body:
                return post.post.source
            text = post.post.source.decode("utf-8")
            return (text[: len(text) - len(post.body)] + made.text).encode()
        address = self._bodies.header_address(post, place)
        foreign = post.post.generator != self._layout.name
        taken = self._layout.keys | self._layout.foreign_keys if foreign else self._layout.keys
        words = find_words(post, place.slug, place.permalink, taken, address)
        head = self._layout.header(words, post)
        # What is no text in any encoding can be shown, but not be written as it was.
        return f"{head}\n{made.text}".encode("utf-8", "replace")

    def _media_path(self, use: MediumUse) -> str:
        path = self._names.path(use.medium)
        self._media[path, use.medium.id] = use.medium
        return path

    def _tell_lost(self, post: ExportPost, marks: list[str]) -> None:
        for mark in marks[:_TOLD]:
            details = (("mark", mark),)
            self._target.problems.append(
                Problem(ProblemKind.NOT_CONVERTED, post.post.source_path, details=details)
            )

    def _tell_missing(self, post: ExportPost) -> None:
        for problem in post.post.problems:
            if problem.kind is ProblemKind.MISSING_MEDIA:
                self._target.problems.append(
                    Problem(ProblemKind.NOT_EXPORTED, post.post.source_path, details=problem.details)
                )
