"""Merging duplicates: one post stays, the others go to the trash, and what they have is kept on the one that stays.

Rule: no text is touched. Collections with their notes, stars and links to files are added to the post that stays;
categories and tags, which are front matter, by a new revision of its header alone, and only when asked. The others keep all
they had (revisions, accession, unsaved text) and are found from the one that stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fonds.model.bulk_edit import AddNames, PlanState
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.duplicates import DuplicateGroup, DuplicateKind, Merge, MergeOutcome
from fonds.model.errors import UserError
from fonds.model.post import PostSummary
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.model.steps import Step, step_of_posts
from fonds.services import rewriting
from fonds.services.bulk_posts import plan_post
from fonds.services.editing import now, posts_step
from fonds.store import merging
from fonds.store.archive import Archive
from fonds.store.fingerprints import head_digests
from fonds.store.posts import load_summaries, set_trashed
from fonds.store.revising import PreparedRevision, revise_posts
from fonds.store.session import View
from fonds.store.whole_posts import StoredPost, load_posts

REASON = "merge"
MOST_NAMED = 2000
"""Posts that a change set names; of more it says that there are many."""
_AT_ONCE = 500


def merges_of(groups: Iterable[DuplicateGroup]) -> tuple[Merge, ...]:
    """For each group the merge that keeps its first post."""
    return tuple(Merge(group.posts[0], group.posts[1:]) for group in groups)


def merge_posts(
    archive: Archive,
    merges: Sequence[Merge],
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
    *,
    take_terms: bool = True,
    only: DuplicateKind | None = None,
) -> tuple[MergeOutcome, ChangeSet]:
    """Merge posts: one step, which can be undone; all or, on a failure or when cancelled, none.

    ``take_terms`` adds the categories and tags of the others to the front matter of the post that stays, where that can
    be done by touching them alone. ``only`` SAME_BYTES leaves out what is not equal any more. Raises UserError when a post
    is in two merges or is to be merged into itself.
    """
    _check(merges)
    cancel = cancel or CancelToken()
    with archive.reading(cancel) as view:
        revisions, refused = _with_terms(view, merges, cancel, progress) if take_terms else ([], [])
        step = _step_of(view, merges)
    with archive.writing(step) as writer:
        here = _ready(writer, merges, only)
        stays = {merge.stays for merge in here}
        ready = [revision for revision in revisions if revision.post_id in stays]
        refused += revise_posts(writer, ready, REASON, now())
        done: list[int] = []
        for merge in here:
            cancel.raise_if_cancelled()
            merging.add_to_post(writer, ((other, merge.stays) for other in merge.others), now())
            done += merge.others
            progress(Progress(len(done), None, "write"))
        set_trashed(writer, done, now())
        cancel.raise_if_cancelled()
    left_out = tuple(merge for merge in merges if merge.stays not in stays)
    outcome = MergeOutcome(len(here), len(done), tuple(post for post in refused if post in stays), left_out)
    return outcome, _changes([*stays, *done], step)


def say_distinct(archive: Archive, pairs: Iterable[tuple[int, int]]) -> ChangeSet:
    """Remember that the posts of each pair are no duplicates, whatever becomes of their texts: one step."""
    wanted = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    with archive.reading() as view:
        known = merging.distinct_posts(view)
    new = [(one, other) for one, other in wanted if other not in known.get(one, ())]
    if not new:
        return NOTHING_CHANGED
    step = Step("say-distinct")
    with archive.writing(step) as writer:
        merging.set_distinct(writer, new, now())
    return _changes(sorted({post for pair in new for post in pair}), step)


def find_merged(archive: Archive, post_id: int) -> list[PostSummary]:
    """The posts that were merged into this one and are still in the trash, with all that was theirs."""
    with archive.reading() as view:
        return load_summaries(view, merging.merged_into(view, post_id))


def _changes(posts: Sequence[int], step: Step) -> ChangeSet:
    if not posts:
        return NOTHING_CHANGED
    many = len(posts) > MOST_NAMED
    return ChangeSet(
        changed=frozenset() if many else frozenset(posts), many=many, taxonomy=True, step=step.name
    )


def _check(merges: Sequence[Merge]) -> None:
    seen: set[int] = set()
    for merge in merges:
        for post in (merge.stays, *merge.others):
            if post in seen:
                raise UserError("Post {id} stands in two merges, or is merged into itself.", id=str(post))
            seen.add(post)


def _step_of(view: View, merges: Sequence[Merge]) -> Step:
    if len(merges) == 1:
        return posts_step(view, "merge", [merges[0].stays])
    return step_of_posts("merge", len(merges))


def _ready(view: View, merges: Sequence[Merge], only: DuplicateKind | None) -> list[Merge]:
    """The merges of which all posts are there, outside the trash, and equal if they have to be."""
    posts = [post for merge in merges for post in (merge.stays, *merge.others)]
    there = merging.outside_trash(view, posts)
    here = [merge for merge in merges if merge.others and there.issuperset((merge.stays, *merge.others))]
    if only is not DuplicateKind.SAME_BYTES:
        return here
    digests = head_digests(view, posts)
    return [merge for merge in here if all(digests[merge.stays] == digests[other] for other in merge.others)]


def _with_terms(
    view: View, merges: Sequence[Merge], cancel: CancelToken, progress: ProgressSink
) -> tuple[list[PreparedRevision], list[int]]:
    """The new revisions of posts that gain categories or tags, and the posts that cannot take them."""
    revisions: list[PreparedRevision] = []
    refused: list[int] = []
    for start in range(0, len(merges), _AT_ONCE):
        some = merges[start : start + _AT_ONCE]
        wanted = [post for merge in some for post in (merge.stays, *merge.others)]
        stored = {post.post.id: post for post in load_posts(view, wanted)}
        for merge in some:
            cancel.raise_if_cancelled()
            found = _with_terms_of(view, merge, stored)
            if isinstance(found, PreparedRevision):
                revisions.append(found)
            elif found is not None:
                refused.append(found)
        progress(Progress(start + len(some), len(merges), "read"))
    return revisions, refused


def _with_terms_of(view: View, merge: Merge, stored: dict[int, StoredPost]) -> PreparedRevision | int | None:
    post = stored.get(merge.stays)
    if post is None:
        return None
    own = post.post.metadata
    others = [stored[other].post.metadata for other in merge.others if other in stored]
    tags = [tag for other in others for tag in other.tags if tag not in own.tags]
    paths = [path for other in others for path in other.categories if path not in own.categories]
    operations = []
    if paths:
        operations.append(AddNames("categories", tuple(dict.fromkeys(" / ".join(path) for path in paths))))
    if tags:
        operations.append(AddNames("tags", tuple(dict.fromkeys(tags))))
    if not operations:
        return None
    answer = plan_post(post, rewriting.site_of(view, post.post), operations)
    if answer.planned is None:
        return None
    # What needs all front matter written anew is for a person to see first, in the editor.
    alone = answer.planned.state is PlanState.CHANGE and answer.revision is not None
    return answer.revision if alone else merge.stays
