"""What an HTML page says of itself."""

from __future__ import annotations

import pytest

from fonds.model.post import FieldValue
from fonds.text.html_head import declared_encoding, read_html_head


@pytest.mark.parametrize(
    ("page", "codec"),
    [
        (b'<meta charset="gb2312">', "gb18030"),
        (b"<META CHARSET=GBK>", "gb18030"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5hkscs"),
        (b"<meta name=x>\n<meta charset='Shift_JIS'/>", "cp932"),
        (b'<?xml version="1.0" encoding="EUC-KR"?>', "cp949"),
        (b'<meta charset="iso-8859-1">', "cp1252"),
        (b'<meta charset="utf-8">', "utf-8"),
        (b'<meta charset="utf-16">', ""),
        (b'<meta charset="base64">', ""),
        (b'<meta charset="no such">', ""),
        (b"charset=gbk", ""),
        (b"<p>" * 4000 + b'<meta charset="gbk">', ""),
        (b"", ""),
    ],
)
def test_declared_encodings(page: bytes, codec: str) -> None:
    assert declared_encoding(page) == codec


@pytest.mark.parametrize(
    ("page", "values"),
    [
        ("<title>A &amp;\n B</title><h1>C</h1>", {"title": "A & B"}),
        ("<head><title> </title></head><h1>C <b>d</b></h1>", {"title": "C d"}),
        ('<head><meta property="og:title" content="A"></head>', {"title": "A"}),
        ("<script>'<title>no</title>'</script><!-- <h1>no</h1> --><h1>C</h1>", {"title": "C"}),
        ("<style>a{}</style><script>never closed <h1>no</h1>", {}),
        ("<body><svg><title>picture</title></svg></body>", {"title": "picture"}),
        ('<meta name=Author content="A"><meta name="author" content=B>', {"author": ["A", "B"]}),
        ('<meta property="article:author" content="https://x.example/a">', {}),
        ('<meta name="keywords" content="a, b；c、 ,a">', {"tags": ["a", "b", "c"]}),
        ('<meta property="article:tag" content="a"><meta property="article:tag" content="b, c">', {"tags": ["a", "b, c"]}),
        ('<meta content="D > e" name="description">', {"description": "D > e"}),
        ('<html xml:lang="fr" lang="zh-CN"><head>', {"lang": "zh-CN"}),
        ('<meta http-equiv="content-language" content="de">', {"lang": "de"}),
        ('<html lang="{{ .Site.Language }}"><meta name="date" content="{{ .Date }}">', {}),
        ("<body><meta name=author content=A></body>", {}),
        ("plain text", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_values(page: str, values: dict[str, FieldValue]) -> None:
    assert read_html_head(page).values == values


@pytest.mark.parametrize(
    ("page", "dates"),
    [
        ('<meta name="date" content="2020-01-02"><time datetime="2019-01-01">', ("2020-01-02", "2019-01-01")),
        (
            '<meta property="article:published_time" content="2020-01-02T03:04:05Z">',
            ("2020-01-02T03:04:05Z",),
        ),
        ('<meta itemprop="datePublished" content="2020-01-02">', ("2020-01-02",)),
        ("<time datetime='2019-01-01'>x</time><time datetime='2020-01-02' pubdate>y</time>", ("2020-01-02",)),
        ("<time>2019-01-01</time><time datetime=2020-01-02>", ("2020-01-02",)),
        ('<meta name="date" content="{{ .Date }}"><time datetime="soon">', ()),
        ("<script><time datetime='2019-01-01'></script>", ()),
    ],
)
def test_dates(page: str, dates: tuple[str, ...]) -> None:
    assert read_html_head(page).dates == dates


@pytest.mark.parametrize(
    "piece",
    [
        "<meta ",
        "<meta '",
        '<html "',
        "<time \"'",
        "<title",
        "<script",
        "<!--",
        "<style></style>",
        "a=",
        "<h1>",
    ],
)
def test_a_page_of_nothing_but_marks_takes_no_longer(piece: str) -> None:
    assert read_html_head(piece * (300_000 // len(piece))).dates == ()
