"""What a ZIM file says of itself, as Kiwix lists it. Source: the openZIM wiki, Metadata."""

from __future__ import annotations

import re
import unicodedata

import regex

_CODES = (
    "aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bibis bmbam bnben bobod "
    "brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv cycym dadan dedeu dvdiv dzdzo eeewe elell eneng eoepo "
    "esspa etest eueus fafas ffful fifin fjfij fofao frfra fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin "
    "hohmo hrhrv hthat huhun hyhye hzher iaina idind ieile igibo iiiii ikipk ioido isisl itita iuiku jajpn jvjav kakat "
    "kgkon kikik kjkua kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir lalat lbltz lglug lilim lnlin "
    "lolao ltlit lulub lvlav mgmlg mhmah mimri mkmkd mlmal mnmon mrmar msmsa mtmlt mymya nanau nbnob ndnde nenep ngndo "
    "nlnld nnnno nonor nrnbl nvnav nynya ococi ojoji omorm orori ososs papan pipli plpol pspus ptpor quque rmroh rnrun "
    "roron rurus rwkin sasan scsrd sdsnd sesme sgsag skslk slslv smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe "
    "swswa tatam tetel tgtgk ththa titir tktuk tltgl tntsn toton trtur tstso tttat twtwi tytah uguig ukukr ururd uzuzb "
    "veven vivie vovol wawln wowol xhxho yiyid yoyor zazha zhzho zuzul"
)
"""ISO 639-1, two letters, and ISO 639-3, the three after them."""
_LONG = {code[:2]: code[2:] for code in _CODES.split()}
UNKNOWN = "und"
_MARKS = regex.compile(r"\p{M}+")
_LONGEST = 80
"""Characters that a description may have."""
_TITLE, _TITLE_OF_SIGNS = 200, 60
"""Bytes; found by trial with libzim 9."""


def language_code(tag: str) -> str:
    """The ISO 639-3 code of a language tag (BCP 47); ``und`` when there is none."""
    code = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    if re.fullmatch("[a-z]{3}", code):
        return code
    return _LONG.get(code, UNKNOWN)


def indexed_as(code: str) -> str:
    """The language that the index is made for. In one that it does not know libzim indexes nothing at all; as Chinese, it
    cuts words of any other one as they stand."""
    return "zho" if code == UNKNOWN else code


def shortened(text: str) -> str:
    """A description that readers of ZIM files show whole."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def listed_title(text: str) -> str:
    """A title as libzim can list it: it gives up the whole file when a title is long, or has little that is a word."""
    most = _TITLE if any(letter.isalnum() for letter in text) else _TITLE_OF_SIGNS
    data = text.encode("utf-8", "replace")
    return text if len(data) <= most else data[:most].decode("utf-8", "ignore").rstrip() + "…"


def folded(text: str) -> str:
    """A text as libzim wants it for its index: it takes the accents off all that people ask for, and off nothing else."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))
