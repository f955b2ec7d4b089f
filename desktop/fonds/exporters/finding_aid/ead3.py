"""The finding aid as EAD3 1.1 (Encoded Archival Description, Society of American Archivists), for other archives' programs.

Each element tells by ``encodinganalog`` which one of ISAD(G) it is. Dates and languages have their codes (ISO 8601, ISO
639-1) where they are known for certain, and the words that were written always.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape

from fonds import __version__
from fonds.exporters.finding_aid.ead3_values import (
    language_code,
    level_attributes,
    moment_attribute,
    normal_dates,
)
from fonds.exporters.finding_aid.fragments import paragraphs
from fonds.exporters.finding_aid.survey import FindingAid, Level, day_of
from fonds.exporters.finding_aid.wording import Wording
from fonds.exporters.material import ExportPost, Origin
from fonds.exporters.moments import moment_text
from fonds.exporters.xml_text import xml_text
from fonds.model.collection import ELEMENTS, CollectionDescription

_NAMESPACE = "http://ead3.archivists.org/schema/"
_SPACE = uuid.UUID("5f1c8a36-1d0f-5d0e-9a51-7c2b8e64d3f0")
"""The name space of our identifiers (RFC 4122, version 5)."""
_PROGRAM = "Fonds"
_UNKNOWN = "—"
"""Stands where the schema wants a name and none is known."""
_NUMBERS = {element.name: element.number for element in ELEMENTS}
_TEXTS = (
    ("creator_history", "bioghist"),
    ("archival_history", "custodhist"),
    ("scope", "scopecontent"),
    ("appraisal", "appraisal"),
    ("accruals", "accruals"),
    ("arrangement", "arrangement"),
    ("access", "accessrestrict"),
    ("use", "userestrict"),
    ("rights_holder", "userestrict"),
    ("related", "relatedmaterial"),
    ("note", "odd"),
    ("archivists_note", "processinfo"),
    ("description_date", "processinfo"),
)
"""Elements that are paragraphs here."""
_MEASURES = (
    ("posts", "materialtype", "whole"),
    ("words", "spaceoccupied", "whole"),
    ("files", "materialtype", "part"),
)


class Ead3:
    """Writes the document: levels are components in each other, posts the last ones."""

    def __init__(self, file: BinaryIO, aid: FindingAid, words: Wording) -> None:
        self._file = file
        self._aid = aid
        self._words = words
        self._open = 0

    def begin(self) -> None:
        """The head: what this document is."""
        self._write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<ead xmlns="{_NAMESPACE}">\n{self._control()}'
            f"<archdesc{level_attributes(self._aid.levels[0].description.level, top=True)} "
            f'relatedencoding="ISAD(G)v2" lang="{self._words.code}">\n'
        )

    def level(self, level: Level) -> None:
        """What is said of a level; the component stays open for what is below it."""
        while self._open and self._open >= level.depth:
            self._close()
        if level.depth:
            self._open += 1
            attributes = level_attributes(level.description.level, top=False)
            self._write(f'<c{attributes} id="collection-{level.id}">\n')
        self._write(f"<did>\n{''.join(self._did(level))}</did>\n")
        for part in self._described(level):
            self._write(part)
        if not level.depth:
            self._write('<dsc dsctype="combined">\n')

    def post(self, post: ExportPost) -> None:
        """A post, as a component."""
        metadata = post.post.metadata
        day = day_of(metadata.date)
        did = [
            _element("unitid", str(post.id)),
            _element("unittitle", post.title, _language(metadata.language)),
        ]
        if day:
            did.append(_structured(day, day))
        elif metadata.date.text:
            did.append(_element("unitdate", metadata.date.text))
        did += [_name("origination", author) for author in metadata.authors]
        files = len({use.medium.id for use in post.uses})
        did += self._measures({"words": post.words, "files": files})
        if metadata.language:
            did.append(_languages((metadata.language,)))
        subjects = [" › ".join(path) for path in metadata.categories] + list(metadata.tags)
        self._write(
            f'<c level="item" id="post-{post.id}"><did>{"".join(did)}</did>{_subjects(subjects)}</c>\n'
        )

    def end_level(self, level: Level) -> None:
        """Nothing: a component ends where the next one begins that is not below it."""

    def end(self) -> None:
        """Close what is open."""
        while self._open:
            self._close()
        self._write("</dsc>\n</archdesc>\n</ead>\n")

    def _close(self) -> None:
        self._open -= 1
        self._write("</c>\n")

    def _control(self) -> str:
        """What is said of the document itself."""
        aid, words = self._aid, self._words
        description = aid.levels[0].description
        name = f"{description.reference_code}\0{aid.title}".encode("utf-8", "surrogatepass")
        number = uuid.uuid5(_SPACE, name.hex())
        rules = f"<conventiondeclaration>{_element('citation', description.rules)}</conventiondeclaration>\n"
        event = (
            '<eventtype value="created"/>'
            f"<eventdatetime{moment_attribute(aid.changed_at)}>{moment_text(aid.changed_at)}</eventdatetime>"
            f'<agenttype value="machine"/>{_element("agent", f"{_PROGRAM} {__version__}")}'
        )
        return (
            '<control langencoding="iso639-1" scriptencoding="iso15924" dateencoding="iso8601">\n'
            f"{_element('recordid', f'urn:uuid:{number}')}\n"
            f"<filedesc><titlestmt>{_element('titleproper', aid.title)}"
            f"{_element('subtitle', words['finding_aid'])}</titlestmt></filedesc>\n"
            '<maintenancestatus value="new"/>\n'
            f"<maintenanceagency>{_element('agencyname', _UNKNOWN)}</maintenanceagency>\n"
            f'<languagedeclaration><language langcode="{words.code}">{words.name}</language>'
            f'<script scriptcode="{words.script}">{words.script_name}</script></languagedeclaration>\n'
            f"{rules if description.rules else ''}"
            f"<maintenancehistory><maintenanceevent>{event}</maintenanceevent></maintenancehistory>\n</control>\n"
        )

    def _did(self, level: Level) -> Iterator[str]:
        """What identifies a level."""
        said = level.description
        if said.reference_code:
            yield _element("unitid", said.reference_code, _analog("reference_code")) + "\n"
        yield _element("unittitle", level.title, _analog("title")) + "\n"
        if said.creation_dates:
            normal = normal_dates(said.creation_dates)
            attribute = f' unitdatetype="inclusive" normal="{normal}"' if normal else ""
            yield _element("unitdate", said.creation_dates, _analog("creation_dates") + attribute) + "\n"
        elif level.extent.first:
            yield _structured(level.extent.first, level.extent.last, _analog("creation_dates")) + "\n"
        if said.extent:
            yield _element("physdesc", said.extent, _analog("extent")) + "\n"
        held = level.extent
        figures = {"posts": held.posts, "words": held.words, "files": len(held.files)}
        yield from (measure + "\n" for measure in self._measures(figures))
        yield from (_name("origination", name, _analog("creators")) + "\n" for name in said.creators)
        languages = said.languages or held.most_languages()
        if languages:
            yield _languages(languages, _analog("languages")) + "\n"

    def _described(self, level: Level) -> Iterator[str]:
        """What else is said of a level."""
        said = level.description
        for name, tag in _TEXTS:
            found = _paragraphs(getattr(said, name))
            if found:
                head = _element("head", self._words[name])
                yield f"<{tag}{_analog(name)}>{head}{found}</{tag}>\n"
        if said.coverage_dates:
            head = _element("head", self._words["coverage_dates"])
            dates = _paragraphs(said.coverage_dates)
            yield f"<scopecontent{_analog('coverage_dates')}>{head}{dates}</scopecontent>\n"
        if said.rules and level.depth:
            head = _element("head", self._words["rules"])
            yield f"<processinfo{_analog('rules')}>{head}{_paragraphs(said.rules)}</processinfo>\n"
        yield from self._acquired(said, () if level.depth else self._aid.origins)
        subjects = _subjects(said.subjects, _analog("subjects"))
        if subjects:
            yield subjects + "\n"
        if level.elsewhere:
            links = ", ".join(f'<ref target="post-{post}">{post}</ref>' for post in level.elsewhere)
            yield f"<odd>{_element('head', self._words['elsewhere'])}<p>{links}</p></odd>\n"

    def _acquired(self, said: CollectionDescription, origins: Iterable[Origin]) -> Iterator[str]:
        """Where it came from: what was said, and the imports."""
        events = "".join(map(_event, origins))
        chronology = f"<chronlist>{_element('head', self._words['accessions'])}{events}</chronlist>"
        parts = _paragraphs(said.source) + (chronology if events else "")
        if parts:
            head = _element("head", self._words["source"])
            yield f"<acqinfo{_analog('source')}>{head}{parts}</acqinfo>\n"

    def _measures(self, figures: dict[str, int]) -> list[str]:
        return [
            f'<physdescstructured physdescstructuredtype="{kind}" coverage="{coverage}">'
            f"<quantity>{figures[name]}</quantity><unittype>{self._words[f'unit_{name}']}</unittype></physdescstructured>"
            for name, kind, coverage in _MEASURES
            if figures.get(name)
        ]

    def _write(self, text: str) -> None:
        self._file.write(text.encode("utf-8", "replace"))


def _event(origin: Origin) -> str:
    day = moment_text(origin.started_at)[:10]
    parts = [f"{origin.number}.", " · ".join((*origin.sources, origin.generator)), origin.who, origin.note]
    return (
        f'<chronitem><datesingle standarddate="{day}">{day}</datesingle>'
        f"{_element('event', ' '.join(filter(None, parts)))}</chronitem>"
    )


def _structured(first: str, last: str, attributes: str = "") -> str:
    """A day, or from which day to which."""
    if first == last:
        inside = f'<datesingle standarddate="{first}">{first}</datesingle>'
    else:
        inside = (
            f'<daterange><fromdate standarddate="{first}">{first}</fromdate>'
            f'<todate standarddate="{last}">{last}</todate></daterange>'
        )
        attributes += ' unitdatetype="inclusive"'
    return f"<unitdatestructured{attributes}>{inside}</unitdatestructured>"


def _name(tag: str, name: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}><name>{_element('part', name)}</name></{tag}>"


def _languages(tags: Iterable[str], attributes: str = "") -> str:
    inside = "".join(_element("language", tag, _coded(tag)) for tag in tags)
    return f"<langmaterial{attributes}>{inside}</langmaterial>"


def _coded(tag: str) -> str:
    code = language_code(tag)
    return f' langcode="{code}"' if code else ""


def _language(tag: str) -> str:
    code = language_code(tag)
    return f' lang="{code}"' if code else ""


def _subjects(subjects: Iterable[str], attributes: str = "") -> str:
    inside = "".join(f"<subject>{_element('part', subject)}</subject>" for subject in subjects)
    return f"<controlaccess{attributes}>{inside}</controlaccess>" if inside else ""


def _paragraphs(text: str) -> str:
    broken = (re.sub(r"\n", "<lb/>", escape(xml_text(part))) for part in paragraphs(text))
    return "".join(f"<p>{part}</p>" for part in broken)


def _analog(name: str) -> str:
    return f' encodinganalog="{_NUMBERS[name]}"'


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(xml_text(text))}</{name}>"
