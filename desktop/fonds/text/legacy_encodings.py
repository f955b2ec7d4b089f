"""Which of the encodings before Unicode a text is in, judged by how common its characters are.

East Asian encodings share most of their byte pairs, so a valid decoding says little: what counts is how many of
the characters are those that every text in that language is full of. The rest is left to charset-normalizer,
which is imported only when it comes to that.
"""

from __future__ import annotations

import codecs
import re

_SAMPLE = 65536
_EVIDENCE = 10
"""Bytes beyond ASCII without which nothing can be said of an alphabet: a few wrong ones are not yet Russian."""

# The commonest characters of running text; about a third to a half of any page is made of them.
_SIMPLIFIED = frozenset(
    "的一是了不在有人这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起"
    "还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其"
    "种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由"
    "却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计"
    "或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结"
    "六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技"
    "轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿"
    "网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坐集编宝谈府拉黑且随格尽剑讲布杀微怕母调局根曾准团段终乐切级克精哪官示"
    "股份限财券投融银证类测试简报件编码题创增投资市场企业经济新闻上海证券"
)
_TRADITIONAL = frozenset(
    "的一是了不在有人這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然沒日於起"
    "還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其"
    "種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由"
    "卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車白應路期叫死常提感金何更反合放做系計"
    "或司利受光王果親界及今京務制解各任至清物台象記邊共風戰幹接它許八特覺望直服毛林題建南度統色字請交愛讓認算論百吃義科怎元社術結"
    "測試簡報編碼題灣臺灣繁體"
)
_KOREAN = frozenset(
    "이다는을가에의로하고한은지를도사시나기어서자리대그인있들아해일수보정전게것만라구상장스제주부했여니과오면국원조안와"
)
_KANA = frozenset(chr(code) for code in range(0x3041, 0x30FF))
_PUNCTUATION = frozenset("，。、：；！？“”‘’（）《》「」『』【】—…·　～％")

_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüÿßœÀÁÂÄÅÇÈÉÊÑÓÖØÜ“”‘’–—…«»°·€£§©®¿¡")
_FOREIGN_RUN = re.compile("[^\x00-\x7f]+")

_CANDIDATES: tuple[tuple[str, frozenset[str]], ...] = (
    ("gb18030", _SIMPLIFIED | _PUNCTUATION),
    ("cp950", _TRADITIONAL | _PUNCTUATION),
    ("big5hkscs", _TRADITIONAL | _PUNCTUATION),
    ("gb18030", _TRADITIONAL | _PUNCTUATION),
    ("cp932", _KANA | _PUNCTUATION),
    ("euc_jp", _KANA | _PUNCTUATION),
    ("cp949", _KOREAN),
)
_OTHERS = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp866", "cp874",
]  # fmt: skip


def guess_legacy_encoding(data: bytes, start: int = 0) -> str:
    """A codec name in which the bytes are valid and make likely text; "" when there is none.

    What is judged begins at the line that byte ``start`` lies in; validity is that of all the bytes.
    """
    begin = data.rfind(b"\n", 0, start) + 1
    sample = data[begin : begin + _SAMPLE]
    whole = len(sample) == len(data) - begin
    scores: dict[str, float] = {}
    for encoding, common in _CANDIDATES:
        text = _decode_sample(sample, encoding, whole)
        if text is not None:
            scores[encoding] = max(scores.get(encoding, 0.0), _likelihood(text, common))
    for encoding in sorted(scores, key=lambda name: -scores[name]):
        if scores[encoding] >= 0.15 and _decode_strictly(data, encoding) is not None:
            return encoding
    text = _decode_sample(sample, "gb18030", whole)
    if text is not None and _is_mostly_level_one(text) and _decode_strictly(data, "gb18030") is not None:
        return "gb18030"
    return _guess_other(data, sample)


def _decode_sample(sample: bytes, encoding: str, whole: bool) -> str | None:
    """The sample as text; its last character may be cut off unless it is the whole."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample, whole)
    except UnicodeError:
        return None


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except UnicodeError:
        return None


def _likelihood(text: str, common: frozenset[str]) -> float:
    """The part of the characters beyond ASCII that are among the common ones."""
    foreign = [char for char in text if char > "\x7f"]
    return sum(char in common for char in foreign) / len(foreign) if foreign else 0.0


def _is_mostly_level_one(text: str) -> bool:
    """Whether at least four fifths are among the 3,755 usual characters of GB 2312 (rows 16 to 55) or its punctuation."""
    foreign = [char for char in text if char > "\x7f"]
    usual = 0
    for char in foreign:
        code = char.encode("gb18030")
        if len(code) == 2 and code[1] >= 0xA1 and (0xB0 <= code[0] <= 0xD7 or code[0] in (0xA1, 0xA3)):
            usual += 1
    return bool(foreign) and usual >= 0.8 * len(foreign)


def _is_western(sample: bytes) -> bool:
    """Whether the text in cp1252 has the small letters of western Europe, each alone between plain letters."""
    text = _decode_sample(sample, "cp1252", whole=True)
    if text is None:
        return False
    foreign = _FOREIGN_RUN.findall(text)
    usual = sum(len(run) == 1 and run in _WESTERN for run in foreign)
    return usual >= 0.8 * len(foreign)


def _guess_other(data: bytes, sample: bytes) -> str:
    if _is_western(sample) and _decode_strictly(data, "cp1252") is not None:
        return "cp1252"
    from charset_normalizer import from_bytes

    if sum(byte > 0x7F for byte in sample) < _EVIDENCE:
        return ""
    match = from_bytes(sample, cp_isolation=_OTHERS, preemptive_behaviour=False).best()
    if match is None or _decode_strictly(data, match.encoding) is None:
        return ""
    return match.encoding
