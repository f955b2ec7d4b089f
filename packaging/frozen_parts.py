"""What PyInstaller cannot see by itself, and what it must not take: lists that the spec reads and that tests hold
against the sources.
"""

from __future__ import annotations

from pathlib import Path

from environment import ROOT

PACKAGE = ROOT / "desktop" / "fonds"
RESOURCES = ROOT / "resources"
NAMED_LATE = (
    # found by name at run time: Markdown's extensions, the highlighter's languages, SQLAlchemy's dialect
    *("markdown.extensions", "pymdownx", "pygments.lexers", "pygments.formatters", "pygments.styles"),
    *("sqlalchemy.dialects.sqlite", "spylls.hunspell", "charset_normalizer", "tzdata"),
)
"""Packages that go along whole, with all their modules."""
WITH_DATA = ("spylls", "qtawesome", "tzdata", "pymdownx")
"""Packages whose files that are no modules go along, too; `keep_list` thins them out."""
SHOWN_VERSIONS = (
    *("PySide6", "SQLAlchemy", "Markdown", "pymdown-extensions", "Pygments", "nh3", "PyYAML"),
    *("charset-normalizer", "qtawesome", "appdirs"),
)
"""The About window reads the versions of these from their records."""
LEFT_OUT = (
    *("tkinter", "turtle", "turtledemo", "idlelib", "lib2to3", "ensurepip", "venv", "pydoc_data", "test"),
    *("setuptools", "pkg_resources", "_distutils_hack", "distutils", "pip", "wheel", "readline", "curses"),
    *("numpy.f2py", "numpy.testing", "numpy.distutils", "numpy.tests", "numpy.polynomial"),
    *("sqlalchemy.testing", "pypdf._crypt_providers._cryptography", "qtawesome.icon_browser"),
    *(
        "PIL",
        "cffi",
        "lxml",
        "html5lib",
        "cryptography",
        "Crypto",
        "greenlet",
        "chardet",
        "IPython",
        "jinja2",
    ),
    # GPL: it may be installed beside Fonds by whoever wants it, but is never part of a package of ours.
    "libzim",
)
"""Modules that something mentions and that no package holds."""


def own_modules() -> list[str]:
    """Every module of the program: many are imported inside functions, some by name only."""
    names = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = ("fonds", *path.relative_to(PACKAGE).with_suffix("").parts)
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return [name for name in names if name != "fonds.__main__"]


def own_resources() -> list[tuple[str, str]]:
    """Files of ``resources`` and the folder (below the libraries') that each goes to, as `base.paths` looks for them."""
    found = []
    for path in sorted(RESOURCES.rglob("*")):
        if path.is_file() and path.suffix != ".ts":  # the catalogues' sources; the program reads their .qm
            folder = Path("fonds/resources") / path.parent.relative_to(RESOURCES)
            found.append((str(path), folder.as_posix()))
    return found
