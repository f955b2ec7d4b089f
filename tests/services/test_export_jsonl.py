"""JSON Lines: an import of the export makes an equal archive, whatever was in it; damage costs one line."""

from __future__ import annotations

import base64
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.accession import ImportReport, ImportSettings, OnDuplicate
from fonds.model.collection import CollectionDescription
from fonds.model.errors import UserError
from fonds.model.export import ExportOptions, ExportReport
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import accessions, archives, collections, editing, exporting, importing, remarks, starring
from fonds.services.archives import Archive, create_archive
from services.equal_archives import is_whole, rows_of
from services.site import edit_title, import_site, make_site, numbers, post_named
from services.test_export_epub import make_site as make_pictured_site
from services.test_export_laws import DOCUMENTS, FOLDERS, NAMES

HISTORY = ExportOptions(history=True)


def export(archive: Archive, dest: Path, options: ExportOptions | None = None) -> ExportReport:
    return exporting.export_posts(
        archive, dest, None, "", ignore_progress, CancelToken(), "jsonl", options=options
    )


def take_in(archive: Archive, source: Path, settings: ImportSettings | None = None) -> ImportReport:
    return import_site(archive, source, settings)


def fill(archive: Archive, folder: Path) -> None:
    """Two imports, edits, and all that an archivist says of posts."""
    import_site(archive, make_site(folder / "one"))
    import_site(archive, make_pictured_site(folder / "two"))
    plain, noted = post_named(archive, "-plain.md"), post_named(archive, "-b.md")
    for title in ("示范区", "示范区 II", "示范区 III"):
        edit_title(archive, plain, title)
    starring.toggle_stars(archive, [plain])
    remarks.rate_posts(archive, [plain, noted], 4)
    remarks.mark_read(archive, [noted], read=True)
    remarks.save_note(archive, noted, "看过。\n*Yes*")
    top, _ = collections.create_collection(archive, "第一", 0, [noted, plain])
    collections.create_collection(archive, "里面", top.id, [plain])
    collections.create_collection(archive, "空", 0, [])
    collections.describe_collection(archive, top.id, CollectionDescription(title="全宗"), "a *note*")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Archive]:
    made = create_archive(tmp_path / "other.fonds")
    yield made
    made.close()


@pytest.mark.parametrize("history", [False, True])
@pytest.mark.parametrize("packed", [False, True])
def test_an_import_of_the_export_makes_an_equal_archive(
    archive: Archive, other: Archive, tmp_path: Path, history: bool, packed: bool
) -> None:
    fill(archive, tmp_path)
    exported = export(archive, tmp_path / "out", ExportOptions(history=history))
    assert (exported.posts, exported.problems) == (8, ())
    source = tmp_path / "out"
    if packed:
        source = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "out"))
    report = take_in(other, source)
    assert (report.added, report.failed, report.problems) == (8, 0, ())
    assert (report.checked, report.identical) == (8, 8)
    expected = rows_of(archive, history=history)
    assert all(expected.values())  # there is something of each kind
    assert rows_of(other, history=history) == expected
    assert is_whole(other)
    edited = post_named(other, "-plain.md")
    with other.reading() as view:
        states = view.rows("SELECT number FROM revisions WHERE post_id = ? ORDER BY number", (edited,))
    assert [row[0] for row in states] == ([0, 1, 2, 3] if history else [0, 1])


def test_an_edited_post_can_be_edited_on_and_an_import_undone(
    archive: Archive, other: Archive, tmp_path: Path
) -> None:
    fill(archive, tmp_path)
    export(archive, tmp_path / "out")
    take_in(other, tmp_path / "out")
    edit_title(other, post_named(other, "-plain.md"), "IV")
    again = import_site(other, tmp_path / "one")  # the site itself is known again
    assert (again.added, again.unchanged) == (0, 3)
    from fonds.services import history

    state = history.undo_state(other)
    assert state.undo
    while state.undo:
        history.undo(other)
        state = history.undo_state(other)
    assert numbers(other) == []


