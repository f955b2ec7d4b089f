"""Whatever stood in a post -> a tree that keeps to the HTML standard's content models, with the same words in the same
order: what readers of books, validators and old browsers all take.

Source: HTML Living Standard, section 4 (the content model of each element); EPUB 3.3 takes the same.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from fonds.exporters.markup.attributes import anchor_name, clean_attributes
from fonds.exporters.markup.formulas import TOKENS, is_formula
from fonds.exporters.markup.tree import Element, parse_markup

Rename = Callable[[str], str]
Known = Callable[[str], bool]
_RENAMED = {
    "acronym": "abbr",
    "address": "div",
    "big": "span",
    "center": "div",
    "data": "span",
    "dfn": "i",
    "dir": "ul",
    "font": "span",
    "footer": "div",
    "header": "div",
    "hgroup": "div",
    "label": "span",
    "main": "div",
    "menu": "ul",
    "nav": "div",
    "nobr": "span",
    "strike": "s",
    "time": "span",
    "tt": "code",
}
_UNWRAPPED = {"rb", "rtc", "picture", "track"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "figure",
        "hr",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
_WORDS_ONLY = _HEADINGS | frozenset(("p", "pre", "summary"))
_TRANSPARENT = frozenset(("a", "del", "ins"))
_INLINE = frozenset(
    [
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "ruby",
        "rt",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
    ]
)
_PLACES = {
    "dd": ("dl",),
    "dt": ("dl",),
    "figcaption": ("figure",),
    "li": ("ol", "ul"),
    "rp": ("ruby",),
    "rt": ("ruby",),
    "source": ("audio", "video"),
    "summary": ("details",),
}
"""Elements that stand nowhere but right inside of these."""


def conforming(markup: str, *, anchors: Rename | None = None, known_anchors: Known | None = None) -> Element:
    """A piece of safe HTML as a tree that meets the standard, below an element without a name. Anchors are unique, and
    a link to one that is not there has no address.

    ``anchors`` gives each anchor the name that it has on a page with others, ``known_anchors`` says which names that
    page has beside them.
    """
    root = parse_markup(markup)
    root.children = _fixed_children(root, within_link=False)
    _mend_anchors(root, anchors or _same, known_anchors or _none)
    return root


def _same(name: str) -> str:
    return name


def _none(_name: str) -> bool:
    return False


def _mend_anchors(root: Element, rename: Rename, known: Known) -> None:
    names: set[str] = set()
    for element in root.elements():
        name = element.attributes.get("id")
        if name in names:
            del element.attributes["id"]
        elif name:
            names.add(name)
            element.attributes["id"] = rename(name)
    for element in root.elements():
        address = element.attributes.get("href", "")
        if element.name == "a" and address.startswith("#") and not known(address[1:]):
            name = anchor_name(unquote(address[1:]))
            if name in names:
                element.attributes["href"] = f"#{rename(name)}"
            else:
                del element.attributes["href"]


def _fixed_children(parent: Element, *, within_link: bool) -> list[Element | str]:
    children: list[Element | str] = []
    for child in parent.children:
        if isinstance(child, str):
            children.append(child)
        else:
            children += _fixed(child, parent.name, within_link=within_link)
    return children


def _fixed(element: Element, parent: str, *, within_link: bool) -> list[Element | str]:
    """What takes the place of an element."""
    if element.name == "math":
        return [_formula(element)]
    if element.name in _UNWRAPPED:
        return _fixed_children(element, within_link=within_link)
    name = _RENAMED.get(element.name, element.name)
    if name != element.name and element.name in ("center", "big"):
        element.attributes["style"] = (
            "text-align: center" if element.name == "center" else "font-size: larger"
        )
    if name in _PLACES and parent not in _PLACES[name]:
        name = "span" if name in ("rt", "rp", "source") else "div"
    if name == "a" and within_link:
        name = "span"
    element.name = name
    element.attributes = clean_attributes(name, element.attributes)
    linked = within_link or (name == "a" and "href" in element.attributes)
    element.children = _fixed_children(element, within_link=linked)
    return _shaped(element)


def _shaped(element: Element) -> list[Element | str]:
    """An element whose children are in order, made to fit its own content model."""
    if element.name == "ruby" and not any(_is(child, "rt") for child in element.children):
        element.name = "span"
    name = element.name
    if name == "img":
        return _picture(element)
    if name in ("audio", "video"):
        return _player(element)
    if name in ("ul", "ol"):
        element.children = _items(element.children)
    elif name == "dl":
        _shape_terms(element)
    elif name == "table":
        _shape_table(element)
    elif name == "figure":
        _shape_figure(element)
    elif name == "details":
        _shape_details(element)
    elif name in ("dt", "th"):
        _lower_headings(element)
    elif (name in _WORDS_ONLY or name in _INLINE) and _holds_block(element):
        _add_class(element, f"as-{name}")
        element.name = "div"
    if name == "ruby" and element.name != name:
        for child in element.children:
            if isinstance(child, Element) and child.name in ("rt", "rp"):
                child.name = "span"
    return [element]


def _formula(element: Element) -> Element:
    """A formula; one that is none keeps its words."""
    if not is_formula(element):
        return Element("span", {"class": "formula"}, [element.attributes.get("alttext") or element.text()])
    for part in element.elements():
        part.attributes = clean_attributes(part.name, part.attributes)
        if part.name not in TOKENS:
            part.children = [child for child in part.children if isinstance(child, Element)]
    element.attributes["xmlns"] = "http://www.w3.org/1998/Math/MathML"
    return element


def _picture(element: Element) -> list[Element | str]:
    alternative = element.attributes.setdefault("alt", "")
    if "src" in element.attributes:
        return [element]
    return [Element("span", {"class": "missing"}, [alternative])] if alternative else []


def _player(element: Element) -> list[Element | str]:
    sources = [child for child in element.children if isinstance(child, Element) and child.name == "source"]
    sources = [source for source in sources if "src" in source.attributes]
    rest = [child for child in element.children if isinstance(child, str) or child.name != "source"]
    if "src" not in element.attributes and not sources:
        return rest
    element.children = [*(sources if "src" not in element.attributes else []), *rest]
    element.attributes.setdefault("controls", "")
    return [element]


def _items(children: list[Element | str]) -> list[Element | str]:
    """The children of a list: items only."""
    found: list[Element | str] = []
    stray: list[Element | str] = []
    for child in [*children, None]:
        item = isinstance(child, Element) and child.name == "li"
        if child is None or item:
            if any(not isinstance(part, str) or part.strip() for part in stray):
                found.append(Element("li", {}, stray))
            stray = []
        if child is not None:
            (found if item else stray).append(child)
    return found


def _shape_terms(element: Element) -> None:
    """A list of terms; where it is not one after the other's description, a division with the same words."""
    kinds = [child.name for child in element.children if isinstance(child, Element)]
    strays = any(isinstance(child, str) and child.strip() for child in element.children)
    fits = bool(kinds) and kinds[0] == "dt" and kinds[-1] == "dd" and set(kinds) == {"dt", "dd"}
    if fits and not strays:
        element.children = [child for child in element.children if isinstance(child, Element)]
        return
    element.name = "div"
    for child in element.children:
        if isinstance(child, Element) and child.name in ("dt", "dd"):
            _add_class(child, f"as-{child.name}")
            child.name = "div"


