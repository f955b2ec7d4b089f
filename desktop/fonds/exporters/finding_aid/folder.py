"""The folder of a finding aid: the page, EAD3."""

from __future__ import annotations

from fonds.exporters.finding_aid.ead3 import Ead3
from fonds.exporters.finding_aid.page import Page
from fonds.exporters.finding_aid.survey import survey
from fonds.exporters.finding_aid.wording import wording_for
from fonds.exporters.material import Material
from fonds.exporters.target import FolderTarget

PAGE = "finding-aid.html"
EAD3 = "ead3.xml"


def write(material: Material, target: FolderTarget) -> None:
    """Write both, going through the posts twice."""
    aid = survey(material)
    words = wording_for(aid.language)
    with target.open(PAGE) as page, target.open(EAD3) as xml:
        documents = (Page(page, aid, words), Ead3(xml, aid, words))
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
