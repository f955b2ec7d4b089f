"""Each rule of MDN's dialect, on a small tree of its own (``tests/data/mdn``)."""

from __future__ import annotations

from fonds.importers.registry import detect_generators
from fonds.model.problems import ProblemKind
from importers.sites import DATA, read_site

TREE = DATA / "mdn"
WALK = "files/de/web/css/_colon_walk/index.md"
TERM = "files/de/glossary/term/index.md"
WEB = "files/en-us/web/index.md"


def test_documents_and_what_they_say() -> None:
    reading = read_site(TREE, "mdn")
    assert sorted(reading.posts) == [TERM, WALK, WEB]
    assert reading.others == ["README.md", "files/de/web/css/_colon_walk/x.png"]
    walk = reading.posts[WALK].metadata
    assert (walk.title, walk.slug, walk.permalink, walk.language) == (":walk", ":walk", "Web/CSS/:walk", "de")
    assert walk.categories == (("Web", "CSS"),)
    assert dict(walk.fields) == {
        "short-title": "walk",
        "status": ["deprecated"],
        "l10n": {"sourceCommit": "0123"},
    }
    assert [item.path for item in reading.posts[WALK].media] == ["files/de/web/css/_colon_walk/x.png"]
    assert reading.kinds(WALK) == []


def test_what_a_header_leaves_out_comes_from_the_path() -> None:
    reading = read_site(TREE, "mdn")
    term = reading.posts[TERM].metadata
    assert (term.title, term.slug, term.categories) == ("Term", "term", (("glossary",),))
    assert reading.kinds(TERM) == [ProblemKind.NO_TITLE]
    assert (reading.posts[WEB].metadata.slug, reading.posts[WEB].metadata.language) == ("Web", "en-us")


def test_detection() -> None:
    assert detect_generators(TREE)[0].generator == "mdn"
    assert detect_generators(TREE / "files")[0].generator == "mdn"