def test_two_exports_are_the_same_bytes_and_so_is_one_of_the_import(
    archive: Archive, other: Archive, tmp_path: Path
) -> None:
    fill(archive, tmp_path)
    export(archive, tmp_path / "a", ExportOptions(title="x"))
    export(archive, tmp_path / "b", ExportOptions(title="x"))
    take_in(other, tmp_path / "a")
    export(other, tmp_path / "c", ExportOptions(title="x"))
    files = [
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in "abc"
    ]
    assert files[0] == files[1] == files[2]


def test_what_is_there_is_left_alone_and_what_differs_is_added(
    archive: Archive, other: Archive, tmp_path: Path
) -> None:
    fill(archive, tmp_path)
    export(archive, tmp_path / "out")
    take_in(other, tmp_path / "out")
    before = rows_of(other, history=True)
    report = take_in(other, tmp_path / "out")
    assert (report.added, report.unchanged) == (0, 8)
    assert rows_of(other, history=True) == before
    edit_title(archive, post_named(archive, "-commented.md"), "other")
    export(archive, tmp_path / "later")
    passed = take_in(other, tmp_path / "later", ImportSettings(on_duplicate=OnDuplicate.SKIP))
    assert (passed.added, passed.unchanged, passed.skipped) == (0, 7, 1)
    report = take_in(other, tmp_path / "later")
    assert (report.added, report.unchanged) == (1, 7)
    assert len(numbers(other)) == 9
    assert is_whole(other)


def test_into_an_archive_with_posts_they_come_with_new_numbers_behind_the_others(
    archive: Archive, other: Archive, tmp_path: Path
) -> None:
    fill(archive, tmp_path)
    import_site(other, make_pictured_site(tmp_path / "three"))
    there, _ = collections.create_collection(other, "第一", 0, numbers(other)[:2])
    export(archive, tmp_path / "out")
    assert take_in(other, tmp_path / "out").added == 8
    assert is_whole(other)
    names = {one.path: one.total for one in collections.list_collections(other)}
    assert names == {("第一",): 4, ("第一", "里面"): 1}
    with other.reading() as view:
        placed = view.rows(
            "SELECT post_id FROM collection_posts WHERE collection_id = ? ORDER BY position", (there.id,)
        )
    assert [row[0] for row in placed][:2] == numbers(other)[:2]
    assert [row[0] for row in placed][2:] == [
        post_named(other, "_posts/2022-01-12-b.md"),
        post_named(other, "-plain.md"),
    ]


def test_a_damaged_line_is_a_problem_of_that_line_alone(
    archive: Archive, other: Archive, tmp_path: Path
) -> None:
    fill(archive, tmp_path)
    export(archive, tmp_path / "out")
    lines = (tmp_path / "out" / "posts.jsonl").read_bytes().splitlines(keepends=True)
    lines[1] = lines[1][:-20] + b"\n"
    lines[2] = lines[2].replace(b'"rating": 0', b'"rating": "many"')
    value = json.loads(lines[3])
    value["source"] = {"encoding": "utf-8", "text": "other"}
    lines[3] = json.dumps(value).encode() + b"\n"
    lines[4] = b"\xff\xfe\n"
    lines[5] = lines[0]
    lines[6] = b"[" * 100_000 + b"\n"
    (tmp_path / "out" / "posts.jsonl").write_bytes(b"".join(lines))
    for path in (tmp_path / "out" / "media").iterdir():
        path.write_bytes(b"x")
    survey = importing.survey_source([tmp_path / "out"], ImportSettings(), ignore_progress, CancelToken())
    assert (survey.detection.generator, survey.documents, len(survey.problems)) == ("fonds", 8, 5)
    report = take_in(other, tmp_path / "out")
    failed = [problem.line for problem in report.problems if problem.kind is ProblemKind.UNREADABLE]
    assert (report.added, report.failed, failed) == (2, 6, [2, 3, 4, 5, 6, 7])
    assert is_whole(other)


