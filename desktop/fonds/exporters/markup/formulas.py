"""What a formula may be made of: MathML 3.0, presentation (chapter 3), as far as the sanitiser lets it through."""

from __future__ import annotations

from fonds.exporters.markup.tree import Element

TOKENS = frozenset(("mi", "mn", "mo", "ms", "mtext"))
_COUNTS = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
    "mspace": 0,
    "semantics": 1,
}
"""So many elements stand inside of these."""
_INSIDE = {"mtable": {"mtr"}, "mtr": {"mtd"}}
_ANY = frozenset(("math", "mrow", "msqrt", "mstyle", "merror", "mpadded", "mphantom", "mtd", "mmultiscripts"))


def is_formula(element: Element) -> bool:
    """Whether an element and all below it is a formula that readers can draw."""
    name = element.name
    children = [child for child in element.children if isinstance(child, Element)]
    words = any(isinstance(child, str) and child.strip() for child in element.children)
    if name in TOKENS:
        return not children
    if words or any(child.name == "math" for child in children):
        return False
    if name == "mmultiscripts":
        return _is_scripted(children)
    if name in _INSIDE:
        fits = {child.name for child in children} <= _INSIDE[name]
    elif name in _COUNTS:
        fits = len(children) == _COUNTS[name]
    else:
        fits = name in _ANY
    misplaced = {child.name for child in children} & {"mtr", "mtd", "mprescripts"} - _INSIDE.get(name, set())
    return fits and not misplaced and all(is_formula(child) for child in children)


def _is_scripted(children: list[Element]) -> bool:
    """A base, then pairs of scripts, then perhaps the mark and pairs that stand before it."""
    names = [child.name for child in children]
    if not names or names.count("mprescripts") > 1:
        return False
    middle = names.index("mprescripts") if "mprescripts" in names else len(names)
    after, before = middle - 1, max(0, len(names) - middle - 1)
    if middle == 0 or after % 2 or before % 2:
        return False
    return all(is_formula(child) for child in children if child.name != "mprescripts")
