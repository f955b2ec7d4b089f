"""Checking the front matter of posts: what is uneven, missing or broken, each with the bulk edit that would mend it.

Nothing is changed, and no header is parsed: the archive knows what they say. Only texts that have links are read.
Memory: some tens of bytes for each post that a finding concerns.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from fonds.model.bulk_edit import MendHeader, TitleFromText
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.findings import CheckedFrontMatter, Finding, FindingKind, Severity
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.model.query import ListRequest
from fonds.model.steps import Step
from fonds.services.date_findings import DateUses
from fonds.services.editing import now
from fonds.services.key_findings import KeyUses, key_findings
from fonds.services.link_findings import link_findings
from fonds.services.term_findings import alike_terms, count_uses, term_findings
from fonds.store import header_facts, ignored_findings
from fonds.store.archive import Archive
from fonds.store.lists import find_ids
from fonds.store.session import View

_REPAIRED = (ProblemKind.REPAIRED_QUOTES, ProblemKind.REPAIRED_VALUE, ProblemKind.REPAIRED_TABS)
_PROBLEMS = (*_REPAIRED, ProblemKind.INVALID_DATE, ProblemKind.NO_TITLE, ProblemKind.MISSING_MEDIA)
_SEVERITIES = list(Severity)
_KINDS = list(FindingKind)


def check_front_matter(
    archive: Archive,
    which: ListRequest | Sequence[int] | None = None,
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
    *,
    links: bool = True,
) -> CheckedFrontMatter:
    """What is to be said of the posts of a request, or of these (of all outside the trash, without either), the gravest
    first. What is usual is what is usual among them. Raises Cancelled, and EnvironmentProblem."""
    cancel = cancel or CancelToken()
    with archive.reading(cancel) as view:
        ids = (
            find_ids(view, which or ListRequest())
            if which is None or isinstance(which, ListRequest)
            else which
        )
        wanted = _marked(ids)
        check = _Check(view, wanted, len(ids), progress)
        found = list(check.findings())
        ignored = ignored_findings.ignored_findings(view)
    if links:
        found += link_findings(archive, sorted(ids), progress, cancel)
    found.sort(
        key=lambda one: (_SEVERITIES.index(one.severity), _KINDS.index(one.kind), -len(one.posts), one.key)
    )
    silent = {id(one) for one in found if len(one.posts) <= ignored.get(one.key, 0)}
    return CheckedFrontMatter(
        tuple(one for one in found if id(one) not in silent),
        len(ids),
        tuple(one for one in found if id(one) in silent),
    )


def ignore_findings(archive: Archive, findings: Sequence[Finding]) -> ChangeSet:
    """Tell these no more, unless they come to concern more posts; one step, which can be undone."""
    if not findings:
        return NOTHING_CHANGED
    step = _step("ignore", len(findings))
    with archive.writing(step) as writer:
        ignored_findings.set_ignored(writer, [(one.key, len(one.posts)) for one in findings], now())
    return ChangeSet(taxonomy=True, step=step.name)


def mind_findings(archive: Archive, findings: Sequence[Finding]) -> ChangeSet:
    """Tell these again; one step, which can be undone."""
    if not findings:
        return NOTHING_CHANGED
    step = _step("mind", len(findings))
    with archive.writing(step) as writer:
        ignored_findings.set_minded(writer, [one.key for one in findings])
    return ChangeSet(taxonomy=True, step=step.name)


def _step(verb: str, number: int) -> Step:
    return Step(f"{verb}-finding") if number == 1 else Step(f"{verb}-findings", (("number", str(number)),))


def _marked(ids: Sequence[int]) -> bytearray:
    """A mark for each number that a post can have: 1 for these."""
    marked = bytearray(max(ids, default=0) + 1)
    for post in ids:
        marked[post] = 1
    return marked


class _Check:
    """One check of what the tables say."""

    def __init__(self, view: View, wanted: bytearray, looked_at: int, progress: ProgressSink) -> None:
        self._view, self._wanted, self._looked_at, self._progress = view, wanted, looked_at, progress
        self._last = len(wanted)

    def findings(self) -> Iterator[Finding]:
        """All but those about links."""
        dates, unreadable, untitled = self._walk_posts()
        notes = self._problems()
        yield from self._of(FindingKind.HEADER_UNREADABLE, Severity.ERROR, unreadable)
        repaired: dict[int, str] = {}
        for problem in _REPAIRED:
            repaired |= notes[problem]
        if repaired:
            posts, mend = array("q", sorted(repaired)), (MendHeader(),)
            yield Finding(
                FindingKind.HEADER_REPAIRED, Severity.WARNING, posts, operations=mend, notes=repaired
            )
        yield from dates.findings(notes[ProblemKind.INVALID_DATE], self._looked_at)
        shown = notes[ProblemKind.NO_TITLE] | dict.fromkeys(untitled, "")
        if shown:
            posts = array("q", sorted(shown))
            yield Finding(
                FindingKind.TITLE_MISSING,
                Severity.WARNING,
                posts,
                operations=(TitleFromText(),),
                notes=shown,
            )
        missing = notes[ProblemKind.MISSING_MEDIA]
        yield from self._of(FindingKind.MEDIA_MISSING, Severity.WARNING, missing, missing)
        terms, understood = self._terms()
        yield from terms
        understood |= {"title": self._looked_at - len(shown), "date": sum(map(len, dates.forms.values()))}
        yield from key_findings(self._keys(), understood)
        for kind, column in ((FindingKind.ADDRESS_TAKEN, "permalink"), (FindingKind.SLUG_TAKEN, "slug")):
            shared = dict(self._only(header_facts.shared_addresses(self._view, column)))
            yield from self._of(kind, Severity.WARNING, shared, shared)

    def _of(
        self, kind: FindingKind, severity: Severity, posts: Iterable[int], notes: dict[int, str] | None = None
    ) -> Iterator[Finding]:
        found = array("q", sorted(posts))
        if found:
            yield Finding(kind, severity, found, notes=notes or {})

    def _only(self, rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        return ((post, note) for post, note in rows if self._has(post))

    def _has(self, post: int) -> bool:
        return post < self._last and bool(self._wanted[post])

    def _walk_posts(self) -> tuple[DateUses, list[int], list[int]]:
        dates = DateUses()
        unreadable: list[int] = []
        untitled: list[int] = []
        done = 0
        for portion in header_facts.walk_posts(self._view):
            for post in portion:
                if not self._has(post.post_id):
                    continue
                done += 1
                dates.add(post)
                if not post.readable:
                    unreadable.append(post.post_id)
                elif post.untitled:
                    untitled.append(post.post_id)
            self._progress(Progress(done, self._looked_at, "front matter"))
        return dates, unreadable, untitled

    def _problems(self) -> defaultdict[ProblemKind, dict[int, str]]:
        """By kind the posts that have such a problem, with what it is about."""
        notes: defaultdict[ProblemKind, dict[int, str]] = defaultdict(dict)
        for portion in header_facts.walk_problems(self._view, _PROBLEMS):
            for post, kind, details in portion:
                if self._has(post):
                    facts = dict(json.loads(details))
                    said = str(facts.get("reference") or facts.get("value") or "")
                    known = notes[ProblemKind(kind)]
                    known[post] = f"{known[post]}, {said}" if known.get(post) else said
        return notes

    def _keys(self) -> KeyUses:
        uses = KeyUses()
        for portion in header_facts.walk_fields(self._view):
            for post, key, value in portion:
                if self._has(post):
                    uses.add(post, key, value)
            self._progress(Progress(0, None, "keys"))
        return uses

    def _terms(self) -> tuple[list[Finding], dict[str, int]]:
        names = header_facts.load_term_names(self._view)
        counts = count_uses(self._uses(), self._wanted)
        groups = alike_terms(names, counts)
        wanted = {term for group in groups for term in group}
        uses: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
        if wanted:
            for portion in self._uses():
                for post, term in portion:
                    if term in wanted and self._wanted[post]:
                        uses[term].append(post)
        fields = {"category": "categories", "tag": "tags", "author": "authors"}
        understood: Counter[str] = Counter()
        for term, count in counts.items():
            field = fields[names[term][0]]
            understood[field] = max(understood[field], count)
        return list(term_findings(names, groups, uses)), dict(understood)

    def _uses(self) -> Iterator[list[tuple[int, int]]]:
        for portion in header_facts.walk_term_uses(self._view):
            yield [row for row in portion if row[0] < self._last]
