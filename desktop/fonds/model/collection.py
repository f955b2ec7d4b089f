"""Collections: hand-made, ordered groups of posts, nested, and their description at collection level.

The elements are those of ISAD(G), General International Standard Archival Description, second edition (International
Council on Archives, Ottawa 2000), by their numbers there; beside each stands the term of DCMI Metadata Terms (Dublin
Core, ISO 15836-2) that says the same, if one does. Rule: an element that is empty is not stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum


class DescriptionArea(StrEnum):
    """The areas of ISAD(G) that are used here; the values are their numbers."""

    IDENTITY = "3.1"
    CONTEXT = "3.2"
    CONTENT = "3.3"
    CONDITIONS = "3.4"
    ALLIED = "3.5"
    NOTES = "3.6"
    CONTROL = "3.7"


class ElementForm(StrEnum):
    """How an element is written: one line, a text of paragraphs, or several values."""

    LINE = "line"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class DescriptionElement:
    """One element: ``name`` is the field of CollectionDescription that holds it, ``number`` that of ISAD(G), ``term`` the
    name in the namespace ``http://purl.org/dc/terms/`` ("" where Dublin Core has none)."""

    name: str
    number: str
    term: str
    form: ElementForm = ElementForm.LINE

    @property
    def area(self) -> DescriptionArea:
        """The area that the number belongs to."""
        return DescriptionArea(self.number[:3])


ELEMENTS: tuple[DescriptionElement, ...] = (
    DescriptionElement("reference_code", "3.1.1", "identifier"),
    DescriptionElement("title", "3.1.2", "title"),
    DescriptionElement("creation_dates", "3.1.3", "created"),
    DescriptionElement("coverage_dates", "3.1.3", "temporal"),
    DescriptionElement("level", "3.1.4", "type"),
    DescriptionElement("extent", "3.1.5", "extent"),
    DescriptionElement("creators", "3.2.1", "creator", ElementForm.LIST),
    DescriptionElement("creator_history", "3.2.2", "", ElementForm.TEXT),
    DescriptionElement("archival_history", "3.2.3", "provenance", ElementForm.TEXT),
    DescriptionElement("source", "3.2.4", "source", ElementForm.TEXT),
    DescriptionElement("scope", "3.3.1", "description", ElementForm.TEXT),
    DescriptionElement("subjects", "3.3.1", "subject", ElementForm.LIST),
    DescriptionElement("appraisal", "3.3.2", "", ElementForm.TEXT),
    DescriptionElement("accruals", "3.3.3", "accrualPolicy"),
    DescriptionElement("arrangement", "3.3.4", "", ElementForm.TEXT),
    DescriptionElement("access", "3.4.1", "accessRights", ElementForm.TEXT),
    DescriptionElement("use", "3.4.2", "rights", ElementForm.TEXT),
    DescriptionElement("rights_holder", "3.4.2", "rightsHolder"),
    DescriptionElement("languages", "3.4.3", "language", ElementForm.LIST),
    DescriptionElement("related", "3.5.3", "relation", ElementForm.TEXT),
    DescriptionElement("note", "3.6.1", "", ElementForm.TEXT),
    DescriptionElement("archivists_note", "3.7.1", "", ElementForm.TEXT),
    DescriptionElement("rules", "3.7.2", "conformsTo"),
    DescriptionElement("description_date", "3.7.3", ""),
)
"""All elements, in the order of the standard."""


@dataclass(frozen=True, slots=True)
class CollectionDescription:
    """What is said of a collection as a whole. ``title`` is that of the description, the collection's name where it is
    empty; dates are texts, as ISAD(G) has them ("1998-2004, mostly 2001")."""

    reference_code: str = ""
    title: str = ""
    creation_dates: str = ""
    coverage_dates: str = ""
    level: str = ""
    extent: str = ""
    creators: tuple[str, ...] = ()
    creator_history: str = ""
    archival_history: str = ""
    source: str = ""
    scope: str = ""
    subjects: tuple[str, ...] = ()
    appraisal: str = ""
    accruals: str = ""
    arrangement: str = ""
    access: str = ""
    use: str = ""
    rights_holder: str = ""
    languages: tuple[str, ...] = ()
    related: str = ""
    note: str = ""
    archivists_note: str = ""
    rules: str = ""
    description_date: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not self.values()

    def values(self) -> dict[str, str | list[str]]:
        """The elements that are not empty, by name, in the order of the standard."""
        found: dict[str, str | list[str]] = {}
        for element in ELEMENTS:
            value = getattr(self, element.name)
            if value:
                found[element.name] = list(value) if isinstance(value, tuple) else value
        return found


def description_of(values: Mapping[str, object]) -> CollectionDescription:
    """A description from its values; blank ones and what is no element are left out."""
    known: dict[str, str | tuple[str, ...]] = {}
    forms = {element.name: element.form for element in ELEMENTS}
    for item in fields(CollectionDescription):
        value = values.get(item.name)
        if forms[item.name] is ElementForm.LIST:
            parts = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else []
            texts = (part.strip() for part in parts if isinstance(part, str))
            known[item.name] = tuple(dict.fromkeys(text for text in texts if text))
        elif isinstance(value, str):
            known[item.name] = value.strip()
    return CollectionDescription(**known)  # type: ignore[arg-type]


def merged_description(stays: CollectionDescription, other: CollectionDescription) -> CollectionDescription:
    """The first, with what it leaves empty taken from the other, and lists joined."""
    values: dict[str, object] = {}
    for element in ELEMENTS:
        one, two = getattr(stays, element.name), getattr(other, element.name)
        values[element.name] = (*one, *two) if element.form is ElementForm.LIST else one or two
    return description_of(values)


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection as lists show it. ``path`` runs from the root to it; ``count`` is the number of posts outside the
    trash that lie in it, ``total`` that of these and all below it, each once. ``described``: there is a description."""

    id: int
    name: str
    path: tuple[str, ...]
    parent_id: int = 0
    count: int = 0
    total: int = 0
    described: bool = False
    noted: bool = False


@dataclass(frozen=True, slots=True)
class CollectionRecord:
    """All that is said of one collection: ``note`` is the archivist's, in Markdown."""

    collection: Collection
    description: CollectionDescription
    note: str = ""


@dataclass(frozen=True, slots=True)
class DescriptionOffer:
    """What the posts of a collection and of all below it say themselves: dates as ISO texts (empty when none has one),
    ``words`` and ``bytes`` in sum, the most frequent authors, languages and tags, and where the posts came from."""

    posts: int = 0
    first_date: str = ""
    last_date: str = ""
    words: int = 0
    bytes: int = 0
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
