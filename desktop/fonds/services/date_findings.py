"""Findings about dates: none, impossible ones, clocks without an offset, several ways to write them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from fonds.model.bulk_edit import AttachZone, BulkOperation, SetValue, UniformDates
from fonds.model.findings import Finding, FindingKind, Severity
from fonds.model.post import DateOrigin, DatePrecision, Status
from fonds.store.header_facts import HeaderFacts
from fonds.text.date_forms import DateForm, form_of, has_offset

_CLOCKS = (DatePrecision.SECOND.value, DatePrecision.MINUTE.value)
_WRITTEN = (DateOrigin.FRONT_MATTER.value, DateOrigin.ENTERED.value)


def _numbers() -> array[int]:
    return array("q")


@dataclass(slots=True)
class DateUses:
    """What was seen of the dates of posts."""

    missing: array[int] = field(default_factory=_numbers)
    bare: array[int] = field(default_factory=_numbers)
    forms: dict[DateForm, array[int]] = field(default_factory=dict)
    examples: dict[object, str] = field(default_factory=dict)
    written: Counter[int] = field(default_factory=Counter)
    assumed: Counter[int] = field(default_factory=Counter)
    """Offsets, in minutes: those that are written, and those that were taken where none is."""

    def add(self, post: HeaderFacts) -> None:
        """Take one post."""
        if post.instant is None or post.origin == DateOrigin.FILE_TIME:
            if post.readable and post.status != Status.DRAFT:
                self.missing.append(post.post_id)
            return
        if post.origin not in _WRITTEN or not post.date_text:
            return
        form, offset = form_of(post.date_text), has_offset(post.date_text)
        self.forms.setdefault(form, array("q")).append(post.post_id)
        self.examples.setdefault(form, post.date_text)
        if post.precision not in _CLOCKS:
            return
        if offset:
            self.written[post.offset] += 1
        else:
            self.bare.append(post.post_id)
            self.examples.setdefault("bare", post.date_text)
            self.assumed[post.offset] += 1

    def findings(self, invalid: dict[int, str], looked_at: int) -> Iterator[Finding]:
        """What is to be told; ``invalid`` are the posts whose dates could not be read, with their texts."""
        if invalid:
            posts = array("q", sorted(invalid))
            yield Finding(FindingKind.DATE_INVALID, Severity.ERROR, posts, notes=invalid)
        missing = array("q", (post for post in self.missing if post not in invalid))
        if missing:
            asked: tuple[BulkOperation, ...] = (SetValue("date", ("",)),)
            # Where most have none (notes, documentation) nobody wanted any.
            severity = Severity.WARNING if len(missing) * 2 <= looked_at else Severity.HINT
            yield Finding(FindingKind.DATE_MISSING, severity, missing, operations=asked)
        if self.bare:
            mixed = sum(self.written.values()) > 0
            yield Finding(
                FindingKind.DATE_NO_OFFSET,
                Severity.WARNING if mixed else Severity.HINT,
                self.bare,
                details=(("example", self.examples["bare"]),),
                operations=(AttachZone(_offset_text((self.written or self.assumed).most_common(1)[0][0])),),
            )
        yield from self._forms()

    def _forms(self) -> Iterator[Finding]:
        # A day alone is written alike in both of ISO's forms: it goes with whichever is usual.
        told = [form for form in self.forms if form is not DateForm.DAY]
        usual = max(told, key=lambda form: (len(self.forms[form]), form.value), default=DateForm.DAY)
        days = len(self.forms.get(DateForm.DAY, ()))
        if usual is DateForm.OTHER and days >= len(self.forms[usual]):
            usual = DateForm.BLANK if DateForm.BLANK in told else DateForm.DAY
        for form in sorted(told):
            if form is usual:
                continue
            details = (("example", self.examples[form]), ("usual", self.examples[usual]))
            mend: tuple[BulkOperation, ...] = ()
            if usual is not DateForm.OTHER:
                mend = (UniformDates(joined=usual is DateForm.JOINED),)
            yield Finding(FindingKind.DATE_FORM, Severity.HINT, self.forms[form], form.value, details, mend)


def _offset_text(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
