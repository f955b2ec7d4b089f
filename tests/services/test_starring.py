"""Stars: set and taken away for several posts at once, found by a query, lost by no import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fonds import cli
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.services import accessions, browsing, editing, history, starring
from fonds.services.archives import Archive
from services.site import PLAIN, import_site, make_site, numbers, post_named, source_of


@pytest.fixture
def site(archive: Archive, tmp_path: Path) -> Path:
    folder = make_site(tmp_path / "site")
    import_site(archive, folder)
    return folder


def starred(archive: Archive) -> list[int]:
    found = browsing.list_posts(archive, ListRequest(Scope(ScopeKind.STARRED)))
    asked = browsing.list_posts(archive, ListRequest(search_text="is:starred"))
    assert found.ids == asked.ids
    assert browsing.load_navigator(archive).starred == len(found.ids)
    return sorted(found.ids)


@pytest.mark.usefixtures("site")
def test_a_star_is_given_to_all_before_it_is_taken_from_all(archive: Archive) -> None:
    first, second, third = sorted(numbers(archive))
    assert starring.toggle_stars(archive, [first]).changed == {first}
    changes = starring.toggle_stars(archive, [first, second])
    assert (sorted(changes.changed), changes.taxonomy) == ([second], True)
    assert starred(archive) == [first, second]
    assert starring.toggle_stars(archive, [first, second]).changed == {first, second}
    assert starred(archive) == []
    assert starring.set_stars(archive, [third], starred=False).empty
    assert starring.toggle_stars(archive, []).empty
    assert starring.toggle_stars(archive, [999]).empty


@pytest.mark.usefixtures("site")
def test_a_star_changes_nothing_of_the_post_and_can_be_undone(archive: Archive) -> None:
    number = post_named(archive, "plain.md")
    before = browsing.load_post(archive, number)
    starring.toggle_stars(archive, numbers(archive))
    assert history.undo_state(archive).undo == "Star 3 posts"
    post = browsing.load_post(archive, number)
    assert (post.source, post.revision_number, post.modified_at) == (before.source, 0, before.modified_at)
    assert post.starred_at is not None
    assert browsing.post_as_json(post)["starred"] is True
    assert browsing.load_summaries(archive, [number])[0].starred
    history.undo(archive)
    assert (starred(archive), browsing.load_post(archive, number)) == ([], before)
    history.redo(archive)
    assert starred(archive) == sorted(numbers(archive))
    starring.toggle_stars(archive, [number])
    assert history.undo_state(archive).undo.startswith("Unstar “")
    assert browsing.post_as_json(browsing.load_post(archive, number))["starred"] is False


@pytest.mark.usefixtures("site")
def test_what_lies_in_the_trash_keeps_its_star_and_is_not_counted(archive: Archive) -> None:
    number = post_named(archive, "plain.md")
    starring.toggle_stars(archive, [number])
    editing.trash_posts(archive, [number])
    assert starred(archive) == []
    trashed = browsing.list_posts(archive, ListRequest(search_text="is:starred is:trashed"))
    assert list(trashed.ids) == [number]
    editing.restore_posts(archive, [number])
    assert starred(archive) == [number]
    editing.trash_posts(archive, [number])
    editing.purge_posts(archive, [number])
    assert starred(archive) == []


def test_no_import_takes_a_star_away(archive: Archive, site: Path) -> None:
    number = post_named(archive, "plain.md")
    starring.toggle_stars(archive, [number])
    plain = site / "_posts" / "2022-01-11-plain.md"
    plain.write_bytes(PLAIN.replace("加快", "稳步").encode())
    assert import_site(archive, site).updated == 1
    assert "稳步" in source_of(archive, number)
    assert starred(archive) == [number]
    plain.rename(plain.with_name("2022-01-11-moved.md"))
    import_site(archive, site)
    assert number in starred(archive)


def test_a_post_that_was_withdrawn_and_comes_anew_has_its_star_again(archive: Archive, site: Path) -> None:
    old = post_named(archive, "plain.md")
    starring.toggle_stars(archive, [old])
    accessions.withdraw_accession(archive, 1, ignore_progress, CancelToken())
    assert starred(archive) == []
    assert import_site(archive, site).added == 3
    new = post_named(archive, "plain.md")
    assert new != old
    assert starred(archive) == [new]


@pytest.mark.usefixtures("site")
def test_the_command_line_finds_stars(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    number = post_named(archive, "plain.md")
    starring.toggle_stars(archive, [number])
    archive.close()
    for query in ("is:starred", "属于:已加星"):
        assert cli.run(["search", str(archive.path), query, "--json"]) == 0
        assert [post["id"] for post in json.loads(capsys.readouterr().out)["posts"]] == [number]
