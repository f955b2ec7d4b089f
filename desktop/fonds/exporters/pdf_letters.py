"""Which letters the signs of a PDF are, mended where Qt wrote a radical for the character that looks the same.

A font draws both with one glyph, and Qt tells the first letter that has it: a search for 长 would not find it.
Source: Unicode's table of equivalent unified ideographs, as far as these are whole characters.
"""

from __future__ import annotations

import re
import unicodedata

_PAIRS = (
    "⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目"
    "⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺹耂⺺肀⺻聿⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门"
    "⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_CODES = {ord(radical): ord(whole) for radical, whole in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
_CODES |= {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
_CODE = re.compile(rb"<(2[EeFf][0-9A-Fa-f]{2})>")
_BEGIN = b"begincmap"


def is_letter_table(content: bytes) -> bool:
    """Whether a stream's content, as it stands, is a table of letters."""
    return _BEGIN in content


def mended_letters(table: bytes) -> bytes:
    """The table with characters for radicals; as long as before."""
    return _CODE.sub(_mended, table)


def _mended(found: re.Match[bytes]) -> bytes:
    code = int(found[1], 16)
    return b"<%04X>" % _CODES.get(code, code)
