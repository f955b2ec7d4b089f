"""Findings about links between posts: those that lead to no post of the archive.

Rule: only a link is told that must lead to a post: a wikilink, a generator's mark, the path of a Markdown file. An address
of the built site (``/about.html``) may be right, whatever is in the archive.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fonds.model.errors import EnvironmentProblem
from fonds.model.findings import Finding, FindingKind, Severity
from fonds.model.post import BodyFormat
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.render.expansion import find_mentions
from fonds.render.link_paths import candidate_paths
from fonds.render.request import Mention, MentionStyle
from fonds.services.answering import Answering
from fonds.services.post_links import nearest, stem_of
from fonds.store import links
from fonds.store.archive import Archive
from fonds.store.header_facts import PackedSource, names_there, packed_sources, with_links
from fonds.store.links import Destination
from fonds.store.packing import DamagedBytes, unpack
from fonds.store.session import View, in_chunks
from fonds.text.front_matter import split_document

INLINE_LIMIT = 300
"""Up to so many posts are read in the calling thread: starting processes would take longer."""
PORTION = 100
MOST_NOTED = 10_000
"""Posts of which it is told where their links lead."""
MOST_NAMES = 5
_SOURCE = re.compile(r"\.(?:md|mdx|markdown|mdown|mkd|rst|org|adoc)\Z", re.IGNORECASE)
_FILE = re.compile(r"\.(?!md\Z)[a-z0-9]{2,5}\Z", re.IGNORECASE)
_MARKED = ("@/", "{filename}", "|filename|")

Named = list[tuple[int, str, str, tuple[Mention, ...]]]
"""Posts with their paths and generators, and the posts that their texts name."""


def name_posts(sources: Sequence[PackedSource]) -> Named:
    """What the texts of posts name. Runs in a child process."""
    found: Named = []
    for source in sources:
        try:
            body = split_document(
                unpack(source.codec, source.data, source.base_codec, source.base_data), source.encoding
            ).body
        except (DamagedBytes, LookupError, ValueError):
            continue
        mentions = find_mentions(body, source.generator, BodyFormat(source.format))
        certain = tuple(mention for mention in mentions if _is_certain(mention))
        if certain:
            found.append((source.post_id, source.path, source.generator, certain))
    return found


def _is_certain(mention: Mention) -> bool:
    name = mention.name.partition("#")[0].partition("?")[0].strip()
    if not name or "{{" in name or "{%" in name:
        return False
    match mention.style:
        case MentionStyle.WIKI:
            return not _FILE.search(name)
        case MentionStyle.ADDRESS:
            return bool(_SOURCE.search(name)) or name.startswith(_MARKED)
        case _:
            return True


@dataclass(slots=True)
class _Broken:
    """Links that may lead nowhere: ``lost`` do, ``doubtful`` may mean another name of a note, ``short`` ones a post
    wherever it lies."""

    lost: defaultdict[int, list[str]]
    doubtful: list[tuple[int, str]]
    short: list[tuple[int, str]]

    def finding(self) -> Finding | None:
        """The finding, if there is one."""
        if not self.lost:
            return None
        posts = array("q", sorted(self.lost))
        notes = {post: ", ".join(self.lost[post][:MOST_NAMES]) for post in posts[:MOST_NOTED]}
        return Finding(FindingKind.LINK_BROKEN, Severity.WARNING, posts, notes=notes)


def link_findings(
    archive: Archive, ids: Sequence[int], progress: ProgressSink, cancel: CancelToken
) -> Iterator[Finding]:
    """The links of these posts that lead to none. Raises Cancelled, and EnvironmentProblem."""
    with archive.reading(cancel) as view:
        asked = with_links(view, ids)
    broken = _Broken(defaultdict(list), [], [])
    fault = EnvironmentProblem(
        "Reading the posts ended the process that did it. There may be too little memory."
    )
    done = 0

    def portions() -> Iterator[list[PackedSource]]:
        for chunk in in_chunks(asked, PORTION):
            with archive.reading(cancel) as view:
                yield packed_sources(view, chunk)

    with Answering(name_posts, "fonds-links", fault, inline=len(asked) <= INLINE_LIMIT) as workers:
        for named in workers.run(portions(), cancel):
            done += PORTION
            if named:
                with archive.reading(cancel) as view:
                    _resolve(view, named, broken)
            progress(Progress(min(done, len(asked)), len(asked), "links"))
    with archive.reading(cancel) as view:
        _resolve_aliases(view, broken)
        _resolve_short(view, broken)
    found = broken.finding()
    if found is not None:
        yield found


def _resolve(view: View, named: Named, broken: _Broken) -> None:
    """Look up what a portion of posts names, with a few statements for all."""
    candidates: dict[tuple[str, Mention], tuple[str, ...]] = {}
    for _, path, _, mentions in named:
        for mention in mentions:
            candidates.setdefault((path, mention), candidate_paths(mention, path))
    known = links.find_by_paths(view, {path for paths in candidates.values() for path in paths})
    left = [
        (post, path, generator, mention)
        for post, path, generator, mentions in named
        for mention in mentions
        if candidates[path, mention] and not any(one in known for one in candidates[path, mention])
    ]
    wikis = {stem_of(mention.name) for *_, mention in left if mention.style is MentionStyle.WIKI}
    namesakes = links.find_by_titles(view, wikis) if wikis else {}
    for post, path, generator, mention in left:
        if mention.style is MentionStyle.WIKI:
            place = Destination(post, "", path, generator)
            if nearest(place, mention.name, namesakes.get(stem_of(mention.name), ())) is not None:
                continue
            if generator == "obsidian":
                broken.doubtful.append((post, mention.name))
                continue
        elif mention.style is not MentionStyle.ADDRESS:
            broken.short.append((post, mention.name))
            continue
        elif mention.name in links.load_references(view, post):
            continue
        broken.lost[post].append(mention.name)


def _resolve_aliases(view: View, broken: _Broken) -> None:
    """Notes may have other names, which have no index: all are looked up at once."""
    names = {name for _, name in broken.doubtful}
    others = links.find_by_aliases(view, names, "obsidian") if names else {}
    for post, name in broken.doubtful:
        if name.strip().casefold() not in others:
            broken.lost[post].append(name)


def _resolve_short(view: View, broken: _Broken) -> None:
    """``{% post_link name %}`` and ``{{< ref "name" >}}`` mean the post of this slug, or of this file name."""
    wanted = {_short(name) for _, name in broken.short}
    there = names_there(view, wanted) if wanted else set()
    for post, name in broken.short:
        if _short(name) not in there:
            broken.lost[post].append(name)


def _short(name: str) -> str:
    return stem_of(name.partition("#")[0].strip().rstrip("/")).casefold()
