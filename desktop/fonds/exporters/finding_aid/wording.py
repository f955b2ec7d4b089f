"""What a finding aid says beside what it was given, in the language of most of its posts: it is read far from this window.

The Chinese names of the elements are those of the Chinese archival description rules (DA/T 18) where these have them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fonds.model.collection import DescriptionArea

_ENGLISH, _SIMPLIFIED, _TRADITIONAL = range(3)
_TEXTS: Mapping[str, tuple[str, str, str]] = {
    "finding_aid": ("Finding aid", "检索工具", "檢索工具"),
    "levels": ("Arrangement of the whole", "全部层次", "全部層次"),
    "inventory": ("Inventory", "目录", "目錄"),
    "accessions": ("Accessions", "入藏批次", "入藏批次"),
    "held": ("Described here", "本件所录", "本件所錄"),
    "elsewhere": ("Also here, listed above", "亦属于此，已列于前", "亦屬於此，已列於前"),
    "none": ("No posts are listed here.", "此处没有文章。", "此處沒有文章。"),
    "number": ("No.", "编号", "編號"),
    "post_title": ("Title", "题名", "題名"),
    "date": ("Date", "日期", "日期"),
    "authors": ("Authors", "作者", "作者"),
    "words": ("Words", "字数", "字數"),
    "language": ("Language", "语言", "語言"),
    "files": ("Files", "文件", "檔案"),
    "from": ("From", "来源", "來源"),
    "by": ("By", "经手人", "經手人"),
    "remark": ("Note", "附注", "附註"),
    "top": ("To the top", "回到顶部", "回到頂部"),
    "one_post": ("1 post", "1 篇文章", "1 篇文章"),
    "many_posts": ("{} posts", "{} 篇文章", "{} 篇文章"),
    "one_word": ("1 word", "1 字", "1 字"),
    "many_words": ("{} words", "{} 字", "{} 字"),
    "one_file": ("1 file", "1 个文件", "1 個檔案"),
    "many_files": ("{} files", "{} 个文件", "{} 個檔案"),
    "unit_posts": ("posts", "篇文章", "篇文章"),
    "unit_words": ("words", "字", "字"),
    "unit_files": ("files", "个文件", "個檔案"),
    DescriptionArea.IDENTITY: ("Identity statement", "标识", "標識"),
    DescriptionArea.CONTEXT: ("Context", "背景", "背景"),
    DescriptionArea.CONTENT: ("Content and structure", "内容与结构", "內容與結構"),
    DescriptionArea.CONDITIONS: ("Conditions of access and use", "查阅与利用条件", "查閱與利用條件"),
    DescriptionArea.ALLIED: ("Allied materials", "相关材料", "相關材料"),
    DescriptionArea.NOTES: ("Notes", "附注", "附註"),
    DescriptionArea.CONTROL: ("Description control", "著录控制", "著錄控制"),
    "reference_code": ("Reference code", "档号", "檔號"),
    "title": ("Title", "题名", "題名"),
    "creation_dates": ("Dates", "日期", "日期"),
    "coverage_dates": ("Time covered", "内容所及的时间", "內容所及的時間"),
    "level": ("Level of description", "著录级别", "著錄級別"),
    "extent": ("Extent and medium", "数量与载体", "數量與載體"),
    "creators": ("Creators", "责任者", "責任者"),
    "creator_history": ("History of the creators", "责任者沿革", "責任者沿革"),
    "archival_history": ("Archival history", "保管沿革", "保管沿革"),
    "source": ("Immediate source of acquisition", "直接来源", "直接來源"),
    "scope": ("Scope and content", "范围与内容", "範圍與內容"),
    "subjects": ("Subjects", "主题", "主題"),
    "appraisal": ("Appraisal, destruction and scheduling", "鉴定、销毁与保管期限", "鑑定、銷毀與保管期限"),
    "accruals": ("Accruals", "增补", "增補"),
    "arrangement": ("System of arrangement", "整理体系", "整理體系"),
    "access": ("Conditions governing access", "查阅条件", "查閱條件"),
    "use": ("Conditions governing reproduction and use", "复制与利用条件", "複製與利用條件"),
    "rights_holder": ("Rights holder", "权利人", "權利人"),
    "languages": ("Languages", "语言", "語言"),
    "related": ("Related units of description", "相关著录单位", "相關著錄單位"),
    "note": ("Note", "附注", "附註"),
    "archivists_note": ("Archivist's note", "档案工作者附注", "檔案工作者附註"),
    "rules": ("Rules or conventions", "规则或惯例", "規則或慣例"),
    "description_date": ("Date of description", "著录日期", "著錄日期"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language: ``tag`` is that of HTML, ``code`` and ``script`` are ISO 639-1 and ISO 15924, ``name``
    and ``script_name`` what it calls both."""

    tag: str
    code: str
    script: str
    name: str
    script_name: str
    _place: int
    between: str

    def __getitem__(self, key: str) -> str:
        """The word for something."""
        return _TEXTS[key][self._place]

    def count(self, kind: str, number: int) -> str:
        """So many ``posts``, ``words`` or ``files``."""
        if number == 1:
            return self[f"one_{kind[:-1]}"]
        return self[f"many_{kind}"].replace("{}", f"{number:,}")


_ALL = (
    Wording("en", "en", "Latn", "English", "Latin", _ENGLISH, "; "),
    Wording("zh-CN", "zh", "Hans", "中文", "简体字", _SIMPLIFIED, "；"),
    Wording("zh-TW", "zh", "Hant", "中文", "繁體字", _TRADITIONAL, "；"),
)


def wording_for(language: str) -> Wording:
    """The words for posts in a language (BCP 47): Chinese for Chinese, English for all others."""
    parts = language.lower().replace("_", "-").split("-")
    if parts[0] != "zh":
        return _ALL[_ENGLISH]
    traditional = {"hant", "tw", "hk", "mo"} & set(parts[1:]) and "hans" not in parts
    return _ALL[_TRADITIONAL if traditional else _SIMPLIFIED]
