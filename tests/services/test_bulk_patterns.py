"""Posts written alike get the answer of the first of them: the same, to the byte, that each would get by itself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.importers.interface import SiteSettings
from fonds.importers.reading import read_again
from fonds.model.bulk_edit import (
    AddNames,
    AttachZone,
    BulkOperation,
    JoinNames,
    MapValues,
    MoveCategory,
    PlanState,
    RemoveField,
    RemoveNames,
    ReplaceText,
    SetValue,
    SplitNames,
)
from fonds.model.post import Post
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import bulk_edit
from fonds.services.archives import Archive
from fonds.services.bulk_patterns import Patterns
from fonds.services.bulk_posts import plan_post
from fonds.services.bulk_workers import INLINE_LIMIT
from fonds.store.check import check
from fonds.store.packing import SPLICE, pack
from fonds.store.whole_posts import StoredPost
from fonds.text.plain_headers import find_plain_header
from services.site import import_site, many, numbers, source_of

GENERATORS = (
    "jekyll",
    "hexo",
    "hugo",
    "docusaurus",
    "eleventy",
    "folder",
    "zola",
    "obsidian",
    "pelican",
    "mdn",
)
TRANSFERABLE: tuple[tuple[BulkOperation, ...], ...] = (
    (AddNames("tags", ("复核",)),),
    (AddNames("tags", ("a: b", "#x")),),
    (AddNames("categories", ("World",)), AddNames("tags", ("new",))),
    (RemoveNames("tags", ("tea", "新闻")),),
    (RemoveField("tags"),),
    (RemoveField("categories"), RemoveField("authors")),
    (SetValue("categories", ("a", "b / c")),),
    (SetValue("authors", ("王小明", "Ann")),),
    (SetValue("language", ("zh-Hant",)),),
    (SetValue("rating", ("6",)),),
    (SetValue("mood", ("true",)),),
    (RemoveField("rating"),),
    (MapValues("tags", (("tea", "Tea"), ("新闻", ""))),),
    (MoveCategory(("news",), ("News",)),),
    (SplitNames("tags", " 、"),),
    (JoinNames("tags", "-"),),
    (ReplaceText("tags", "e", "é"),),
    (ReplaceText("rating", "5", "five"),),
)
OTHERS: tuple[tuple[BulkOperation, ...], ...] = (
    (SetValue("title", ("Neu",)),),
    (AttachZone("+08:00"),),
    (SetValue("status", ("draft",)),),
    (SetValue("permalink", ("/x/",)), AddNames("tags", ("y",))),
    (ReplaceText("body", "Text", "Wort"),),
    (AddNames("keywords", ("k",)),),
)
VALUES: dict[str, tuple[str, ...]] = {
    "title": (
        'title: "示范区成绩单"', "title: Tea and 茶", "title: 'It is'", 'title: "a "b" c"', "title:", "title: x # y",
        "title: [a]", "title: a: b", "title: >\n  folded\n  text", "title:Tight", "title: 2022-01-01", "title: null",
    ),
    "date": (
        "date: 2022-01-11 19:09:47 +0800", "date: 2022-01-11", "date: 2022-01-11T08:00:00Z", "date: nonsense",
        'date: "2022-01-11 19:09:47"', "date:",
    ),
    "tags": (
        "tags: 新闻", "tags: tea", "tags: tea green", "tags: [tea, 新闻]", "tags: [ 'tea', \"b\" ]", "tags: []",
        "tags:\n  - tea\n  - 新闻", "tags:\n- tea", "tags:", "tag: tea", "tags: &a [tea]", "tags: {a: b}", "Tags: [tea]",
        "tags: [tea] # why", "tags:\n  - [a, b]", "tags: yes",
    ),
    "categories": (
        "categories: news", "categories: [news, world]", "category: news", "categories:\n  - news\n  - [news, old]",
        "categories: news world", "categories:\n  - news",
    ),
    "author": ("author: Ann", "authors: [Ann, Bob]", "author:\n  name: Ann", "author: '王小明'"),
    "lang": ("lang: en", "language: zh-CN", "lang: ''"),
    "rating": ("rating: 5", "rating: '5'", "rating: 5.0", "rating: [5]", "Rating: 5"),
    "source": (
        "source: http://x.example/a?b=1", "source: a, b", "source: `x`", "source: 'q'", "source: true", "source: 0x1F",
        "source: a\u3000b", "source: 1 : 2", "source: a#b", "source: \ue000", "source: *a", "source: - x",
    ),
    "mood": ("mood: fine", "mood: |\n  two\n  lines", "mood: [a, b]", "mood: !!str x", "mood: yes"),
    "other": ("# a comment", "", "<<: {a: b}", "draft: true", "published: false", "? x", "description: \"a\\tb\"", "x"),
}  # fmt: skip
BODIES = (
    "Text.\n",
    "\n<p>Text</p>\n",
    "",
    "Text #tag\n---\n",
    "T\r\next\n",
    "# Heading\n\nText\n",
    "\x00",
    "\x1b$B",
)
NAMES = (
    "2022-01-11-a.md",
    "2022-01-12-other-name.md",
    "plain.md",
    "index.md",
    "a.zh.md",
    "_index.md",
    "b.html",
)


def stored_of(number: int, data: bytes, path: str, site: SiteSettings) -> StoredPost:
    found = read_again(data, path, site.generator, site, "")
    post = Post(
        id=number,
        metadata=found.metadata,
        source=b"",
        encoding=found.encoding,
        source_path=path,
        generator=site.generator,
        revision_id=number + 50,
        revision_number=0,
        digest=found.digest,
        original_digest=found.digest,
        created_at=0,
        modified_at=0,
        header_readable=not found.kept_raw,
        text_exact=found.text_exact,
        problems=found.problems,
    )
    return StoredPost(post, (*pack(data), None, None), has_draft=False)


def check_alike(posts: Sequence[StoredPost], site: SiteSettings, operations: Sequence[BulkOperation]) -> int:
    patterns = Patterns(operations)
    patterns.begin([site])
    for _ in range(2):
        for stored in posts:
            assert patterns.plan(stored, site) == plan_post(stored, site, operations)
    return patterns.transferred


@st.composite
def alike_documents(draw: st.DrawFn) -> list[bytes]:
    """Some documents with the same keys, and of some keys the same values."""
    keys = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=1, max_size=5, unique=True))
    same = {key: draw(st.sampled_from(VALUES[key])) for key in keys if key not in ("title", "date", "source")}
    documents: list[bytes] = []
    end = draw(st.sampled_from(["\n", "\n", "\n", "\r\n"]))
    for _ in range(3):
        lines = [same[key] if key in same else draw(st.sampled_from(VALUES[key])) for key in keys]
        if draw(st.integers(0, 9)) == 0:
            lines.append(draw(st.sampled_from(VALUES["other"])))
        header = "\n".join(["---", *lines, "---", ""]) + draw(st.sampled_from(BODIES))
        mark = draw(st.sampled_from([b"", b"", b"", b"", b"\xef\xbb\xbf"]))
        documents.append(mark + header.replace("\n", end).encode())
    return documents


@pytest.mark.parametrize("generator", GENERATORS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_transferred_is_what_would_be_worked_out(generator: str, data: st.DataObject) -> None:
    site = SiteSettings(generator, timezone=data.draw(st.sampled_from(["", "Asia/Shanghai"])))
    folder = data.draw(st.sampled_from(["", "_posts/", "content/posts/news/", "docs/"]))
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=3))
    documents = data.draw(alike_documents())
    posts = [
        stored_of(number, text, folder + name, site)
        for number, (text, name) in enumerate(zip(documents, names, strict=True), 1)
    ]
    check_alike(posts, site, data.draw(st.sampled_from(TRANSFERABLE + OTHERS)))


@pytest.mark.parametrize("operations", TRANSFERABLE, ids=str)
def test_plain_posts_are_worked_out_once(operations: tuple[BulkOperation, ...]) -> None:
    site = SiteSettings("jekyll", timezone="Asia/Shanghai")
    texts = [
        f'---\nlayout: post\ntitle: "第{number}号"\ndate: 2022-01-{number:02} 08:00:00\ntags: [tea, 新闻]\n'
        f"categories: news\nsource: 报{number}\nrating: 5\n---\nText {number}.\n"
        for number in range(1, 5)
    ]
    posts = [
        stored_of(number, text.encode(), f"_posts/2022-01-{number:02}-p.md", site)
        for number, text in enumerate(texts, 1)
    ]
    first = plan_post(posts[0], site, operations).planned
    refused = first is not None and first.state is not PlanState.CHANGE
    assert check_alike(posts, site, operations) == (0 if refused else 7)
    assert not refused or operations[0] in (
        AddNames("tags", ("a: b", "#x")),
        SetValue("categories", ("a", "b / c")),
    )


@pytest.mark.parametrize("operations", OTHERS, ids=str)
def test_what_depends_on_each_post_is_worked_out_for_each(operations: tuple[BulkOperation, ...]) -> None:
    site = SiteSettings("jekyll")
    text = b"---\ntitle: A\ndate: 2022-01-11 08:00:00\n---\nText.\n"
    assert check_alike([stored_of(1, text, "_posts/2022-01-11-p.md", site)], site, operations) == 0


def test_a_header_that_is_not_plain_is_left_alone() -> None:
    plain = b"---\ntitle: a\ntags:\n  - x\n  - 'y'\nnote: b\n---\n"
    assert find_plain_header(plain + b"Text") is not None
    for old, new in (
        (b"title: a", b'title: "a'),
        (b"title: a", b"title: a "),
        (b"title: a", b"title:  a"),
        (b"title: a", b"title: a\\u0085"),
        (b"title: a", "title: \u2028".encode()),
        (b"note: b", b"title: b"),
        (b"note: b", b"note: |"),
        (b"note: b", b"note: a: b"),
        (b"note: b", b"note: b #c"),
        (b"note: b", b"note: [a"),
        (b"  - 'y'", b" - 'y'"),
        (b"tags:", b"tags: z"),
        (b"---\n", b"---\r\n"),
        (b"\n---\n", b"\n...\n"),
    ):
        found = find_plain_header(plain.replace(old, new))
        assert found is None or new == b"title: a\\u0085", new


def test_a_large_plan_is_that_of_each_post(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = many(tmp_path_factory.mktemp("many") / "site", INLINE_LIMIT + 30)
    import_site(archive, folder)
    ids = numbers(archive)
    for turn in range(2):  # the second leans on what the first left
        operation = AddNames("tags", (f"复核{turn}",))
        with (
            bulk_edit.plan(archive, ids, [operation]) as made,
            bulk_edit.plan(archive, ids[:9], [operation]) as few,
        ):
            assert [made.find_revision(post) for post in ids[:9]] == [
                few.find_revision(post) for post in ids[:9]
            ]
            assert made.rows(0, 9) == few.rows(0, 9)
            bulk_edit.apply(archive, made)
    assert "tags: [复核0, 复核1]\n" in source_of(archive, ids[-1])
    with archive.reading() as view:
        assert check(view, ignore_progress, CancelToken()).problems == []
        leaning = view.value("SELECT count(*) FROM revisions WHERE codec = ?", (SPLICE,))
        assert leaning == len(ids)
