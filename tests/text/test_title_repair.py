"""Titles written between quotation marks by someone who never escapes anything."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.problems import ProblemKind
from fonds.text.front_matter import split_document
from fonds.text.yaml_header import read_header
from fonds.text.yaml_nodes import READ_FAULTS, compose_mapping

ALPHABET = "\"'\\:{}[]“”‘’「」中新闻aNtu0 ,%@!&*|>?-"
TITLES = st.text(ALPHABET, max_size=24)


def _is_refused(header: str) -> bool:
    try:
        compose_mapping(header)
    except READ_FAULTS:
        return True
    return False


@settings(max_examples=2000)
@given(TITLES)
def test_a_title_that_yaml_refuses_is_read_exactly_and_others_are_told(title: str) -> None:
    data = f'---\nlayout: post\ntitle: "{title}"\ndate: 2022-01-11 19:09:47 +0800\ntags: 新闻\n---\nBody'.encode()
    parts = split_document(data)
    reading = read_header(parts.header, first_line=parts.header_line)
    values = dict(reading.values)
    assert reading.readable
    assert [key for key, _ in reading.values] == ["layout", "title", "date", "tags"]
    assert (values["layout"], values["date"], values["tags"]) == ("post", "2022-01-11 19:09:47 +0800", "新闻")
    if _is_refused(parts.header):
        assert values["title"] == title
        assert [(p.kind, p.line) for p in reading.problems] == [(ProblemKind.REPAIRED_QUOTES, 3)]
    elif values["title"] != title:
        assert "\\" in title  # the only way in which YAML accepts it as something else
        escaped = '\\"' in title or "\\\\" in title or title.count("\\u") > 1
        told = [p for p in reading.problems if p.kind is ProblemKind.AMBIGUOUS_BACKSLASH]
        assert escaped or [dict(p.details)["other"] for p in told] == [title]
        assert all(dict(p.details)["value"] == values["title"] for p in told)
