"""The report of an accession as a page to read, print and keep: one file, no script, nothing loaded from elsewhere."""

from __future__ import annotations

from html import escape

from fonds.base.paths import resource
from fonds.exporters.accession_report import (
    Items,
    ReportWords,
    Write,
    accession_counts,
    accession_facts,
    outcome_text,
    round_trip_text,
)
from fonds.model.accession import Accession, AccessionItem

FOLDED = 500
"""From so many documents on, their list is folded on the screen. In print it is as it was left."""
_SHOWN = 2000
"""Characters of a path or a sentence that are shown."""


def write_html(accession: Accession, items: Items, words: ReportWords, write: Write) -> None:
    """Write the page."""
    translate = words.translate
    title = translate("AccessionReport", "Report of import {number}").replace("{number}", str(accession.id))
    style = resource("css", "accession-report.css").read_text(encoding="utf-8")
    write(
        f'<!DOCTYPE html>\n<html lang="{escape(words.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="color-scheme" content="light dark">\n<title>{_text(title)}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<h1>{_text(title)}</h1>\n"
    )
    _write_facts(accession, words, write)
    _write_counts(accession, words, write)
    _write_problems(items, words, write)
    _write_documents(accession, items, words, write)
    write("</body>\n</html>\n")


def _write_facts(accession: Accession, words: ReportWords, write: Write) -> None:
    write('<table class="facts">\n')
    for label, text in accession_facts(accession, words):
        write(f'<tr><th scope="row">{_text(label)}</th><td>{_text(text)}</td></tr>\n')
    write("</table>\n")


def _write_counts(accession: Accession, words: ReportWords, write: Write) -> None:
    translate, report = words.translate, accession.report
    found = translate("AccessionReport", "{number} documents were dealt with")
    write(f"<h2>{_text(found.replace('{number}', words.number(report.found)))}</h2>\n")
    round_trip = round_trip_text(report.checked, report.identical, words)
    if round_trip:
        whole = report.identical == report.checked
        kind, sign = (
            ("good", "\N{CHECK MARK}") if whole else ("bad", "\N{WARNING SIGN}\N{VARIATION SELECTOR-15}")
        )
        write(f'<p class="{kind}"><span aria-hidden="true">{sign}</span> {_text(round_trip)}</p>\n')
    write('<table class="counts">\n')
    for label, number in accession_counts(accession, words):
        write(f'<tr><th scope="row">{_text(label)}</th><td>{_text(words.number(number))}</td></tr>\n')
    write("</table>\n")


def _write_problems(items: Items, words: ReportWords, write: Write) -> None:
    translate = words.translate
    write(f"<h2>{_text(translate('AccessionReport', 'Problems'))}</h2>\n")
    begun = False
    for item in items():
        for problem in item.problems:
            if not begun:
                _write_head(
                    translate("AccessionReport", "File"),
                    translate("AccessionReport", "Line"),
                    translate("AccessionReport", "Problem"),
                    write=write,
                )
                begun = True
            line = str(problem.line) if problem.line else ""
            write(
                f'<tr><td class="path">{_text(problem.path)}</td><td class="number">{line}</td>'
                f"<td>{_text(words.problem(problem))}</td></tr>\n"
            )
    none = _text(translate("AccessionReport", "There were none."))
    write("</tbody>\n</table>\n" if begun else f"<p>{none}</p>\n")


def _write_documents(accession: Accession, items: Items, words: ReportWords, write: Write) -> None:
    translate, report = words.translate, accession.report
    heading = _text(translate("AccessionReport", "Documents"))
    listed = report.found - report.unchanged
    opened = " open" if listed < FOLDED else ""
    write(f"<details{opened}>\n<summary><h2>{heading}</h2></summary>\n")
    if report.unchanged:
        text = translate("AccessionReport", "Documents that had not changed are counted, and not listed.")
        write(f"<p>{_text(text)}</p>\n")
    _write_head(
        translate("AccessionReport", "File"),
        translate("AccessionReport", "Outcome"),
        translate("AccessionReport", "Post"),
        write=write,
    )
    for item in items():
        if item.outcome is not None:
            write(_document_row(item, words))
    write("</tbody>\n</table>\n</details>\n")


def _document_row(item: AccessionItem, words: ReportWords) -> str:
    post = "" if item.post_id is None else str(item.post_id)
    return (
        f'<tr><td class="path">{_text(item.path)}</td><td>{_text(outcome_text(item, words))}</td>'
        f'<td class="number">{post}</td></tr>\n'
    )


def _write_head(*columns: str, write: Write) -> None:
    cells = "".join(f'<th scope="col">{_text(label)}</th>' for label in columns)
    write(f'<table class="rows">\n<thead><tr>{cells}</tr></thead>\n<tbody>\n')


def _text(text: str) -> str:
    """A text for the page. Control characters, which HTML does not know, show as such."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    plain = "".join(
        character if character >= " " or character in "\n\t" else chr(0x2400 + ord(character))
        for character in shown
    )
    return escape(plain)
