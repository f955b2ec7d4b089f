"""The help pages hold together: no dead link, translations with the same sections, and the verbs that the command line has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fonds import cli
from fonds.base import paths
from fonds.base.verbs import VERBS
from fonds.gui.action_specs import SPECS, SUBMENUS
from fonds.gui.dialogs import help as help_dialog
from translations import catalogue_path, read_catalogue

HELP = paths.resource("help")
PAGES = sorted(HELP.rglob("*.md"))
TRANSLATED = sorted((HELP / "zh_CN").glob("*.md"))
MENU = re.compile(r"\*\*(?:File|Edit|View|Go|Help) ▸ ([^*]+)\*\*")
CHINESE_MENU = re.compile(r"\*\*(?:文件|编辑|查看|转到|帮助) ▸ ([^*]+)\*\*")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def without_code(text: str) -> str:
    """The text without fenced blocks, in which a ``#`` begins no heading."""
    return re.sub(r"(?ms)^```.*?^```$", "", text)


def headings(path: Path) -> list[int]:
    """The levels of a page's headings, in order."""
    return [len(marks) for marks in re.findall(r"(?m)^(#+) ", without_code(path.read_text(encoding="utf-8")))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HELP).as_posix())
def test_links_lead_to_pages_that_exist(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert not target.startswith(("http:", "https:", "/"))
        assert (page.parent / target).is_file(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HELP).as_posix())
def test_a_page_has_one_title_and_closed_code_blocks(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert headings(page)[0] == 1
    assert headings(page).count(1) == 1
    assert len(re.findall(r"(?m)^```", text)) % 2 == 0


def test_the_first_page_leads_to_every_other() -> None:
    text = (HELP / "index.md").read_text(encoding="utf-8")
    linked = {target for target in LINK.findall(text) if target.endswith(".md")}
    assert linked == {page.name for page in HELP.glob("*.md")} - {"index.md"}


def test_the_window_offers_every_page_in_the_order_of_the_first_one() -> None:
    text = (HELP / "index.md").read_text(encoding="utf-8").rpartition("\n## ")[2]
    assert help_dialog.PAGES[1:] == tuple(target.removesuffix(".md") for target in LINK.findall(text))


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: page.name)
def test_a_translation_has_the_sections_and_tables_of_the_original(page: Path) -> None:
    original = HELP / page.name
    assert headings(page) == headings(original)
    rows = [re.findall(r"(?m)^\|", path.read_text(encoding="utf-8")) for path in (page, original)]
    assert len(rows[0]) == len(rows[1])


def test_the_first_four_pages_are_translated() -> None:
    assert {page.name for page in TRANSLATED} >= {"index.md", "import.md", "search.md", "edit.md"}


def test_the_page_of_the_command_line_has_every_verb_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    page = (HELP / "command-line.md").read_text(encoding="utf-8")
    offered = {"--version"}
    for verb in VERBS:
        assert f"fonds {verb}" in page
        assert cli.run([verb, "--help"]) == 0
        offered |= set(OPTION.findall(capsys.readouterr().out))
    assert set(OPTION.findall(page)) == offered


@pytest.mark.parametrize(
    "page", [*HELP.glob("*.md"), *paths.resource("sample").rglob("*welcome*.md")], ids=lambda page: page.name
)
def test_menus_are_called_what_the_window_calls_them(page: Path) -> None:
    text = re.sub(r"\s+", " ", page.read_text(encoding="utf-8"))
    assert set(MENU.findall(text)) <= set(menu_texts())


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: page.name)
def test_chinese_pages_call_menus_what_the_chinese_window_calls_them(page: Path) -> None:
    known = read_catalogue(catalogue_path("zh_CN"))
    named = {known.get(("Actions", text), text).removesuffix(" (Language)") for text in menu_texts()}
    text = re.sub(r"\s+", " ", page.read_text(encoding="utf-8"))
    assert set(CHINESE_MENU.findall(text)) <= named


def menu_texts() -> list[str]:
    """What stands in the menus, in English."""
    return [spec.text for spec in SPECS] + [title for _, title, _ in SUBMENUS.values()]


def test_the_page_of_the_keyboard_has_the_keys_of_every_action() -> None:
    page = (HELP / "keyboard.md").read_text(encoding="utf-8")
    for spec in SPECS:
        for keys in spec.keys:
            # Standard keys differ from system to system; those that are written out do not.
            if isinstance(keys, str) and keys != "Ctrl+=":
                assert keys in page, spec.name
