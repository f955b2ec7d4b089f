"""A packed source imports like the folder: the same posts, known again, exported byte for byte, and no trace of where
it was unpacked."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fonds import cli
from fonds.importers.packed_folder import PREFIX
from fonds.model.accession import ImportReport, ImportSettings
from fonds.model.errors import Cancelled, UserError
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.services import archives, browsing, exporting, importing
from fonds.services.archives import Archive
from importers.packing import left_over
from services.site import PLAIN, import_site, make_site, post_named

NAME = "2022-01-11-plain.md"


def pack(folder: Path, packed: Path) -> Path:
    """The folder as a ZIP or tar file, as people make them: with the folder in it."""
    if packed.suffix == ".zip":
        shutil.make_archive(str(packed.with_suffix("")), "zip", folder.parent, folder.name)
        return packed
    with tarfile.open(packed, "w:gz") as tar:
        tar.add(folder, folder.name)
    return packed


def facts(archive: Archive) -> list[tuple[object, ...]]:
    """What the archive knows of its posts."""
    with archive.reading() as view:
        ids = [row[0] for row in view.rows("SELECT id FROM posts ORDER BY source_path")]
    posts = [browsing.load_post(archive, number) for number in ids]
    return [(post.source_path, post.source, post.metadata, post.generator, post.problems) for post in posts]


def place_free(report: ImportReport) -> bool:
    """Whether a report says nothing of where something was unpacked."""
    return PREFIX not in json.dumps(importing.report_as_json(report))


def picture_site(folder: Path) -> Path:
    """The usual site, with a picture, a draft and a file without a date."""
    site = make_site(folder)
    (site / "_posts" / "2022-01-14-picture.md").write_bytes(
        b"---\ntitle: P\n---\n![](/a%20b.png) ![](gone.png)"
    )
    (site / "_drafts").mkdir()
    (site / "_drafts" / "later.md").write_bytes(b"---\ntitle: later\n---\nx")
    (site / "a b.png").write_bytes(b"\x89PNG")
    (site / "inner.zip").write_bytes(b"PK\x03\x04 is not entered")
    return site


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_a_packed_site_gives_the_posts_of_the_folder(suffix: str, archive: Archive, tmp_path: Path) -> None:
    site = picture_site(tmp_path / "site")
    packed = pack(site, tmp_path / f"copy{suffix}")
    report = import_site(archive, packed)
    with archives.create_archive(tmp_path / "other.fonds") as other:
        plain = import_site(other, site)
        assert facts(archive) == facts(other)
    assert (report.found, report.added, report.media) == (plain.found, plain.added, plain.media) == (5, 5, 1)
    assert (report.problems, report.generator) == (plain.problems, "jekyll")
    assert report.sources == (str(packed),)
    assert place_free(report)
    with archive.reading() as view:
        rows = view.rows("SELECT sources, sites, report FROM accessions")
    assert str(packed.resolve()) in rows[0][1]
    assert PREFIX not in str(rows)
    exporting.export_posts(archive, tmp_path / "out", None, "", ignore_progress, CancelToken())
    for path in sorted((site / "_posts").iterdir()):
        assert (tmp_path / "out" / "_posts" / path.name).read_bytes() == path.read_bytes()
    assert (tmp_path / "out" / "a b.png").read_bytes() == b"\x89PNG"
    assert left_over() == []


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_a_packed_site_is_known_again(suffix: str, archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    packed = pack(site, tmp_path / f"copy{suffix}")
    assert import_site(archive, packed).added == 3
    again = import_site(archive, packed)
    assert (again.found, again.unchanged, again.problems) == (3, 3, ())
    (site / "_posts" / NAME).write_text(PLAIN.replace("建设", "改革"), encoding="utf-8")
    packed.unlink()
    site = site.rename(tmp_path / "site-0123abc")  # as the folder in a download is called after its version
    pack(site, packed)
    changed = import_site(archive, packed)
    assert (changed.unchanged, changed.updated, changed.added) == (2, 1, 0)
    moved = packed.rename(tmp_path / f"elsewhere{suffix}")
    assert import_site(archive, moved).unchanged == 3
    assert import_site(archive, site).unchanged == 3


def test_a_packed_file_together_with_folders_and_files(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    packed = pack(site, tmp_path / "copy.zip")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_bytes(b"# A")
    shutil.copy(packed, tmp_path / "notes" / "inside.zip")
    (tmp_path / "single.md").write_bytes(b"# S")
    sources = [tmp_path / "notes", packed, tmp_path / "single.md"]
    report = import_site(archive, tmp_path, sources=sources)
    assert (report.found, report.added, report.failed) == (5, 5, 0)
    survey = importing.survey_source(sources, ImportSettings(), ignore_progress, CancelToken())
    assert (survey.documents, survey.other_files) == (
        5,
        2,
    )  # the configuration and the packed file that lies inside
    assert survey.sources == tuple(str(source) for source in sources)
    assert left_over() == []


def test_a_folder_of_posts_may_be_chosen_in_it(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "old_post").mkdir()
    (site / "old_post" / "2012-01-01-old.md").write_bytes(b"Old.")
    packed = pack(site, tmp_path / "copy.zip")
    assert import_site(archive, packed, ImportSettings(post_folders=("old_post/",))).added == 4
    with pytest.raises(UserError, match="no folder nowhere"):
        import_site(archive, packed, ImportSettings(post_folders=("nowhere",)))
    assert left_over() == []


def test_what_is_wrong_with_members_is_in_the_report(archive: Archive, tmp_path: Path) -> None:
    packed = tmp_path / "copy.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("site/_config.yml", "title: x\n")
        made.writestr(f"site/_posts/{NAME}", PLAIN)
        made.writestr("../evil.md", "x")
        made.writestr("__MACOSX/site/._a.md", "x")
    report = import_site(archive, packed)
    assert (report.added, report.failed, report.found) == (1, 1, 2)
    assert [(problem.kind, problem.path) for problem in report.problems] == [
        (ProblemKind.UNREADABLE, "../evil.md")
    ]
    whole = packed.read_bytes()
    packed.write_bytes(whole[: whole.index(b"PK\x01\x02")])
    cut = import_site(archive, packed)
    assert (cut.unchanged, cut.failed) == (1, 1)
    assert [problem.kind for problem in cut.problems] == [ProblemKind.PACKED_DAMAGED, ProblemKind.UNREADABLE]
    assert cut.problems[0].path == "copy.zip"


def _stop_at(stage: str, cancel: CancelToken) -> Callable[[Progress], None]:
    def look(progress: Progress) -> None:
        if progress.stage == stage:
            cancel.cancel()

    return look


@pytest.mark.parametrize("stage", ["unpacking", "scanning", "importing"])
def test_cancelling_leaves_no_folder(stage: str, archive: Archive, tmp_path: Path) -> None:
    packed = pack(make_site(tmp_path / "site"), tmp_path / "copy.zip")
    cancel = CancelToken()
    report = import_site(archive, packed, progress=_stop_at(stage, cancel), cancel=cancel)
    assert report.cancelled
    assert left_over() == []
    cancel = CancelToken()
    if stage != "importing":
        with pytest.raises(Cancelled):
            importing.survey_source([packed], ImportSettings(), _stop_at(stage, cancel), cancel)
    assert import_site(archive, packed).found == 3
    assert left_over() == []


def test_an_edited_post_of_a_packed_file_is_read_by_its_site(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "_posts" / "2022-02-01-zone.md").write_bytes(b"---\ntitle: z\ndate: 2022-02-01 08:00:00\n---\n")
    import_site(archive, pack(site, tmp_path / "copy.zip"))
    post = browsing.load_post(archive, post_named(archive, "zone.md"))
    assert post.metadata.date.offset == 480


def test_the_command_line_takes_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = pack(make_site(tmp_path / "site"), tmp_path / "copy.zip")
    store = str(tmp_path / "a.fonds")
    assert cli.run(["new", store]) == 0
    assert cli.run(["import", store, str(packed)]) == 1  # problems: the file that is kept raw
    assert "Imported 3 documents (jekyll): 3 added" in capsys.readouterr().out
    (tmp_path / "b.zip").write_bytes(b"<html>")
    assert cli.run(["import", store, str(tmp_path / "b.zip")]) == 2
    assert "named like a packed file" in capsys.readouterr().err


def test_what_a_survey_unpacked_is_not_unpacked_again(tmp_path: Path) -> None:
    packed = pack(make_site(tmp_path / "site"), tmp_path / "site.zip")
    stages: list[str] = []
    unpacked = importing.UnpackedSources()
    for _ in range(2):
        found = importing.survey_source(
            [packed], ImportSettings(), lambda step: stages.append(step.stage), CancelToken(), unpacked
        )
        assert found.documents == 3
    first = stages.count("unpacking")
    assert first
    os.utime(packed, (1, 1))  # another file by this name, for all that can be seen from outside
    importing.survey_source(
        [packed], ImportSettings(), lambda step: stages.append(step.stage), CancelToken(), unpacked
    )
    assert stages.count("unpacking") == 2 * first
    unpacked.close()
    assert left_over() == []
