"""Search text -> query. AND is between any two things, and binds tighter than OR; ``-`` and NOT bind tightest.

Rule: every text is read, in linear time, and nothing is raised. What is wrong or unfinished asks for nothing and is
marked; the rest means what it would mean alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fonds.model.query_tree import (
    Field,
    KeyMatch,
    Node,
    PieceKind,
    Query,
    QueryFault,
    QueryMark,
    QueryPiece,
    QueryTerm,
    Words,
    all_of,
    any_of,
    negated,
)
from fonds.text.folding import fold_name
from fonds.text.query_scanner import COLONS, Sign, Token, scan
from fonds.text.query_values import Value, ValueFault, read_value

DEEPEST = 8
"""How many parentheses may be open at once. SQLite's parser has room for a hundred things that are begun."""
MOST_TERMS = 200
"""How many fields a query may ask of: SQLite takes chains of a limited length only."""
_SPOKEN = {
    Field.TITLE,
    Field.BODY,
    Field.STATUS,
    Field.FORMAT,
    Field.HAS,
    Field.IS,
    *(Field.DATE, Field.MODIFIED, Field.WORDS, Field.ACCESSION, Field.SEARCH, Field.RATING),
}
"""The fields for which a lone ``*`` says nothing."""
_PIECES = {Sign.WORD: PieceKind.WORD, Sign.PHRASE: PieceKind.PHRASE}


def parse_query(text: str) -> Query:
    """What a search text means. Never raises."""
    parser = _Parser(text, list(scan(text)))
    tree, _ = parser.group(0)
    marks = tuple(sorted(parser.marks, key=lambda mark: mark.start))
    return Query(text, tree, marks, tuple(parser.pieces), tuple(parser.terms))


@dataclass
class _Group:
    """What stands between two parentheses, so far: alternatives, each of parts.

    ``anything``: something stands on the left of what comes. ``waiting`` is the operator that has nothing on its right
    yet. ``ignored`` counts the parentheses that were opened too deep.
    """

    depth: int
    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])
    anything: bool = False
    waiting: Token | None = None
    negations: list[Token] = field(default_factory=list)
    ignored: int = 0


