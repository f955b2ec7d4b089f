"""A formula as a line of text."""

from __future__ import annotations

from fonds.exporters.markup.tree import Element

_BETWEEN = {"mfrac": "/", "msub": "_", "msup": "^", "munder": "_", "mover": "^", "mroot": "√"}


def formula_text(element: Element | str) -> str:
    """The words of a formula in their order, with the signs that show how they belong together."""
    if isinstance(element, str):
        return " ".join(element.split())
    alternative = element.attributes.get("alttext", "")
    if alternative:
        return alternative
    parts = [formula_text(child) for child in element.children]
    parts = [part for part in parts if part]
    if element.name in _BETWEEN and len(parts) == 2:
        return _BETWEEN[element.name].join(_bracketed(part) for part in parts)
    if element.name in ("msubsup", "munderover") and len(parts) == 3:
        return f"{_bracketed(parts[0])}_{_bracketed(parts[1])}^{_bracketed(parts[2])}"
    if element.name == "msqrt" and parts:
        return f"√{_bracketed(''.join(parts))}"
    if element.name in ("mtr", "mtable"):
        return (" " if element.name == "mtr" else "; ").join(parts)
    return "".join(parts)


def _bracketed(part: str) -> str:
    return part if len(part) == 1 or part.isalnum() else f"({part})"
