"""Front-matter keys that mean the same whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fonds.exporters.material import ExportPost
from fonds.model.post import FieldValue

RIGHTS = ("rights", "license", "licence", "copyright")
SOURCES = ("source_url", "source", "original_url", "canonical_url", "link", "url")
_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def first_field(post: ExportPost, names: Sequence[str]) -> str:
    """The value of the first of these keys that a post has with a text; empty when it has none."""
    values: dict[str, FieldValue] = {}
    for key, value in post.post.metadata.fields:
        values.setdefault(key.casefold(), value)
    found = (values[name] for name in names if isinstance(values.get(name), str))
    return str(next(found, ""))


def source_address(post: ExportPost) -> str:
    """Where a post was published, if it says so by an address; one without a scheme is taken for https."""
    address = "".join(first_field(post, SOURCES).split())
    if address.startswith("//"):
        address = f"https:{address}"
    return address if address.startswith(("http://", "https://")) else ""


def language_tag(language: str) -> str:
    """A post's language as XML and the web write it (BCP 47); empty where it is none."""
    tag = language.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""
