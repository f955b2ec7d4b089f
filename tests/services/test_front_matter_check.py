"""Checks of front matter: each kind of finding, its fix, what is no finding, and what was said to be ignored."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from fonds.model.errors import Cancelled, UserError
from fonds.model.findings import CheckedFrontMatter, Finding, FindingKind, Severity
from fonds.model.progress import CancelToken, Progress
from fonds.model.query import ListRequest
from fonds.services import bulk_edit, editing, finding_reports, history
from fonds.services.archives import Archive
from fonds.services.front_matter_check import check_front_matter, ignore_findings, mind_findings
from fonds.services.key_findings import KeyUses, key_findings
from fonds.store.links import find_by_paths
from services.site import import_site, numbers, post_named

POSTS = {
    "2022-01-01-usual-1.md": "---\ntitle: U1\ndate: 2022-01-01 08:00:00 +0800\ntags: [新闻, Tea]\nlayout: post\nrating: 1\naliases: [x]\n---\nText.\n",
    "2022-01-02-usual-2.md": "---\ntitle: U2\ndate: 2022-01-02 08:00:00 +0800\ntags: [新闻, Tea]\nlayout: post\nrating: 2\naliases: [y]\n---\n",
    "2022-01-03-tags.md": "---\ntitle: T\ndate: 2022-01-03 08:00:00 +0800\nTags: [新闻]\n---\n",
    "2022-01-04-bare.md": "---\ntitle: B\ndate: 2022-01-04 08:00:00\ntags: [tea, 新聞]\n---\n",
    "2022-01-05-joined.md": "---\ntitle: J\ndate: 2022-01-05T08:00:00+08:00\ntags: [Ｔｅａ]\n---\n",
    "2022-01-06-impossible.md": "---\ntitle: I\ndate: 2022-02-30\n---\n",
    "2022-01-07-quotes.md": '---\ntitle: "什么叫"超预期"？"\n---\n',
    "2022-01-08-raw.md": "---\ntitle: |\n  fine\n bad: [\n---\nText.\n",
    "2022-01-09-untitled.md": "---\ntitle: ''\n---\n# From the text\n\n![x](/gone.png) [away](missing.md) [here](2022-01-01-usual-1.md) [site](/about.html)\n",
    "2022-01-10-url.md": "---\ntitle: P\npermalink: /same/\n---\n{% post_url 2022-01-01-usual-1 %} {% post_url 2020-01-01-gone %}\n",
    "2022-01-11-url.md": "---\ntitle: Q\npermalink: same\n---\n",
}


@pytest.fixture
def site(archive: Archive, tmp_path: Path) -> Archive:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (posts.parent / "_config.yml").write_text("timezone: Asia/Shanghai\n", encoding="utf-8")
    for name, text in POSTS.items():
        (posts / name).write_bytes(text.encode())
    import_site(archive, posts.parent)
    return archive


def found(archive: Archive, checked: CheckedFrontMatter | None = None) -> dict[FindingKind, set[str]]:
    """The names of the posts of each kind."""
    with archive.reading() as view:
        names = dict(view.rows("SELECT id, source_path FROM posts"))
    checked = checked or check_front_matter(archive)
    told: dict[FindingKind, set[str]] = {}
    for finding in checked.findings:
        told.setdefault(finding.kind, set()).update(Path(names[post]).stem[11:] for post in finding.posts)
    return told


def one(archive: Archive, kind: FindingKind) -> Finding:
    (finding,) = [each for each in check_front_matter(archive).findings if each.kind is kind]
    return finding


def mend(archive: Archive, finding: Finding) -> None:
    with bulk_edit.plan(archive, finding.posts, finding.operations) as plan:
        assert plan.counts.refused == 0
        bulk_edit.apply(archive, plan)


def test_every_kind_is_found_and_nothing_else(site: Archive) -> None:
    assert found(site) == {
        FindingKind.HEADER_UNREADABLE: {"raw"},
        FindingKind.HEADER_REPAIRED: {"quotes"},
        FindingKind.DATE_INVALID: {"impossible"},
        FindingKind.DATE_NO_OFFSET: {"bare"},
        FindingKind.DATE_FORM: {"joined"},
        FindingKind.TITLE_MISSING: {"untitled"},
        FindingKind.KEY_SPELLING: {"tags"},
        FindingKind.TAG_SPELLING: {"bare", "joined"},
        FindingKind.LINK_BROKEN: {"untitled", "url"},
        FindingKind.MEDIA_MISSING: {"untitled"},
        FindingKind.ADDRESS_TAKEN: {"url"},
    }
    links = one(site, FindingKind.LINK_BROKEN)
    assert sorted(links.notes.values()) == ["2020-01-01-gone", "missing.md"]
    severities = [finding.severity for finding in check_front_matter(site).findings]
    assert severities == sorted(severities, key=list(Severity).index)
    assert all(
        finding.sentence and "{" not in finding.sentence for finding in check_front_matter(site).findings
    )


@pytest.mark.parametrize(
    "kind",
    [
        FindingKind.HEADER_REPAIRED,
        FindingKind.DATE_NO_OFFSET,
        FindingKind.DATE_FORM,
        FindingKind.TITLE_MISSING,
        FindingKind.KEY_SPELLING,
    ],
)
def test_a_fix_mends_what_was_found_and_nothing_else(site: Archive, kind: FindingKind) -> None:
    before = found(site)
    mend(site, one(site, kind))
    assert found(site) == {other: posts for other, posts in before.items() if other is not kind}
    history.undo(site)
    assert found(site) == before


def test_tags_come_together_at_the_usual_way_of_writing(site: Archive) -> None:
    tags = [each for each in check_front_matter(site).findings if each.kind is FindingKind.TAG_SPELLING]
    assert [each.severity for each in tags] == [Severity.WARNING, Severity.HINT]
    assert "“Tea” (2)" in tags[0].sentence
    for each in tags:
        mend(site, each)
    assert FindingKind.TAG_SPELLING not in found(site)


def test_only_the_posts_that_were_asked_for_are_looked_at(site: Archive) -> None:
    some = [post_named(site, "raw.md"), post_named(site, "quotes.md")]
    checked = check_front_matter(site, some)
    assert checked.looked_at == 2
    assert set(found(site, checked)) == {FindingKind.HEADER_UNREADABLE, FindingKind.HEADER_REPAIRED}
    checked = check_front_matter(site, ListRequest(search_text="tag:tea"))
    assert FindingKind.HEADER_UNREADABLE not in found(site, checked)
    editing.trash_posts(site, numbers(site))
    assert check_front_matter(site).findings == ()
    assert check_front_matter(site, []).looked_at == 0


def test_what_is_ignored_is_not_told_until_it_concerns_more_posts(site: Archive, tmp_path: Path) -> None:
    bare = one(site, FindingKind.DATE_NO_OFFSET)
    changes = ignore_findings(site, [bare])
    checked = check_front_matter(site)
    assert [each.kind for each in checked.ignored] == [FindingKind.DATE_NO_OFFSET]
    assert FindingKind.DATE_NO_OFFSET not in found(site, checked)
    history.undo(site, only=changes.step)
    assert FindingKind.DATE_NO_OFFSET in found(site)
    history.redo(site)
    mind_findings(site, checked.ignored)
    assert FindingKind.DATE_NO_OFFSET in found(site)
    ignore_findings(site, [bare])
    (tmp_path / "site" / "_posts" / "2022-01-12-other.md").write_text(
        "---\ntitle: O\ndate: 2022-01-12 09:00\n---\n", encoding="utf-8"
    )
    import_site(site, tmp_path / "site")
    assert found(site)[FindingKind.DATE_NO_OFFSET] == {"bare", "other"}


def test_a_check_can_be_cancelled_and_tells_how_far_it_is(site: Archive) -> None:
    cancel = CancelToken()
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        cancel.cancel()

    with pytest.raises(Cancelled):
        check_front_matter(site, None, stop, cancel)
    assert told


def test_many_texts_are_read_in_processes_alike(site: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from fonds.services import link_findings

    here = one(site, FindingKind.LINK_BROKEN)
    monkeypatch.setattr(link_findings, "INLINE_LIMIT", 0)
    there = one(site, FindingKind.LINK_BROKEN)
    assert (there.posts, there.notes) == (here.posts, here.notes)


def test_a_report_is_written_whole_or_not_at_all(site: Archive, tmp_path: Path) -> None:
    checked = check_front_matter(site)
    folder = tmp_path / "reports"
    folder.mkdir()
    table, facts = folder / "报告.csv", folder / "r.json"
    finding_reports.export_findings(site, checked, table)
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert len(rows) == sum(len(each.posts) for each in checked.findings)
    finding_reports.export_findings(site, checked, facts)
    told = json.loads(facts.read_text("utf-8"))
    assert [each["kind"] for each in told["findings"]] == [each.kind.value for each in checked.findings]
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        finding_reports.export_findings(site, checked, facts, cancel=cancel)
    assert sorted(path.name for path in folder.iterdir()) == ["r.json", "报告.csv"]
    assert json.loads(facts.read_text("utf-8")) == told
    for wrong in (tmp_path / "r.xml", site.path):
        with pytest.raises(UserError):
            finding_reports.export_findings(site, checked, wrong)
    with site.reading() as view:
        assert find_by_paths(view, ["_posts/2022-01-01-usual-1.md"])


def kinds(uses: KeyUses, **understood: int) -> list[tuple[FindingKind, str]]:
    return [(each.kind, each.sentence) for each in key_findings(uses, understood)]


def test_slips_are_told_but_no_words_of_their_own() -> None:
    uses = KeyUses()
    for post in range(1, 101):
        uses.add(post, "subtitle", '"x"')
        uses.add(post, "image", '"x.png"')
    uses.add(101, "subtilte", '"x"')
    uses.add(102, "images", '["x.png"]')
    uses.add(103, "cover-image", '"x"')
    uses.add(104, "Cover_Image", '"x"')
    uses.add(105, "titel", '"x"')
    uses.add(1, "subtitles", '"x"')
    assert kinds(uses, title=100) == [
        (FindingKind.KEY_SPELLING, "The key “Cover_Image” is written “cover-image” elsewhere."),
        (FindingKind.KEY_SLIP, "The key “subtilte” may be a slip of the pen for “subtitle”."),
        (FindingKind.KEY_SLIP, "The key “titel” may be a slip of the pen for “title”."),
    ]


def test_keys_that_stand_together_are_two() -> None:
    uses = KeyUses()
    uses.add(1, "Mood", '"x"')
    uses.add(1, "mood", '"y"')
    assert kinds(uses) == []


def test_a_value_of_another_type_is_told_where_it_is_rare() -> None:
    uses = KeyUses()
    for post in range(1, 31):
        uses.add(post, "aliases", '["a"]')
        uses.add(post, "rating", f'"{post}"')
        uses.add(post, "subtitle", '"a text"' if post > 1 else '"1984"')
        uses.add(post, "comments", "true")
        uses.add(post, "mixed", '"a"' if post % 2 else "true")
    uses.add(31, "aliases", '"a"')
    uses.add(31, "rating", '"five"')
    uses.add(31, "comments", '"yes"')
    uses.add(32, "rating", '""')
    found = list(key_findings(uses, {}))
    assert [(each.details[0][1], bool(each.operations)) for each in found] == [
        ("aliases", True),
        ("comments", True),
        ("rating", False),
    ]
    assert found[0].sentence == "“aliases” is a text here; mostly it is a list."


def test_an_archive_of_countless_keys_is_no_burden() -> None:
    uses = KeyUses()
    for post in range(1, 20_001):
        uses.add(post, f"key{post}", '"x"')
    assert len(uses.uses) == 5_000
    assert kinds(uses) == []
