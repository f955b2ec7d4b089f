"""What survives the sanitiser: elements, attributes and style properties of archived texts. Data, no behaviour."""

from __future__ import annotations

import re

FRAME = "fonds-frame"
"""What embedded frames and objects are renamed to, so that they can be named on the page instead of loaded."""

_TEXT = (
    "a abbr acronym address b bdi bdo big blockquote br center cite code data del dfn div em font hr i ins kbd label "
    "mark nobr p pre q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr"
)
_STRUCTURE = (
    "article aside details figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup main nav section summary"
)
_LISTS = "dd dir dl dt li menu ol ul"
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
_MEDIA = "audio img picture source track video input"
_MATH = (
    "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle "
    "msub msubsup msup mtable mtd mtext mtr munder munderover semantics"
)

TAGS: set[str] = set(" ".join((_TEXT, _STRUCTURE, _LISTS, _TABLES, _MEDIA, _MATH)).split()) | {FRAME}

CONTENT_DROPPED: set[str] = {
    *("script", "style", "template", "noembed", "noframes", "noscript", "title", "head"),
    *("select", "svg", "canvas", "annotation", "annotation-xml"),
}
"""Elements that go with everything in them: code, and text that is not the post's."""

ADDRESSES: dict[str, set[str]] = {
    "img": {"src", "srcset", "lowsrc", "dynsrc", "data-src", "data-original"},
    "source": {"src", "srcset"},
    "video": {"src", "poster"},
    "audio": {"src"},
    "track": {"src"},
    FRAME: {"src", "data", "code"},
    "input": {"src"},
    "*": {"background"},
}
"""Attributes that a browser loads by itself: rewritten to the archive's own scheme, or taken out and listed."""

_CELL = {
    "align",
    "valign",
    "width",
    "height",
    "colspan",
    "rowspan",
    "headers",
    "scope",
    "abbr",
    "char",
    "charoff",
}

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "title", "lang", "dir", "style", "hidden", "align", "cite", "datetime"},
    "a": {"href", "name"},
    "img": {"alt", "width", "height", "hspace", "vspace", "border"},
    "video": {"width", "height", "loop", "muted"},
    "audio": {"loop", "muted"},
    "source": {"type"},
    "track": {"kind", "srclang", "label"},
    "input": {"checked"},
    "ol": {"start", "reversed", "type"},
    "ul": {"type"},
    "li": {"value", "type"},
    "table": {"border", "cellpadding", "cellspacing", "width", "summary", "frame", "rules"},
    "col": {"span", "width", "valign"},
    "colgroup": {"span", "width", "valign"},
    "td": _CELL,
    "th": _CELL,
    "tr": {"valign"},
    "details": {"open"},
    "hr": {"width", "size", "noshade"},
    "data": {"value"},
    "math": {"display", "alttext"},
    "mo": {"stretchy", "fence", "separator", "form", "largeop", "movablelimits"},
    "mi": {"mathvariant"},
    "mtable": {"columnalign", "rowalign"},
    "mtd": {"columnspan", "rowspan"},
    "mspace": {"width", "height", "depth"},
}

_LENGTH = r"-?\d{1,4}(?:[.]\d{1,4})?(?:px|em|rem|ex|ch|pt|%)?"
STYLES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "text-align": "left|right|center|justify|start|end",
        "text-indent": _LENGTH,
        "text-decoration": "none|underline|line-through|overline",
        "text-emphasis": "none|(?:filled |open )?(?:dot|circle|sesame)",
        "font-weight": "normal|bold|bolder|lighter|[1-9]00",
        "font-style": "normal|italic|oblique",
        "font-variant": "normal|small-caps",
        "vertical-align": f"top|middle|bottom|baseline|sub|super|{_LENGTH}",
        "float": "left|right|none",
        "clear": "left|right|both|none",
        "width": _LENGTH,
        "height": _LENGTH,
        "max-width": _LENGTH,
        "margin-left": _LENGTH,
        "list-style-type": "none|disc|circle|square|decimal|lower-alpha|upper-alpha|lower-roman|upper-roman"
        "|cjk-ideographic|simp-chinese-informal",
        "white-space": "normal|nowrap|pre|pre-wrap|pre-line",
        "direction": "ltr|rtl",
        "ruby-position": "over|under",
        "display": "none",
    }.items()
}
"""Properties that carry meaning, with the only values they may have. Colours and fonts are the page's own, so that
every text can be read in every palette."""