def _shape_table(element: Element) -> None:
    """Caption, columns, head, bodies, foot: each where it belongs, and at most one of those of which there is one."""
    parts: dict[str, list[Element]] = {
        name: [] for name in ("caption", "colgroup", "thead", "tbody", "tfoot")
    }
    loose: Element | None = None
    for child in element.children:
        if not isinstance(child, Element):
            continue
        if child.name == "tr":
            if loose is None:
                loose = Element("tbody")
                parts["tbody"].append(loose)
            loose.children.append(child)
        elif child.name in parts:
            parts[child.name].append(child)
            loose = None
    for name in ("thead", "tfoot"):
        for extra in parts[name][1:]:
            extra.name = "tbody"
            parts["tbody"].append(extra)
    for extra in parts["caption"][1:]:
        row = Element("tr", {}, [Element("td", {}, extra.children)])
        parts["tbody"].insert(0, Element("tbody", {}, [row]))
    for group in parts["colgroup"]:
        if any(isinstance(child, Element) for child in group.children):
            group.attributes.pop("span", None)
            group.children = [child for child in group.children if isinstance(child, Element)]
    for name in ("thead", "tbody", "tfoot"):
        for part in parts[name]:
            part.children = [child for child in part.children if isinstance(child, Element)]
    chosen = (
        parts["caption"][:1] + parts["colgroup"] + parts["thead"][:1] + parts["tbody"] + parts["tfoot"][:1]
    )
    element.children = list(chosen)


def _shape_figure(element: Element) -> None:
    """At most one caption, first or last."""
    captions = [
        child for child in element.children if isinstance(child, Element) and child.name == "figcaption"
    ]
    for extra in captions[1:]:
        extra.name = "div"
    if not captions:
        return
    content = [child for child in element.children if not isinstance(child, str) or child.strip()]
    if captions[0] not in (content[0], content[-1]):
        captions[0].name = "div"


def _shape_details(element: Element) -> None:
    """Its summary first; without one it is a division."""
    summaries = [
        child for child in element.children if isinstance(child, Element) and child.name == "summary"
    ]
    if not summaries:
        element.name = "div"
        element.attributes.pop("open", None)
        return
    for extra in summaries[1:]:
        extra.name = "div"
    element.children.remove(summaries[0])
    element.children.insert(0, summaries[0])


def _lower_headings(element: Element) -> None:
    for part in element.elements():
        if part.name in _HEADINGS or part.name in ("section", "article", "aside"):
            _add_class(part, f"as-{part.name}")
            part.name = "div"


def _holds_block(element: Element) -> bool:
    return any(
        child.name in _BLOCKS or (child.name in _TRANSPARENT and _holds_block(child))
        for child in element.children
        if isinstance(child, Element)
    )


def _is(node: Element | str, name: str) -> bool:
    return isinstance(node, Element) and node.name == name


def _add_class(element: Element, name: str) -> None:
    classes = element.attributes.get("class", "").split()
    element.attributes["class"] = " ".join([*classes, name])
