"""Pictures that are put into a post while it is written, and what is pasted: kept in the archive as media, under a
reference that the post's generator understands.
"""

from __future__ import annotations

import posixpath
import re

from fonds.model.changes import ChangeSet
from fonds.model.errors import UserError
from fonds.model.post import Post
from fonds.model.steps import Step
from fonds.store import media, posts
from fonds.store.archive import Archive
from fonds.store.session import View
from fonds.text.names import safe_path_part, slugify, split_name

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp")
LARGEST = 100_000_000
"""Bytes of the largest picture that is taken in this way."""
_CONTENT = re.compile(r"\A(.*/)?(?:_posts|_drafts|content|source/_posts)/")


def keep_picture(archive: Archive, post_id: int, data: bytes, name: str) -> tuple[str, ChangeSet]:
    """Keep a picture with a post, as one step that can be undone; returns the reference for its text. Raises UserError
    for an empty file or one that is too large."""
    if not data:
        raise UserError("“{name}” is empty.", name=name)
    if len(data) > LARGEST:
        raise UserError("“{name}” is too large.", name=name)
    stem, suffix = split_name(name)
    stem = safe_path_part(slugify(stem)[:60] or "picture")
    step = Step("add-picture", (("name", f"{stem[:24]}{suffix.lower()}"),))
    with archive.writing(step) as writer:
        folder, path_folder = _folders(writer, posts.get_post(writer, post_id))
        number = media.put_media(writer, data, f"{stem}{suffix.lower()}")
        taken = {item.reference: kept for item, kept in media.load_links(writer, post_id)}
        for count in range(1, 10_000):
            file = f"{stem}{'' if count == 1 else f'-{count}'}{suffix.lower()}"
            reference, path = folder + file, path_folder + file
            if taken.get(reference) == number:
                return reference, ChangeSet(changed=frozenset([post_id]))
            if reference not in taken and not media.is_path_taken(writer, path, number):
                break
        media.link(writer, post_id, reference, number, path)
    return reference, ChangeSet(changed=frozenset([post_id]), step=step.name)


def _folders(view: View, post: Post) -> tuple[str, str]:
    """What stands before a picture's name in the text, and in the source's tree: as in the post's other pictures, else as
    its generator looks for them."""
    for reference, _number in reversed(media.load_links(view, post.id)):
        name = posixpath.basename(reference.reference)
        if name == posixpath.basename(reference.path) and name.lower().endswith(SUFFIXES):
            return reference.reference.removesuffix(name), reference.path.removesuffix(name)
    own = posixpath.dirname(post.source_path)
    beside = f"{own}/" if own else ""
    above = _CONTENT.match(post.source_path)
    root = above[1] or "" if above else ""
    match post.generator:
        case "jekyll":
            return "/assets/images/", f"{root}assets/images/"
        case "hexo":
            return "/images/", f"{root}source/images/"
        case "hugo" | "zola" if posixpath.basename(post.source_path).split(".")[0] == "index":
            return "", beside
        case "hugo" | "zola":
            return "/images/", f"{root}static/images/"
        case "pelican":
            return "{static}/images/", f"{root}content/images/"
    return "images/", f"{beside}images/"


def markdown_of(html: str) -> str:
    """What was copied as HTML, as Markdown. Raises UserError for what is too large or nested too deeply."""
    from fonds.render import to_markdown  # with the first paste

    return to_markdown.markdown_of(html)


def fragment_of(html: str) -> str:
    """What was copied, without what a platform puts around it."""
    from fonds.render import to_markdown

    return to_markdown.fragment_of(html)
