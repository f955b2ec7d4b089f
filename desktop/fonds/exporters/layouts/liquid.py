"""Liquid in texts that are to be shown, not run: guarded by ``raw``; and in Jekyll's own posts what would stop a build.

Source: Liquid's tokenizer (a mark ends at the first closer, across lines) and Jekyll's page "Tags". An unknown tag, a block
that is not closed or a file that is not there ends the whole build of Jekyll.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_INNER = r"(?:(?!\{\{|\{%|\}\}|%\}).){0,2000}"
_MARK = re.compile(rf"(?P<whole>\{{\{{{_INNER}\}}\}}|\{{%{_INNER}%\}})|(?P<run>\{{{{2,}}%?|\{{%)", re.DOTALL)
_END = re.compile(r"\{%-?\s*endraw")
_JOINED = re.compile(r"\{% endraw %\}([^\n{]*)\{% raw %\}")
_TOKEN = re.compile(r"\{%(?P<tag>.*?)%\}|\{\{(?P<output>.*?)\}\}|\{%|\{\{", re.DOTALL)
_WORD = re.compile(r"-?\s*(\w+|#)(.*?)-?\Z", re.DOTALL)
_FATAL = re.compile(r"\|\s*(?:divided_by|modulo)\s*:\s*(?!-?[1-9])[^|{}%]{0,80}")
"""Division by what is not known here: by nothing it ends the build."""
_NO_ARGUMENT = re.compile(
    r"\|\s*(?:\w+\s*:\s*(?:\||-?\Z)|(?:date|append|prepend|plus|minus|times|divided_by|modulo|split|replace|replace_first|remove"
    r"|remove_first|slice|where|where_exp|map|group_by|group_by_exp|find|find_exp|at_least|at_most)\s*(?:\||-?\Z))"
)
"""A filter that is not given what it needs."""
_RAW_END = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_NO_OUTPUT = re.compile(rf"[{{}}]|{_NO_ARGUMENT.pattern}")

_BLOCKS = frozenset(
    ("if", "unless", "case", "for", "tablerow", "capture", "ifchanged", "highlight", "comment")
)
_WITHIN = {
    "else": frozenset(("if", "unless", "case", "for")),
    "elsif": frozenset(("if", "unless")),
    "when": frozenset(("case",)),
}
_TAGS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.DOTALL)
    for name, pattern in {
        "if": r"\s*\S.*", "elsif": r"\s*\S.*", "unless": r"\s*\S.*", "case": r"\s*\S.*", "when": r"\s*\S.*", "else": r"\s*",
        "for": r"\s*[\w-]+\s+in\s+\S.*", "tablerow": r"\s*[\w-]+\s+in\s+\S.*", "capture": r"\s*['\"]?[\w.-]+['\"]?\s*",
        "ifchanged": r".*", "comment": r".*", "highlight": r"\s*[\w.+#_-]+\s*", "assign": r"\s*[\w.-]+\s*=\s*\S.*", "cycle": r"\s*\S.*",
        "increment": r"\s*\w+\s*", "decrement": r"\s*\w+\s*", "break": r"\s*", "continue": r"\s*",
        "include": r"\s*[\w./-]+\.\w+(?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[\w.-]+))*\s*", "link": r"\s*\S.*", "post_url": r"\s*\S.*",
    }.items()
}  # fmt: skip


def guard_liquid(text: str) -> str:
    """The text such that Liquid gives it back as it is."""
    if "{{" not in text and "{%" not in text:
        return text
    return _JOINED.sub(r"\1", _MARK.sub(_guarded, text))


def _guarded(match: re.Match[str]) -> str:
    whole = match["whole"]
    if whole is not None and not _END.match(whole):
        return f"{{% raw %}}{whole}{{% endraw %}}"
    if whole is not None:
        return '{{ "{" }}' + whole[1:]
    return match["run"].replace("{", '{{ "{" }}')


@dataclass(slots=True)
class OwnLiquid:
    """A body as Jekyll can run it: ``text``; the files that its ``include`` tags want; the marks that were guarded."""

    text: str
    includes: set[str] = field(default_factory=set)
    guarded: list[str] = field(default_factory=list)


def own_liquid(body: str, resolve: Callable[[int, str], str | None]) -> OwnLiquid:
    """A body that is Jekyll's own, with what would end the build guarded and all else as it is.

    ``resolve`` gets the place and the text of a ``link`` or ``post_url`` tag and gives what is to stand there; None
    where it leads nowhere.
    """
    fatal = _FATAL.search(body)
    if fatal is not None:
        return OwnLiquid(guard_liquid(body), guarded=[fatal.group()])
    found = OwnLiquid(body)
    pieces: list[str] = []
    opened: list[str] = []
    place = 0
    token = _TOKEN.search(body)
    while token is not None:
        end = token.end()
        name, rest = _words(token["tag"])
        new: str | None = token.group()
        if token["tag"] is None:
            output = token["output"]
            new = new if output is not None and not _NO_OUTPUT.search(output) else None
        elif _NO_ARGUMENT.search(token["tag"]):
            new = None
        elif name == "raw":
            closer = _RAW_END.search(body, end)
            new, end = (None, end) if closer is None else (body[token.start() : closer.end()], closer.end())
        elif name.startswith("end") and opened and opened[-1] == name[3:]:
            opened.pop()
        else:
            form = _TAGS.get(name)
            fits = name not in _WITHIN or (bool(opened) and opened[-1] in _WITHIN[name])
            new = new if fits and form is not None and form.fullmatch(rest) else None
            if new is not None and name in ("link", "post_url"):
                new = resolve(token.start(), new)
            elif new is not None and name == "include":
                found.includes.add(rest.split()[0])
            opened += [name] * (new is not None and name in _BLOCKS)
        if new is None:
            found.guarded.append(token.group())
            new = guard_liquid(token.group())
        pieces += (body[place : token.start()], new)
        place = end
        token = _TOKEN.search(body, end)
    if opened:
        return OwnLiquid(guard_liquid(body), guarded=[f"{{% {opened[-1]} %}}"])
    found.text = "".join((*pieces, body[place:]))
    return found


def _words(tag: str | None) -> tuple[str, str]:
    match = _WORD.match(tag.strip()) if tag is not None else None
    return (match.group(1), match.group(2)) if match is not None else ("", "")
