"""What a search text means, what is wrong with it, and that nothing typed ever throws."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.query_tree import (
    FAULT_TEMPLATES,
    All,
    Any,
    Days,
    Field,
    KeyMatch,
    Match,
    Node,
    Not,
    Numbers,
    PieceKind,
    QueryFault,
    Words,
    leaves,
    wanted_words,
)
from fonds.text.query_names import FIELD_NAMES, VALUE_NAMES
from fonds.text.query_parser import DEEPEST, MOST_TERMS, parse_query
from fonds.text.query_writer import with_term, without_term, write_query
from text.query_trees import LEAVES, trees

A, B, C = Words("a"), Words("b"), Words("c")
NEWS = Match(Field.TAG, "新闻")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("  \u3000 ", None),
        ("a b", All((A, B))),
        ("a a", A),
        ("a AND b", All((A, B))),
        ("a OR b c", Any((A, All((B, C))))),
        ("(a OR b) c", All((Any((A, B)), C))),
        ("（a OR b）c", All((Any((A, B)), C))),
        ("a or not b", All((A, Words("or"), Words("not"), B))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("NOT -a", A),
        ("－a", Not(A)),
        ("-(a OR b) c", All((Not(Any((A, B))), C))),
        ("e-mail", Words("e-mail")),
        ("a - b", All((A, B))),
        ("econom*", Words("econom")),
        ('"a b"', Words("a b", prefix=False)),
        ('"a b"*', Words("a b")),
        ("“中文 引号”「直角」", All((Words("中文 引号", prefix=False), Words("直角", prefix=False)))),
        ("长三角“一体化”", All((Words("长三角"), Words("一体化", prefix=False)))),
        ('"say ""hi"""', Words('say "hi"', prefix=False)),
        ("上海：新规", Words("上海：新规")),
        ("Remark: a", All((Words("Remark:"), A))),
        ("12:30", Words("12:30")),
        ("https://a.example/b", Words("https://a.example/b")),
        ("新规（试行）", All((Words("新规"), Words("试行")))),
        ("title:a", Words("a", field=Field.TITLE)),
        ('body:"a b"', Words("a b", prefix=False, field=Field.BODY)),
        ("tag:新闻", NEWS),
        ("标签：新闻", NEWS),
        ("ＴＡＧ：新闻", NEWS),
        ("Tags:新闻", NEWS),
        ("tag:“上海 新闻”", Match(Field.TAG, "上海 新闻")),
        ("tag:新*", Match(Field.TAG, "新", prefix=True)),
        ("tag:*", Match(Field.TAG, "", prefix=True)),
        ("(tag:新闻)", NEWS),
        ("category:a/b", Match(Field.CATEGORY, "a/b")),
        ("source:_posts/2021*", Match(Field.SOURCE, "_posts/2021*")),
        ("accession:12", Numbers(Field.ACCESSION, 12, 12)),
        ("导入:12", Numbers(Field.ACCESSION, 12, 12)),
        ("status:草稿", Match(Field.STATUS, "draft")),
        ("is:Trashed", Match(Field.IS, "trashed")),
        ("has:图片", Match(Field.HAS, "image")),
        ("has:images", Match(Field.HAS, "image")),
        ("format:md", Match(Field.FORMAT, "markdown")),
        ("layout:post", KeyMatch("layout", "post")),
        ("Layout:post", KeyMatch("layout", "post")),
        ("栏目:财经*", KeyMatch("栏目", "财经", prefix=True)),
        ("layout:*", KeyMatch("layout", "", prefix=True)),
        ("@来源：财经", KeyMatch("来源", "财经")),
        ("@12:30", KeyMatch("12", "30")),
        ("@ a", All((Words("@"), A))),
        (":", None),
        ("a ： b", All((A, B))),
        ("search:mine", Match(Field.SEARCH, "mine")),
        ("words:>500", Numbers(Field.WORDS, 501, None)),
        ("words:<=９", Numbers(Field.WORDS, None, 9)),
        ("字数：100..200", Numbers(Field.WORDS, 100, 200)),
        ("date:2021", Days(Field.DATE, date(2021, 1, 1), date(2021, 12, 31))),
        ("date:2020-02", Days(Field.DATE, date(2020, 2, 1), date(2020, 2, 29))),
        ("日期：2021年3月5日", Days(Field.DATE, date(2021, 3, 5), date(2021, 3, 5))),
        ("date:2021-03..2022", Days(Field.DATE, date(2021, 3, 1), date(2022, 12, 31))),
        ("date:>2021-06-01", Days(Field.DATE, date(2021, 6, 2), None)),
        ("date:>=2021", Days(Field.DATE, date(2021, 1, 1), None)),
        ("date:<2021", Days(Field.DATE, None, date(2020, 12, 31))),
        ("date:..2020", Days(Field.DATE, None, date(2020, 12, 31))),
        ("modified:2021/3/5", Days(Field.MODIFIED, date(2021, 3, 5), date(2021, 3, 5))),
    ],
)
def test_what_a_text_means(text: str, tree: Node | None) -> None:
    query = parse_query(text)
    assert query.tree == tree
    assert query.marks == ()


