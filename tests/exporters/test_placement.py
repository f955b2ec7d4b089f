"""Export paths: near to the original, safe, and used once."""

from __future__ import annotations

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from fonds.exporters.placement import NAME_BYTES, Placement


def test_paths_stay_as_they_are_where_the_system_takes_them() -> None:
    placement = Placement(windows=False, folds=False)
    for path in ("_posts/2022-01-11-长三角.md", "a: b?.md", "CON.md", "A.md", "a.md", "-x.md", "trailing. "):
        assert placement.place(path) == path


def test_a_path_leads_nowhere_but_below() -> None:
    placement = Placement()
    assert placement.place("/etc/passwd") == "etc/passwd"
    assert placement.place("../../x.md") == "x.md"
    assert placement.place("a/./b//c.md") == "a/b/c.md"
    assert placement.place("..") == "post"


def test_a_path_is_given_once() -> None:
    placement = Placement(windows=False, folds=False)
    assert [placement.place("a/x.md") for _ in range(3)] == ["a/x.md", "a/x-2.md", "a/x-3.md"]


def test_a_file_and_a_folder_of_the_same_name() -> None:
    placement = Placement(windows=False, folds=False)
    assert placement.place("a/b") == "a/b"
    assert placement.place("a/b/c.md") == "a/b_/c.md"
    assert placement.place("d/e.md") == "d/e.md"
    assert placement.place("d") == "d-2"


def test_windows_names() -> None:
    placement = Placement(windows=True, folds=True)
    assert placement.place("RedShift: OLED.md") == "RedShift_ OLED.md"
    assert placement.place("con.md") == "_con.md"
    assert placement.place("end. ") == "end"
    assert placement.place("Post.md") == "Post.md"
    assert placement.place("post.md") == "post-2.md"


def test_composed_and_decomposed_names_clash_where_the_system_folds_them() -> None:
    placement = Placement(windows=False, folds=True)
    assert placement.place("\u00e9.md") == "\u00e9.md"
    assert placement.place("e\u0301.md") != "e\u0301.md"


def test_a_long_name_is_cut_at_a_character() -> None:
    placed = Placement(windows=False).place("长" * 200 + ".md")
    assert placed.endswith(".md")
    assert len(placed.encode()) <= NAME_BYTES


@given(st.lists(st.text(max_size=20), max_size=12), st.booleans())
def test_any_paths_are_safe_and_different(paths: list[str], windows: bool) -> None:
    placement = Placement(windows=windows, folds=windows)
    placed = [placement.place(path) for path in paths]
    assert len({path.casefold() if windows else path for path in placed}) == len(placed)
    files = set(placed)
    for path in placed:
        pure = PurePosixPath(path)
        assert not pure.is_absolute()
        assert ".." not in pure.parts
        assert not any(str(parent) in files for parent in pure.parents)


def test_endless_names_and_paths_are_cut_at_once() -> None:
    placement = Placement(windows=False, folds=False)
    for path in (
        "EVIL" * 1_250_000 + ".md",
        "长" * 2_000_000,
        "/".join(["a" * 200] * 5_000),
        "d/" * 500_000 + "x.md",
    ):
        first, second = placement.place(path), placement.place(path)
        assert first != second
        for placed in (first, second):
            assert len(placed.encode()) <= 2_010
            assert all(len(part.encode()) <= 255 for part in placed.split("/"))
    assert placement.place("d/" * 500_000 + "y.md").endswith("d/y.md")
