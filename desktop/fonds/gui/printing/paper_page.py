"""Sheets as the page that Chromium prints: one document, its sections on pages of their own, no script, nothing remote."""

from __future__ import annotations

from html import escape

from fonds.base.paths import resource
from fonds.model.printing import SectionKind, Sheets

_POLICY = (
    "default-src 'none'; img-src post: data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
)
_HEAD_LENGTH = 40


def paper_page(sheets: Sheets) -> str:
    """The page."""
    heads = list(dict.fromkeys(section.head for section in sheets.sections))
    style = resource("css", "paper.css").read_text(encoding="utf-8")
    numbers = "lower-roman" if sheets.roman else "decimal"
    rules = [
        f"html {{ counter-reset: page {sheets.first_number - 1}; }}",
        f"@page {{ @top-left {{ content: {_quoted(sheets.title)}; }} "
        f"@bottom-center {{ content: counter(page, {numbers}); }} }}",
        *(
            f"@page h{number} {{ @top-right {{ content: {_quoted(head)}; }} }}"
            for number, head in enumerate(heads)
        ),
        "@page title { @top-left { content: none; } @top-right { content: none; } @bottom-center { content: none; } }",
    ]
    # Chromium names only the places that a link of the page leads to.
    links = "".join(f'<a href="#{escape(item.place)}"></a>' for item in sheets.sections if item.place)
    language = f' lang="{escape(sheets.language)}"' if sheets.language else ""
    pieces = [
        f'<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{escape(sheets.title)}</title>\n'
        f"<style>\n{style}\n{chr(10).join(rules)}\n</style>\n</head>\n<body>\n<div hidden>{links}</div>\n"
    ]
    for section in sheets.sections:
        page = "title" if section.kind is SectionKind.TITLE else f"h{heads.index(section.head)}"
        own = f' id="{escape(section.place)}"' if section.place else ""
        spoken = f' lang="{escape(section.language)}"' if section.language else ""
        pieces.append(
            f'<article class="{section.kind.value}"{own}{spoken} style="page: {page}">\n{section.html}\n</article>\n'
        )
    pieces.append("</body>\n</html>\n")
    return "".join(pieces)


def _quoted(text: str) -> str:
    """A string of a style sheet: whatever might end it is written by its number."""
    plain = " ".join(text.split())
    short = plain if len(plain) <= _HEAD_LENGTH else plain[: _HEAD_LENGTH - 1] + "…"
    signs = (sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in short)
    return '"' + "".join(signs) + '"'
