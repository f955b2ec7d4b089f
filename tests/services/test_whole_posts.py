"""A post is the same whether it is loaded alone or with many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fonds.services import editing, starring
from fonds.services.archives import Archive
from fonds.store.posts import get_post
from fonds.store.whole_posts import load_posts
from services.site import import_site, make_site, numbers, post_named


def test_posts_loaded_together_are_those_loaded_alone(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    ids = sorted(numbers(archive))
    starring.set_stars(archive, [post_named(archive, "plain.md")], starred=True)
    editing.trash_posts(archive, [post_named(archive, "commented.md")])
    with archive.reading() as view:
        together = load_posts(view, [*reversed(ids), 999])
        assert [stored.post.id for stored in together] == ids[::-1]
        alone = [get_post(view, number) for number in ids[::-1]]
    assert [replace(stored.post, source=stored.source()) for stored in together] == alone
    assert [post.starred_at is not None for post in alone].count(True) == 1
    assert [post.trashed_at is not None for post in alone].count(True) == 1
    assert all(post.source for post in alone)
