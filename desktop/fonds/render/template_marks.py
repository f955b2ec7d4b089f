"""``{% tags %}`` and ``{{ outputs }}`` of Jekyll, Hexo, Eleventy and Zola, and MDN's macros.

Pictures, links to posts and code are what they mean; all others are shown as they are written. Sources: Jekyll's page
"Liquid tags", Hexo's pages "Tag plugins" and "Asset folders", MDN's page "Macros".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from fonds.render.pieces import Closers, Mark, Piece, PieceKind, find_marks, words
from fonds.render.request import Mention, MentionStyle

_PAIRS = {"{{": "}}", "{%": "%}"}
_CODE = {"highlight": "endhighlight", "codeblock": "endcodeblock", "code": "endcode"}
_VERBATIM = {"raw": "endraw", "verbatim": "endverbatim", "comment": "endcomment"}
_QUOTES = frozenset(("blockquote", "quote", "centerquote", "cq", "note", "pullquote"))
_FILE = re.compile(r"(?:[^\s\"']*/[^\s\"']*|[^\"']*\.\w{2,5})\Z")
_NUMBER = re.compile(r"(?:\d{1,4}(?:px)?|auto)\Z")
_MACRO = re.compile(r"([A-Za-z][\w-]*)[ \t]*(?:\((.*)\))?\Z", re.DOTALL)
_LINK_MACRO = re.compile(
    r"(?:\w*xref|glossary|\w*element|httpheader|httpmethod|httpstatus|csp|svgattr|rfc|webextapiref|\w+property)\Z",
    re.IGNORECASE,
)
_PLAIN_MACROS = frozenset(("glossary", "rfc"))


def find_template_marks(text: str, generator: str) -> Iterator[Piece]:
    """The tags and outputs of a text, as this generator reads them."""
    read = _READERS.get(generator, _no_meaning)
    closers = Closers(text)
    place = 0
    opened: list[str] = []
    for mark in find_marks(text, _PAIRS):
        if mark.start < place:
            continue
        if mark.opener == "{{":
            yield _output(mark, generator)
            continue
        name, _, rest = mark.inner.partition(" ")
        block = _block(text, mark, name, rest, closers)
        if block is not None:
            place = block[-1].end
            yield from block
        elif generator == "hexo" and (name in _QUOTES or (name.startswith("end") and name[3:] in opened)):
            if name in _QUOTES:
                paired = closers.find(rf"\{{%-?\s*end{name}\s*-?%\}}", mark.end) is not None
                opened += [name] * paired
                kind = PieceKind.OPEN if paired else PieceKind.LITERAL
                yield Piece(mark.start, mark.end, kind, "quote", label=_author(name, rest))
            else:
                opened.remove(name[3:])
                yield Piece(mark.start, mark.end, PieceKind.CLOSE, "quote")
        else:
            yield read(mark, name, rest) or _literal(mark)


def _literal(mark: Mark, label: str = "") -> Piece:
    return Piece(mark.start, mark.end, PieceKind.LITERAL, label=label)


def _block(text: str, mark: Mark, name: str, rest: str, closers: Closers) -> list[Piece] | None:
    """A block whose text is code, or stays as it is."""
    end_name = _CODE.get(name) or _VERBATIM.get(name)
    if end_name is None:
        return None
    end = closers.find(rf"\{{%-?\s*{end_name}\s*-?%\}}", mark.end)
    if end is None:
        return None
    if name in _VERBATIM:
        kind = PieceKind.LITERAL if name == "comment" else PieceKind.NOTHING
        return [Piece(mark.start, mark.end, kind), Piece(end.start(), end.end(), kind)]
    plain, named = words(rest)
    language = named.get("lang") or (plain[0] if plain and name == "highlight" else "")
    return [
        Piece(
            mark.start, end.end(), PieceKind.CODE, text[mark.end : end.start()].strip("\r\n"), label=language
        )
    ]


def _author(name: str, rest: str) -> str:
    return rest.strip() if name in ("blockquote", "quote") else ""


def _output(mark: Mark, generator: str) -> Piece:
    macro = _MACRO.match(mark.inner) if generator == "mdn" else None
    if macro is None or not _LINK_MACRO.match(macro.group(1)):
        return _literal(mark)
    plain, _ = words(macro.group(2) or "")
    label = next((word for word in plain[1:2] + plain[:1] if word), "")
    return Piece(
        mark.start,
        mark.end,
        PieceKind.LITERAL,
        "" if macro.group(1).lower() in _PLAIN_MACROS else "code",
        label=label,
    )


def _no_meaning(mark: Mark, name: str, rest: str) -> Piece | None:
    return None


def _jekyll(mark: Mark, name: str, rest: str) -> Piece | None:
    target = rest.strip().strip("\"'")
    if name == "post_url" and target:
        return Piece(
            mark.start, mark.end, PieceKind.ADDRESS, mention=Mention(MentionStyle.POST, target), label=target
        )
    if name == "link" and target:
        return Piece(
            mark.start,
            mark.end,
            PieceKind.ADDRESS,
            mention=Mention(MentionStyle.PATH, f"/{target.lstrip('/')}"),
            label=target,
        )
    return None


def _hexo(mark: Mark, name: str, rest: str) -> Piece | None:
    plain, _ = words(rest)
    if name in ("post_link", "post_path") and plain:
        kind = PieceKind.LINK if name == "post_link" else PieceKind.ADDRESS
        label = " ".join(word for word in plain[1:] if word not in ("true", "false"))
        return Piece(mark.start, mark.end, kind, mention=Mention(MentionStyle.POST, plain[0]), label=label)
    if name in ("asset_path", "asset_link") and plain:
        label = " ".join(word for word in plain[1:] if word not in ("true", "false"))
        return Piece(mark.start, mark.end, PieceKind.FILE, plain[0], label=label or plain[0])
    place = next((n for n, word in enumerate(plain) if _FILE.match(word)), None)
    if name not in ("asset_img", "img", "image") or place is None:
        return None
    numbers = [word for word in plain[place + 1 : place + 3] if _NUMBER.match(word)]
    said = plain[place + 1 + len(numbers) :]
    sizes = [word.removesuffix("px").replace("auto", "") for word in (*numbers, "", "")]
    return Piece(
        mark.start,
        mark.end,
        PieceKind.PICTURE,
        plain[place],
        label=said[-1] if said else "",
        width=sizes[0],
        height=sizes[1],
    )


_READERS: dict[str, Callable[[Mark, str, str], Piece | None]] = {
    "jekyll": _jekyll,
    "hexo": _hexo,
    "folder": _jekyll,  # whoever made it: what Jekyll's tags mean is known, and others are shown as they are
}