class _Parser:
    """Goes through the tokens once."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.place = 0
        self.marks: list[QueryMark] = []
        self.pieces: list[QueryPiece] = []
        self.terms: list[QueryTerm] = []
        self._term_count = 0
        self._told: set[QueryFault] = set()

    def group(self, depth: int) -> tuple[Node | None, bool]:
        """What stands up to the parenthesis that closes this group, or to the end; and whether it was closed."""
        group = _Group(depth)
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            self.place += 1
            match token.sign:
                case Sign.CLOSE:
                    self._piece(token, PieceKind.OPERATOR)
                    if group.ignored:
                        group.ignored -= 1
                    elif depth:
                        return self._finish(group, at_end=False), True
                    else:
                        self._mark(token, QueryFault.STRAY_PARENTHESIS)
                case Sign.OPEN:
                    self._open(group, token)
                case Sign.OR | Sign.AND:
                    self._connect(group, token)
                case Sign.DASH:
                    self._piece(token, PieceKind.OPERATOR)
                case Sign.MINUS | Sign.NOT:
                    self._piece(token, PieceKind.OPERATOR)
                    group.negations.append(token)
                case _:
                    self._add(group, self._leaf(token), token)
        return self._finish(group, at_end=True), False

    def _open(self, group: _Group, token: Token) -> None:
        self._piece(token, PieceKind.OPERATOR)
        if group.depth >= DEEPEST:
            group.ignored += 1
            self._mark_once(token, QueryFault.TOO_DEEP, DEEPEST)
            return
        inner, closed = self.group(group.depth + 1)
        if not closed:
            self._mark(token, QueryFault.UNCLOSED_PARENTHESIS, unfinished=True)
        self._add(group, inner, token)

    def _connect(self, group: _Group, token: Token) -> None:
        """AND says what would be so without it; OR begins another alternative."""
        self._piece(token, PieceKind.OPERATOR)
        if not group.anything or group.waiting is not None:
            self._mark_operator(token)
            return
        group.waiting = token
        if token.sign is Sign.OR:
            group.alternatives.append([])

    def _add(self, group: _Group, node: Node | None, token: Token) -> None:
        start = group.negations[0].start if group.negations else token.start
        if node is not None:
            if len(group.negations) % 2:
                node = negated(node)
            group.alternatives[-1].append(node)
            if group.depth == 0 and token.sign is Sign.TERM:
                self.terms.append(QueryTerm(start, token.end - start, node))
        group.anything = True
        group.waiting = None
        group.negations.clear()

    def _finish(self, group: _Group, *, at_end: bool) -> Node | None:
        for token in group.negations:
            if token.sign is Sign.NOT:
                self._mark_operator(token, unfinished=at_end)
        if group.waiting is not None:
            self._mark_operator(group.waiting, unfinished=at_end)
        alternatives = [node for parts in group.alternatives if (node := all_of(parts)) is not None]
        if group.depth == 0 and len(alternatives) > 1:
            self.terms.clear()
        return any_of(alternatives)

    def _leaf(self, token: Token) -> Node | None:
        if token.quote >= 0:
            self.marks.append(QueryMark(token.quote, 1, QueryFault.UNCLOSED_QUOTE, unfinished=True))
        if token.sign is not Sign.TERM:
            self._piece(token, _PIECES[token.sign])
            prefix = not token.quoted or token.starred
            asks = token.text and not (token.sign is Sign.WORD and token.text in COLONS)
            return Words(token.text, prefix) if asks else None
        return self._term(token)

    def _term(self, token: Token) -> Node | None:
        self.pieces.append(QueryPiece(token.start, token.value_start - token.start, PieceKind.FIELD))
        if token.end > token.value_start:
            self.pieces.append(QueryPiece(token.value_start, token.end - token.value_start, PieceKind.VALUE))
        at_end = token.end >= len(self.text)
        starred = token.starred or token.quote >= 0
        if not token.text and not (token.starred and token.field not in _SPOKEN):
            if token.field is not None:
                details = (("field", f"{token.name}:"),)
                self._mark(token, QueryFault.NO_VALUE, details, unfinished=at_end or token.quote >= 0)
            return None
        if self._term_count >= MOST_TERMS:
            self._mark_once(token, QueryFault.TOO_MANY, MOST_TERMS)
            return None
        self._term_count += 1
        if token.field is None:
            return KeyMatch(fold_name(token.name), token.text, starred)
        read = read_value(token.field, token.name, Value(token.text, token.quoted, starred))
        if isinstance(read, ValueFault):
            start, length = token.value_start, token.end - token.value_start
            unfinished = read.unfinished and at_end
            self.marks.append(QueryMark(start, length, read.fault, read.details, unfinished))
            return None
        return read

    def _piece(self, token: Token, kind: PieceKind) -> None:
        self.pieces.append(QueryPiece(token.start, token.end - token.start, kind))

    def _mark(
        self,
        token: Token,
        fault: QueryFault,
        details: tuple[tuple[str, str], ...] = (),
        *,
        unfinished: bool = False,
    ) -> None:
        self.marks.append(QueryMark(token.start, token.end - token.start, fault, details, unfinished))

    def _mark_operator(self, token: Token, *, unfinished: bool = False) -> None:
        self._mark(token, QueryFault.OPERATOR_ALONE, (("operator", token.text),), unfinished=unfinished)

    def _mark_once(self, token: Token, fault: QueryFault, limit: int) -> None:
        """One is enough: ten thousand parentheses need not be told one by one."""
        if fault not in self._told:
            self._told.add(fault)
            self._mark(token, fault, (("limit", str(limit)),))
