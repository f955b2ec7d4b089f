"""Which attributes an element may have by the HTML standard, and what becomes of those of older days."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

Attributes = dict[str, str]
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_CLASS = re.compile(r"[^\s]+")
_NUMBER = re.compile(r"\d{1,5}")
_SIGNED = re.compile(r"-?\d{1,9}")
_LENGTH = re.compile(r"(\d{1,4})(%|px)?")
_NAME_START = re.compile(r"[^\W\d]|_", re.UNICODE)
_NOT_NAME = re.compile(r"[^\w.\-]", re.UNICODE)
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")
_ALIGNED = ("left", "right", "center", "justify")
_MATH = {
    "math": {"display", "alttext"},
    "mo": {"stretchy", "fence", "separator", "form", "largeop", "movablelimits"},
    "mi": {"mathvariant"},
    "mspace": {"width", "height", "depth"},
    "mtd": {"columnspan", "rowspan"},
}
_OWN: dict[str, dict[str, Callable[[str], str | None]]] = {}


def anchor_name(name: str) -> str:
    """An anchor's name as XML takes it (an NCName); the same for the same name. Empty where there is none."""
    plain = _NOT_NAME.sub("-", name.strip())
    if not plain:
        return ""
    return plain if _NAME_START.match(plain) else f"a-{plain}"


def clean_attributes(name: str, given: Attributes) -> Attributes:
    """What an element keeps of its attributes, in the order of the standard's checks; widths and alignments of older
    days become style."""
    if name in _MATH or (name.startswith("m") and name not in ("mark", "menu", "main")):
        return {key: value for key, value in given.items() if key in _MATH.get(name, ())}
    kept = _common(given)
    for key, read in _OWN.get(name, {}).items():
        value = read(given[key]) if key in given else None
        if value is not None:
            kept[key] = value
    if name == "a" and "id" not in kept and anchor_name(given.get("name", "")):
        kept["id"] = anchor_name(given["name"])
    style = "; ".join(part for part in (given.get("style", ""), *_old_style(name, given)) if part)
    if style:
        kept["style"] = style
    return kept


def clean_address(address: str) -> str | None:
    """An address that any reader of links takes; None for what is none. A host in another script is written as the
    network has it (IDNA)."""
    plain = address.strip()
    try:
        parts = urlsplit(plain)
        host, _ = parts.hostname or "", parts.port
        if not host.isascii():
            network = host.encode("idna").decode("ascii")
            plain = parts._replace(netloc=parts.netloc.lower().replace(host, network)).geturl()
            host = network
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and (not host or not _HOST.fullmatch(host)):
        return None
    before, mark, fragment = _percent_encoded(plain).partition("#")
    before = before.replace("[", "%5B").replace("]", "%5D")
    return before + mark + fragment.replace("#", "%23")


def _percent_encoded(address: str) -> str:
    shown = quote(address, safe="%/:?#[]@!$&'()*+,;=~-._")
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", shown)


def _common(given: Attributes) -> Attributes:
    kept: Attributes = {}
    name = anchor_name(given.get("id", ""))
    if name:
        kept["id"] = name
    classes = _CLASS.findall(given.get("class", ""))
    if classes:
        kept["class"] = " ".join(dict.fromkeys(classes))
    if given.get("title"):
        kept["title"] = given["title"]
    if _LANGUAGE.fullmatch(given.get("lang", "")):
        kept["lang"] = given["lang"]
    if given.get("dir", "").lower() in ("ltr", "rtl", "auto"):
        kept["dir"] = given["dir"].lower()
    if "hidden" in given:
        kept["hidden"] = ""
    return kept


def _old_style(name: str, given: Attributes) -> list[str]:
    found = []
    align = given.get("align", "").lower()
    if name in ("img", "table", "video"):
        if align in ("left", "right"):
            found.append(f"float: {align}")
    elif align in _ALIGNED:
        found.append(f"text-align: {align}")
    if name not in ("img", "video"):
        length = _LENGTH.fullmatch(given.get("width", "").strip())
        if length and int(length[1]):
            found.append(f"width: {length[1]}{length[2] or 'px'}")
    elif "%" in given.get("width", ""):
        length = _LENGTH.fullmatch(given["width"].strip())
        if length:
            found.append(f"width: {length[1]}%")
    return found


def _number(least: int, most: int) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        plain = text.strip().removesuffix("px")
        fits = _NUMBER.fullmatch(plain) and least <= int(plain) <= most
        return str(int(plain)) if fits else None

    return read


def _integer(text: str) -> str | None:
    return str(int(text)) if _SIGNED.fullmatch(text.strip()) else None


def _one_of(*values: str) -> Callable[[str], str | None]:
    return lambda text: text if text in values else None


def _present(_text: str) -> str | None:
    return ""


def _as_is(text: str) -> str | None:
    return text


_SIZE = {"width": _number(1, 99999), "height": _number(1, 99999)}
_CELL = {"colspan": _number(1, 1000), "rowspan": _number(1, 65534)}
_PLAYED = {"src": clean_address, "controls": _present, "loop": _present, "muted": _present}
_OWN |= {
    "a": {"href": clean_address},
    "img": {"src": clean_address, "alt": _as_is, **_SIZE},
    "video": {**_PLAYED, "poster": clean_address, **_SIZE},
    "audio": dict(_PLAYED),
    "source": {"src": clean_address, "type": _as_is},
    "ol": {"start": _integer, "reversed": _present, "type": _one_of("1", "a", "A", "i", "I")},
    "li": {"value": _integer},
    "td": dict(_CELL),
    "th": {**_CELL, "scope": _one_of("row", "col", "rowgroup", "colgroup")},
    "col": {"span": _number(1, 1000)},
    "colgroup": {"span": _number(1, 1000)},
    "details": {"open": _present},
}
