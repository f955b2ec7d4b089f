"""What the pages say beside the posts' own words, in the language of the posts.

A site is read by whoever gets it, in whatever their browser speaks: so these are not the texts of the window.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from fonds.model.post import Status


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. ``{}`` stands for a number, in ``page_of`` for two."""

    tag: str
    skip: str
    menu: str
    posts: str
    categories: str
    tags: str
    years: str
    authors: str
    collections: str
    search: str
    search_for: str
    search_help: str
    needs_script: str
    one_post: str
    many_posts: str
    nothing: str
    looking: str
    failed: str
    more: str
    pages: str
    page_of: str
    newer: str
    older: str
    around: str
    undated: str
    original: str
    draft: str
    unpublished: str
    future: str
    expired: str
    theme: str
    automatic: str
    light: str
    dark: str

    def count(self, number: int) -> str:
        """So many posts."""
        return self.one_post if number == 1 else self.many_posts.replace("{}", f"{number:,}")

    def status(self, status: Status) -> str:
        """What is to be said of a post's status; empty when it is published."""
        return {
            Status.DRAFT: self.draft,
            Status.UNPUBLISHED: self.unpublished,
            Status.FUTURE: self.future,
            Status.EXPIRED: self.expired,
        }.get(status, "")


_ENGLISH = Words(
    tag="en",
    skip="Skip to the content",
    menu="Site",
    posts="Posts",
    categories="Categories",
    tags="Tags",
    years="Years",
    authors="Authors",
    collections="Collections",
    search="Search",
    search_for="Search all posts",
    search_help="All words must be there, in any order; “quotation marks” keep words together. "
    "Keys: / goes to the box, ↓ and ↑ to the results, Enter opens.",
    needs_script="Searching needs JavaScript, which is switched off. Everything else works without it.",
    one_post="1 post",
    many_posts="{} posts",
    nothing="No post has this.",
    looking="{} so far, still looking …",
    failed="A part of the search data could not be read: {}",
    more="Show more",
    pages="Pages",
    page_of="Page {} of {}",
    newer="Newer",
    older="Older",
    around="Neighbouring posts",
    undated="Without a date",
    original="Published at",
    draft="Draft",
    unpublished="Unpublished",
    future="Not yet published",
    expired="Expired",
    theme="Colours",
    automatic="automatic",
    light="light",
    dark="dark",
)
_SIMPLIFIED = Words(
    tag="zh-CN",
    skip="跳到正文",
    menu="网站",
    posts="文章",
    categories="分类",
    tags="标签",
    years="年份",
    authors="作者",
    collections="专辑",
    search="搜索",
    search_for="搜索全部文章",
    search_help="多个词须全部出现，先后不限；“引号”内的词须相连。按键：/ 到搜索框，↓ 和 ↑ 选择结果，Enter 打开。",
    needs_script="搜索需要 JavaScript，目前它被关闭。其余功能不受影响。",
    one_post="1 篇",
    many_posts="{} 篇",
    nothing="没有文章包含这些文字。",
    looking="已找到 {} 篇，仍在查找……",
    failed="部分搜索数据无法读取：{}",
    more="显示更多",
    pages="页码",
    page_of="第 {} 页，共 {} 页",
    newer="较新",
    older="较早",
    around="相邻文章",
    undated="无日期",
    original="原文地址",
    draft="草稿",
    unpublished="未发布",
    future="尚未发布",
    expired="已过期",
    theme="配色",
    automatic="自动",
    light="浅色",
    dark="深色",
)
_TRADITIONAL = Words(
    tag="zh-TW",
    skip="跳到正文",
    menu="網站",
    posts="文章",
    categories="分類",
    tags="標籤",
    years="年份",
    authors="作者",
    collections="專輯",
    search="搜尋",
    search_for="搜尋全部文章",
    search_help="多個詞須全部出現，先後不限；“引號”內的詞須相連。按鍵：/ 到搜尋框，↓ 和 ↑ 選擇結果，Enter 開啟。",
    needs_script="搜尋需要 JavaScript，目前它被關閉。其餘功能不受影響。",
    one_post="1 篇",
    many_posts="{} 篇",
    nothing="沒有文章包含這些文字。",
    looking="已找到 {} 篇，仍在尋找……",
    failed="部分搜尋資料無法讀取：{}",
    more="顯示更多",
    pages="頁碼",
    page_of="第 {} 頁，共 {} 頁",
    newer="較新",
    older="較早",
    around="相鄰文章",
    undated="無日期",
    original="原文位址",
    draft="草稿",
    unpublished="未發布",
    future="尚未發布",
    expired="已過期",
    theme="配色",
    automatic="自動",
    light="淺色",
    dark="深色",
)
ALL = (_ENGLISH, _SIMPLIFIED, _TRADITIONAL)


def words_for(language: str) -> Words:
    """The words for posts in a language (BCP 47): Chinese for Chinese, English for all others."""
    parts = language.lower().replace("_", "-").split("-")
    if parts[0] != "zh":
        return _ENGLISH
    return (
        _TRADITIONAL if {"hant", "tw", "hk", "mo"} & set(parts[1:]) and "hans" not in parts else _SIMPLIFIED
    )


def names_of_words() -> tuple[str, ...]:
    """What the words are called here."""
    return tuple(field.name for field in fields(Words))
