"""Sentences from facts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from fonds.gui import messages
from fonds.model.accession import Detection, ImportReport, Outcome
from fonds.model.errors import Cancelled, EnvironmentProblem, UserError
from fonds.model.post import BodyFormat, DatePrecision, PostDate, Status
from fonds.model.problems import TEMPLATES, Problem, ProblemKind
from fonds.model.progress import Progress


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


def at(text: str, offset: int, precision: DatePrecision) -> PostDate:
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return PostDate(instant=int(moment.timestamp()) - offset * 60, offset=offset, precision=precision)


def test_an_expected_error_tells_its_facts() -> None:
    error = UserError("There is no post {id} in this archive.", field="id", id="7")
    assert messages.describe_error(error) == "There is no post 7 in this archive."
    assert not messages.is_bug(error)
    assert messages.error_heading(error, "Save") == "Save did not succeed"
    assert messages.error_heading(error) != messages.error_heading(EnvironmentProblem("x"))


def test_a_bug_is_told_without_its_innards() -> None:
    text = messages.describe_error(ZeroDivisionError("secret"))
    assert "ZeroDivisionError" in text
    assert "secret" not in text
    assert messages.is_bug(ZeroDivisionError())
    assert not messages.is_bug(Cancelled())


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_problem_has_a_sentence(kind: ProblemKind) -> None:
    assert messages.describe_problem(Problem(kind, "a.md")) == TEMPLATES[kind]


def test_a_problem_is_told_with_its_place() -> None:
    problem = Problem(ProblemKind.DUPLICATE_KEY, "a/b.md", 3, (("key", "title"),))
    assert (
        messages.describe_problem(problem) == "The key “title” stands more than once; the last value is used."
    )
    assert messages.problem_place(problem) == "a/b.md, line 3"
    assert messages.problem_place(Problem(ProblemKind.EMPTY_FILE, "a.md")) == "a.md"


@pytest.mark.parametrize(
    ("precision", "day", "full"),
    [
        (DatePrecision.SECOND, "2022-01-11", "2022-01-11 19:09 +08:00"),
        (DatePrecision.MINUTE, "2022-01-11", "2022-01-11 19:09 +08:00"),
        (DatePrecision.DAY, "2022-01-11", "2022-01-11"),
        (DatePrecision.MONTH, "2022-01", "2022-01"),
        (DatePrecision.YEAR, "2022", "2022"),
    ],
)
def test_dates_are_no_finer_than_known(precision: DatePrecision, day: str, full: str) -> None:
    date = at("2022-01-11 19:09:47", 480, precision)
    assert messages.date_text(date) == day
    assert messages.date_time_text(date) == full


def test_dates_stand_in_the_post_s_own_offset() -> None:
    assert (
        messages.date_time_text(at("2022-01-01 00:30:00", 345, DatePrecision.MINUTE))
        == "2022-01-01 00:30 +05:45"
    )
    assert (
        messages.date_time_text(at("1960-12-31 23:00:00", -210, DatePrecision.MINUTE))
        == "1960-12-31 23:00 -03:30"
    )
    assert messages.date_text(PostDate()) == "No date"


def test_counts_have_their_plural() -> None:
    assert messages.posts_text(0) == "0 posts"
    assert messages.posts_text(1) == "1 post"
    assert messages.posts_text(102_344) == "102,344 posts"
    assert messages.posts_of_text(1284, 102_344) == "1,284 of 102,344"
    assert messages.posts_of_text(5, 5) == "5 posts"
    assert messages.selected_text(3) == "3 selected"
    assert messages.plural("%Ln (was|were)", 1) == "%Ln was"


def test_sizes_and_times() -> None:
    assert messages.file_size_text(3_200_000) == "3.2 MB"
    assert messages.duration_text(0.42) == "0.4 s"
    assert messages.duration_text(59.6) == "1 min 0 s"
    assert messages.duration_text(185) == "3 min 5 s"


def test_progress_in_words_and_per_cent() -> None:
    assert messages.progress_text(Progress(1284, 10_000, "Reading")) == "Reading: 1,284 of 10,000"
    assert messages.progress_text(Progress(0, None, "Reading")) == "Reading"
    assert messages.progress_text(Progress(12)) == "12"
    assert messages.percent_of(Progress(41, 100)) == 41
    assert messages.percent_of(Progress(300, 100)) == 100
    assert messages.percent_of(Progress(3)) is None
    assert messages.percent_of(Progress(0, 0)) is None


def test_names_of_what_can_be_chosen() -> None:
    texts = [messages.status_text(status) for status in Status]
    texts += [messages.format_text(body_format) for body_format in BodyFormat]
    texts += [messages.outcome_text(outcome) for outcome in Outcome]
    assert len(set(texts)) == len(texts)
    levels = [messages.detection_text(Detection("jekyll", "Jekyll", sure, ())) for sure in (1.0, 0.6, 0.1)]
    assert levels == ["Jekyll (certain)", "Jekyll (likely)", "Jekyll (a guess)"]


def test_a_report_says_what_happened_and_nothing_else() -> None:
    report = ImportReport(1, "jekyll", ("site",), added=1, unchanged=20, kept_raw=1)
    assert messages.import_heading(report) == "21 documents were dealt with"
    assert messages.import_sentences(report) == ("1 post added", "20 posts unchanged", "1 post kept raw")
    stopped = ImportReport(1, "jekyll", ("site",), added=1, cancelled=True)
    assert "stopped after 1 document" in messages.import_heading(stopped)
    assert "1 document would" in messages.import_heading(ImportReport(None, "x", (), added=1, dry_run=True))
    assert "2 documents could" in messages.import_heading(ImportReport(1, "x", (), added=1, failed=2))
