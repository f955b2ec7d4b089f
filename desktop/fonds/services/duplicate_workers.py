"""Texts are compared in child processes when there are many, so that the window never feels it."""

from __future__ import annotations

from fonds.model.errors import EnvironmentProblem
from fonds.services.answering import Answering
from fonds.services.duplicate_texts import Answer, Request, answer


class Workers(Answering[Request, Answer]):
    """As many processes as there are cores, started with the first request; none if ``inline``."""

    def __init__(self, *, inline: bool) -> None:
        fault = EnvironmentProblem(
            "Comparing the posts ended the process that did it. There may be too little memory."
        )
        super().__init__(answer, "fonds-duplicates", fault, inline=inline)
