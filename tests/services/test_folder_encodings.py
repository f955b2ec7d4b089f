"""Encodings by folder: what a survey finds, what a choice does, and what stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.importers.reading import encoding_for
from fonds.model.accession import FolderEncoding, ImportSettings, SourceSurvey
from fonds.model.errors import Cancelled, UserError
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import importing
from fonds.services.archives import Archive
from fonds.services.folder_encodings import ROWS
from fonds.text.encodings import decode_source, encoding_name
from fonds.text.shared_encoding import guess_shared_encoding

SIMPLIFIED = "本公司董事会及全体董事保证公告内容的真实、准确和完整，没有虚假记载。"
TRADITIONAL = "這是一個繁體中文的測試文件，說明編碼問題，並且還有很多其他的內容。"
SHORT = ("短讯", "公告", "财经", "上海", "深圳", "年报", "快讯", "股市", "银行", "基金", "证券", "北京", "会议", "通知", "季报",
         "信息", "财务", "董事", "监管", "债券")  # fmt: skip


def put(root: Path, path: str, text: str, encoding: str = "utf-8") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(encoding))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = tmp_path / "source"
    for number in range(6):
        put(root, f"new/{number}.md", f"---\ntitle: 新{number}\n---\n{SIMPLIFIED}\n")
        put(root, f"old/{number}.md", f"---\ntitle: 旧{number}\n---\n{SIMPLIFIED}\n", "gb18030")
        put(root, f"old/tw/{number}.md", f"---\ntitle: 舊{number}\n---\n{TRADITIONAL}\n", "big5")
    put(root, "old/utf8.md", f"---\ntitle: 已转换\n---\n{SIMPLIFIED}\n")
    put(root, "marked/a.md", "---\ntitle: 有标记\n---\n", "utf-16")
    return root


def survey(root: Path, settings: ImportSettings | None = None) -> SourceSurvey:
    return importing.survey_source([root], settings or ImportSettings(), ignore_progress, CancelToken())


def rows(root: Path, settings: ImportSettings | None = None) -> dict[str, FolderEncoding]:
    return {row.folder: row for row in survey(root, settings).encodings}


def test_each_folder_that_is_not_utf8_is_found_with_its_encoding(source: Path) -> None:
    found = rows(source)
    assert {name: row.encoding for name, row in found.items()} == {
        "old": "gb18030",
        "old/tw": "cp950",
        "marked": "utf-16-le",
    }
    assert (found["old"].sampled, found["old"].found) == (7, 6)
    assert found["old"].guessed
    assert not found["marked"].guessed, "a mark says it"
    assert found["old"].sample.decode("gb18030").startswith("本公司")


def test_twenty_short_files_say_together_what_one_does_not() -> None:
    files = [f"---\ntitle: {word}\n---\n".encode("gb18030") for word in SHORT]
    assert guess_shared_encoding(files) == "gb18030"
    wrong = [word for word in SHORT if decode_source(word.encode("gb18030")).text != word]
    assert wrong, "alone, some of them are read as something else"


def test_files_that_do_not_agree_are_left_to_themselves(tmp_path: Path) -> None:
    for number in range(6):
        put(tmp_path, f"mixed/{number}.md", SIMPLIFIED * 3, "gb18030")
        put(tmp_path, f"mixed/{number}-tw.md", TRADITIONAL * 3, "big5")
    assert rows(tmp_path)["mixed"].encoding == ""
    read = {row.path: row for row in survey(tmp_path).sample}
    assert not any("�" in row.title for row in read.values())


def test_a_damaged_file_does_not_hide_what_the_others_say(source: Path) -> None:
    (source / "old" / "broken.md").write_bytes(SIMPLIFIED.encode("gb18030")[:-1] + b"\xff\xff" * 3)
    assert rows(source)["old"].encoding == "gb18030"


def test_a_chosen_encoding_is_for_its_folder_and_below_and_the_nearest_counts(source: Path) -> None:
    settings = ImportSettings(encodings=(("old", "gb18030"), ("old/tw", "big5")))
    data = TRADITIONAL.encode("big5")
    assert encoding_for("old/tw/deep/x.md", data, settings) == "big5"
    assert encoding_for("old/x.md", SIMPLIFIED.encode("gb18030"), settings) == "gb18030"
    assert encoding_for("older/x.md", data, settings) == ""
    assert encoding_for("x.md", data, ImportSettings(encodings=(("", "big5"),), encoding="gbk")) == "big5"
    assert encoding_for("x.md", data, ImportSettings(encodings=(("old", "big5"),), encoding="gbk")) == "gbk"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("old/a.md", SIMPLIFIED.encode()),
        ("old/a.md", SIMPLIFIED.encode("utf-16-le") + b"a\0b\0"),
        ("old/a.html", b'<html><head><meta charset="big5"></head>' + TRADITIONAL.encode("big5")),
    ],
)
def test_what_says_its_encoding_is_not_read_by_the_folders(path: str, data: bytes) -> None:
    assert encoding_for(path, data, ImportSettings(encodings=(("old", "gb18030"),))) == ""


def test_the_sample_is_read_as_an_import_with_the_found_encodings_would(source: Path) -> None:
    put(source, "old/short.md", "---\ntitle: 短讯\n---\n", "gb18030")
    found = survey(source)
    titles = {row.path: row.title for row in found.sample}
    assert titles["old/short.md"] == "短讯"
    assert titles["old/utf8.md"] == "已转换"
    assert not [
        p for p in found.problems if p.kind is ProblemKind.ENCODING_GUESSED and p.path.startswith("old")
    ]


def test_a_choice_stays_when_the_source_is_looked_at_again(source: Path) -> None:
    chosen = ImportSettings(encodings=(("old", "cp1252"), ("old/tw", "")))
    found = rows(source, chosen)
    assert found["old"].encoding == "cp1252"
    assert found["old/tw"].encoding == "", "each file for itself"
    assert rows(source, ImportSettings(encoding="gb18030")) == {}


def test_many_folders_are_shown_together_where_they_lie_together(tmp_path: Path) -> None:
    for number in range(ROWS + 20):
        put(tmp_path, f"posts/{number}/index.md", SIMPLIFIED, "gb18030")
    found = rows(tmp_path)
    assert list(found) == ["posts"]
    assert found["posts"].found == ROWS + 20


def test_folders_of_one_folder_that_agree_are_one_row(tmp_path: Path) -> None:
    for year in range(1998, 2004):
        put(tmp_path, f"archive/{year}/a.md", SIMPLIFIED * 4, "gb18030")
        put(tmp_path, f"archive/{year}/b.md", SHORT[year - 1998], "gb18030")
        put(tmp_path, f"archive/short{year}/b.md", SHORT[year - 1998], "gb18030")
        put(
            tmp_path,
            f"other/{year}/a.md",
            (SIMPLIFIED if year % 2 else TRADITIONAL) * 4,
            "gb18030" if year % 2 else "big5",
        )
    found = rows(tmp_path)
    assert found["archive"].encoding == "gb18030"
    assert found["archive"].found == 18
    assert found["other/1998"].encoding == "cp950"
    assert found["other/1999"].encoding == "gb18030"
    assert (
        rows(tmp_path, ImportSettings(encodings=(("archive/1998", "cp950"),)))["archive/1998"].encoding
        == "cp950"
    )


def test_plain_sources_have_nothing_to_confirm(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "\ufeff" + SIMPLIFIED)
    put(tmp_path, "b.md", SIMPLIFIED)
    damaged = SIMPLIFIED.encode() * 20
    (tmp_path / "c.md").write_bytes(damaged[:-1])
    assert rows(tmp_path) == {}


def test_looking_can_be_cancelled(source: Path) -> None:
    cancel = CancelToken()

    def stop(_step: object) -> None:
        cancel.cancel()

    with pytest.raises(Cancelled):
        importing.survey_source([source], ImportSettings(), stop, cancel)


def test_an_import_reads_by_folder_and_keeps_what_cannot_be_read_so(source: Path, archive: Archive) -> None:
    put(source, "old/odd.md", "caf\u00e9\n\u00e9t\u00e9 \u00e0 \n" * 5, "latin-1")
    settings = ImportSettings(encodings=(("old", "gb18030"), ("old/tw", "big5")))
    report = importing.import_source(archive, [source], settings, ignore_progress, CancelToken())
    told = {problem.path for problem in report.problems if problem.kind is ProblemKind.ENCODING_GUESSED}
    assert told == {"old/odd.md"}, "what is not valid in the chosen encoding is told"
    assert report.failed == 0
    assert report.added == report.found


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (ImportSettings(encodings=(("old", "klingon"),)), "encodings"),
        (ImportSettings(encodings=(("odl", "gb18030"),)), "encodings"),
        (ImportSettings(encodings=(("", "base64"),)), "encodings"),
        (ImportSettings(field_keys=(("colour", "x"),)), "field_keys"),
        (ImportSettings(field_keys=(("date", " "),)), "field_keys"),
        (ImportSettings(field_keys=(("date", "extra."),)), "field_keys"),
    ],
)
def test_choices_that_mean_nothing_are_refused(
    source: Path, archive: Archive, settings: ImportSettings, field: str
) -> None:
    with pytest.raises(UserError) as refused:
        importing.import_source(archive, [source], settings, ignore_progress, CancelToken())
    assert refused.value.field == field


def test_keys_of_the_sample_are_counted_with_an_example(tmp_path: Path) -> None:
    for number in range(3):
        put(
            tmp_path,
            f"{number}.md",
            f"---\nshowtime: 2022-01-0{number + 1}\nextra: {{author: 甲, n: [a, b]}}\n---\n",
        )
    put(tmp_path, "x.md", "---\nheadline: 标题\nextra: plain\n---\n")
    uses = {use.name: use for use in survey(tmp_path).keys}
    assert uses["showtime"].count == 3
    assert uses["showtime"].example == "2022-01-01"
    assert uses["extra.author"].example == "甲"
    assert uses["extra.n"].example == "a, b"
    assert uses["extra"].count == 1
    assert next(iter(uses)) in ("showtime", "extra.author", "extra.n")


def test_fed_fields_show_in_the_sample(tmp_path: Path) -> None:
    put(tmp_path, "x.md", "---\nshowtime: 2022-01-02\nheadline: 标题\nlabel: 甲、乙\n---\n")
    chosen = ImportSettings(field_keys=(("date", "showtime"), ("title", "headline"), ("tags", "label")))
    row = survey(tmp_path, chosen).sample[0]
    assert (row.title, row.tags, row.date.text) == ("标题", "甲, 乙", "2022-01-02")


@pytest.mark.parametrize(
    ("codec", "name"),
    [("cp950", "Big5"), ("cp932", "Shift_JIS"), ("gb18030", "GB18030"), ("cp1252", "windows-1252"), ("utf-16-le", "UTF-16LE"),
     ("euc_jp", "EUC-JP"), ("koi8_r", "KOI8-R"), ("utf-8", "UTF-8")],
)  # fmt: skip
def test_encodings_have_the_names_that_people_know(codec: str, name: str) -> None:
    assert encoding_name(codec) == name
    assert "".encode(name.lower()) is not None
