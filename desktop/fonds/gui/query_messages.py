"""Queries in sentences: what a field asks for, what its fixed values mean, and what is wrong with a search text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fonds.model.problems import fill_template
from fonds.model.query_tree import FAULT_TEMPLATES, Field, QueryMark

translate = QCoreApplication.translate


def describe_mark(mark: QueryMark) -> str:
    """What is wrong, in one line."""
    return fill_template(translate("Queries", FAULT_TEMPLATES[mark.fault]), mark.details)


def describe_field(field: Field) -> str:
    """What a field asks for, in a few words."""
    texts = {
        Field.TITLE: translate("Queries", "words in the title"),
        Field.BODY: translate("Queries", "words in the body"),
        Field.CATEGORY: translate("Queries", "a category and all below it"),
        Field.TAG: translate("Queries", "a tag"),
        Field.COLLECTION: translate("Queries", "a collection and all below it"),
        Field.AUTHOR: translate("Queries", "an author"),
        Field.SOURCE: translate("Queries", "the beginning of a path, or a pattern with *"),
        Field.ACCESSION: translate("Queries", "the number of an import"),
        Field.STATUS: translate("Queries", "published, draft, …"),
        Field.FORMAT: translate("Queries", "markdown, html or text"),
        Field.LANGUAGE: translate("Queries", "a language: zh, en, …"),
        Field.HAS: translate("Queries", "media, problem, revision, …"),
        Field.IS: translate("Queries", "edited, draft, trashed, …"),
        Field.DATE: translate("Queries", "2021, 2021-03..2022, >2021-06-01"),
        Field.MODIFIED: translate("Queries", "the last change here, as for date"),
        Field.WORDS: translate("Queries", "the length: >500, 100..500"),
        Field.RATING: translate("Queries", "your rating: 4, >=3, 1..5"),
        Field.NOTE: translate("Queries", "what you noted on a post"),
        Field.SLUG: translate("Queries", "the name in the address"),
        Field.PERMALINK: translate("Queries", "the address on the site"),
        Field.SEARCH: translate("Queries", "a saved search"),
    }
    return texts[field]


def describe_key() -> str:
    """What a name asks for that is no field."""
    return translate("Queries", "a key of the front matter")


def describe_value(field: Field, value: str) -> str:
    """What a fixed value of a field means; "" where its name says it all."""
    texts = {
        (Field.HAS, "image"): translate("Queries", "shows an image"),
        (Field.HAS, "link"): translate("Queries", "has a link"),
        (Field.HAS, "code"): translate("Queries", "has a block of code"),
        (Field.HAS, "table"): translate("Queries", "has a table"),
        (Field.HAS, "media"): translate("Queries", "has files that were imported with it"),
        (Field.HAS, "revision"): translate("Queries", "was changed since it came"),
        (Field.HAS, "problem"): translate("Queries", "has a problem"),
        (Field.HAS, "draft"): translate("Queries", "has text that is not saved yet"),
        (Field.HAS, "date"): translate("Queries", "has a date"),
        (Field.HAS, "note"): translate("Queries", "has a note of yours"),
        (Field.IS, "edited"): translate("Queries", "differs from what was imported"),
        (Field.IS, "draft"): translate("Queries", "is not published"),
        (Field.IS, "trashed"): translate("Queries", "is in the trash"),
        (Field.IS, "starred"): translate("Queries", "has a star"),
        (Field.IS, "read"): translate("Queries", "is marked as read"),
        (Field.IS, "unread"): translate("Queries", "is not marked as read"),
        (Field.IS, "duplicate"): translate("Queries", "is there more than once, byte for byte"),
        (Field.STATUS, "future"): translate("Queries", "its time had not come"),
        (Field.STATUS, "expired"): translate("Queries", "its time was over"),
    }
    return texts.get((field, value), "")
