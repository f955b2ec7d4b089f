"""The sample archive is what it claims: a small site whose files hold, on purpose, one of each oddity that an import meets."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
import yaml

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
BODY_SUFFIXES = {".md", ".html"}
GB18030_NAME = "2016-09-15-旧文件里的中秋.md"
CRLF_NAME = "2024-08-15-warming-the-cup.md"
BROKEN_NAME = "2021-08-19-未完成的索引卡.md"
QUOTES_NAME = "2022-01-12-FN202201120830151187.md"
UNDATED_NAME = "marginalia.md"
MISSING_PICTURE = "/assets/photos/north-gate.jpg"
POST_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-.+\.(md|html)")
HEADER = re.compile(r"\A---\r?\n(.*?)^---\r?\n", re.DOTALL | re.MULTILINE)
PICTURE = re.compile(r'!\[[^\]]*\]\(([^)\s]+)\)|<img\s[^>]*src="([^"]+)"')
ADDRESS = re.compile(r"(?:https?:)?//([^/\s\"')>]+)")


def documents() -> list[Path]:
    """Every post file of the sample, in order of path."""
    return sorted(path for path in SAMPLE.rglob("*") if path.suffix in BODY_SUFFIXES)


def text_of(path: Path) -> str:
    """The text of a sample file in the one encoding that it is meant to have."""
    return path.read_bytes().decode("gb18030" if path.name == GB18030_NAME else "utf-8")


def header_of(path: Path) -> str:
    """The text between the fences."""
    match = HEADER.match(text_of(path))
    assert match is not None, path
    return match[1]


def find_document(name: str) -> Path:
    """The one document of that name."""
    (path,) = (path for path in documents() if path.name == name)
    return path


def pictures_of(path: Path) -> list[str]:
    """The addresses of a post's pictures, as written."""
    return [first or second for first, second in PICTURE.findall(text_of(path))]


def test_the_folders_hold_the_documents_that_they_should() -> None:
    folders = Counter(path.parent.relative_to(SAMPLE).as_posix() for path in documents())
    assert folders == {
        "_posts": 26,
        "_drafts": 1,
        "old_post": 3,
        "history/paper/_posts": 2,
        "history/binding/_posts": 2,
    }