def test_a_path_that_no_system_has_is_refused(archive: Archive, other: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path)
    export(archive, tmp_path / "out")
    lines = (tmp_path / "out" / "posts.jsonl").read_bytes().splitlines(keepends=True)
    for place, path in ((0, "x" * 5_000_000), (1, "../" * 1_000 + "x.md")):
        lines[place] = json.dumps({**json.loads(lines[place]), "path": path}).encode() + b"\n"
    (tmp_path / "out" / "posts.jsonl").write_bytes(b"".join(lines))
    report = take_in(other, tmp_path / "out")
    assert (report.added, report.failed) == (len(lines) - 1, 1)
    told = exporting.export_posts(
        other, tmp_path / "files", None, "", ignore_progress, CancelToken(), "front-matter"
    )
    assert "x.md" in {file.path for file in told.files}


def test_a_lost_end_and_lost_media_are_told(archive: Archive, other: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path)
    export(archive, tmp_path / "out")
    lines = (tmp_path / "out" / "posts.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "out" / "posts.jsonl").write_bytes(b"".join(lines[:-1]))
    (tmp_path / "out" / "media").rename(tmp_path / "elsewhere")
    report = take_in(other, tmp_path / "out")
    kinds = [problem.kind for problem in report.problems]
    assert report.added == 7
    assert sorted(kinds) == sorted(
        [ProblemKind.UNREADABLE] + [ProblemKind.MEDIA_UNREADABLE] * (len(kinds) - 1)
    )
    assert (
        "1 posts are missing"
        in next(one for one in report.problems if one.kind is ProblemKind.UNREADABLE).sentence
    )


def test_what_a_newer_version_wrote_and_what_is_no_export_is_refused(
    archive: Archive, tmp_path: Path
) -> None:
    fill(archive, tmp_path)
    export(archive, tmp_path / "out")
    head = tmp_path / "out" / "export.json"
    value = json.loads(head.read_text(encoding="utf-8"))
    head.write_text(json.dumps({**value, "version": 2}), encoding="utf-8")
    with pytest.raises(UserError, match="newer Fonds"):
        take_in(archive, tmp_path / "out")
    for broken in (
        json.dumps({**value, "imports": 3}),
        '{"format": "fonds-posts", "vers',
        json.dumps({**value, "version": "x"}),
    ):
        head.write_text(broken, encoding="utf-8")
        with pytest.raises(UserError, match="damaged"):
            take_in(archive, tmp_path / "out")
    head.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(UserError, match="by itself"):
        import_site(archive, tmp_path, sources=[tmp_path / "out", tmp_path / "one"])


def test_no_file_from_outside_the_export_is_taken(archive: Archive, other: Archive, tmp_path: Path) -> None:
    import_site(archive, make_pictured_site(tmp_path / "site"))
    export(archive, tmp_path / "out")
    secret = tmp_path / "site" / "img" / "图 1.png"
    lines = (tmp_path / "out" / "posts.jsonl").read_text(encoding="utf-8")
    inside = next((tmp_path / "out" / "media").iterdir())
    for outside in ("../site/img/图 1.png", str(secret)):
        changed = lines.replace(json.dumps(f"media/{inside.name}", ensure_ascii=False), json.dumps(outside))
        assert changed != lines
        (tmp_path / "out" / "posts.jsonl").write_text(changed, encoding="utf-8")
        report = importing.import_source(
            other, [tmp_path / "out"], ImportSettings(), ignore_progress, CancelToken()
        )
        assert report.media == 0
        with other.reading() as view:
            assert view.value("SELECT count(*) FROM media") == 0


def test_bytes_that_are_no_text_stand_in_base64(archive: Archive, other: Archive, tmp_path: Path) -> None:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    cases = {
        "a": b"---\ntitle: \xff\xfe\x00\n---\n\x80",
        "b": "雾".encode("gb18030") * 50,
        "c": "雾".encode("utf-16"),
        "d": b"",
    }
    for name, data in cases.items():
        (posts / f"2022-01-01-{name}.md").write_bytes(data)
    import_site(archive, tmp_path / "site")
    export(archive, tmp_path / "out")
    for line in (tmp_path / "out" / "posts.jsonl").read_bytes().splitlines():
        value = json.loads(line)
        data = value["source"]
        found = (
            base64.b64decode(data["base64"]) if "base64" in data else data["text"].encode(data["encoding"])
        )
        assert found == cases[Path(value["path"]).stem[-1]]
    take_in(other, tmp_path / "out")
    assert rows_of(other, history=True) == rows_of(archive, history=True)


def test_a_dry_run_and_a_cancelled_import_lose_nothing(
    archive: Archive, other: Archive, tmp_path: Path
) -> None:
    fill(archive, tmp_path)
    export(archive, tmp_path / "out")
    assert import_site(other, tmp_path / "out", dry_run=True).added == 8
    assert numbers(other) == []
    cancel = CancelToken()
    report = import_site(other, tmp_path / "out", cancel=cancel, progress=lambda _: cancel.cancel())
    assert report.cancelled
    take_in(other, tmp_path / "out")
    assert rows_of(other, history=False) == rows_of(archive, history=False)


@pytest.mark.parametrize("generator", ["jekyll", "hexo", "hugo", "pelican", "obsidian", "folder"])
@pytest.mark.parametrize("kind", ["jsonl", "fonds"])
@settings(max_examples=5, deadline=None)
@given(documents=st.lists(DOCUMENTS, min_size=4, max_size=16), edits=st.lists(st.integers(0, 15), max_size=4))
def test_whatever_the_files_hold(generator: str, kind: str, documents: list[bytes], edits: list[int]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "source"
        for number, data in enumerate(documents):
            name = NAMES[number % len(NAMES)].format(number)
            path = root / FOLDERS.get(generator, "notes") / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        archive = create_archive(Path(scratch) / "a.fonds")
        try:
            import_site(archive, root, ImportSettings(generator))
            ids = numbers(archive)
            for number in edits:
                post = ids[number % len(ids)] if ids else 0
                try:
                    edit_title(archive, post, f"雾 {number}")
                except UserError:
                    continue  # what is kept raw has no title to edit
            editing.trash_posts(archive, ids[:1])
            out = Path(scratch) / ("out.fonds" if kind == "fonds" else "out")
            report = exporting.export_posts(
                archive, out, ids, "", ignore_progress, CancelToken(), kind, options=HISTORY
            )
            assert (report.posts, report.problems) == (len(ids), ())
            copy = (
                archives.open_archive(out) if kind == "fonds" else create_archive(Path(scratch) / "b.fonds")
            )
            try:
                if kind == "jsonl":
                    assert take_in(copy, out).problems == ()
                assert rows_of(copy, history=True) == rows_of(archive, history=True, ids=ids)
                assert is_whole(copy)
            finally:
                copy.close()
        finally:
            archive.close()


def test_two_imports_of_one_second_stay_two(archive: Archive, other: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    (site / "_posts" / "2023-01-01-later.md").write_text("---\ntitle: later\n---\n正文\n", encoding="utf-8")
    import_site(archive, site)
    with archive.writing() as writer:
        writer.execute("UPDATE accessions SET started_at = 1, finished_at = 2")
    export(archive, tmp_path / "out")
    exporting.export_posts(archive, tmp_path / "x.fonds", None, "", ignore_progress, CancelToken(), "fonds")
    with archives.opened(tmp_path / "x.fonds") as copy:
        assert rows_of(copy, history=True) == rows_of(archive, history=True)
    import_site(other, make_pictured_site(tmp_path / "before"))
    for added in (4, 0):
        assert take_in(other, tmp_path / "out").added == added
        assert len(accessions.list_accessions(other)) == 3
    assert is_whole(other)