@pytest.mark.parametrize(
    ("text", "tree", "fault", "place", "unfinished"),
    [
        ("a OR", A, QueryFault.OPERATOR_ALONE, (2, 2), True),
        ("a OR b AND", Any((A, B)), QueryFault.OPERATOR_ALONE, (7, 3), True),
        ("OR a", A, QueryFault.OPERATOR_ALONE, (0, 2), False),
        ("a OR AND b", Any((A, B)), QueryFault.OPERATOR_ALONE, (5, 3), False),
        ("(a OR) b", All((A, B)), QueryFault.OPERATOR_ALONE, (3, 2), False),
        ("a NOT", A, QueryFault.OPERATOR_ALONE, (2, 3), True),
        ("a tag:", A, QueryFault.NO_VALUE, (2, 4), True),
        ("tag: a", A, QueryFault.NO_VALUE, (0, 4), False),
        ("a OR tag:", A, QueryFault.NO_VALUE, (5, 4), True),
        ('a "b c', All((A, Words("b c"))), QueryFault.UNCLOSED_QUOTE, (2, 1), True),
        ("tag:“新闻", Match(Field.TAG, "新闻", prefix=True), QueryFault.UNCLOSED_QUOTE, (4, 1), True),
        ("(a b", All((A, B)), QueryFault.UNCLOSED_PARENTHESIS, (0, 1), True),
        ("a) b", All((A, B)), QueryFault.STRAY_PARENTHESIS, (1, 1), False),
        ("is:tra", None, QueryFault.UNKNOWN_VALUE, (3, 3), True),
        ("is:tra a", A, QueryFault.UNKNOWN_VALUE, (3, 3), False),
        ("a is:no", A, QueryFault.UNKNOWN_VALUE, (5, 2), False),
        ("date:20", None, QueryFault.NOT_A_DATE, (5, 2), True),
        ("date:soon", None, QueryFault.NOT_A_DATE, (5, 4), False),
        ("date:2021-02-30 a", A, QueryFault.NOT_A_DATE, (5, 10), False),
        ("date:>9999", None, QueryFault.NOT_A_DATE, (5, 5), True),
        ("date:2022..2021", None, QueryFault.EMPTY_RANGE, (5, 10), False),
        ("words:>", None, QueryFault.NOT_A_NUMBER, (6, 1), True),
        ("words:many", None, QueryFault.NOT_A_NUMBER, (6, 4), False),
        ("words:" + "9" * 30, None, QueryFault.NOT_A_NUMBER, (6, 30), False),
    ],
)
def test_what_is_wrong_asks_for_nothing_and_is_marked(
    text: str, tree: Node | None, fault: QueryFault, place: tuple[int, int], unfinished: bool
) -> None:
    query = parse_query(text)
    assert query.tree == tree
    (mark,) = query.marks
    assert (mark.fault, (mark.start, mark.length), mark.unfinished) == (fault, place, unfinished)
    assert "{" not in mark.sentence


def test_a_lone_minus_asks_for_nothing() -> None:
    for text in ("-", "a -", "a -) "):
        assert parse_query(text).tree in (None, A)


