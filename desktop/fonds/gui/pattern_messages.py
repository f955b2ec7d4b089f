"""What is wrong with a regular expression, in sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fonds.gui.action_specs import QT_TRANSLATE_NOOP
from fonds.model.problems import fill_template
from fonds.text.find_pattern import WrongPattern

_REASONS = {
    "missing )": QT_TRANSLATE_NOOP("Patterns", "a “)” is missing"),
    "unbalanced parenthesis": QT_TRANSLATE_NOOP("Patterns", "there is a “)” without its “(”"),
    "unterminated character set": QT_TRANSLATE_NOOP("Patterns", "a “]” is missing"),
    "nothing to repeat": QT_TRANSLATE_NOOP("Patterns", "there is nothing to repeat"),
    "multiple repeat": QT_TRANSLATE_NOOP("Patterns", "a repetition is repeated"),
    "min repeat greater than max repeat": QT_TRANSLATE_NOOP("Patterns", "the smaller number comes second"),
    "missing >": QT_TRANSLATE_NOOP("Patterns", "a “>” is missing"),
    "bad escape (end of pattern)": QT_TRANSLATE_NOOP("Patterns", "nothing follows the backslash"),
    "unknown property": QT_TRANSLATE_NOOP("Patterns", "no property of characters has this name"),
    "unknown extension": QT_TRANSLATE_NOOP("Patterns", "what follows “(?” is not known"),
    "bad character range": QT_TRANSLATE_NOOP("Patterns", "the range of characters runs backwards"),
    "unknown group": QT_TRANSLATE_NOOP("Patterns", "there is no group of this name"),
    "no such group": QT_TRANSLATE_NOOP("Patterns", "the expression has no such group"),
    "invalid group reference": QT_TRANSLATE_NOOP("Patterns", "the expression has no such group"),
}


def describe_pattern_problem(problem: WrongPattern) -> str:
    """Where an expression is wrong, and why."""
    reason = QCoreApplication.translate("Patterns", _REASONS.get(problem.reason, problem.reason))
    if problem.replacement:
        sentence = QCoreApplication.translate("Patterns", "The replacement is wrong: {reason}.")
    elif problem.place is None:
        sentence = QCoreApplication.translate("Patterns", "The expression is wrong: {reason}.")
    else:
        sentence = QCoreApplication.translate("Patterns", "Wrong at character {place}: {reason}.")
    place = "" if problem.place is None else str(problem.place + 1)
    return fill_template(sentence, (("reason", reason), ("place", place)))
