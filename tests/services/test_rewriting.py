"""The law of a save: the new bytes read as what was asked for, and all that was not asked for stays as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.importers.interface import ScopedDefaults, SiteSettings
from fonds.importers.reading import read_again
from fonds.model.accession import ImportSettings
from fonds.model.errors import UserError
from fonds.model.post import CategoryPath, Post, PostMetadata, Status
from fonds.model.problems import ProblemKind
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import browsing, editing
from fonds.services.archives import Archive
from fonds.services.rewriting import edited_source, read_edited
from services.site import import_site, post_named, source_of

HEADERS = (
    "",
    "---\n---\n",
    "---\ntitle: Old\n---\n",
    '---\ntitle: "Old"\ntags: a b\ncategories: x\npublished: no\n---\n\n',
    "---\n# kept\ntitle: 'Old'\ntag: a\ncategory: x\nauthor: me\nlang: en\ndraft: yes\n---\n",
    "---\nTitle: Old\nTags: [a, b]\nCategories:\n  - x\n  - y\nAuthors: [me, you]\nDate: 2020-01-01\nPublished: off\n---\n",
    "---\ntags:\n- a\n-   'b'   # second\ncategory: [x, y]\nlanguage: en\nlang:\nextra: {a: [1, 2]}\n...\n",
)
SITES = (
    SiteSettings("jekyll"),
    SiteSettings("folder", timezone="Asia/Shanghai"),
    SiteSettings(
        "jekyll",
        defaults=(
            ScopedDefaults(
                "", "", (("published", False), ("tags", ["d"]), ("category", "e"), ("author", "z"))
            ),
            ScopedDefaults(
                "news", "", (("lang", "de"), ("tag", "f"), ("categories", "g h"), ("draft", True))
            ),
        ),
    ),
)
NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/"), min_size=1, max_size=12
).map(str.strip).filter(bool) | st.sampled_from(
    ("yes", "null", "1", "2020-01-01", "a: b", "#x", "- y", "'", '"', "a, b")
)
TERMS = st.lists(NAMES, max_size=3, unique=True).map(tuple)


def _post(data: bytes, encoding: str, site: SiteSettings) -> Post:
    path = "news/_posts/2020-01-02-a-post.md" if site.generator == "jekyll" else "news/a-post.md"
    read = read_again(data, path, site.generator, site, encoding)
    return Post(
        id=1,
        metadata=read.metadata,
        source=data,
        encoding=read.encoding,
        source_path=path,
        generator=site.generator,
        revision_id=1,
        revision_number=0,
        digest=read.digest,
        original_digest=read.digest,
        created_at=0,
        modified_at=0,
    )


def _paths(names: tuple[str, ...]) -> tuple[CategoryPath, ...]:
    return tuple((name,) for name in names)


@settings(max_examples=300, deadline=None)
@given(
    header=st.sampled_from(HEADERS),
    line_end=st.sampled_from(("\n", "\r\n", "\r")),
    encoding=st.sampled_from(("utf-8", "gb18030", "utf-16-le")),
    site=st.sampled_from(SITES),
    edit=st.builds(
        MetadataEdit,
        title=st.none() | NAMES,
        slug=st.none() | NAMES,
        status=st.none() | st.sampled_from((Status.PUBLISHED, Status.DRAFT, Status.UNPUBLISHED)),
        language=st.none() | st.just("") | NAMES,
        categories=st.none() | TERMS.map(_paths),
        tags=st.none() | TERMS,
        authors=st.none() | TERMS,
    ),
)
def test_what_is_asked_for_is_what_is_read(
    header: str, line_end: str, encoding: str, site: SiteSettings, edit: MetadataEdit
) -> None:
    text = f"{header}Text, 示范区.\n".replace("\n", line_end)
    post = _post(text.encode(encoding), encoding, site)
    before = post.metadata
    data = edited_source(post, PostEdit(metadata=edit), site)
    found = read_edited(post, data, site).metadata
    assert data.endswith(f"Text, 示范区.{line_end}".encode(encoding))
    for field in ("title", "slug", "status", "language", "tags", "authors"):
        asked = getattr(edit, field)
        assert getattr(found, field) == (getattr(before, field) if asked is None else asked), field
    assert found.date == before.date
    if edit.categories is None:
        assert found.categories == before.categories
    else:
        folder: tuple[CategoryPath, ...] = (("news",),)
        wanted = (*folder, *edit.categories) if site.generator == "jekyll" else edit.categories or folder
        assert found.categories == tuple(dict.fromkeys(wanted))
    assert dict(found.fields) == dict(before.fields)
    again = replace(post, source=data, metadata=found)
    assert edited_source(again, PostEdit(metadata=edit), site) == data


def _written(archive: Archive, folder: Path, files: dict[str, str], generator: str = "auto") -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    import_site(archive, folder, ImportSettings(generator=generator))


def _save(archive: Archive, number: int, edit: PostEdit) -> None:
    editing.save_post(archive, number, edit, browsing.load_post(archive, number).revision_id)


def test_a_file_that_ends_with_its_fence_gets_a_body(archive: Archive, tmp_path: Path) -> None:
    _written(archive, tmp_path / "site", {"_posts/2020-01-01-a.md": "---\r\ntitle: A\r\n---"}, "jekyll")
    number = post_named(archive, "a.md")
    _save(archive, number, PostEdit(body="hello"))
    assert source_of(archive, number) == "---\r\ntitle: A\r\n---\r\nhello"
    assert browsing.load_post(archive, number).metadata.title == "A"


def test_each_post_is_read_again_by_the_rules_of_its_own_source(archive: Archive, tmp_path: Path) -> None:
    zones = {"one": "Asia/Shanghai", "two": "America/New_York"}
    for name, zone in zones.items():
        posts = tmp_path / name / "_posts"
        posts.mkdir(parents=True)
        (tmp_path / name / "_config.yml").write_text(f"timezone: {zone}\n", encoding="utf-8")
        (posts / f"2020-01-01-{name}.md").write_text(
            "---\ndate: 2020-01-01 10:00:00\n---\nx\n", encoding="utf-8"
        )
    import_site(archive, tmp_path, sources=[tmp_path / name for name in zones])
    for name in zones:
        number = post_named(archive, f"{name}.md")
        before = browsing.load_post(archive, number).metadata
        _save(archive, number, PostEdit(body="y\n"))
        assert browsing.load_post(archive, number).metadata == before


def test_a_missing_picture_is_missing_still_after_an_edit(archive: Archive, tmp_path: Path) -> None:
    text = "---\ntitle: A\n---\n![x](gone.png)\n"
    _written(archive, tmp_path / "site", {"_posts/2020-01-01-a.md": text}, "jekyll")
    number = post_named(archive, "a.md")
    _save(archive, number, PostEdit(metadata=MetadataEdit(tags=("new",))))
    (problem,) = browsing.load_post(archive, number).problems
    assert (problem.kind, problem.line) == (ProblemKind.MISSING_MEDIA, 5)
    _save(archive, number, PostEdit(body="No picture.\n"))
    assert browsing.load_post(archive, number).problems == ()


@pytest.mark.parametrize(
    ("generator", "path", "edit", "field"),
    [
        ("jekyll", "news/_posts/2020-01-01-a.md", MetadataEdit(categories=()), "categories"),
        ("jekyll", "_posts/2020-01-01-a.md", MetadataEdit(categories=(("a", "b"),)), "categories"),
        ("folder", "news/a.md", MetadataEdit(categories=()), "categories"),
        ("folder", "a.md", MetadataEdit(categories=(("a/b",),)), "categories"),
    ],
)
def test_what_cannot_be_said_in_a_file_is_refused(
    archive: Archive, tmp_path: Path, generator: str, path: str, edit: MetadataEdit, field: str
) -> None:
    _written(archive, tmp_path / "site", {path: "---\ntitle: A\n---\nx\n"}, generator)
    number = post_named(archive, "a.md")
    before = browsing.load_post(archive, number)
    with pytest.raises(UserError, match="would be read as") as told:
        _save(archive, number, PostEdit(metadata=edit))
    assert told.value.field == field
    assert browsing.load_post(archive, number) == before


def test_metadata_of_a_new_header(archive: Archive, tmp_path: Path) -> None:
    _written(archive, tmp_path / "site", {"a.md": "# Heading\n\ntext\n"}, "folder")
    number = post_named(archive, "a.md")
    _save(archive, number, PostEdit(metadata=MetadataEdit(tags=("t",))))
    found: PostMetadata = browsing.load_post(archive, number).metadata
    assert (found.title, found.tags) == ("Heading", ("t",))


def test_a_character_that_would_come_back_as_another_is_refused() -> None:
    """Shift JIS gives the wave dash (U+301C) the bytes that are read as the full-width tilde (U+FF5E)."""
    site = SiteSettings("folder")
    post = _post("---\ntitle: 東京\n---\n本文です。\n".encode("cp932"), "cp932", site)
    with pytest.raises(UserError, match="\u301c"):
        edited_source(post, PostEdit(body="一\u301c二\n"), site)
    data = edited_source(post, PostEdit(metadata=MetadataEdit(title="一\u301c二")), site)
    assert read_edited(post, data, site).metadata.title == "一\u301c二"
