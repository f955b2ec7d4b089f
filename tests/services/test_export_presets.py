"""Kept exports: saved, listed, renamed, removed, made again; and only what is new since the last time."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.errors import Cancelled, EnvironmentProblem, UserError
from fonds.model.export import ExportOptions, Layout
from fonds.model.export_preset import ExportChoice, ExportPreset, PresetRun
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import activity, archives, collections, editing, export_presets
from fonds.services.archives import Archive
from services.equal_archives import is_whole
from services.site import edit_title, import_site, make_site, many, numbers, post_named
from services.test_export_epub import PNG
from services.test_export_epub import make_site as make_pictured_site


def keep(
    archive: Archive,
    dest: Path,
    name: str = "每月",
    *,
    format: str = "front-matter",  # noqa: A002 - the word that people type
    choice: ExportChoice | None = None,
    options: ExportOptions | None = None,
) -> ExportPreset:
    preset = ExportPreset(0, name, format, str(dest), choice or ExportChoice(), options or ExportOptions())
    return export_presets.save_preset(archive, preset)


def run(archive: Archive, preset: ExportPreset, *, since_last: bool = True) -> PresetRun:
    return export_presets.run_preset(
        archive, preset.id, ignore_progress, CancelToken(), since_last=since_last
    )


def written(run: PresetRun) -> list[str]:
    assert run.report is not None
    return sorted(path.name for path in Path(run.report.dest).rglob("*") if path.is_file())


def test_they_are_kept_in_the_archive_by_name(archive: Archive, tmp_path: Path) -> None:
    options = ExportOptions(title="集", layout=Layout.HUGO, history=True)
    choice = ExportChoice(query="tag:新闻", variants=False, collection=3, ids=(1, 2))
    made = keep(archive, tmp_path / "out", "乙  x", choice=choice, options=options)
    other = keep(archive, tmp_path / "out", "甲")
    path = archive.path
    archive.close()
    with archives.opened(path) as again:
        found = export_presets.list_presets(again)
        assert {one.name for one in found} == {"乙 x", "甲"}
        kept = export_presets.find_preset(again, "乙 X")
        assert kept == made
        assert (kept.choice, kept.options, kept.exported_at) == (choice, options, None)
        for name in ("", " ", "甲", "x" * 201):
            with pytest.raises(UserError):
                export_presets.rename_preset(again, made.id, name)
        assert export_presets.rename_preset(again, made.id, "丙").name == "丙"
        export_presets.remove_preset(again, other.id)
        assert [one.name for one in export_presets.list_presets(again)] == ["丙"]
        with pytest.raises(UserError, match="gone"):
            export_presets.remove_preset(again, other.id)
        with pytest.raises(UserError):
            export_presets.find_preset(again, "甲")
        verbs = [entry.verb for entry in activity.iterate(again)]
        assert verbs.count("save-export") == 2
        assert verbs[-2:] == ["rename-export", "remove-export"]
        assert is_whole(again)


def test_what_a_newer_fonds_kept_can_be_listed(archive: Archive, tmp_path: Path) -> None:
    keep(archive, tmp_path / "out", options=ExportOptions(title="t", layout=Layout.HUGO))
    with archive.writing() as writer:
        writer.execute("UPDATE export_presets SET options = replace(options, 'hugo', 'papyrus')")
        writer.execute("UPDATE export_presets SET choice = json_set(choice, '$.moon', 1)")
    (found,) = export_presets.list_presets(archive)
    assert (found.options, found.choice) == (ExportOptions(title="t"), ExportChoice())


def test_what_cannot_be_made_is_not_kept(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="papyrus"):
        keep(archive, tmp_path, format="papyrus")
    with pytest.raises(UserError, match="where"):
        export_presets.save_preset(archive, ExportPreset(0, "x", "csv", " "))
    assert export_presets.list_presets(archive) == ()


def test_it_is_made_again_beside_what_is_there(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    preset = keep(archive, tmp_path / "out")
    dests = [run(archive, preset, since_last=False) for _ in range(3)]
    assert [Path(one.report.dest).name for one in dests if one.report] == ["out", "out-2", "out-3"]
    assert written(dests[0]) == written(dests[2])
    kept = export_presets.list_presets(archive)[0]
    assert kept.exported == 3
    assert kept.exported_at is not None
    table = keep(archive, tmp_path / "x.epub", "book", format="epub")
    assert [
        Path(one.report.dest).name
        for one in (run(archive, table, since_last=False) for _ in "ab")
        if one.report
    ] == [
        "x.epub",
        "x-2.epub",
    ]
    with pytest.raises(UserError, match="front-matter, bagit"):
        run(archive, table)


@pytest.mark.parametrize("kind", ["front-matter", "bagit"])
def test_since_the_last_time_only_what_is_new_or_changed(archive: Archive, tmp_path: Path, kind: str) -> None:
    import_site(archive, make_site(tmp_path / "one"))
    import_site(archive, make_pictured_site(tmp_path / "two"))
    preset = keep(archive, tmp_path / "out", format=kind)
    first = run(archive, preset)
    assert first.report is not None
    assert (first.report.posts, first.removed) == (8, ())
    nothing = run(archive, preset)
    assert (nothing.report, nothing.removed) == (None, ())
    assert not (tmp_path / "out-2").exists()

    edited, gone, shown = (post_named(archive, name) for name in ("-plain.md", "-commented.md", "-a.md"))
    edit_title(archive, edited, "anders")
    editing.trash_posts(archive, [gone])
    (tmp_path / "two" / "img" / "图 1.png").write_bytes(PNG + b"x")
    (tmp_path / "two" / "_posts" / "2023-01-01-new.md").write_text("---\ntitle: n\n---\n", encoding="utf-8")
    import_site(archive, tmp_path / "two")
    new = post_named(archive, "-new.md")
    second = run(archive, preset)
    assert second.report is not None
    assert sorted(second.report.ids) == sorted([edited, shown, new])
    assert [(one.id, one.path) for one in second.removed] == [(gone, "_posts/2022-01-12-commented.md")]
    assert Path(second.report.dest).name == "out-2"
    third = run(archive, preset)
    assert (third.report, third.removed) == (None, ())

    editing.restore_posts(archive, [gone])
    editing.purge_posts(archive, [edited])
    fourth = run(archive, preset)
    assert fourth.report is not None
    assert fourth.report.ids == (gone,)
    assert [one.id for one in fourth.removed] == ([edited] if edited not in numbers(archive) else [])
    assert is_whole(archive)


def test_a_failed_one_is_made_again_in_full(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, many(tmp_path / "site", 40))
    preset = keep(archive, tmp_path / "out")
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        export_presets.run_preset(
            archive, preset.id, lambda _: cancel.cancel(), cancel, since_last=True
        )  # fmt: skip
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises((EnvironmentProblem, UserError, OSError)):
        export_presets.run_preset(
            archive, preset.id, ignore_progress, CancelToken(), dest=tmp_path / "file" / "x", since_last=True
        )
    assert export_presets.list_presets(archive)[0].exported_at is None
    made = run(archive, preset)
    assert made.report is not None
    assert made.report.posts == 40


def test_whose_posts_are_of_a_collection_a_query_or_chosen_by_hand(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    first, second, third = numbers(archive)
    one, _ = collections.create_collection(archive, "x", 0, [third, first])
    presets = [
        keep(archive, tmp_path / "a", "a", choice=ExportChoice(collection=one.id)),
        keep(archive, tmp_path / "b", "b", choice=ExportChoice(query="title:Tea")),
        keep(archive, tmp_path / "c", "c", choice=ExportChoice(ids=(third, second, 99))),
    ]
    for preset, wanted in zip(presets, ({third, first}, {second}, {third, second}), strict=True):
        made = run(archive, preset)
        assert made.report is not None
        assert set(made.report.ids) == wanted
    collections.delete_collection(archive, one.id)
    with pytest.raises(UserError, match="gone"):
        run(archive, presets[0])


def test_another_format_or_choice_begins_anew(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    preset = keep(archive, tmp_path / "out")
    run(archive, preset)
    from dataclasses import replace

    moved = export_presets.save_preset(archive, replace(preset, dest=str(tmp_path / "elsewhere")))
    assert moved.exported == 3
    other = export_presets.save_preset(archive, replace(moved, format="bagit"))
    assert (other.exported, other.exported_at) == (0, None)
