"""The faces of a page, by language: the same character has other strokes in Chinese, Japanese and Korean print."""

from __future__ import annotations

_SANS = '"Inter", "Segoe UI", "Helvetica Neue", "Noto Sans"'
_SERIF = '"Charter", "Source Serif 4", "Georgia", "Noto Serif", "Liberation Serif"'
_SANS_BY_SCRIPT = {
    "sc": '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei"',
    "tc": '"Noto Sans CJK TC", "Source Han Sans TC", "PingFang TC", "Microsoft JhengHei"',
    "ja": '"Noto Sans CJK JP", "Source Han Sans", "Hiragino Sans", "Yu Gothic"',
    "ko": '"Noto Sans CJK KR", "Source Han Sans K", "Apple SD Gothic Neo", "Malgun Gothic"',
}
_SERIF_BY_SCRIPT = {
    "sc": '"Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "STSong", "SimSun", "NSimSun"',
    "tc": '"Songti TC", "Noto Serif CJK TC", "Source Han Serif TC", "PMingLiU"',
    "ja": '"Hiragino Mincho ProN", "Noto Serif CJK JP", "Source Han Serif", "Yu Mincho", "MS PMincho"',
    "ko": '"AppleMyungjo", "Noto Serif CJK KR", "Source Han Serif K", "Batang"',
}


def script_of(language: str) -> str:
    """Whose characters a language (BCP 47) is set in: "sc", "tc", "ja" or "ko"; Simplified Chinese for all others."""
    tag = language.lower()
    if tag[:2] in ("ja", "ko"):
        return tag[:2]
    return "tc" if tag.startswith(("zh-tw", "zh-hk", "zh-mo", "zh-hant")) else "sc"


def font_families(serif: bool, script: str = "") -> dict[str, str]:
    """``family_sc`` and so on, and ``family`` for the page's own script."""
    latin, generic = (_SERIF, "serif") if serif else (_SANS, "sans-serif")
    chosen = _SERIF_BY_SCRIPT if serif else _SANS_BY_SCRIPT
    found = {f"family_{name}": f"{latin}, {families}, {generic}" for name, families in chosen.items()}
    return {**found, "family": found[f"family_{script or 'sc'}"]}
