"""Duplicates are found in three kinds, what was read is kept, and chains are shown for what they are."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from fonds.model.duplicates import DuplicateGroup, DuplicateKind, FoundDuplicates
from fonds.model.errors import Cancelled, UserError
from fonds.model.progress import CancelToken, Progress
from fonds.model.query import ListRequest
from fonds.model.revision import PostEdit
from fonds.services import duplicate_texts, duplicates, editing, history, merging
from fonds.services.archives import Archive
from fonds.services.duplicate_groups import near_groups
from fonds.services.duplicates import find_duplicates
from fonds.store.fingerprints import packed_texts
from store.making import add_posts, make_candidate

TEXT = "长三角一体化示范区建设取得新进展，呈现出新的面貌；各地加快推进重点项目，持续改善营商环境，服务实体经济，多项改革举措落地见效。"
OTHER = "The committee published its report and asked all members to read every one of the chapters with care before the meeting that is held in the old town hall of the city next week or the week after."
NEAR = TEXT.replace("多项", "数项")


def kinds(found: FoundDuplicates) -> list[tuple[str, tuple[int, ...]]]:
    return [(group.kind.value, group.posts) for group in found.groups]


def make(archive: Archive) -> list[int]:
    """Two equal files, one more with the same text and another header, one nearly the same, and one unlike."""
    same = make_candidate(1, TEXT)
    return add_posts(
        archive,
        same,
        replace(make_candidate(1, TEXT), path="_posts/copy-2.md"),
        make_candidate(3, TEXT.replace("，", ",\n"), title="转载"),
        make_candidate(4, NEAR),
        make_candidate(5, OTHER),
    )


def test_each_post_stands_in_one_kind(archive: Archive) -> None:
    one, copy, same, near, _ = make(archive)
    found = find_duplicates(archive)
    assert kinds(found) == [("same-bytes", (one, copy)), ("same-text", (one, same)), ("near", (one, near))]
    assert (found.looked_at, found.read, found.left_out) == (5, 5, ())
    assert 0.8 < found.groups[2].similarities[1] < 1


def test_only_what_changed_is_read_again(archive: Archive) -> None:
    one, copy, same, near, other = make(archive)
    assert find_duplicates(archive).read == 5
    assert find_duplicates(archive).read == 0
    with archive.reading() as view:
        head = view.value("SELECT head_revision FROM posts WHERE id = ?", (other,))
    editing.save_post(archive, other, PostEdit(body=TEXT + "完"), head)
    found = find_duplicates(archive)
    assert found.read == 1
    assert kinds(found)[2] == ("near", (one, other, near))
    history.undo(archive)
    assert kinds(find_duplicates(archive))[2] == ("near", (one, near))
    editing.trash_posts(archive, [same, near])
    assert kinds(find_duplicates(archive)) == [("same-bytes", (one, copy))]
    editing.purge_posts(archive, [same])
    with archive.reading() as view:
        assert view.value("SELECT count(*) FROM fingerprints WHERE post_id = ?", (same,)) == 0


def test_a_scope_kinds_and_a_threshold_narrow_it(archive: Archive) -> None:
    one, _, _same, near, _ = make(archive)
    found = find_duplicates(archive, ListRequest(search_text="转载"))
    assert (found.groups, found.looked_at) == ((), 1)
    assert [kind for kind, _ in kinds(find_duplicates(archive, kinds=[DuplicateKind.SAME_BYTES]))] == [
        "same-bytes"
    ]
    assert kinds(find_duplicates(archive, kinds=[DuplicateKind.NEAR])) == [("near", (one, near))]
    assert len(find_duplicates(archive, threshold=1).groups) == 2
    for wrong in (0.3, 1.1):
        with pytest.raises(UserError, match="nearly the same"):
            find_duplicates(archive, threshold=wrong)


def test_what_says_nothing_is_no_duplicate(archive: Archive) -> None:
    ids = add_posts(
        archive,
        make_candidate(1, "", title=""),
        make_candidate(2, "", title=""),
        make_candidate(3, "图略", title="甲"),
        make_candidate(4, "图略", title="乙"),
    )
    with archive.writing() as writer:  # two posts with other bytes, that say nothing
        writer.execute("UPDATE revisions SET digest = randomblob(32) WHERE post_id = ?", (ids[0],))
    found = find_duplicates(archive)
    assert found.groups == ()
    assert found.left_out == (ids[0], ids[1])


def test_damaged_bytes_are_told_and_the_rest_is_found(archive: Archive) -> None:
    _one, _copy, _same, _near, other = make(archive)
    with archive.writing() as writer:
        writer.execute(
            "UPDATE revision_texts SET codec = 'zlib', data = x'00' WHERE revision_id IN (SELECT head_revision FROM posts WHERE id = ?)",
            (other,),
        )
    found = find_duplicates(archive)
    assert found.left_out == (other,)
    assert len(found.groups) == 3


def test_a_read_only_archive_is_scanned_as_well(archive: Archive) -> None:
    make(archive)
    path = archive.path
    archive.close()
    with Archive.open(path, read_only=True) as closed:
        assert len(find_duplicates(closed).groups) == 3


def test_child_processes_find_the_same_and_can_be_cancelled(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(archive)
    inline = find_duplicates(archive)
    with archive.writing() as writer:
        writer.execute("DELETE FROM fingerprints")
    monkeypatch.setattr(duplicates, "INLINE_LIMIT", 0)
    monkeypatch.setattr(duplicates, "PORTION", 2)
    seen: list[Progress] = []
    assert find_duplicates(archive, progress=seen.append).groups == inline.groups
    assert {item.stage for item in seen} == {"read", "compare"}
    with archive.writing() as writer:
        writer.execute("DELETE FROM fingerprints")
    token = CancelToken()

    def stop(progress: Progress) -> None:
        token.cancel()

    with pytest.raises(Cancelled):
        find_duplicates(archive, progress=stop, cancel=token)
    with archive.reading() as view:
        assert view.value("SELECT count(*) FROM fingerprints") == 2  # what was read is kept


def test_what_is_no_duplicate_is_remembered_and_can_be_undone(archive: Archive) -> None:
    one, copy, same, near, _ = make(archive)
    changes = merging.say_distinct(archive, [(near, one), (one, copy)])
    assert changes.changed == {one, copy, near}
    assert merging.say_distinct(archive, [(one, near)]).empty
    found = find_duplicates(archive)
    # The copies are apart now, and each says what the third says: they stand with it, but not with one another.
    assert kinds(found) == [("same-text", (one, same)), ("near", (copy, near))]
    history.undo(archive)
    assert len(find_duplicates(archive).groups) == 3
    history.redo(archive)
    assert kinds(find_duplicates(archive)) == kinds(found)
    editing.purge_posts(archive, [near])
    with archive.reading() as view:
        assert view.rows("SELECT post_id, other_id FROM distinct_posts ORDER BY 1") == [
            (one, copy),
            (copy, one),
        ]


def test_what_is_left_of_groups_after_a_change(archive: Archive) -> None:
    one, copy, _same, near, _ = make(archive)
    groups = find_duplicates(archive).groups
    assert duplicates.still_duplicates(archive, groups) == groups
    editing.trash_posts(archive, [copy])
    assert [group.kind.value for group in duplicates.still_duplicates(archive, groups)] == [
        "same-text",
        "near",
    ]
    history.undo(archive)
    merging.say_distinct(archive, [(one, near)])
    assert [group.kind.value for group in duplicates.still_duplicates(archive, groups)] == [
        "same-bytes",
        "same-text",
    ]


def test_two_posts_are_compared_as_they_are(archive: Archive) -> None:
    one, copy, _, near, other = make(archive)
    assert duplicates.compare_posts(archive, one, copy).similarity == 1
    compared = duplicates.compare_posts(archive, one, near)
    assert compared.similarity is not None
    assert 0.8 < compared.similarity < 1
    assert ("多项" in compared.before, "数项" in compared.after) == (True, True)
    assert duplicates.compare_posts(archive, one, other).similarity is None
    editing.trash_posts(archive, [near])
    editing.purge_posts(archive, [near])
    with pytest.raises(UserError, match="no post"):
        duplicates.compare_posts(archive, one, near)


def test_a_chain_is_not_shown_as_if_all_were_alike() -> None:
    chain = {(1, 2): 0.9, (2, 3): 0.85, (3, 4): 0.8, (4, 5): 0.95}
    groups = near_groups(chain, {})
    assert [group.posts for group in groups] == [(2, 1, 3), (4, 5)]
    for group in groups:
        for post, likeness in zip(group.posts[1:], group.similarities[1:], strict=True):
            assert chain[min(group.posts[0], post), max(group.posts[0], post)] == likeness


def test_a_post_whose_companions_are_taken_stands_with_its_nearest() -> None:
    star = {(1, 2): 0.9, (1, 3): 0.9, (1, 4): 0.9, (4, 5): 0.8}
    assert [group.posts for group in near_groups(star, {})] == [(1, 2, 3, 4), (4, 5)]


def test_no_two_of_a_group_were_said_to_be_different() -> None:
    alike = dict.fromkeys(combinations(range(1, 6), 2), 0.9)
    groups = near_groups(alike, {1: {2}, 2: {1}, 3: {4}, 4: {3}})
    assert groups
    for group in groups:
        assert {(1, 2), (3, 4)}.isdisjoint(combinations(sorted(group.posts), 2))


def test_groups_are_frozen() -> None:
    group = DuplicateGroup(DuplicateKind.NEAR, (1, 2), (1.0, 0.9))
    assert hash(group) == hash(replace(group))


def test_long_texts_are_handed_over_in_light_portions(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(3)
    long = ["".join(chr(0x4E00 + dice.randrange(4000)) for _ in range(3000)) for _ in range(4)]
    ids = add_posts(
        archive,
        *(make_candidate(n, text) for n, text in enumerate(long)),
        *(make_candidate(10 + n, text[:2900]) for n, text in enumerate(long)),
    )
    whole = find_duplicates(archive).groups
    assert [group.posts for group in whole] == [(ids[n], ids[n + 4]) for n in range(4)]
    with archive.writing() as writer:
        writer.execute("DELETE FROM fingerprints")
    for name in ("PACKED", "RUNS_AT_ONCE", "UNPACKED_AT_ONCE"):
        monkeypatch.setattr(duplicate_texts, name, 100)
    monkeypatch.setattr(duplicates, "PACKED", 100)
    assert find_duplicates(archive).groups == whole


def test_portions_hold_at_least_one_text_and_all_of_them(archive: Archive) -> None:
    ids = make(archive)
    with archive.reading() as view:
        texts = packed_texts(view, ids)
    for limit in (1, 300, 10**9):
        portions = list(duplicate_texts.portions_of(texts, limit))
        assert [text for portion in portions for text in portion] == texts
        assert all(portions)
    assert len(list(duplicate_texts.portions_of(texts, 1))) == len(texts)
    assert list(duplicate_texts.portions_of([])) == []
