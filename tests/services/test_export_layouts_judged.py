"""Layouts of generators that few machines have: the real Pelican and Hexo build every post where they are installed; Zola's
and Obsidian's layouts are held against what their documentation allows."""

from __future__ import annotations

import datetime
import html
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from fonds.model.export import ExportReport, Layout
from fonds.model.post import Status
from fonds.services.archives import Archive
from services.test_export_layouts import export, make_lines, make_mixed, posts_of

ZOLA_KEYS = {
    *("title", "description", "date", "updated", "weight", "draft", "render", "slug", "path", "aliases", "authors"),
    *("in_search_index", "template", "taxonomies", "extra", "lang"),
}  # fmt: skip
"""Zola's documentation, “Page”; ``lang`` is passed over."""
PROPERTY_TYPES = (str, bool, int, float, datetime.date, type(None))
"""Obsidian's help, “Properties”: text, list, number, checkbox, date, and date and time."""
NO_NAMES = re.compile(r'[\\:*?"<>|#^\[\]]')


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    archive = make_mixed(tmp_path_factory.mktemp("mixed"))
    yield archive
    archive.close()


def run(command: list[str], folder: Path) -> str:
    """What a generator says, which must not be that something is wrong."""
    variables = {**os.environ, "NO_COLOR": "1", "COLUMNS": "400"}
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=300, check=False, env=variables
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def pages_with_titles(folder: Path, report: ExportReport, archive: Archive) -> str:
    """The words of all pages that were built; each post that is to be seen has to be among them."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))
    plain = " ".join(html.unescape(re.sub(r"<[^<>]*>", "", texts)).split())
    for post in posts_of(archive):
        if post.metadata.status is not Status.UNPUBLISHED:
            assert " ".join(post.metadata.title.split()) in plain, post.source_path
    assert report.posts == len(posts_of(archive))
    return html.unescape(re.sub(r"<[^<>]*>", "", texts))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pelican") is None, reason="needs pelican")
def test_pelican_builds_every_post(mixed: Archive, tmp_path: Path) -> None:
    report = export(mixed, tmp_path / "site", Layout.PELICAN)
    said = run(["pelican", "content", "-s", "pelicanconf.py", "--fatal", "errors"], tmp_path / "site")
    assert not re.findall(r"ERROR|CRITICAL|(?i:could not|unable)", said), said
    done = re.search(r"Processed (\d+) articles?, (\d+) drafts?, (\d+) hidden", said)
    assert done is not None, said
    assert sum(map(int, done.groups())) == report.posts
    plain = pages_with_titles(tmp_path / "site" / "output", report, mixed)
    assert [line for line in make_lines(300) if line not in plain] == []
    assert "中秋的旧文件" in plain


def hexo_modules() -> Path | None:
    """The folder of packages that the ``hexo`` on the path stands in: a site wants them beside itself."""
    found = shutil.which("hexo")
    folders = Path(found).resolve().parents if found else ()
    return next((folder for folder in folders if folder.name == "node_modules"), None)


@pytest.mark.slow
@pytest.mark.skipif(hexo_modules() is None, reason="needs hexo")
def test_hexo_builds_every_post(mixed: Archive, tmp_path: Path) -> None:
    report = export(mixed, tmp_path / "site", Layout.HEXO)
    modules = hexo_modules()
    assert modules is not None
    (tmp_path / "site" / "node_modules").symlink_to(modules)
    said = run(["hexo", "generate", "--draft"], tmp_path / "site")
    assert not re.findall(r"FATAL|ERROR|WARN", said), said
    plain = pages_with_titles(tmp_path / "site" / "public", report, mixed)
    assert [line for line in make_lines(300) if line not in plain] == []
    assert "中秋的旧文件" in plain


def test_zola_is_given_what_its_documentation_allows(mixed: Archive, tmp_path: Path) -> None:
    report = export(mixed, tmp_path / "site", Layout.ZOLA)
    root = tmp_path / "site"
    config = tomllib.loads((root / "config.toml").read_text(encoding="utf-8"))
    declared = {taxonomy["name"] for taxonomy in config["taxonomies"]}
    pages = {file.path for file in report.files if file.post_id is not None}
    seen: set[str] = set()
    for name in sorted(pages):
        text = (root / name).read_text(encoding="utf-8")
        found = re.match(r"\+\+\+\n(.*?)\n?\+\+\+\n", text, re.DOTALL)
        assert found is not None, name
        head: dict[str, Any] = tomllib.loads(found[1])
        assert set(head) <= ZOLA_KEYS, name
        assert isinstance(head["title"], str)
        assert isinstance(head.get("date", datetime.date.min), datetime.date)
        assert set(head.get("taxonomies", {})) <= declared
        assert all(isinstance(term, str) for terms in head.get("taxonomies", {}).values() for term in terms)
        address = head.get("path") or head.get("slug") or Path(name).stem
        assert address not in seen, name
        seen.add(address)
        for link in re.findall(r"\]\(@/([^)#]*)", text):
            assert f"content/{unquote(link)}" in pages, (name, link)
    for template in ("index", "page", "section", "taxonomy_list", "taxonomy_single"):
        assert (root / "templates" / f"{template}.html").is_file()


def test_obsidian_is_given_what_its_help_allows(mixed: Archive, tmp_path: Path) -> None:
    report = export(mixed, tmp_path / "vault", Layout.OBSIDIAN)
    root = tmp_path / "vault"
    notes = {file.path for file in report.files if file.post_id is not None}
    for name in sorted(notes):
        assert not NO_NAMES.search(name), name
        text = (root / name).read_text(encoding="utf-8")
        found = re.match(r"---\n(.*?)\n?---\n", text, re.DOTALL)
        assert found is not None, name
        head = yaml.safe_load(found[1])
        assert isinstance(head, dict)
        for key, value in head.items():
            assert isinstance(key, str)
            if key in ("title", "date", "lang", "permalink", "slug", "draft", "publish"):
                assert isinstance(value, PROPERTY_TYPES), (name, key)
            if key in ("tags", "categories", "authors"):
                assert isinstance(value, list) and all(isinstance(item, str) for item in value), (name, key)
        for link in re.findall(r"\[\[([^\]|]*)", text):
            if f"{link}.md" not in notes:
                assert "{" in text, (name, link)
