"""The elements of a description, and their areas, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fonds.model.collection import DescriptionArea, DescriptionElement
from fonds.model.problems import fill_template

translate = QCoreApplication.translate


def area_name(area: DescriptionArea) -> str:
    """The name of an area of ISAD(G)."""
    match area:
        case DescriptionArea.IDENTITY:
            return translate("Description", "Identity")
        case DescriptionArea.CONTEXT:
            return translate("Description", "Context")
        case DescriptionArea.CONTENT:
            return translate("Description", "Content and structure")
        case DescriptionArea.CONDITIONS:
            return translate("Description", "Access and use")
        case DescriptionArea.ALLIED:
            return translate("Description", "Allied materials")
        case DescriptionArea.NOTES:
            return translate("Description", "Notes")
        case DescriptionArea.CONTROL:
            return translate("Description", "Control of the description")


def element_name(name: str) -> str:
    """What an element is called; ``name`` is that of the field."""
    texts = {
        "reference_code": translate("Description", "Reference code"),
        "title": translate("Description", "Title"),
        "creation_dates": translate("Description", "Dates of creation"),
        "coverage_dates": translate("Description", "Time covered"),
        "level": translate("Description", "Level of description"),
        "extent": translate("Description", "Extent and medium"),
        "creators": translate("Description", "Creators"),
        "creator_history": translate("Description", "Biography or history of the creators"),
        "archival_history": translate("Description", "Archival history"),
        "source": translate("Description", "Source of acquisition"),
        "scope": translate("Description", "Scope and content"),
        "subjects": translate("Description", "Subjects"),
        "appraisal": translate("Description", "Appraisal and disposal"),
        "accruals": translate("Description", "Accruals"),
        "arrangement": translate("Description", "Arrangement"),
        "access": translate("Description", "Conditions of access"),
        "use": translate("Description", "Rights and conditions of use"),
        "rights_holder": translate("Description", "Rights holder"),
        "languages": translate("Description", "Languages"),
        "related": translate("Description", "Related collections and sources"),
        "note": translate("Description", "Note in the description"),
        "archivists_note": translate("Description", "Archivist’s note"),
        "rules": translate("Description", "Rules followed"),
        "description_date": translate("Description", "Date of the description"),
    }
    return texts[name]


def element_hint(element: DescriptionElement) -> str:
    """Where an element stands in the standards: ``ISAD(G) 3.1.1 · Dublin Core: identifier``."""
    text = (
        translate("Description", "ISAD(G) {number} · Dublin Core: {term}")
        if element.term
        else translate("Description", "ISAD(G) {number} · not in Dublin Core")
    )
    return fill_template(text, (("number", element.number), ("term", element.term)))
