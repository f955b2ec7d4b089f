"""A post's body in another format, for the window: the text, what is lost, and how both look. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from fonds.model.post import BodyFormat


@dataclass(frozen=True, slots=True)
class Conversion:
    """``before`` and ``after`` as text, and as safe HTML without anything remote; ``elements`` and ``attributes`` that are
    lost, with their numbers."""

    before: str
    after: str
    before_html: str
    after_html: str
    elements: tuple[tuple[str, int], ...]
    attributes: tuple[tuple[str, int], ...]


def convert(body: str, written: BodyFormat, wanted: BodyFormat) -> Conversion:
    """What a body becomes. Raises UserError where it cannot be converted."""
    from fonds.render.conversion import convert_body

    made = convert_body(body, written, wanted)
    return Conversion(
        body, made.text, _shown(body, written), _shown(made.text, wanted), made.elements, made.attributes
    )


def _shown(text: str, written: BodyFormat) -> str:
    from fonds.render.markdown import markdown_to_html
    from fonds.render.sanitize import sanitize

    return sanitize(markdown_to_html(text) if written is BodyFormat.MARKDOWN else text).html
