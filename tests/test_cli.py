"""The command line: verbs, exit statuses and JSON, as whole processes and in this one."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fonds import cli
from fonds.base.verbs import VERBS, takes
from services.site import PLAIN, make_site


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.fonds"
    assert cli.run(["new", str(path)]) == 0
    return path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = cli.run([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_import_reports_and_exits_with_one_for_problems(
    archive: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.json"
    status, report = as_json(capsys, "import", str(archive), str(site), "--report", str(target))
    assert status == 1
    assert report["found"] == 3 == report["added"]
    assert report["kept_raw"] == 1
    for problem in report["problems"]:
        assert set(problem) == {"path", "line", "kind", "message"}
    assert json.loads(target.read_bytes()) == report
    status, again = as_json(capsys, "import", str(archive), str(site))
    assert (status, again["unchanged"], again["problems"]) == (0, 3, [])


def test_keys_encodings_and_backslashes_can_be_chosen(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "source"
    (source / "old").mkdir(parents=True)
    text = '---\nheadline: 公告\nshowtime: 2003-02-01\nextra: {who: 记者}\npath: "C:\\new"\n---\n短\n'
    (source / "old" / "a.md").write_bytes(text.encode("gb18030"))
    options = ("--field", "title=headline", "--field", "date=showtime", "--field", "authors=extra.who")
    chosen = (*options, "--folder-encoding", "./old/=gb18030", "--plain-backslashes")
    status, report = as_json(capsys, "import", str(archive), str(source), *chosen)
    assert (status, report["added"]) == (1, 1)
    assert [item["kind"] for item in report["problems"]] == ["ambiguous-backslash"]
    post = as_json(capsys, "show", str(archive), "1", "--as", "json")[1]
    assert (post["title"], post["authors"], post["encoding"]) == ("公告", ["记者"], "gb18030")
    for wrong in (
        ("--field", "colour=x"),
        ("--folder-encoding", "odl=gb18030"),
        ("--folder-encoding", "old=klingon"),
    ):
        assert cli.run(["import", str(archive), str(source), *wrong]) == 2
    for wrong in (("--field", "title"), ("--field", "=x"), ("--folder-encoding", "old")):
        assert cli.run(["import", str(archive), str(source), *wrong]) == 2


def test_every_generator_can_be_named_and_tags_in_the_text_chosen(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "Note.md").write_text("Walked along the #river.\n", encoding="utf-8")
    status, report = as_json(capsys, "import", str(archive), str(vault), "--inline-tags")
    assert (status, report["generator"], report["added"]) == (0, "obsidian", 1)
    assert as_json(capsys, "show", str(archive), "1", "--as", "json")[1]["tags"] == ["river"]
    for name in (
        "jekyll",
        "hexo",
        "docusaurus",
        "obsidian",
        "pelican",
        "hugo",
        "zola",
        "eleventy",
        "mdn",
        "folder",
    ):
        _, report = as_json(capsys, "import", str(archive), str(vault), "--generator", name, "--dry-run")
        assert report["generator"] == name


def test_dry_run_writes_nothing(archive: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = archive.read_bytes()
    status, report = as_json(capsys, "import", str(archive), str(site), "--dry-run")
    assert (status, report["added"], report["accession"]) == (1, 3, None)
    assert archive.read_bytes() == before


def test_search_finds_two_characters(archive: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["import", str(archive), str(site)])
    status, found = as_json(capsys, "search", str(archive), "建设")
    assert status == 0
    assert found["total"] == 1
    (post,) = found["posts"]
    assert set(post) == {"id", "title", "date", "source_path", "snippet"}
    assert post["title"] == "示范区成绩单"
    assert post["date"] == "2022-01-11T19:09:47+08:00"
    assert post["source_path"] == "_posts/2022-01-11-plain.md"
    assert "建设" in post["snippet"]
    status, every = as_json(capsys, "search", str(archive), "", "--limit", "2")
    assert (every["total"], len(every["posts"])) == (3, 2)
    assert as_json(capsys, "search", str(archive), "不在")[1] == {"total": 0, "posts": []}
    assert as_json(capsys, "search", str(archive), "建设", "--order", "relevance")[1] == found


def test_titles_and_names_do_not_command_the_terminal(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "\x1b[31msite" if os.name != "nt" else tmp_path / "site"
    site.mkdir()
    (site / "a.md").write_text('---\ntitle: "a\\e[31mred\\x9b1m\\nnext"\n---\n', encoding="utf-8")
    if os.name != "nt":
        (site / "\x1b[2J\n.md").write_text("text", encoding="utf-8")
    cli.run(["import", str(archive), str(site)])
    cli.run(["accessions", str(archive), "show", "1"])
    cli.run(["import", str(archive), str(site / "gone")])
    cli.run(["search", str(archive), ""])
    shown = capsys.readouterr()
    assert "a␛[31mred\\x9b1m↵next\n" in shown.out
    assert not set(shown.out + shown.err) & {"\x1b", "\x9b"}


def test_search_takes_the_query_language(
    archive: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["import", str(archive), str(site)])
    capsys.readouterr()
    assert as_json(capsys, "search", str(archive), "accession:1 建设")[1]["total"] == 1
    assert as_json(capsys, "search", str(archive), "accession:2")[1]["total"] == 0
    for verb in (["search", str(archive)], ["export", str(archive), str(tmp_path / "none"), "--query"]):
        assert cli.run([*verb, "建设 date:soon"]) == 2
        told = capsys.readouterr().err
        assert "character 9" in told
        assert "“soon” is not a date" in told
    assert not (tmp_path / "none").exists()


def test_search_and_export_take_exact_characters_where_that_is_asked_for(
    archive: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["import", str(archive), str(site)])
    capsys.readouterr()
    assert as_json(capsys, "search", str(archive), "建設")[1]["total"] == 1
    assert as_json(capsys, "search", str(archive), "建設", "--exact-characters")[1]["total"] == 0
    assert as_json(capsys, "search", str(archive), "建设", "--exact-characters")[1]["total"] == 1
    both, none = str(tmp_path / "both"), str(tmp_path / "none")
    assert as_json(capsys, "export", str(archive), both, "--query", "建設")[1]["posts"] == 1
    exact = as_json(capsys, "export", str(archive), none, "--query", "建設", "--exact-characters")
    assert exact[1]["posts"] == 0


def test_show_gives_source_html_and_json(
    archive: Path, site: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    cli.run(["import", str(archive), str(site)])
    capsysbinary.readouterr()
    assert cli.run(["show", str(archive), "1"]) == 0
    assert capsysbinary.readouterr().out == PLAIN.encode()
    assert cli.run(["show", str(archive), "1", "--as", "json"]) == 0
    values = json.loads(capsysbinary.readouterr().out)
    assert values["title"] == "示范区成绩单"
    assert values["source"] == PLAIN
    assert cli.run(["show", str(archive), "1", "--as", "html"]) == 0
    page = capsysbinary.readouterr().out.decode()
    assert page.lstrip().lower().startswith("<!doctype html")
    assert "加快推进建设" in page
    assert cli.run(["show", str(archive), "999"]) == 2


def test_export_check_and_info(
    archive: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["import", str(archive), str(site)])
    status, report = as_json(
        capsys, "export", str(archive), str(tmp_path / "out"), "--format", "front-matter", "--query", "示范区"
    )
    assert (status, report["posts"]) == (0, 2)
    assert (tmp_path / "out" / "_posts" / "2022-01-11-plain.md").read_bytes() == PLAIN.encode()
    assert cli.run(["export", str(archive), str(tmp_path / "out"), "--format", "front-matter"]) == 2
    status, check = as_json(capsys, "check", str(archive))
    assert (status, check["whole"], check["posts"]) == (0, True, 3)
    status, info = as_json(capsys, "info", str(archive))
    assert (status, info["posts"], info["kept_raw"], info["accessions"]) == (0, 3, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["import"], 2),
        (["import", "{archive}", "{missing}"], 2),
        (["search", "{archive}"], 2),
        (["search", "{archive}", "x", "--limit", "-1"], 2),
        (["export", "{archive}", "{missing}", "--format", "papyrus"], 2),
        (["new", "{archive}"], 3),
        (["info", "{missing}"], 3),
        (["check", "{foreign}"], 3),
        (["import", "{foreign}", "{site}"], 3),
        (["new", "{missing}/deep/down/a.fonds"], 3),
    ],
)
def test_exit_statuses(
    archive: Path,
    site: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
) -> None:
    foreign = tmp_path / "foreign.fonds"
    foreign.write_bytes(b"not an archive" * 1000)
    places = {"archive": archive, "site": site, "foreign": foreign, "missing": tmp_path / "missing"}
    assert cli.run([argument.format(**places) for argument in arguments]) == status
    assert capsys.readouterr().err
    assert foreign.read_bytes() == b"not an archive" * 1000


def test_every_verb_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in VERBS:
        assert cli.run([verb, "--help"]) == 0
        assert "ARCHIVE" in capsys.readouterr().out
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("fonds ")


def test_arguments_for_the_window_are_left_to_it() -> None:
    assert not takes([])
    assert not takes(["my.fonds"])
    assert takes(["import", "a.fonds", "x"])


def test_progress_is_shown_on_a_terminal_only(
    archive: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    cli.run(["import", str(archive), str(site)])
    assert "\r" in shown.getvalue()


def test_as_a_process_without_a_utf8_terminal(archive: Path, site: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-m", "fonds", "import", str(archive), str(site)],
        env=environment,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 1
    assert b"3 added" in done.stdout
    assert done.stderr == b""


def test_a_reader_that_went_away_is_no_error(archive: Path, site: Path) -> None:
    cli.run(["import", str(archive), str(site)])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-m", "fonds", "show", str(archive), "1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "ARCHIVE", ""),
        ("export", "ARCHIVE", ""),
        ("info", ""),
        ("show", "ARCHIVE", "9" * 30),
        ("show", "ARCHIVE", "one"),
        ("search", "ARCHIVE", "x", "--limit", "-1"),
    ],
)
def test_arguments_that_cannot_be_meant_are_wrong_usage(
    archive: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([str(archive) if part == "ARCHIVE" else part for part in arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_limit_beyond_all_numbers_is_no_limit(
    archive: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["import", str(archive), str(site)])
    status, found = as_json(capsys, "search", str(archive), "", "--limit", "9" * 30)
    assert (status, len(found["posts"])) == (0, 3)


def test_an_unexpected_fault_does_not_pass_for_done(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("fonds.cli_archive.archives.describe_archive", broken)
    assert cli.run(["info", str(archive)]) == 3
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.skipif(
    sys.platform == "win32", reason="needs POSIX: on Windows Ctrl+C cannot be sent to one process"
)
def test_an_interrupted_import_reports_what_stays(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = tmp_path / "many" / "_posts"
    posts.mkdir(parents=True)
    for number in range(30):
        (posts / f"2022-01-01-{number:02}.md").write_bytes(b"---\ntitle: x\n---\n")
    seen = 0

    def interrupt(self: object, progress: Any) -> None:
        nonlocal seen
        seen += progress.stage == "importing"
        if seen == 10:
            seen += 1
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("fonds.cli_terminal.Terminal.show", interrupt)
    status, report = as_json(capsys, "import", str(archive), str(posts.parent))
    assert (status, report["cancelled"], report["found"], report["added"]) == (1, True, 10, 10)
    assert as_json(capsys, "info", str(archive))[1]["posts"] == 10
    assert as_json(capsys, "import", str(archive), str(posts.parent))[1]["added"] == 20


def test_the_report_never_takes_the_place_of_what_is_no_file(
    archive: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = archive.read_bytes()
    assert cli.run(["import", str(archive), str(site), "--report", str(archive)]) == 2
    assert archive.read_bytes() == before
    capsys.readouterr()
    if sys.platform != "win32":
        link = tmp_path / "null"
        link.symlink_to(os.devnull)
        assert cli.run(["import", str(archive), str(site), "--report", str(link)]) == 1
        assert link.is_symlink() and not Path(os.devnull).is_file()


def test_a_report_that_cannot_be_written_is_printed_all_the_same(
    archive: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, report = as_json(
        capsys, "import", str(archive), str(site), "--report", str(tmp_path / "no" / "r.json")
    )
    assert (status, report["added"]) == (3, 3)
