"""Simplified typed, Traditional found and marked; the choice in the menus, kept, and followed by saved searches."""

from __future__ import annotations

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui.models.navigator_tree import Node
from fonds.gui.search_options import VARIANTS
from fonds.services import saved_searches
from fonds.text.hit_marking import find_spans
from journeys.stage import OpenWindow, Stage


def search(stage: Stage, text: str) -> set[int]:
    stage.window.search_box.set_search(text)
    stage.until(lambda: stage.window.desk.list.request.search_text == text)
    stage.settle()
    return set(stage.ids)


def row_of_saved(stage: Stage) -> Node | None:
    sections = [node for node in stage.window.desk.navigator.model.nodes if node.key == "section:saved"]
    return sections[0].children[0] if sections and sections[0].children else None


def is_counted(stage: Stage, posts: int) -> bool:
    row = row_of_saved(stage)
    return row is not None and row.count == posts and not row.stale


def test_one_script_finds_the_other_and_is_marked_everywhere(open_window: OpenWindow) -> None:
    stage = open_window()
    desk = stage.window.desk
    both = search(stage, "简体")
    assert both == search(stage, "簡體")
    search(stage, "简体")
    model = desk.list.model
    summaries = [model.summary_at(row) for row in range(model.count)]
    traditional = next(post.id for post in summaries if post is not None and "繁簡" in post.title)
    desk.list.select_post(traditional)
    desk.list.focus_list()
    stage.until(lambda: desk.preview.hits[1] > 0)
    stage.settle()
    snippets = stage.window.search_actions.hits.snippets
    snippets.find(traditional)
    stage.settle()
    snippet = snippets.find(traditional)
    assert snippet is not None
    assert "簡體" in {snippet.text[start:end] for start, end in snippet.marks}
    written = desk.editor.text.toPlainText()
    assert {written[start:end] for start, end in find_spans(snippets.finder.body, written)} == {"簡體"}


def test_the_choice_is_in_the_menus_and_kept(open_window: OpenWindow) -> None:
    stage = open_window()
    window = stage.window
    variants = window.actions_table["match_variants"]
    assert variants.isChecked() and variants in window.actions_table.menu("go").actions()
    simplified, traditional = "线装", "線裝"
    both = search(stage, simplified)
    assert window.search_actions.options.build_menu().actions() == [variants]
    assert window.search_actions.options.build_box_menu().actions()[-1] is variants
    variants.trigger()
    stage.settle()
    only = set(stage.ids)
    assert only < both
    finder = window.search_actions.hits.snippets.finder
    assert [find_spans(finder.body, text) for text in (simplified, traditional)] == [((0, 2),), ()]
    assert only | search(stage, traditional) == both
    stage.close()
    assert not Settings(paths.config_dir() / "settings.json").flag(VARIANTS, default=True)

    again = open_window()
    assert not again.window.actions_table["match_variants"].isChecked()
    assert search(again, simplified) == only
    again.window.actions_table["match_variants"].trigger()
    again.settle()
    assert set(again.ids) == both


def test_saved_searches_are_counted_as_the_window_searches(open_window: OpenWindow) -> None:
    stage = open_window()
    archive = stage.window.archive
    assert archive is not None
    both = search(stage, "线装")
    stage.operations.run_write(lambda: saved_searches.save_search(archive, "d", "线装")[1], title="Save")
    stage.until(lambda: is_counted(stage, len(both)))
    stage.window.actions_table["match_variants"].trigger()
    stage.settle()
    assert len(stage.ids) < len(both)
    stage.until(lambda: is_counted(stage, len(stage.ids)))
    row = row_of_saved(stage)
    assert row is not None and row.scope is not None
    stage.window.desk.navigator.select_scope(row.scope)
    stage.settle()
    assert is_counted(stage, len(stage.ids))
