"""Lists of places are read back as they were written, one by one and all at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.store.segments.lists import LONG, MOST_PLACES, decode_list, decode_lists, encode_lists

_LISTS = st.one_of(
    st.sets(st.integers(0, MOST_PLACES - 1), min_size=1, max_size=30),
    st.builds(
        lambda start, step, count, spread: {start + step * place + place % spread for place in range(count)},
        st.integers(0, 10_000_000),
        st.sampled_from([1, 2, 3, 100, 254, 255, 256, 300, 65_534, 65_535, 65_536]),
        st.integers(1, 60),
        st.integers(1, 3),
    ),
)


def _check(lists: list[list[int]]) -> int:
    places = np.array([place for one in lists for place in one], np.uint32)
    begins = np.cumsum([0, *(len(one) for one in lists)])[:-1]
    data, lengths = encode_lists(places, begins)
    assert lengths.sum() == len(data)
    ends = np.cumsum(lengths)
    for one, end, length in zip(lists, ends, lengths, strict=True):
        assert decode_list(data[end - length : end]).tolist() == one
    numbers, found = decode_lists(data, lengths)
    assert sorted(zip(numbers.tolist(), found.tolist(), strict=True)) == [
        (number, place) for number, one in enumerate(lists) for place in one
    ]
    return len(data)


@settings(max_examples=200, deadline=None)
@given(st.lists(_LISTS.map(sorted), min_size=1, max_size=8))
def test_what_is_written_is_read_back(lists: list[list[int]]) -> None:
    _check(lists)


@pytest.mark.parametrize(
    ("step", "bytes_a_place"), [(1, 1.0), (50, 1.0), (250, 1.0), (1000, 2.0), (60_000, 2.0), (900_000, 3.0)]
)
def test_each_density_has_its_way(step: int, bytes_a_place: float) -> None:
    places = list(range(7, MOST_PLACES, step))[:5000]
    assert _check([places]) <= len(places) * bytes_a_place + 2


def test_a_list_that_begins_far_away_is_not_long() -> None:
    assert _check([[MOST_PLACES - 1]]) == 3
    assert _check([list(range(MOST_PLACES - 200, MOST_PLACES))]) <= 601


def test_the_shortest_lists_of_every_length() -> None:
    _check([list(range(start, start + count)) for start in (0, 9_999_999) for count in range(1, 2 * LONG)])


def test_what_nobody_wrote_is_refused() -> None:
    with pytest.raises(ValueError):
        decode_lists(np.full(LONG, 9, np.uint8), np.array([LONG]))
