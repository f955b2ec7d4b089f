"""The folder of a finding aid: the page, EAD3, and paper where there is something that prints."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Protocol

from fonds.exporters.finding_aid.ead3 import Ead3
from fonds.exporters.finding_aid.page import Page
from fonds.exporters.finding_aid.printed import Printed
from fonds.exporters.finding_aid.survey import Level, survey
from fonds.exporters.finding_aid.wording import wording_for
from fonds.exporters.material import ExportPost, Material
from fonds.exporters.target import FolderTarget

PAGE = "finding-aid.html"
EAD3 = "ead3.xml"
PAPER = "finding-aid.pdf"


class _Document(Protocol):
    def begin(self) -> None: ...
    def level(self, level: Level) -> None: ...
    def post(self, post: ExportPost) -> None: ...
    def end_level(self, level: Level) -> None: ...
    def end(self) -> None: ...


def write(material: Material, target: FolderTarget) -> None:
    """Write all of them at once, going through the posts twice."""
    aid = survey(material)
    words = wording_for(aid.language)
    with ExitStack() as files:
        documents: list[_Document] = [
            Page(files.enter_context(target.open(PAGE)), aid, words),
            Ead3(files.enter_context(target.open(EAD3)), aid, words),
        ]
        if material.whole.prints:
            paper = files.enter_context(target.open(PAPER))
            documents.append(Printed(paper, aid, words, material, target))
        for document in documents:
            document.begin()
        for level, posts in aid.listed():
            for document in documents:
                document.level(level)
            for post in posts:
                for document in documents:
                    document.post(post)
                target.posts.append(post.id)
            for document in documents:
                document.end_level(level)
        for document in documents:
            document.end()
