"""Feeds: judged by the schemas of their standards, on ordinary and hostile posts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from fonds.exporters.moments import published_text
from fonds.model.export import ExportOptions
from fonds.model.post import DatePrecision, PostDate
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import exporting
from fonds.services.archives import Archive
from services.site import import_site
from services.test_export_epub import make_site

SCHEMAS = Path(__file__).parents[1] / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = {
    "2022-02-01-a.md": '---\ntitle: "\\x01\\x1b]]>&<b>\\u2028"\nlang: "zh_CN\\""\nauthor: ["<a>", " "]\n'
    'link: "javascript:alert(1)"\ntags: ["a&b", "\\x02"]\n---\n\x00\x0b]]> <script>x</script>\n',
    "2022-02-02-b.md": '---\ntitle: b\nlang: "-"\ndate: 2022-02-02 10:00:00 +2359\nlink: "//x.cn/a b?c=<d>&e"\n---\n\ufffe\n',
    "2022-02-03-c.md": "---\ntitle:\ndate: 0001-01-01\nlang: en\n---\n",
    "d.md": "---\nlayout: post\n---\nno date\n",
    "2022-02-04-e.md": "---\ntitle: e\ndate: 9999-12-31 23:59:59 -1200\nlink: https://[x\n---\n[a](<b c>)\n",
}


def export(archive: Archive, dest: Path, title: str = "") -> None:
    report = exporting.export_posts(
        archive, dest, None, "", ignore_progress, CancelToken(), "feed", options=ExportOptions(title=title)
    )
    assert report.posts > 0


def judge(folder: Path) -> tuple[Any, dict[str, Any]]:
    """Both feeds, after their schemas have nothing to say of them."""
    from jsonschema import Draft202012Validator

    schema = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    atom = etree.parse(folder / "feed.atom")
    assert schema.validate(atom), schema.error_log
    value = json.loads((folder / "feed.json").read_bytes())
    rules = json.loads((SCHEMAS / "json-feed.json").read_text(encoding="utf-8"))
    assert [fault.message for fault in Draft202012Validator(rules).iter_errors(value)] == []
    # What the grammar says in Schematron (RFC 4287, 4.1.1, 4.1.2).
    entries = atom.getroot().findall(f"{ATOM}entry")
    for entry in entries:
        assert entry.find(f"{ATOM}author") is not None
        alternates = [
            link for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"
        ]
        assert alternates or entry.find(f"{ATOM}content") is not None
        assert len(alternates) < 2
    identifiers = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(identifiers)) == len(identifiers)
    assert [item["id"] for item in value["items"]] == identifiers
    return atom.getroot(), value


def test_the_schemas_find_what_is_wrong() -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    good = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>t</title><id>urn:x</id>'
        "<updated>2022-01-01T00:00:00Z</updated></feed>"
    )
    assert schema.validate(etree.fromstring(good)), schema.error_log
    for old, new in (
        ("<id>urn:x</id>", ""),
        ("2022-01-01T00", "2022-13-01T00"),
        ('"de"', '"zh_CN"'),
        ("<title>", '<title type="markdown">'),
        ("</feed>", "<entry/></feed>"),
        ("</feed>", "<pubDate>x</pubDate></feed>"),
    ):
        assert not schema.validate(etree.fromstring(good.replace(old, new))), new


def test_ordinary_posts(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    export(archive, tmp_path / "out", "集 <&>")
    atom, value = judge(tmp_path / "out")
    assert atom.findtext(f"{ATOM}title") == value["title"] == "集 <&>"
    assert len(value["items"]) == 5
    first = next(item for item in value["items"] if "示范区" in item["title"])
    assert first["date_published"].startswith("2022-01-11T")
    assert first["tags"] == ["新闻"]
    assert (first["language"], value["language"]) == ("zh-CN", "zh-CN")
    media = next((tmp_path / "out" / "media").iterdir())
    assert media.name.split("-")[0] in first["content_html"]


def test_hostile_posts(archive: Archive, tmp_path: Path) -> None:
    posts = make_site(tmp_path / "site") / "_posts"
    for name, text in HOSTILE.items():
        (posts / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    import_site(archive, tmp_path / "site")
    export(archive, tmp_path / "out", "\udc80\x00")
    _, value = judge(tmp_path / "out")
    assert len(value["items"]) == 10
    assert "script" not in (tmp_path / "out" / "feed.json").read_text(encoding="utf-8").replace(
        "javascript", ""
    )


def test_two_posts_that_came_with_the_same_bytes_are_two(archive: Archive, tmp_path: Path) -> None:
    for site in ("one", "two"):
        import_site(archive, make_site(tmp_path / site))
        (tmp_path / site / "_posts" / "2021-05-02-d.md").unlink()
        (tmp_path / site).rename(tmp_path / f"was-{site}")
    with archive.writing() as writer:  # as when a copy was kept
        writer.execute("UPDATE posts SET source_path = 'x.md', original_digest = x'00' WHERE id IN (1, 2)")
    export(archive, tmp_path / "out")
    judge(tmp_path / "out")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(instant=st.integers(-62_135_596_800, 253_402_300_799), offset=st.integers(-1439, 1439))
def test_every_date_is_one_of_the_schema(instant: int, offset: int) -> None:
    text = published_text(PostDate(instant, offset, DatePrecision.SECOND))
    node = etree.fromstring(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>urn:x</id>'
        f"<updated>{text or '2000-01-01T00:00:00Z'}</updated></feed>"
    )
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    assert schema.validate(node), (text, schema.error_log)


@pytest.mark.parametrize("language", ["zh-CN", "zh_CN", "x" * 40, "", "\x01", "en\"'>", "de-DE-1996"])
def test_languages(language: str) -> None:
    from fonds.exporters.known_fields import language_tag

    tag = language_tag(language)
    assert tag in ("", "zh-CN", "de-DE-1996")
