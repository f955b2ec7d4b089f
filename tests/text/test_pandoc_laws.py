"""Whatever Pandoc's blocks look like: the pieces are the file, and an edit of a key touches that key's lines alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.text.front_matter import DocumentParts, join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.headers import read_document_header
from fonds.text.pandoc_header import shown_body

PIECES = st.sampled_from(
    ["% T", "%", "% A; B", " more", "---", "...", "", "  ", "title: x", "author: [a, b]", "date: 2020  # c", "x: 'y'",
     "  - z", "```", "~~~", "<!--", "-->", "<pre>", "</pre>", "Text", "a: [", "雾", '{"a": 1}', "# Head", "|  |"]
)  # fmt: skip
TEXTS = st.builds(
    lambda lines, end, last: end.join(lines) + (end if last else ""),
    st.lists(PIECES, max_size=14),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
TITLES = st.sampled_from(["", "% T\n", "% T\n% A; B\n", "%\n% A\n  B\n% D\n", "% T\n%\n% D\n\n"])
LINES = st.sampled_from(
    [
        "title: t",
        "title: 'u'  # c",
        "author: A",
        "author: [A, B]",
        "date: 2020-01-02",
        "keywords: [k]",
        "x: |\n  y",
        "#",
    ]
)
BLOCKS = st.builds(
    lambda lines, closer: "---\n" + "".join(f"{line}\n" for line in lines) + closer + "\n",
    st.lists(LINES, min_size=1, max_size=4, unique_by=lambda line: line.partition(":")[0]),
    st.sampled_from(["---", "..."]),
)
WORDS = st.sampled_from(["Text\n", "```\n---\ntitle: code\n---\n```\n", "\n", "Head\n---\n", "% no\n"])
DOCUMENTS = st.builds(
    lambda title, pieces, end: (title + "".join(f"\n{piece}" for piece in pieces)).replace("\n", end),
    TITLES,
    st.lists(st.one_of(BLOCKS, WORDS), max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
VALUES: st.SearchStrategy[FieldValue] = st.one_of(
    st.none(),
    st.text("ab;%: -#'\"\n中", max_size=8),
    st.lists(st.text("ab;, %中", min_size=1, max_size=4), max_size=3).map(list),
    st.booleans(),
)
KEYS = st.sampled_from(["title", "author", "date", "keywords", "x", "new"])


@settings(max_examples=800)
@given(st.one_of(st.binary(max_size=120), TEXTS.map(str.encode), DOCUMENTS.map(str.encode)))
def test_the_pieces_are_the_file(data: bytes) -> None:
    parts = split_document(data, "", "pandoc")
    reading = read_document_header(parts)
    assert all(problem.line >= 0 for problem in reading.problems)
    if parts.exact:
        assert join_document(parts) == data
        lines = parts.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert all(1 <= line <= len(lines) for line in reading.lines.values())


@settings(max_examples=1500)
@given(DOCUMENTS, KEYS, VALUES)
def test_an_edit_touches_its_key_alone(text: str, key: str, value: FieldValue) -> None:
    parts = split_document(text.encode(), "", "pandoc")
    before = read_document_header(parts)
    try:
        edited = edit_header(parts, [(key, value)])
    except UserError:
        return
    again = split_document(join_document(edited), "", "pandoc")
    old, new = dict(before.values), dict(read_document_header(again).values)
    assert new.pop(key, None) == value
    old.pop(key, None)
    assert new == old
    assert shown_body(again).split() == shown_body(parts).split()
    if value is not None:
        _others_stand(parts, again, before.lines.get(key, 0))


def _others_stand(before: DocumentParts, after: DocumentParts, line: int) -> None:
    """All lines but that of the key (and, of a text block or a title with more lines, those behind it) are still there; an
    empty line of a title block may have been filled."""
    old = before.text.splitlines()
    new = iter(after.text.splitlines())
    if line:
        end = line
        while end < len(old) and old[end].startswith(" "):
            end += 1
        old = old[: line - 1] + old[end:]
    assert all(any(wanted == there for there in new) for wanted in old if wanted != "%")
