"""The schemas of others that exports are held against, where a package that carries them is installed.

They are not part of the project: ``pip install --no-deps -r packaging/requirements-schemas.txt`` gets them.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from lxml import etree

EAD3 = ("django-ead", "ead/management/commands/ead3.xsd")
"""EAD3 1.1.1, Society of American Archivists."""
PREMIS = ("a3m", "a3m/client/assets/premis/premis.xsd")
"""PREMIS 3.0, Library of Congress."""


def schema_file(schema: tuple[str, str]) -> Path | None:
    """Where the schema lies; None where its package is not installed."""
    package, path = schema
    try:
        found = Path(str(distribution(package).locate_file(path)))
    except PackageNotFoundError:
        return None
    return found if found.is_file() else None


def complaints(schema: tuple[str, str], document: Path) -> list[str]:
    """What the schema finds wrong in a document."""
    file = schema_file(schema)
    assert file is not None
    judge = etree.XMLSchema(etree.parse(file))
    judge.validate(etree.parse(document))
    return [f"{error.line}: {error.message}" for error in judge.error_log]
