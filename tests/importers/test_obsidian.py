"""Each rule of Obsidian's dialect, on a small vault of its own (``tests/data/obsidian``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from fonds.importers.interface import site_as_json, site_from_json
from fonds.importers.registry import detect_generators
from fonds.model.accession import ImportSettings
from fonds.model.post import DateOrigin, PostMetadata, Status
from fonds.model.problems import ProblemKind
from importers.sites import DATA, Reading, read_site, write

VAULT = DATA / "obsidian"
WALK = "Notes/Walk by the river.md"
OTHER = "Other note.md"


@cache
def vault() -> Reading:
    return read_site(VAULT, "obsidian")


def meta(path: str) -> PostMetadata:
    return vault().posts[path].metadata


def tags(tmp_path: Path, value: str, generator: str = "obsidian") -> tuple[str, ...]:
    write(tmp_path, {"a.md": f"---\ntags: {value}\n---\n"})
    return read_site(tmp_path, generator).posts["a.md"].metadata.tags


def test_what_is_a_note() -> None:
    assert sorted(vault().posts) == ["Daily/2020-08-22.md", "Notes/Late.md", WALK, OTHER]
    assert "board.canvas" in vault().others
    assert not vault().problems


def test_the_title_is_the_name_unless_the_note_says_otherwise() -> None:
    assert [meta(path).title for path in (WALK, OTHER, "Notes/Late.md", "Daily/2020-08-22.md")] == [
        "Walk by the river",
        "Given",
        "Late",
        "2020-08-22",
    ]


def test_tags() -> None:
    assert meta(WALK).tags == ("Walk", "place/river", "2020")
    assert meta(OTHER).tags == ("d",)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a, b c", ("a", "b", "c")),
        ("'#a #B'", ("a", "B")),
        ("[a, A, '#a', null, '']", ("a",)),
        ("a/b", ("a/b",)),
        ("", ()),
        ("[0x1F, Yes, 中文]", ("0x1F", "Yes", "中文")),
    ],
)
def test_forms_of_tags(tmp_path: Path, value: str, found: tuple[str, ...]) -> None:
    assert tags(tmp_path, value) == found


def test_the_same_text_of_tags_means_other_things_to_others(tmp_path: Path) -> None:
    assert tags(tmp_path / "1", "a b") == ("a", "b")
    assert tags(tmp_path / "2", "a b", "hexo") == ("a b",)
    assert tags(tmp_path / "3", "a, b") == ("a", "b")
    assert tags(tmp_path / "4", "a, b", "jekyll") == ("a,", "b")


@pytest.mark.parametrize(
    ("path", "iso", "origin"),
    [
        (WALK, "2020-08-21T10:30:00+00:00", DateOrigin.FRONT_MATTER),
        (OTHER, "2019-03-04", DateOrigin.FRONT_MATTER),
        ("Daily/2020-08-22.md", "2020-08-22", DateOrigin.FILE_NAME),
        ("Notes/Late.md", "", DateOrigin.NONE),
    ],
)
def test_dates(path: str, iso: str, origin: DateOrigin) -> None:
    assert (meta(path).date.iso_text(), meta(path).date.origin) == (iso, origin)
    assert ProblemKind.NO_DATE not in vault().kinds(path)


def test_publication_links_and_what_is_kept() -> None:
    assert (meta(WALK).status, meta(OTHER).status) == (Status.PUBLISHED, Status.UNPUBLISHED)
    assert meta(OTHER).categories == (("Books",), ("Short",), ("a", "b"))
    assert meta(OTHER).authors == ("Ann Lee",)
    assert meta(WALK).categories == (("Notes",),)
    assert dict(meta(WALK).fields) == {
        "aliases": ["River walk", "5"],
        "cssclasses": "wide",
        "created": "2020-08-21T10:30:00",
        "related": "[[Other note]]",
    }


def test_properties_stand_at_the_very_start() -> None:
    assert meta("Notes/Late.md").fields == ()
    assert "not a property" in vault().posts["Notes/Late.md"].plain_text


def test_embedded_files_are_found_by_their_shortest_path() -> None:
    found = {item.reference: item.path for item in vault().posts[WALK].media}
    assert found == {
        "map.png": "Files/map.png",
        "deep.png": "Files/2020/deep.png",
        "Notes/Deep/near.png": "Notes/Deep/near.png",
        "paper.pdf": "Files/paper.pdf",
    }
    assert [dict(p.details)["reference"] for p in vault().posts[WALK].problems] == ["gone.png"]


@pytest.mark.parametrize(
    ("chosen", "place"),
    [
        ('"./files"', "Notes/files/a.png"),
        ('"/"', "a.png"),
        ('"Files/In"', "Files/In/a.png"),
        ("5", "x/a.png"),
    ],
)
def test_the_folder_of_attachments(tmp_path: Path, chosen: str, place: str) -> None:
    files: dict[str, str | bytes] = {
        ".obsidian/app.json": f'{{"attachmentFolderPath": {chosen}}}',
        "Notes/n.md": "![[a.png]]",
        place: b"x",
        "Zoo/deep/a.png": b"y",
    }
    (item,) = read_site(write(tmp_path, files), "obsidian").posts["Notes/n.md"].media
    assert item.path == place


def test_links_are_shown_by_their_text() -> None:
    text = vault().posts[WALK].plain_text
    assert "the other" in text
    assert "[[" not in text


def test_tags_in_the_text_count_by_choice() -> None:
    chosen = read_site(VAULT, "obsidian", ImportSettings(inline_tags=True))
    assert chosen.posts[WALK].metadata.tags == ("Walk", "place/river", "2020", "inline/tag")
    assert site_from_json(site_as_json(chosen.site)) == chosen.site


def test_detection_and_a_part_of_a_vault() -> None:
    assert detect_generators(VAULT)[0].generator == "obsidian"
    assert detect_generators(VAULT / "Notes")[0].generator == "obsidian"
    part = read_site(VAULT / "Notes", "obsidian").posts["Walk by the river.md"]
    assert part.metadata == meta(WALK)
    assert {item.path for item in part.media} == {"Deep/map.png", "Deep/near.png"}
