"""Fields that are fed from chosen keys: read from there, written there, and nothing else of the file changes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.importers.field_keys import FIELDS
from fonds.importers.interface import ScopedDefaults, SiteSettings, as_chosen, site_as_json, site_from_json
from fonds.importers.reading import read_again
from fonds.importers.registry import GENERATORS, get_generator
from fonds.model.accession import Candidate, ImportSettings
from fonds.model.errors import UserError
from fonds.model.post import CategoryPath, Post, PostMetadata
from fonds.model.problems import ProblemKind
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services.header_changes import check_reading
from fonds.services.rewriting import edited_source, read_edited

NAMES = tuple(generator.name for generator in GENERATORS)
PATHS = {
    "jekyll": "_posts/2020-01-02-walk.md",
    "hexo": "source/_posts/walk.md",
    "docusaurus": "blog/walk.md",
    "pelican": "content/walk.md",
    "hugo": "content/walk.md",
    "zola": "content/walk.md",
    "mdn": "files/de/web/walk/index.md",
}
FLAT = (
    ("title", "headline"), ("date", "showtime"), ("slug", "handle"), ("permalink", "address"), ("language", "tongue"),
    ("categories", "channel"), ("tags", "label"), ("authors", "source"),
)  # fmt: skip
NESTED = tuple((name, f"extra.{key}") for name, key in FLAT)
VALUES = {
    "headline": "Old title",
    "showtime": "2021-12-08T10:46:18+08:00",
    "handle": "old-handle",
    "address": "/old/",
    "tongue": "zh",
    "channel": "财经",
    "label": "新闻, 上海",
    "source": "证券报",
}
OWN = {
    "title": "Own title",
    "date": "2001-01-01",
    "tags": ["own"],
    "author": "Own",
    "lang": "fr",
    "kept": "x",
}
TERM = st.text("ab中é-_1", min_size=1, max_size=6)
EDITED = ("title", "date", "slug", "language", "categories", "tags", "authors")


def site_of(generator: str, keys: tuple[tuple[str, str], ...] = FLAT) -> SiteSettings:
    site = SiteSettings(generator, collections_dir="content" if generator in ("hugo", "zola") else "")
    return as_chosen(site, ImportSettings(field_keys=keys))


def header_of(form: str, *, nested: bool, own: bool) -> str:
    """A file whose fields stand under other names, in one of the languages of headers."""
    first: dict[str, object] = dict(OWN) if own else {"kept": "x"}
    inner = {"# before": "", **VALUES}
    if form == "json":
        values = VALUES if not nested else {"extra": VALUES}
        return json.dumps({**first, **values}, ensure_ascii=False, indent=2) + "\n\nBody\n"
    if form == "keys":
        lines = [f"{key}: {value}" for key, value in (first | VALUES).items() if isinstance(value, str)]
        return "\n".join(lines) + "\n\nBody\n"
    fence, mark = ("+++\n", " = ") if form == "toml" else ("---\n", ": ")

    def line(key: str, value: object, indent: str) -> str:
        if key.startswith("#"):
            return f"{indent}{key}\n"
        return f"{indent}{key}{mark}{json.dumps(value, ensure_ascii=False)} # said\n"

    text = "".join(line(key, value, "") for key, value in first.items())
    head = "" if not nested else ("[extra]\n" if form == "toml" else "extra:\n")
    indent = "  " if nested and form == "yaml" else ""
    text += head + "".join(line(key, value, indent) for key, value in inner.items())
    return f"{fence}{text}{fence}\nBody\n"


def post_of(candidate: Candidate, generator: str) -> Post:
    return Post(
        id=1,
        metadata=candidate.metadata,
        source=candidate.source,
        encoding=candidate.encoding,
        source_path=candidate.path,
        generator=generator,
        revision_id=1,
        revision_number=0,
        digest=candidate.digest,
        original_digest=candidate.digest,
        created_at=0,
        modified_at=0,
        header_readable=not candidate.kept_raw,
    )


def read(text: str, site: SiteSettings) -> Post:
    path = PATHS.get(site.generator, "walk.md")
    return post_of(read_again(text.encode(), path, site.generator, site, ""), site.generator)


def edited(post: Post, edit: MetadataEdit, site: SiteSettings) -> tuple[str, PostMetadata]:
    data = edited_source(post, PostEdit(metadata=edit), site)
    return data.decode(), read_edited(post, data, site).metadata


def can_have(generator: str, form: str) -> bool:
    """Whether headers of a form are among those of a generator."""
    return generator in ("pelican", "folder") if form == "keys" else generator != "pandoc" or form == "yaml"


def category(generator: str, name: str) -> tuple[CategoryPath, ...]:
    return () if generator == "pelican" and not name else ((name,),)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["yaml", "toml", "json", "keys"])
@pytest.mark.parametrize("nested", [False, True])
def test_every_field_is_read_from_its_chosen_key(name: str, form: str, nested: bool) -> None:
    if not can_have(name, form) or (nested and form == "keys"):
        return
    site = site_of(name, NESTED if nested else FLAT)
    found = read(header_of(form, nested=nested, own=True), site).metadata
    assert found.title == "Old title"
    assert found.date.text == VALUES["showtime"]
    assert found.slug == "old-handle"
    assert found.permalink.strip("/") in ("old", "old-handle"), "MDN takes the slug for an address"
    assert found.language == "zh"
    assert found.categories == (("财经",),)
    assert found.tags == ("新闻", "上海")
    assert found.authors == ("证券报",)
    fields = dict(found.fields)
    assert fields["kept"] == "x"
    assert fields["title"] == "Own title", "a key that feeds nothing any more is one of the further fields"
    assert "headline" not in fields
    assert ("extra" in fields) is nested


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["yaml", "toml", "json", "keys"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_an_edit_writes_the_chosen_key_and_no_other(name: str, form: str, data: st.DataObject) -> None:
    nested = data.draw(st.booleans()) and form != "keys"
    if not can_have(name, form):
        return
    keys = NESTED if nested else FLAT
    site = site_of(name, keys)
    text = header_of(form, nested=nested, own=form == "keys" or data.draw(st.booleans()))
    post = read(text, site)
    field = data.draw(st.sampled_from(EDITED))
    one = data.draw(TERM)
    terms = tuple(data.draw(st.lists(TERM, min_size=1, max_size=3, unique_by=str.casefold)))
    edits = {
        "title": (MetadataEdit(title=one), {"title": one}),
        "date": (MetadataEdit(date_text="2023-04-05T06:07:08+08:00"), {}),
        "slug": (MetadataEdit(slug="new-slug"), {"slug": "new-slug"}),
        "language": (MetadataEdit(language="ja"), {"language": "ja"}),
        "categories": (MetadataEdit(categories=category(name, one)), {"categories": ((one,),)}),
        "tags": (MetadataEdit(tags=terms), {"tags": terms}),
        "authors": (MetadataEdit(authors=terms), {"authors": terms}),
    }
    edit, values = edits[field]
    after, found = edited(post, edit, site)
    wanted = replace(post.metadata, **values)  # type: ignore[arg-type]
    if field == "date":
        assert found.date.text == "2023-04-05T06:07:08+08:00"
        wanted = replace(wanted, date=found.date)
    assert replace(found, fields=(), permalink="") == replace(wanted, fields=(), permalink="")
    assert [pair for pair in found.fields if pair[0] != "extra"] == [
        pair for pair in post.metadata.fields if pair[0] != "extra"
    ]
    own = dict(FLAT)[field]
    assert [line for line in after.splitlines() if own not in line] == [
        line for line in text.splitlines() if own not in line
    ]
    assert sum(own in line for line in after.splitlines()) == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["yaml", "json"])
def test_what_is_cleared_stays_cleared(name: str, form: str) -> None:
    if not can_have(name, form):
        return
    site = site_of(name)
    post = read(header_of(form, nested=False, own=True), site)
    text, found = edited(post, MetadataEdit(tags=(), authors=()), site)
    assert found.tags == found.authors == (), "the generator's own keys must not step in"
    assert "own" in text
    bare = read(header_of(form, nested=False, own=False), site)
    text, found = edited(bare, MetadataEdit(tags=()), site)
    assert found.tags == ()
    assert "label" not in text


def test_a_document_without_the_chosen_key_is_read_and_written_as_ever() -> None:
    site = site_of("jekyll")
    post = read("---\ntitle: Plain\ntags: a b\n---\nBody\n", site)
    assert (post.metadata.title, post.metadata.tags) == ("Plain", ("a", "b"))
    text, found = edited(post, MetadataEdit(title="New", authors=("Ann",)), site)
    assert found.title == "New"
    assert text == "---\ntitle: New\ntags: a b\nsource: [Ann]\n---\nBody\n"


def test_a_text_with_commas_stays_one_while_it_can() -> None:
    site = site_of("jekyll")
    post = read("---\nlabel: 新闻、上海\n---\nBody\n", site)
    assert post.metadata.tags == ("新闻", "上海")
    assert edited(post, MetadataEdit(tags=("新闻", "北京")), site)[0] == "---\nlabel: 新闻、北京\n---\nBody\n"
    text, found = edited(post, MetadataEdit(tags=("a, b", "c")), site)
    assert found.tags == ("a, b", "c")
    assert "\nlabel: [" in text


def test_keys_can_change_places_and_one_can_feed_two_fields() -> None:
    site = site_of("jekyll", (("tags", "categories"), ("categories", "tags")))
    post = read("---\ntags: [c]\ncategories: [t]\n---\nBody\n", site)
    assert post.metadata.tags == ("t",)
    assert post.metadata.categories == (("c",),)
    text, _ = edited(post, MetadataEdit(tags=("new",)), site)
    assert text == "---\ntags: [c]\ncategories: [new]\n---\nBody\n"
    both = site_of("jekyll", (("slug", "title"),))
    metadata = read("---\ntitle: walk\n---\nBody\n", both).metadata
    assert (metadata.title, metadata.slug) == ("walk", "walk")


def test_a_further_field_with_the_name_of_a_known_one_is_written_for_itself() -> None:
    site = site_of("jekyll", (("date", "showtime"),))
    post = read("---\ndate: 2001-01-01\nshowtime: 2021-01-01\n---\nBody\n", site)
    edit = MetadataEdit(date_text="2022-02-02", fields=(("date", "2002-02-02"),))
    text, found = edited(post, edit, site)
    assert text == "---\ndate: 2002-02-02\nshowtime: 2022-02-02\n---\nBody\n"
    assert found.date.text == "2022-02-02"


def test_defaults_of_the_site_do_not_mix_with_a_chosen_key() -> None:
    defaults = (ScopedDefaults("", "", (("tags", ["site"]), ("tag", ["one"]))),)
    site = replace(site_of("jekyll"), defaults=defaults)
    post = read("---\nlabel: [a]\n---\nBody\n", site)
    assert post.metadata.tags == ("a",)
    text, found = edited(post, MetadataEdit(tags=()), site)
    assert found.tags == ()
    assert "label: []" in text


def test_what_is_no_date_under_a_chosen_key_is_told_with_its_line() -> None:
    site = site_of("jekyll")
    found = read_again(b"---\ntitle: x\nshowtime: soon\n---\n", "_posts/walk.md", "jekyll", site, "")
    told = [problem for problem in found.problems if problem.kind is ProblemKind.INVALID_DATE]
    assert [problem.line for problem in told] == [3]


@pytest.mark.parametrize("value", ["{a: 1}", "[1, {b: 2}]"])
def test_a_value_that_a_field_cannot_say_stays_a_further_field(value: str) -> None:
    post = read(f"---\nheadline: {value}\n---\nBody\n", site_of("jekyll"))
    assert "headline" in dict(post.metadata.fields)


def test_an_edit_that_would_be_read_otherwise_is_refused_with_the_field() -> None:
    site = site_of("pelican")
    post = read("Title: x\nLabel: a\n\nBody\n", site)
    data = edited_source(post, PostEdit(metadata=MetadataEdit(tags=("a; b", "c, d"))), site)
    with pytest.raises(UserError) as refused:
        check_reading(MetadataEdit(tags=("a; b", "c, d")), read_edited(post, data, site).metadata)
    assert refused.value.field == "tags"


@pytest.mark.parametrize("name", NAMES)
def test_the_choices_are_kept_with_the_site(name: str, tmp_path: Path) -> None:
    chosen = ImportSettings(field_keys=FLAT, plain_backslashes=True)
    site = get_generator(name).site_settings(tmp_path, chosen)
    again = site_from_json(site_as_json(site))
    assert again.field_keys == FLAT
    assert again.plain_backslashes


def test_every_field_has_its_keys() -> None:
    assert {name for name, _ in FLAT} == set(FIELDS)


WORDS = st.sampled_from(["x", "a, b", "2021-01-02", "", "中文；标签", "null", "true", "5"])
HEADS = st.dictionaries(
    st.sampled_from(
        [
            "title",
            "Title",
            "date",
            "tags",
            "tag",
            "label",
            "author",
            "extra",
            "lang",
            "published",
            "taxonomies",
        ]
    ),
    st.one_of(
        WORDS,
        st.lists(WORDS, max_size=2),
        st.dictionaries(st.sampled_from(["tags", "label", "date", "a.b"]), WORDS, max_size=2),
        st.booleans(),
        st.none(),
    ),
    max_size=6,
)
KEYS = st.lists(
    st.tuples(
        st.sampled_from(FIELDS),
        st.sampled_from(["title", "label", "tags", "extra.label", "extra.tags", "extra", "LABEL", "taxonomies.tags", "no", "a..b"]),
    ),
    max_size=4,
).map(tuple)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=120, deadline=None)
@given(head=HEADS, keys=KEYS, title=TERM, tags=st.lists(TERM, max_size=2, unique_by=str.casefold).map(tuple))
def test_whatever_is_chosen_nothing_is_lost_and_an_edit_holds_or_is_refused(
    name: str, head: dict[str, object], keys: tuple[tuple[str, str], ...], title: str, tags: tuple[str, ...]
) -> None:
    site = site_of(name, keys)
    plain = replace(site, field_keys=())
    text = (
        "---\n"
        + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
        + "---\nBody\n"
    )
    post = read(text, site)
    fed = {key.split(".")[0].casefold() for _, key in keys}
    kept = {key.casefold() for key, _ in post.metadata.fields}
    for key, _ in read(text, plain).metadata.fields:
        assert key.casefold() in kept | fed, "a further field stays one, unless it feeds a field"
    for edit in (MetadataEdit(title=title), MetadataEdit(tags=tags)):
        try:
            data = edited_source(post, PostEdit(metadata=edit), site)
            again = read_edited(post, data, site)
            check_reading(edit, again.metadata)
        except UserError:
            continue
        assert not again.kept_raw
        found = again.metadata
        assert found.title == title if edit.title else set(found.tags) == set(tags)
        assert data.endswith(b"Body\n")


def test_a_post_whose_table_cannot_be_patched_alone_is_refused_or_says_what_was_asked() -> None:
    site = site_of("jekyll", (("title", "extra.name"),))
    anchored = "---\nextra: &x\n  name: Old\nother: *x\n---\nBody\n"
    post = read(anchored, site)
    assert post.metadata.title == "Old"
    with pytest.raises(UserError):
        edited_source(post, PostEdit(metadata=MetadataEdit(title="New")), site)
    merged = "---\nbase: &x {name: Old}\nextra:\n  <<: *x\n  own: 1\n---\nBody\n"
    post = read(merged, site)
    text, found = edited(post, MetadataEdit(title="New"), site)
    assert found.title == "New"
    assert text.startswith("---\nbase: &x {name: Old}\n")
