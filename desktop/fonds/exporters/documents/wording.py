"""What a document says and shows by itself: a few words and the fonts, by the language that its posts are written in."""

from __future__ import annotations

from dataclasses import dataclass

BODY_FONT, HEADING_FONT, CODE_FONT = "Times New Roman", "Arial", "Consolas"


@dataclass(frozen=True, slots=True)
class Wording:
    """``language`` and ``asian`` are tags, the latter that of Chinese, Japanese and Korean words. ``asian_font`` and
    ``asian_heading_font`` are the fonts that Windows has for them, ``*_others`` those of macOS and Linux."""

    language: str
    asian: str
    contents: str
    count: str
    asian_font: str
    asian_others: tuple[str, ...]
    asian_heading_font: str
    asian_heading_others: tuple[str, ...]


_FONTS = {
    "zh-CN": ("SimSun", ("Songti SC", "Noto Serif CJK SC"), "SimHei", ("Heiti SC", "Noto Sans CJK SC")),
    "zh-TW": ("PMingLiU", ("Songti TC", "Noto Serif CJK TC"), "Microsoft JhengHei", ("Heiti TC", "Noto Sans CJK TC")),
    "ja-JP": ("MS Mincho", ("Hiragino Mincho ProN", "Noto Serif CJK JP"), "MS Gothic", ("Hiragino Sans", "Noto Sans CJK JP")),
    "ko-KR": ("Batang", ("AppleMyungjo", "Noto Serif CJK KR"), "Malgun Gothic", ("Apple SD Gothic Neo", "Noto Sans CJK KR")),
}  # fmt: skip
_WORDS = {
    "zh-CN": ("目录", "共 {count} 篇"),
    "zh-TW": ("目錄", "共 {count} 篇"),
    "ja-JP": ("目次", "全 {count} 件"),
    "ko-KR": ("차례", "총 {count}편"),
}


def wording_of(language: str, count: int) -> Wording:
    """The words and fonts of a document of ``count`` posts in a language (a tag, or empty)."""
    asian = _asian(language)
    contents, total = _WORDS.get(
        asian if language[:2].lower() in ("zh", "ja", "ko") else "", ("Contents", "{count} posts")
    )
    if count == 1:
        total = total.replace(" posts", " post")
    return Wording(language or "und", asian, contents, total.format(count=f"{count:,}"), *_FONTS[asian])


def split_tag(tag: str) -> tuple[str, str]:
    """The language and the country of a tag; without one, the country is empty."""
    parts = tag.split("-")
    country = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    return parts[0].lower(), country


def is_asian(tag: str) -> bool:
    """Whether a tag's language is written in Chinese characters or beside them."""
    return split_tag(tag)[0] in ("zh", "ja", "ko", "yue", "wuu", "lzh", "nan")


def _asian(language: str) -> str:
    first, country = split_tag(language)
    if first == "zh":
        return "zh-TW" if country in ("TW", "HK", "MO") or "hant" in language.lower() else "zh-CN"
    return {"ja": "ja-JP", "ko": "ko-KR"}.get(first, "zh-CN")
