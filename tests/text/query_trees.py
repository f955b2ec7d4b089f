"""Random query trees in their normal form, for the parser and for the store."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from fonds.model.query_tree import (
    Days,
    Field,
    KeyMatch,
    Match,
    Node,
    Numbers,
    Words,
    all_of,
    any_of,
    negated,
)
from fonds.text.query_names import known_values

ANY_TEXT = st.text(
    alphabet=st.sampled_from("aB新闻示 -－:：()（）\"＂“”「」『』*?./'\\OR_9é𠀀。～")
    | st.characters(exclude_categories=["Cs"]),
    min_size=1,
    max_size=12,
).map(lambda text: " ".join(text.replace("\0", "").split()))
SAID = ANY_TEXT.filter(bool)
KEYS = st.sampled_from(["layout", "栏目", "my-key", "params.kind", "x_y", "来源", "tags", "12"])
NAMED = [
    Field.CATEGORY,
    Field.TAG,
    Field.AUTHOR,
    Field.COLLECTION,
    Field.LANGUAGE,
    Field.SLUG,
    Field.PERMALINK,
]
FIXED = [Field.STATUS, Field.FORMAT, Field.HAS, Field.IS]
DAYS = st.dates(date(1, 1, 2), date(9999, 12, 30))


def days(bound: st.SearchStrategy[date] = DAYS) -> st.SearchStrategy[Days]:
    """Days between two bounds, or beyond one."""
    fields = st.sampled_from([Field.DATE, Field.MODIFIED])
    both = st.tuples(bound, bound).map(sorted)
    return (
        st.builds(lambda field, pair: Days(field, *pair), fields, both)
        | st.builds(lambda field, day: Days(field, day, None), fields, bound)
        | st.builds(lambda field, day: Days(field, None, day), fields, bound)
    )


def numbers(most: int = 10**9) -> st.SearchStrategy[Numbers]:
    """Numbers between two bounds, or beyond one."""
    fields = st.sampled_from([Field.WORDS, Field.ACCESSION])
    counts = st.integers(0, most)
    return (
        st.builds(lambda field, pair: Numbers(field, *sorted(pair)), fields, st.tuples(counts, counts))
        | st.builds(lambda field, low: Numbers(field, low, None), fields, counts)
        | st.builds(lambda field, high: Numbers(field, None, high - 1), fields, counts)
    )


LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Words, SAID, st.booleans(), st.sampled_from([None, Field.TITLE, Field.BODY])),
    st.builds(Match, st.sampled_from(NAMED), SAID, st.booleans()),
    st.builds(Match, st.sampled_from(NAMED), st.just(""), st.just(True)),
    st.builds(Match, st.sampled_from([Field.SOURCE, Field.SEARCH]), SAID),
    st.sampled_from([Match(field, value) for field in FIXED for value in known_values(field)]),
    st.builds(KeyMatch, KEYS, SAID, st.booleans()),
    days(),
    numbers(),
)


def trees(leaves: st.SearchStrategy[Node], most: int = 12) -> st.SearchStrategy[Node]:
    """Trees over some leaves."""

    def grow(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=1, max_size=4)
        return several.map(_all) | several.map(_any) | inner.map(negated)

    return st.recursive(leaves, grow, max_leaves=most)


def _all(parts: list[Node]) -> Node:
    node = all_of(parts)
    assert node is not None
    return node


def _any(parts: list[Node]) -> Node:
    node = any_of(parts)
    assert node is not None
    return node
