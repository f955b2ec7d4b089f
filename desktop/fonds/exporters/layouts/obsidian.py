"""A vault's notes: named by their titles, in folders by their first category, YAML properties, files in ``attachments``.

Source: the pages "Properties", "Internal links" and "Aliases" of Obsidian's help. A title that no file name can be stands among
the properties. Links lead by relative paths; a mark that named a post becomes a wikilink.
"""

from __future__ import annotations

import re

from fonds.exporters.layouts.layout import Place, SiteLayout
from fonds.exporters.layouts.values import Bare, Words, joined_names, yaml_header
from fonds.exporters.material import ExportPost
from fonds.model.post import FieldValue
from fonds.text.names import safe_path_part, slugify
from fonds.text.yaml_quoting import quote_double

_NO_NAME = re.compile(r"[\[\]#^|%]+")
_BLANKS = re.compile(r"\s+")


class ObsidianLayout(SiteLayout):
    """See the module."""

    name = "obsidian"
    media_folder = "attachments"
    keys = SiteLayout.keys | {"publish"}

    def stem(self, post: ExportPost) -> str:
        title = post.post.metadata.title or post.post.metadata.slug
        return _name(title) if title.strip() else f"post-{post.id}"

    def path(self, post: ExportPost, stem: str) -> str:
        categories = post.post.metadata.categories
        folders = [_name(name) for name in categories[0]] if categories else []
        return "/".join((*folders, f"{stem}.md"))

    def address_key(self, post: ExportPost, stem: str) -> str:
        return post.path.casefold() if self.keeps(post) else self.path(post, stem).casefold()

    def keeps(self, post: ExportPost) -> bool:
        return post.post.generator == self.name and post.path.endswith(".md")

    def header(self, words: Words, post: ExportPost) -> str:
        pairs: dict[str, FieldValue | Bare] = {"title": Bare(quote_double(words.title))}
        if words.moment is not None:
            pairs["date"] = Bare(words.date_text())
        if words.draft:
            pairs["draft"] = True
        if words.hidden:
            pairs["publish"] = False
        slug = post.post.metadata.slug
        if slug and slug != slugify(words.title):
            pairs["slug"] = Bare(quote_double(slug))
        if words.permalink:
            pairs["permalink"] = words.permalink
        if words.language:
            pairs["lang"] = words.language
        if words.categories:
            pairs["categories"] = joined_names(words.categories)
        if words.tags:
            pairs["tags"] = list[FieldValue](words.tags)
        if words.authors:
            pairs["authors"] = list[FieldValue](words.authors)
        if words.aliases:
            pairs["source_aliases"] = list[FieldValue](words.aliases)
        return yaml_header(pairs | words.rest)

    def media_address(self, path: str, origin: Place) -> str:
        return self.relative(path, origin.path)

    def named_link(self, label: str, place: Place, origin: Place) -> str:
        target = place.path.removesuffix(".md")
        plain = re.sub(r"[\[\]|\r\n]+", " ", label).strip()
        return f"[[{target}|{plain}]]" if plain else f"[[{target}]]"


def _name(text: str) -> str:
    """A name for a note or a folder, which a link can hold."""
    name = _BLANKS.sub(" ", _NO_NAME.sub("-", text)).strip()
    short = safe_path_part(name).lstrip(".")
    return short.encode()[:150].decode(errors="ignore").strip(" .") or "untitled"
