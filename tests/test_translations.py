"""The catalogues: whole, true to the texts that they translate, and compiled from what stands beside them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from catalogue_sources import PACKAGE, Source, Unreadable, find_sources
from translations import LANGUAGES, catalogue_path, compiled, merged, read_catalogue, written

SOURCES = find_sources()
PLACES = re.compile(r"\{\w+\}|%L?n")
OPEN_PLURAL = re.compile(r"%L?n.*(\(s\)|\([^()|]*\|[^()|]*\))")
CJK = "[\u3400-\u9fff]"
SAME_EVERYWHERE = re.compile(
    r"(HTML|Markdown|JSON|Unicode|UTF-\d+|English|import-report|json|px|\(\*\.json\)|\{\w+\}|[\W\d_])*"
)
TERMS = {
    "archive": "档案",
    "archives": "档案",
    "tag": "标签",
    "tags": "标签",
    "category": "分类",
    "categories": "分类",
    "front matter": "文件头",
    "saved search": "已保存的搜索",
    "slug": "短名",
    "permalink": "固定链接",
    "trash": "回收站",
    "media": "媒体",
    "accession": "入藏",
    "withdraw": "撤回",
    "conflict": "冲突",
    "conflicts": "冲突",
    "preview": "预览",
    "navigator": "导航栏",
    "encoding": "编码",
    "time zone": "时区",
    "generator": "生成器",
    "draft": "草稿",
    "relevance": "相关度",
}
OTHERWISE = {("Queries", "media, problem, revision, …")}  # what a search text calls them


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def entries(language: str) -> list[tuple[Source, str]]:
    known = read_catalogue(catalogue_path(language))
    return [(source, known.get((source.context, source.text), "")) for source in SOURCES]


def test_no_text_of_the_window_is_missing(language: str) -> None:
    missing = [f"[{source.context}] {source.text}" for source, words in entries(language) if not words]
    assert not missing, (
        "translate these in resources/i18n, then run packaging/translations.py:\n" + "\n".join(missing)
    )


def test_a_catalogue_holds_nothing_else(language: str) -> None:
    here = {(source.context, source.text) for source in SOURCES}
    assert set(read_catalogue(catalogue_path(language))) == here, "run packaging/translations.py"


def test_a_catalogue_is_as_the_tool_writes_it(language: str) -> None:
    path = catalogue_path(language)
    known = read_catalogue(path)
    assert path.read_text(encoding="utf-8") == written(language, SOURCES, merged(SOURCES, known))


def test_the_compiled_catalogue_is_made_of_the_readable_one(language: str) -> None:
    path = catalogue_path(language)
    assert path.with_suffix(".qm").read_bytes() == compiled(path), "run packaging/translations.py"


def test_every_place_to_fill_is_kept(language: str) -> None:
    wrong = [
        f"{source.text} -> {words}"
        for source, words in entries(language)
        if words and sorted(PLACES.findall(source.text)) != sorted(PLACES.findall(words))
    ]
    assert not wrong, "\n".join(wrong)


def test_what_english_needs_for_its_plurals_is_left_out(language: str) -> None:
    assert not [words for _, words in entries(language) if re.search(r"\(s\)|\([^()]*\|[^()]*\)", words)]


def test_what_leaves_its_plural_open_is_given_one() -> None:
    """English has no catalogue: the function that shows such a text must choose the ending."""
    left = [
        f"{path.relative_to(PACKAGE)}:{text.lineno} {text.value}"
        for path in sorted((PACKAGE / "gui").rglob("*.py"))
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and not _calls(function, "plural")
        for text in ast.walk(function)
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and OPEN_PLURAL.search(text.value)
    ]
    assert not left


def _calls(function: ast.FunctionDef, name: str) -> bool:
    return any(name in (getattr(node, "id", ""), getattr(node, "attr", "")) for node in ast.walk(function))


def test_what_must_not_lose_its_edges_keeps_them(language: str) -> None:
    wrong = [
        source.text
        for source, words in entries(language)
        if (source.text.endswith("…") and source.text != "zh, en, …" and not words.endswith(("…", " …")))
        or source.text.startswith(" ") != words.startswith(" ")
        or source.text.count("\n") != words.count("\n")
    ]
    assert not wrong


def test_the_menus_keep_their_letters_each_its_own(language: str) -> None:
    letters = []
    for source, words in entries(language):
        found = re.findall(r"&(\w)", words)
        assert len(found) == len(re.findall(r"&(\w)", source.text)), source.text
        letters += found
    assert len(set(letters)) == len(letters)


def test_chinese_is_chinese() -> None:
    same = [
        source.text
        for source, words in entries("zh_CN")
        if not re.search(CJK, words) and not SAME_EVERYWHERE.fullmatch(words) and source.context != "Language"
    ]
    # A pattern of a date or a length, and names, are the same in every language.
    assert not [text for text in same if re.search(r"[a-z]{3}", text)]


def test_chinese_has_its_own_punctuation() -> None:
    halves = re.compile(rf"{CJK}[,;:!?]|[,;!?]{CJK}|{CJK}\.(?!\w)|\.\.\.|你")
    assert not [words for _, words in entries("zh_CN") if halves.search(words)]


def test_one_word_is_used_for_one_idea() -> None:
    wrong = []
    for source, words in entries("zh_CN"):
        text = source.text.casefold()
        for term, word in TERMS.items():
            found = re.search(rf"(?<![\w{{#]){re.escape(term)}(?![\w}}:.])", text)
            if found and word not in words and (source.context, source.text) not in OTHERWISE:
                wrong.append(f"{term}: {source.text} -> {words}")
    assert not wrong, "\n".join(wrong)


def test_the_glossary_and_the_words_agree() -> None:
    glossary = catalogue_path("zh_CN").with_name("glossary_zh_CN.md").read_text(encoding="utf-8")
    assert not [word for word in TERMS.values() if f"| {word}" not in glossary]


def test_texts_are_found_in_all_that_translates(tmp_path: Path) -> None:
    (tmp_path / "gui").mkdir()
    (tmp_path / "gui" / "pane.py").write_text(
        """
class Pane(QWidget):
    def show(self, number, other: Other):
        self.tr("%Ln post(s)", None, number)
        self.tr("Open" if number else "Close")
        other.tr("Elsewhere")
        translate("Words", "one")
        QT_TRANSLATE_NOOP("Words", "two")
        named("three")
        raise Wrong("The file {path} is gone.", path="")

def named(text):
    return QCoreApplication.translate("Names", text)

class Wrong(UserError): ...
class UserError(ArchiveError): ...
""",
        encoding="utf-8",
    )
    assert find_sources(tmp_path) == [
        Source("Errors", "The file {path} is gone."),
        Source("Names", "three"),
        Source("Other", "Elsewhere"),
        Source("Pane", "%Ln post(s)", plural=True),
        Source("Pane", "Close"),
        Source("Pane", "Open"),
        Source("Words", "one"),
        Source("Words", "two"),
    ]


@pytest.mark.parametrize("line", ['self.window().tr("x")', 'self.tr(f"{x}")'])
def test_a_text_that_cannot_be_told_from_the_code_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "pane.py").write_text(f"class Pane:\n    def show(self):\n        {line}\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="pane:3"):
        find_sources(tmp_path)


def test_a_text_that_moves_takes_its_translation_along() -> None:
    known = {("Old", "Open"): "打开", ("One", "List"): "列表", ("Two", "List"): "清单"}
    assert merged([Source("New", "Open"), Source("Three", "List")], known) == {
        ("New", "Open"): "打开",
        ("Three", "List"): "",
    }
