"""Taking saved changes back, and making them again; both survive a restart, and both are entered in the log."""

from __future__ import annotations

from fonds.base.beside_window import beside_window
from fonds.model.changes import NOTHING_CHANGED, ChangeSet, UndoState
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.model.steps import KeptStep, Step
from fonds.store import undo as store_undo
from fonds.store.activity import add_entry
from fonds.store.archive import Archive
from fonds.store.session import Writer
from fonds.store.undo import Pulse, UndoOutcome


def undo_state(archive: Archive) -> UndoState:
    """What undo and redo would do."""
    with archive.reading() as view:
        return store_undo.load_undo_state(view)


def list_steps(archive: Archive) -> tuple[KeptStep, ...]:
    """All that can be undone or redone, the newest first."""
    with archive.reading() as view:
        return store_undo.list_steps(view)


MOST_NAMED = 2000
"""Posts that a change set names; of more it says that there are many."""


def undo(
    archive: Archive,
    *,
    only: str = "",
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
) -> ChangeSet:
    """Take the last saved change back; ``only`` if its step is called so, else UserError is raised. When cancelled,
    nothing is taken back."""
    with beside_window(), archive.writing() as writer:
        if only and store_undo.load_undo_state(writer).undo != only:
            raise UserError("Something else was done since. Undo that first.")
        return _changes(_undo(writer, _pulse(progress, cancel)))


def redo(
    archive: Archive, *, progress: ProgressSink = ignore_progress, cancel: CancelToken | None = None
) -> ChangeSet:
    """Make the change again that was taken back last."""
    with beside_window(), archive.writing() as writer:
        return _changes(_redo(writer, _pulse(progress, cancel)))


def go_to(
    archive: Archive,
    step_id: int,
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
) -> tuple[int, ChangeSet]:
    """Undo all steps down to this one, or redo all up to it if it was undone; returns how many. All of them or, on a
    failure or when cancelled, none. Raises UserError when the step is gone."""
    cancel = cancel or CancelToken()
    with beside_window(), archive.writing() as writer:
        steps = {step.id: step for step in store_undo.list_steps(writer)}
        if step_id not in steps:
            raise UserError("This step is not remembered any more.")
        again = steps[step_id].undone
        wanted = [
            step
            for step in steps.values()
            if step.undone == again and (step.id <= step_id if again else step.id >= step_id)
        ]
        for done in range(len(wanted)):
            cancel.raise_if_cancelled()
            progress(Progress(done, len(wanted), "undoing"))
            (_redo if again else _undo)(writer, _pulse(ignore_progress, cancel))
        cancel.raise_if_cancelled()
    return len(wanted), ChangeSet(taxonomy=True, many=True, step=steps[step_id].step.name)


def _pulse(progress: ProgressSink, cancel: CancelToken | None) -> Pulse:
    def pulse(done: int, total: int) -> None:
        if cancel is not None:
            cancel.raise_if_cancelled()
        progress(Progress(done, total, "undoing"))

    return pulse


def _undo(writer: Writer, pulse: Pulse) -> UndoOutcome | None:
    step = store_undo.load_undo_state(writer).undo_step
    outcome = store_undo.undo(writer, _take_back, pulse)
    _enter(writer, "undo", step, outcome)
    return outcome


def _redo(writer: Writer, pulse: Pulse) -> UndoOutcome | None:
    step = store_undo.load_undo_state(writer).redo_step
    outcome = store_undo.redo(writer, pulse)
    _enter(writer, "redo", step, outcome)
    return outcome


def _enter(writer: Writer, verb: str, step: Step | None, outcome: UndoOutcome | None) -> None:
    if step is None or outcome is None:
        return
    touched = len(outcome.added | outcome.changed | outcome.removed)
    facts = {"posts": touched, "of": step.code, **dict(step.details)}
    add_entry(writer, Step(verb, (("step", step.name),)), facts)


def _take_back(writer: Writer, step: Step) -> set[int]:
    """What was done in many transactions: an import is taken back by withdrawing it."""
    from fonds.services.accessions import withdraw  # only here: the window opens without it
    from fonds.store.accessions import find_accession

    number = int(dict(step.details).get("number", "0"))
    accession = find_accession(writer, number) if step.code == "import" else None
    if accession is None or accession.withdrawn_at is not None:
        return set()
    plan = withdraw(writer, number, ignore_progress, CancelToken())
    return {*plan.trashed, *(item.post_id for item in plan.reverted)}


def _changes(outcome: UndoOutcome | None) -> ChangeSet:
    if outcome is None:
        return NOTHING_CHANGED
    if len(outcome.added) + len(outcome.changed) + len(outcome.removed) > MOST_NAMED:
        return ChangeSet(many=True, taxonomy=True, step=outcome.name)
    return ChangeSet(
        added=outcome.added,
        changed=outcome.changed,
        removed=outcome.removed,
        taxonomy=True,
        step=outcome.name,
    )
