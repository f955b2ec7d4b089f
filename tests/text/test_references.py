"""Local addresses in bodies."""

from __future__ import annotations

import time

import pytest

from fonds.text.reference_marks import without_marked_code
from fonds.text.references import find_references, find_rest_references, local_path, without_code


def found(body: str) -> list[tuple[str, bool]]:
    return [(reference.written, reference.shown) for reference in find_references(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<img src="a.png"><img SRC = \'b c.png\'><img src=c.png>', [("a.png", True), ("b c.png", True), ("c.png", True)]),
        ('<a href="files/x.pdf">x</a>', [("files/x.pdf", False)]),
        ('<video poster="p.jpg"><source src="m.mp4"></video>', [("p.jpg", True), ("m.mp4", True)]),
        ("![alt](a.png) [link](b.pdf)", [("a.png", True), ("b.pdf", False)]),
        ('![a](<with space.png> "title") ![b](p_(1).png)', [("with space.png", True), ("p_(1).png", True)]),
        ("[x]: local.png\n[y]: http://remote/z.png", [("local.png", False)]),
        ("![a](x.png) [again](x.png)", [("x.png", True)]),
        ("![a]({{ site.baseurl }}/i.png)", [("{{ site.baseurl }}/i.png", True)]),
        ('![a]({{ "/i.png" | relative_url }})', [('{{ "/i.png" | relative_url }}', True)]),
        ("http://a/?src=b.png data-src=c.png", []),
        (
            '<img src="http://r/a.png"><img src="//r/b.png"><a href="#top">x</a><img src="data:image/png;base64,AA">'
            "[m](mailto:a@b) [q](?x=1)",
            [],
        ),
    ],
)  # fmt: skip
def test_local_addresses_are_found(body: str, expected: list[tuple[str, bool]]) -> None:
    assert found(body) == expected


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("a%20b.png?v=1#x", "a b.png"),
        ("%E4%B8%AD.png", "中.png"),
        ("img\\a.png", "img/a.png"),
        ("{{ site.baseurl }}/i.png", "/i.png"),
        ("{{site.url}}{{site.baseurl}}/i.png", "/i.png"),
        ('{{ "/i.png" | relative_url }}', "/i.png"),
        ('{{ site.baseurl | append: "/i.png" }}', "/i.png"),
    ],
)
def test_what_path_is_meant(written: str, path: str) -> None:
    assert local_path(written) == path


@pytest.mark.parametrize(
    "piece", ["[", "[](", "![a](", "src=", '<a href="', "{{", "((", "[a]:", '[a](b "', "[a](<"]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    body = "<" + piece * (200_000 // len(piece))
    began = time.monotonic()
    find_references(body)
    assert time.monotonic() - began < 20  # quadratic time would be minutes


@pytest.mark.parametrize(
    ("body", "references"),
    [
        ("![[a b.png]] ![[c/d.PNG|300]]", [("a b.png", True), ("c/d.PNG", True)]),
        ("[[paper.pdf#page=2|the paper]] [[Note]] [[v1.2 notes]]", [("paper.pdf", False)]),
        ("{% asset_img walk.png %}", [("walk.png", True)]),
        ('{% asset_img left big "my walk.png" 100 "A title" %}', [("my walk.png", True)]),
        (
            "{% asset_link file.zip The file %} {% asset_path x.css %}",
            [("file.zip", False), ("x.css", False)],
        ),
        ("[[" * 3000 + "]]", []),
        ("{% asset_img " * 3000, []),
    ],
)
def test_embedded_files_and_asset_tags(body: str, references: list[tuple[str, bool]]) -> None:
    assert [(found.written, found.shown) for found in find_references(body)] == references


MARKS = [
    "{% img a.png ", "{%", "{{", "{{< img a.png", "{{<", "[a]({{x}}", "[[a](", "![[a.", "[a](a.png ", "<a>`_", "`{{<",
    "import a from '", "require('", 'srcset="a 1x,', 'style="url(', "{% code %}", "{{</*", "![a][", '<link href="a" ',
    ".. image:: ", "[a]: x\n![",
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_marks_that_are_never_closed_cost_time_by_their_length_only(mark: str) -> None:
    def cost(count: int) -> float:
        best = 60.0
        for _ in range(3):
            body = "<" + mark * count
            began = time.process_time()
            find_references(without_marked_code(without_code(body)))
            find_rest_references(body)
            best = min(best, time.process_time() - began)
        return max(best, 0.002)

    assert cost(40_000) / cost(5_000) < 40  # eight times the length: 64 would be the square


def test_addresses_full_of_marks_are_read_at_once() -> None:
    assert find_references("[a](" + "{{x}}" * 300 + " x") == ()
    assert local_path("{{" + '"' * 2000) == "{{" + '"' * 2000


def test_an_address_is_what_the_preview_asks_for() -> None:
    body = r"![a](b\_c.png) <img src='d&amp;e.png'> [^1]: [f]: g.png"
    assert found(body) == [("d&e.png", True), ("b_c.png", True)]
    assert found("[^1]: note.png\n[f]: g.png\n![x][F]") == [("g.png", True)]
    place = find_references("ab\n![x](c.png)")[0].place
    assert place == len("ab\n![x](")
