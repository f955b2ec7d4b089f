"""Links between the posts of a real archive: found by path, by name and by other names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest
from fonds.model.revision import PostEdit
from fonds.services import archives, browsing, editing, importing
from fonds.services.archives import Archive
from fonds.services.post_links import find_surroundings
from fonds.services.previewing import Look, Previewer, media_reference, request_for_post, unsaved_text

VAULT = {
    ".obsidian/app.json": '{"attachmentFolderPath": "附件"}',
    "首页.md": "看 [[笔记|那篇]]、[[深/笔记]]、[[别名甲]]、[[没有]]。\n\n![[图.png|300]]\n\n![[深/笔记#二]]\n\n[相对](深/笔记.md)\n",
    "笔记.md": "---\naliases: [别名甲]\n---\n根上的笔记\n",
    "深/笔记.md": "# 一\n\n第一\n\n## 二\n\n第二段 ![[图.png]] [[首页]]\n\n# 三\n\n第三\n",
    "深/旁.md": "[[笔记]]\n",
    "titled.md": "---\ntitle: Another Title\n---\n[[titled]]\n",
}
JEKYLL = {
    "_config.yml": "title: x\n",
    "_posts/2020-01-01-one.md": "---\ntitle: One\n---\n[a]({% post_url 2020-01-02-two %}) {% link _posts/2020-01-02-two.md %}\n",
    "_posts/2020-01-02-two.md": "---\ntitle: Two\n---\nx\n",
}
HUGO = {
    "hugo.toml": "title = 'x'\n",
    "content/blog/one.md": '---\ntitle: One\n---\n[a]({{< ref "two" >}}) [b]({{< relref "/about/index.md" >}}) [c](two.md)\n',
    "content/blog/two.md": "---\ntitle: Two\n---\nx\n",
    "content/about/index.md": "---\ntitle: About\n---\nx\n",
}
HEXO = {
    "_config.yml": "title: x\n",
    "scaffolds/post.md": "---\n---\n",
    "source/_posts/one.md": "---\ntitle: One\n---\n{% post_link two %}\n",
    "source/_posts/two.md": "---\ntitle: Two\n---\nx\n",
}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def archive_of(tmp_path: Path, files: dict[str, str], generator: str) -> Archive:
    root = tmp_path / "source"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    if generator == "obsidian":
        (root / "附件").mkdir()
        (root / "附件" / "图.png").write_bytes(PNG)
    archive = archives.create_archive(tmp_path / "links.fonds")
    importing.import_source(
        archive, [root], ImportSettings(generator=generator), ignore_progress, CancelToken()
    )
    return archive


def posts_by_path(archive: Archive) -> dict[str, int]:
    ids = browsing.list_posts(archive, ListRequest()).ids
    return {browsing.load_post(archive, number).source_path: number for number in ids}


def meant(archive: Archive, post_id: int) -> dict[str, int]:
    """What the names in a post's text lead to."""
    post = browsing.load_post(archive, post_id)
    with archive.reading() as view:
        found = find_surroundings(view, post_id, request_for_post(post, Look()))
    return {
        mention.name + (f"#{mention.part}" if mention.part else ""): target.post_id
        for mention, target in found.targets
    }


def test_names_of_a_vault(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, VAULT, "obsidian")
    posts = posts_by_path(archive)
    assert meant(archive, posts["首页.md"]) == {
        "笔记": posts["笔记.md"],
        "深/笔记": posts["深/笔记.md"],
        "深/笔记#二": posts["深/笔记.md"],
        "深/笔记.md": posts["深/笔记.md"],
        "别名甲": posts["笔记.md"],
    }
    assert meant(archive, posts["深/旁.md"]) == {"笔记": posts["深/笔记.md"]}
    assert meant(archive, posts["titled.md"]) == {"titled": posts["titled.md"]}
    editing.trash_posts(archive, [posts["笔记.md"]])
    assert "别名甲" not in meant(archive, posts["首页.md"])
    archive.close()


def test_a_page_of_a_vault_shows_the_section_and_serves_its_picture(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, VAULT, "obsidian")
    posts = posts_by_path(archive)
    post = browsing.load_post(archive, posts["首页.md"])
    previewer = Previewer()
    try:
        stored = previewer.render_post(archive, post.id, Look()).html
        text = unsaved_text(post, PostEdit(body="typed [[笔记]]"))
        typed = previewer.render_unsaved(text, Look(), archive=archive, post_id=post.id).html
    finally:
        previewer.close()
    assert "第二段" in stored
    assert "第三" not in stored
    sources = [media_reference(address) or "" for address in re.findall(r'src="([^"]*)"', stored)]
    assert len(sources) == 2
    for source in sources:
        assert previewer.find_media(archive, post.id, source) == (PNG, "image/png")
    assert f'href="post:///open/{posts["笔记.md"]}"' in typed
    archive.close()


@pytest.mark.parametrize(
    ("generator", "files", "own", "expected"),
    [
        (
            "jekyll",
            JEKYLL,
            "_posts/2020-01-01-one.md",
            {
                "2020-01-02-two": "_posts/2020-01-02-two.md",
                "/_posts/2020-01-02-two.md": "_posts/2020-01-02-two.md",
            },
        ),
        (
            "hugo",
            HUGO,
            "content/blog/one.md",
            {
                "two": "content/blog/two.md",
                "/about/index.md": "content/about/index.md",
                "two.md": "content/blog/two.md",
            },
        ),
        ("hexo", HEXO, "source/_posts/one.md", {"two": "source/_posts/two.md"}),
    ],
)
def test_names_of_other_generators(
    tmp_path: Path, generator: str, files: dict[str, str], own: str, expected: dict[str, str]
) -> None:
    archive = archive_of(tmp_path, files, generator)
    posts = posts_by_path(archive)
    assert meant(archive, posts[own]) == {name: posts[path] for name, path in expected.items()}
    archive.close()