def test_nothing_else_lies_in_the_sample() -> None:
    others = {path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*") if path.is_file()}
    others -= {path.relative_to(SAMPLE).as_posix() for path in documents()}
    assert others == {
        "_config.yml",
        "assets/catalogue-card.png",
        "assets/eclipse.png",
        "assets/reading-desk.svg",
    }


def test_the_site_has_a_time_zone_and_a_language() -> None:
    site = yaml.safe_load((SAMPLE / "_config.yml").read_text(encoding="utf-8"))
    assert site["timezone"] == "Asia/Shanghai"
    assert site["lang"] == "zh-CN"
    assert [scope["values"]["lang"] for scope in site["defaults"]] == ["zh-CN"]


def test_the_languages_are_mixed() -> None:
    languages = Counter(yaml.safe_load(header_of(p)).get("lang", "zh") for p in documents() if readable(p))
    assert languages == {"zh": 18, "zh-Hant": 2, "en": 11, "ja": 1}


def readable(path: Path) -> bool:
    """Whether YAML reads the header as it stands."""
    try:
        return isinstance(yaml.safe_load(header_of(path)), dict)
    except yaml.YAMLError:
        return False


def test_only_two_headers_cannot_be_read_as_they_stand() -> None:
    assert {path.name for path in documents() if not readable(path)} == {BROKEN_NAME, QUOTES_NAME}


def test_one_broken_header_is_only_a_matter_of_quotes_and_the_other_is_beyond_repair() -> None:
    quotes = re.sub(r'(?m)^title: "(.*)"$', "title: plain", header_of(find_document(QUOTES_NAME)))
    assert yaml.safe_load(quotes)["title"] == "plain"
    broken = header_of(find_document(BROKEN_NAME))
    assert broken.count('"') == 1
    assert broken.count("[") > broken.count("]")


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_a_file_is_small_normalised_and_in_its_encoding(path: Path) -> None:
    data = path.read_bytes()
    assert 0 < len(data) <= 12 * 1024
    text = text_of(path)
    assert "\ufffd" not in text and "\x00" not in text and "\t" not in text
    assert unicodedata.is_normalized("NFC", text)
    assert unicodedata.is_normalized("NFC", path.name)
    assert not any(line != line.rstrip(" ") for line in text.splitlines())


def test_one_file_is_not_utf_8() -> None:
    def is_utf_8(path: Path) -> bool:
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    assert [path.name for path in documents() if not is_utf_8(path)] == [GB18030_NAME]
    assert "程序猜对了编码" in text_of(find_document(GB18030_NAME))


def test_one_file_has_windows_line_ends_throughout() -> None:
    assert [path.name for path in documents() if b"\r" in path.read_bytes()] == [CRLF_NAME]
    data = find_document(CRLF_NAME).read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")


def test_some_files_end_without_a_line_end() -> None:
    names = [path.name for path in documents() if not path.read_bytes().endswith(b"\n")]
    assert len(names) == 5
    assert all("-FN" in name for name in names)


def test_remote_addresses_are_those_kept_for_examples() -> None:
    hosts = {host for path in documents() for host in ADDRESS.findall(text_of(path))}
    assert hosts == {"example.org"}
    svg = (SAMPLE / "assets" / "reading-desk.svg").read_text(encoding="utf-8")
    assert set(ADDRESS.findall(svg)) == {"www.w3.org"}
    assert "<script" not in svg and "href" not in svg


def test_pictures_are_there_but_for_the_one_lost_and_the_one_elsewhere() -> None:
    missing, remote = [], []
    for path in documents():
        for address in pictures_of(path):
            if address.startswith("https:"):
                remote.append(address)
                continue
            base = SAMPLE if address.startswith("/") else path.parent
            if not (base / address.lstrip("/")).is_file():
                missing.append(address)
    assert missing == [MISSING_PICTURE]
    assert remote == ["https://example.org/images/lantern.jpg"]


def test_the_pictures_are_small_and_of_the_sizes_that_were_drawn() -> None:
    files = sorted((SAMPLE / "assets").iterdir())
    assert sum(path.stat().st_size for path in files) < 200 * 1024
    assert {path.name: png_size(path) for path in files if path.suffix == ".png"} == {
        "catalogue-card.png": (960, 576),
        "eclipse.png": (960, 360),
    }


def png_size(path: Path) -> tuple[int, int]:
    """Width and height from the first chunk of a PNG file."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert data[12:16] == b"IHDR"
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_dates_are_written_in_every_common_way() -> None:
    written = [
        match[1]
        for path in documents()
        if (match := re.search(r"(?m)^date: *(.+?)\s*$", header_of(path))) is not None
    ]
    forms = Counter(re.sub(r"\d", "9", text) for text in written)
    assert forms == {
        "9999-99-99 99:99:99 +9999": 22,
        "9999-99-99T99:99:99+99:99": 3,
        "9999-99-99 99:99:99": 2,
        "9999-99-99": 2,
        "9999-99-99 99:99 +9999": 1,
        "9999-99-99 99:99:99 +99:99": 1,
        "9999-99-99 9:99:99": 1,
    }
    undated = {path.name for path in documents() if not re.search(r"(?m)^date:", header_of(path))}
    assert undated == {UNDATED_NAME, "目录的目录.md"}


def test_every_year_from_2016_to_2026_has_posts() -> None:
    names = [path.name for path in documents() if POST_NAME.fullmatch(path.name)]
    assert {int(name[:4]) for name in names} == set(range(2016, 2027))


def test_the_welcome_post_is_the_newest_and_speaks_two_languages() -> None:
    newest = max((path for path in documents() if POST_NAME.fullmatch(path.name)), key=lambda path: path.name)
    text = text_of(newest)
    assert newest.name == "2026-11-20-welcome-to-the-sample-archive.md"
    assert "欢迎" in text and "Welcome" in text
    assert pictures_of(newest) == ["/assets/reading-desk.svg"]


def test_one_post_is_long_and_one_is_very_short() -> None:
    lengths = {path.name: len(text_of(path)) for path in documents()}
    assert max(lengths.values()) > 3_000
    assert min(lengths.values()) < 150


def test_one_post_is_withheld_and_one_carries_tags_that_differ_by_case_alone() -> None:
    withheld = [path.name for path in documents() if "\npublished: false\n" in header_of(path)]
    assert withheld == ["2023-11-30-待核对.md"]
    repeated = []
    for path in documents():
        tags = yaml.safe_load(header_of(path)).get("tags") if readable(path) else None
        if isinstance(tags, list) and len({tag.casefold() for tag in tags}) < len(tags):
            repeated.append(path.name)
    assert repeated == ["2020-06-15-a-date-is-three-facts.md"]


@pytest.mark.parametrize(
    "mark",
    [
        "\n|---|",
        "```python\n",
        "```bash\n",
        "```sql\n",
        "\n[^1]: ",
        "\n- [x] ",
        "\n:   ",
        "~~",
        "<ruby>",
        "<math ",
        "<details",
        "\n> ",
        "\n[TOC]\n",
        "<p>　　",
        "<dl>",
        "<!-- ",
        "display:none",
    ],
)
def test_every_kind_of_markup_is_shown_somewhere(mark: str) -> None:
    assert any(mark in text_of(path) for path in documents())


def test_chinese_texts_use_chinese_punctuation() -> None:
    half_width = re.compile(r"[\u4e00-\u9fff][,.;:?!](?=[\u4e00-\u9fff]|$)", re.MULTILINE)
    for path in documents():
        assert not half_width.findall(HEADER.sub("", text_of(path))), path.name


def test_chinese_and_latin_stand_apart() -> None:
    glued = re.compile(r"[\u4e00-\u9fff][A-Za-z]|[A-Za-z][\u4e00-\u9fff]")
    for path in documents():
        body = re.sub(r"`[^`]*`|<[^>]+>", "", HEADER.sub("", text_of(path)))
        assert not glued.findall(body), path.name