def test_every_fault_has_a_sentence() -> None:
    assert set(FAULT_TEMPLATES) == set(QueryFault)


def test_names_are_folded_and_every_field_has_one() -> None:
    assert set(FIELD_NAMES.values()) == set(Field)
    for name in [*FIELD_NAMES, *(name for names in VALUE_NAMES.values() for name in names)]:
        assert name == name.strip().lower()


def test_limits_are_marked_once() -> None:
    deep = parse_query("(" * 500 + "a" + ")" * 500)
    assert deep.tree == A
    assert [mark.fault for mark in deep.marks] == [QueryFault.TOO_DEEP]
    assert deep.marks[0].start == DEEPEST
    many = parse_query(" ".join(f"tag:{number}" for number in range(500)))
    assert isinstance(many.tree, All)
    assert len(many.tree.parts) == MOST_TERMS
    assert [mark.fault for mark in many.marks] == [QueryFault.TOO_MANY]


@pytest.mark.parametrize(
    "text", ["(", "a:b ", "a OR ", '"', "-", "x ", "a:", ":", "(a ", "(a OR -(", "tag:", "“"]
)
def test_long_texts_are_read_in_linear_time(text: str) -> None:
    parse_query(text * 20_000)


@settings(max_examples=300)
@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from([*'"“”()（）-: *', "OR", "NOT ", " AND ", "tag:", "date:20", "a", "新"])).map(
        "".join
    )
)
def test_nothing_typed_ever_throws(text: str) -> None:
    query = parse_query(text)
    for mark in query.marks:
        assert 0 <= mark.start < mark.start + mark.length <= len(text)
        assert mark.sentence
    ends = [0]
    for piece in query.pieces:
        assert piece.start >= ends[-1]
        assert piece.length > 0
        ends.append(piece.end)
    assert ends[-1] <= len(text)
    assert parse_query(write_query(query.tree)).tree == query.tree


@settings(max_examples=300)
@given(trees(LEAVES))
def test_a_tree_is_read_as_it_was_written(tree: Node) -> None:
    query = parse_query(write_query(tree))
    assert query.tree == tree
    assert query.marks == ()


def test_lone_surrogates_and_nulls_are_read() -> None:
    assert parse_query("a\ud800\0b").tree == All((Words("a\ufffd"), B))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a", [PieceKind.WORD]),
        ('tag:"x y" -b', [PieceKind.FIELD, PieceKind.VALUE, PieceKind.OPERATOR, PieceKind.WORD]),
        ("(“a” OR tag:)", ["o", "p", PieceKind.OPERATOR, PieceKind.FIELD, "o"]),
    ],
)
def test_pieces(text: str, kinds: list[str]) -> None:
    short = {"o": PieceKind.OPERATOR, "p": PieceKind.PHRASE}
    assert [piece.kind for piece in parse_query(text).pieces] == [short.get(kind, kind) for kind in kinds]


def test_terms_are_conditions_that_can_be_taken_out() -> None:
    text = "示范区 -tag:新闻 date:2021 (title:a OR author:b)"
    terms = parse_query(text).terms
    assert [text[term.start : term.start + term.length] for term in terms] == ["-tag:新闻", "date:2021"]
    assert terms[0].node == Not(NEWS)
    assert without_term(text, terms[0]) == "示范区 date:2021 (title:a OR author:b)"
    assert parse_query("tag:新闻 OR date:2021").terms == ()


def test_a_term_is_added_to_the_whole() -> None:
    assert with_term("", NEWS) == "tag:新闻"
    assert with_term("a b ", Not(NEWS)) == "a b -tag:新闻"
    assert with_term("a OR b", NEWS) == "(a OR b) tag:新闻"
    assert with_term("a", Any((B, NEWS))) == "a (b OR tag:新闻)"


def test_walking_the_tree() -> None:
    tree = parse_query("a -b (tag:新闻 OR title:c)").tree
    assert list(leaves(tree)) == [A, B, NEWS, Words("c", field=Field.TITLE)]
    assert list(wanted_words(tree)) == [A, Words("c", field=Field.TITLE)]
    assert list(leaves(None)) == list(wanted_words(None)) == []
