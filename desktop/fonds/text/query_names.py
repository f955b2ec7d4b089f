"""What fields and their fixed values are called in a search text: English names, usual variants, and Chinese.

Rule: every key here is folded (``folding.fold_name``), so that case, accents and width never matter.
"""

from __future__ import annotations

from enum import StrEnum

from fonds.model.post import BodyFormat, Status
from fonds.model.query_tree import Field, Has, Is

FIELD_NAMES: dict[str, Field] = {
    **{field.value: field for field in Field},
    "categories": Field.CATEGORY,
    "tags": Field.TAG,
    "authors": Field.AUTHOR,
    "language": Field.LANGUAGE,
    "path": Field.SOURCE,
    "import": Field.ACCESSION,
    "url": Field.PERMALINK,
    "标题": Field.TITLE,
    "正文": Field.BODY,
    "分类": Field.CATEGORY,
    "标签": Field.TAG,
    "专辑": Field.COLLECTION,
    "作者": Field.AUTHOR,
    "来源": Field.SOURCE,
    "路径": Field.SOURCE,
    "导入": Field.ACCESSION,
    "状态": Field.STATUS,
    "格式": Field.FORMAT,
    "语言": Field.LANGUAGE,
    "含有": Field.HAS,
    "包含": Field.HAS,
    "属于": Field.IS,
    "日期": Field.DATE,
    "修改": Field.MODIFIED,
    "字数": Field.WORDS,
    "链接": Field.PERMALINK,
    "搜索": Field.SEARCH,
    "评分": Field.RATING,
    "笔记": Field.NOTE,
}
CHINESE_NAMES: dict[Field, str] = {}
for _name, _field in FIELD_NAMES.items():
    if not _name.isascii():
        CHINESE_NAMES.setdefault(_field, _name)

VALUE_NAMES: dict[Field, dict[str, StrEnum]] = {
    Field.STATUS: {
        **{status.value: status for status in Status},
        "已发布": Status.PUBLISHED,
        "草稿": Status.DRAFT,
        "未发布": Status.UNPUBLISHED,
        "待发布": Status.FUTURE,
        "已过期": Status.EXPIRED,
    },
    Field.FORMAT: {
        **{form.value: form for form in BodyFormat},
        "md": BodyFormat.MARKDOWN,
        "txt": BodyFormat.TEXT,
        "纯文本": BodyFormat.TEXT,
    },
    Field.HAS: {
        **{has.value: has for has in Has},
        **{f"{has.value}s": has for has in Has if has is not Has.MEDIA},
        "图片": Has.IMAGE,
        "链接": Has.LINK,
        "代码": Has.CODE,
        "表格": Has.TABLE,
        "媒体": Has.MEDIA,
        "附件": Has.MEDIA,
        "修订": Has.REVISION,
        "问题": Has.PROBLEM,
        "草稿": Has.DRAFT,
        "日期": Has.DATE,
        "笔记": Has.NOTE,
    },
    Field.IS: {
        **{state.value: state for state in Is},
        "已编辑": Is.EDITED,
        "草稿": Is.DRAFT,
        "回收站": Is.TRASHED,
        "已加星": Is.STARRED,
        "星标": Is.STARRED,
        "已读": Is.READ,
        "未读": Is.UNREAD,
        "重复": Is.DUPLICATE,
    },
}
"""The fields whose values are fixed, and what those are called."""


def known_values(field: Field, *, chinese: bool = False) -> tuple[str, ...]:
    """The fixed values of a field by their first names, or the first Chinese ones; none when it takes any value."""
    names = VALUE_NAMES.get(field, {})
    found = {value: value.value for value in names.values()}
    if chinese:
        found |= {value: name for name, value in reversed(names.items()) if not name.isascii()}
    return tuple(found.values())


def plain_value(field: Field, name: str) -> str:
    """The first name of a fixed value, by any of its names; other texts as they are."""
    value = VALUE_NAMES.get(field, {}).get(name)
    return name if value is None else value.value
