"""Which posts of the archive a text names, by the rules of its generator, and the texts that it embeds."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass

from fonds.model.post import Post
from fonds.render.expansion import find_mentions
from fonds.render.link_paths import candidate_paths, published_address
from fonds.render.passages import find_passage
from fonds.render.process import MARKDOWN_LIMIT
from fonds.render.request import Mention, MentionStyle, RenderRequest, Target
from fonds.store import links, posts
from fonds.store.links import Destination
from fonds.store.session import View
from fonds.text.front_matter import split_document

MAX_EMBEDS = 30
"""Notes of one page that are shown inside it; further ones are links."""

Targets = tuple[tuple[Mention, Target], ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page has to know of the archive: the posts that it names, and the files that it has."""

    targets: Targets = ()
    files: frozenset[str] | None = None


def find_surroundings(view: View, post_id: int, request: RenderRequest) -> Surroundings:
    """The surroundings of a text of this post."""
    place = links.find_place(view, post_id)
    if place is None or len(request.body) > MARKDOWN_LIMIT:
        return Surroundings()
    named = find_mentions(request.body, request.generator, request.format)
    found = _resolve(view, place, named)
    embedded = set([mention for mention in found if named[mention]][:MAX_EMBEDS])
    targets = tuple(
        (mention, _embedded(view, post, mention.part) if mention in embedded else _plain(post))
        for mention, post in found.items()
    )
    return Surroundings(targets, links.load_references(view, post_id))


def find_named_posts(view: View, post_id: int, mentions: Collection[Mention]) -> dict[Mention, int]:
    """The posts that the text of a post names, by number."""
    place = links.find_place(view, post_id)
    if place is None:
        return {}
    return {mention: post.post_id for mention, post in _resolve(view, place, mentions).items()}


def _plain(post: Destination) -> Target:
    return Target(post.post_id, post.title)


def _embedded(view: View, place: Destination, part: str) -> Target:
    """A post whose text is shown, with what that text names in its turn."""
    post: Post | None = posts.find_post(view, place.post_id)
    if post is None or not post.header_readable:
        return _plain(place)
    body = find_passage(split_document(post.source, post.encoding).body, part)
    named = find_mentions(body, post.generator, post.metadata.format)
    inner = _resolve(view, place, named)
    return Target(
        post.id,
        post.metadata.title,
        body,
        post.metadata.format,
        post.generator,
        tuple((mention, _plain(other)) for mention, other in inner.items()),
        links.load_references(view, post.id),
    )


def _resolve(view: View, place: Destination, mentions: Collection[Mention]) -> dict[Mention, Destination]:
    """The posts that are meant, by path first, then (for a vault's notes) by the shortest path with the name, then by
    another name."""
    candidates = {mention: candidate_paths(mention, place.path) for mention in mentions}
    known = links.find_by_paths(view, [path for paths in candidates.values() for path in paths])
    found: dict[Mention, Destination] = {}
    for mention, paths in candidates.items():
        post = next((known[path] for path in paths if path in known), None)
        if post is not None:
            found[mention] = post
    unfound = [
        mention for mention in mentions if mention.style is MentionStyle.ADDRESS and mention not in found
    ]
    if unfound:
        addresses = {mention: published_address(mention) for mention in unfound}
        published = links.find_by_permalinks(view, [address for address in addresses.values() if address])
        found.update((mention, published[name]) for mention, name in addresses.items() if name in published)
    open_names = {
        mention: stem_of(mention.name)
        for mention in mentions
        if mention.style is MentionStyle.WIKI and mention not in found
    }
    namesakes = links.find_by_titles(view, open_names.values()) if open_names else {}
    for mention, stem in open_names.items():
        post = nearest(place, mention.name, namesakes.get(stem, ()))
        if post is not None:
            found[mention] = post
    missing = [mention for mention in open_names if mention not in found]
    if missing and place.generator == "obsidian":
        others = links.find_by_aliases(view, [mention.name for mention in missing], place.generator)
        known_names = ((mention, mention.name.strip().casefold()) for mention in missing)
        found.update((mention, others[name]) for mention, name in known_names if name in others)
    return found


def stem_of(name: str) -> str:
    """The name of a note without folders and ending."""
    return posixpath.basename(name.replace("\\", "/")).removesuffix(".md")


def nearest(place: Destination, name: str, posts: Collection[Destination]) -> Destination | None:
    """Of the posts with a name the one that is meant: of this generator, at the end of whose path the name stands; the
    one in this folder, then the one of the shortest path."""
    ending = f"/{name.replace(chr(92), '/').strip('/').removesuffix('.md').casefold()}"
    folder = posixpath.dirname(place.path)
    fitting = [
        post
        for post in posts
        if post.generator == place.generator
        and f"/{posixpath.splitext(post.path)[0].casefold()}".endswith(ending)
    ]
    return min(
        fitting,
        key=lambda post: (posixpath.dirname(post.path) != folder, post.path.count("/"), post.path),
        default=None,
    )
