"""Importing what is known already: moved, copied, named twice, with other pictures, or not at all what was asked for."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings, OnDuplicate
from fonds.model.errors import UserError
from fonds.model.export import ExportReport
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import accessions, browsing, editing, export_material, exporting, history, searching
from fonds.services.archives import Archive
from services.site import PLAIN, import_site, make_site, post_named, source_of

PICTURED = "---\ntitle: p\n---\n![](/img/a.png) ![](/img/b.png)\n"


def pictured_site(folder: Path) -> Path:
    """A site with one post that shows two pictures, of which one is there."""
    (folder / "_posts").mkdir(parents=True)
    (folder / "img").mkdir()
    (folder / "_posts" / "2022-01-14-pictures.md").write_bytes(PICTURED.encode())
    (folder / "img" / "a.png").write_bytes(b"first a")
    return folder


def export_all(archive: Archive, dest: Path) -> ExportReport:
    return exporting.export_posts(archive, dest, None, "", ignore_progress, CancelToken())


def test_a_file_that_was_moved_and_then_changed_is_updated(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    moved = site.rename(tmp_path / "elsewhere")
    assert import_site(archive, moved).unchanged == 3
    (moved / "_posts" / "2022-01-11-plain.md").write_bytes(PLAIN.replace("加快", "稳步").encode())
    report = import_site(archive, moved)
    assert (report.updated, report.unchanged, report.added) == (1, 2, 0)
    assert "稳步" in source_of(archive, post_named(archive, "plain.md"))


def test_a_copy_does_not_take_the_place_of_its_original(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    assert import_site(archive, shutil.copytree(site, tmp_path / "copy")).unchanged == 3
    (site / "_posts" / "2022-01-11-plain.md").write_bytes(PLAIN.replace("加快", "稳步").encode())
    report = import_site(archive, site)
    assert (report.updated, report.unchanged, report.added) == (1, 2, 0)


def test_pictures_that_came_later_or_changed_are_taken(archive: Archive, tmp_path: Path) -> None:
    site = pictured_site(tmp_path / "site")
    first = import_site(archive, site)
    assert [problem.kind for problem in first.problems] == [ProblemKind.MISSING_MEDIA]
    (site / "img" / "b.png").write_bytes(b"late b")
    (site / "img" / "a.png").write_bytes(b"second a")
    again = import_site(archive, site)
    assert (again.unchanged, again.media) == (1, 2)
    assert browsing.load_post(archive, post_named(archive, "pictures.md")).problems == ()
    export_all(archive, tmp_path / "out")
    assert (tmp_path / "out" / "img" / "a.png").read_bytes() == b"second a"
    assert (tmp_path / "out" / "img" / "b.png").read_bytes() == b"late b"
    assert import_site(archive, site).media == 0


def test_skipping_leaves_the_pictures_alone_too(archive: Archive, tmp_path: Path) -> None:
    site = pictured_site(tmp_path / "site")
    import_site(archive, site)
    (site / "img" / "a.png").write_bytes(b"second a")
    import_site(archive, site, ImportSettings(on_duplicate=OnDuplicate.SKIP))
    export_all(archive, tmp_path / "out")
    assert (tmp_path / "out" / "img" / "a.png").read_bytes() == b"first a"


def test_a_document_of_two_sources_is_foreseen_as_it_comes(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    sources = [site, site / "_posts", site / "_posts" / "2022-01-11-plain.md"]
    foreseen = import_site(archive, site, sources=sources, dry_run=True)
    report = import_site(archive, site, sources=sources)
    for counts in (foreseen, report):
        assert (counts.found, counts.added, counts.unchanged) == (7, 3, 4)


def test_a_chosen_file_that_is_no_document_is_accounted_for(archive: Archive, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG")
    report = import_site(archive, tmp_path, sources=[picture])
    assert (report.found, report.failed) == (1, 1)
    assert [(problem.path, problem.kind) for problem in report.problems] == [
        ("a.png", ProblemKind.NOT_DOCUMENT)
    ]


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (ImportSettings(timezone="Nowhere/Land"), "timezone"),
        (ImportSettings(encoding="klingon"), "encoding"),
        (ImportSettings(encoding="rot13"), "encoding"),
        (ImportSettings(encoding="base64"), "encoding"),
        (ImportSettings(post_folders=("no_such",)), "post_folders"),
        (ImportSettings(post_folders=("..",)), "post_folders"),
    ],
)
def test_settings_that_mean_nothing_are_refused(
    archive: Archive, tmp_path: Path, settings: ImportSettings, field: str
) -> None:
    site = make_site(tmp_path / "site")
    with pytest.raises(UserError) as refused:
        import_site(archive, site, settings)
    assert refused.value.field == field
    assert accessions.list_accessions(archive) == ()


@pytest.mark.parametrize(
    "spelling", ["old_post", "./old_post/", "/old_post", "_posts/../old_post", "{site}/old_post"]
)
def test_a_folder_of_posts_may_be_written_in_many_ways(
    archive: Archive, tmp_path: Path, spelling: str
) -> None:
    site = make_site(tmp_path / "site")
    (site / "old_post").mkdir()
    (site / "old_post" / "2020-02-03-old.md").write_bytes(b"---\ntitle: old\n---\n")
    import_site(archive, site, ImportSettings(post_folders=(spelling.format(site=site),)))
    post = browsing.load_post(archive, post_named(archive, "old.md"))
    assert (post.metadata.slug, post.metadata.date.iso_text()) == ("old", "2020-02-03")


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: elsewhere a name is always text")
def test_a_name_that_is_no_text_comes_out_as_it_went_in(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    names = [b"2022-01-15-\xff\xfe.md", b"2022-01-16-" + "新闻".encode("gbk") + b".md"]
    folder = os.fsencode(site / "_posts")
    for name in names:
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"---\ntitle: " + name[:10] + b"\n---\n")
    import_site(archive, site)
    assert import_site(archive, site).unchanged == 5
    shown = [hit.source_path for hit in searching.search_posts(archive, "").hits]
    assert "_posts/2022-01-16-新闻.md" in shown
    report = export_all(archive, tmp_path / "out")
    assert report.problems == ()
    for name in names:
        written = Path(os.fsdecode(os.fsencode(tmp_path / "out" / "_posts") + b"/" + name))
        assert written.read_bytes() == b"---\ntitle: " + name[:10] + b"\n---\n"


def test_pictures_of_one_name_from_two_sites_are_both_exported(archive: Archive, tmp_path: Path) -> None:
    sites = [pictured_site(tmp_path / "one"), pictured_site(tmp_path / "two")]
    (sites[1] / "img" / "a.png").write_bytes(b"of the other site")
    for site in sites:
        for number in range(export_material.BATCH):
            (site / "_posts" / f"2022-02-01-{site.name}-{number}.md").write_bytes(PICTURED.encode())
    import_site(archive, tmp_path, sources=sites)
    report = export_all(archive, tmp_path / "out")
    assert report.media == 2
    found = {path.read_bytes() for path in (tmp_path / "out" / "img").iterdir()}
    assert found == {b"first a", b"of the other site"}


def test_a_damaged_post_does_not_stop_the_others(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    plain = post_named(archive, "plain.md")
    with archive.writing() as writer:
        writer.execute("UPDATE revisions SET data = X'00' WHERE post_id = ?", (plain,))
    report = export_all(archive, tmp_path / "out")
    assert report.posts == 2
    assert [(problem.path, problem.kind) for problem in report.problems] == [
        ("_posts/2022-01-11-plain.md", ProblemKind.DAMAGED)
    ]


def links(archive: Archive, post: int) -> list[tuple[str, str]]:
    return sorted((item.reference, item.path) for item in browsing.load_post(archive, post).media)


def test_files_that_a_new_text_no_longer_mentions_are_forgotten(archive: Archive, tmp_path: Path) -> None:
    site = pictured_site(tmp_path / "site")
    (site / "img" / "b.png").write_bytes(b"first b")
    import_site(archive, site)
    post = post_named(archive, "pictures.md")
    assert [reference for reference, _ in links(archive, post)] == ["/img/a.png", "/img/b.png"]
    (site / "img" / "b.png").unlink()
    changed = "---\ntitle: p\n---\n![](/img/b.png) ![](/img/c.png) [paper](/img/d.pdf)\n"
    (site / "_posts" / "2022-01-14-pictures.md").write_bytes(changed.encode())
    report = import_site(archive, site)
    assert (report.updated, [problem.kind for problem in report.problems]) == (
        1,
        [ProblemKind.MISSING_MEDIA] * 2,
    )
    assert links(archive, post) == [("/img/b.png", "img/b.png")]
    export_all(archive, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out" / "img").iterdir()] == ["b.png"]
    (site / "_posts" / "2022-01-14-pictures.md").write_bytes(b"---\ntitle: p\n---\nNone.\n")
    assert import_site(archive, site).updated == 1
    assert links(archive, post) == []


def test_a_link_that_is_no_picture_keeps_its_file_while_the_text_has_it(
    archive: Archive, tmp_path: Path
) -> None:
    site = pictured_site(tmp_path / "site")
    place = site / "_posts" / "2022-01-14-pictures.md"
    place.write_bytes(b"---\ntitle: p\nlogo: /img/logo.svg\n---\n[paper](/img/d.pdf)\n")
    for name in ("d.pdf", "logo.svg"):
        (site / "img" / name).write_bytes(b"kept")
    import_site(archive, site)
    for name in ("d.pdf", "logo.svg"):
        (site / "img" / name).unlink()
    place.write_bytes(place.read_bytes() + b"More.\n")
    assert import_site(archive, site).updated == 1
    post = post_named(archive, "pictures.md")
    assert links(archive, post) == [("/img/d.pdf", "img/d.pdf"), ("/img/logo.svg", "img/logo.svg")]


def test_what_an_update_forgot_does_not_come_back_by_an_undo(archive: Archive, tmp_path: Path) -> None:
    site = pictured_site(tmp_path / "site")
    import_site(archive, site)
    post = post_named(archive, "pictures.md")
    editing.trash_posts(archive, [post])
    editing.restore_posts(archive, [post])
    (site / "_posts" / "2022-01-14-pictures.md").write_bytes(b"---\ntitle: p\n---\nNone.\n")
    assert import_site(archive, site).updated == 1
    history.undo(archive)
    assert links(archive, post) != []
    assert "None." not in source_of(archive, post)
    history.redo(archive)
    assert links(archive, post) == []
    assert "None." in source_of(archive, post)
    assert browsing.load_post(archive, post).trashed_at is None
