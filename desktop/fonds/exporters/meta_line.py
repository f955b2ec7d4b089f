"""The quiet line below a post's title: when, by whom, where it belongs."""

from __future__ import annotations

from fonds.exporters.material import ExportPost
from fonds.model.post import DatePrecision


def date_text(post: ExportPost) -> str:
    """The date as people read it; as it was written where it is no date."""
    date = post.post.metadata.date
    moment = date.moment
    if moment is None:
        return date.text
    if date.precision in (DatePrecision.SECOND, DatePrecision.MINUTE):
        offset = moment.strftime("%z")
        return f"{moment:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:5]}"
    return date.iso_text()


def meta_line(post: ExportPost) -> tuple[str, ...]:
    """The parts of the line, in order."""
    metadata = post.post.metadata
    parts = [date_text(post), *metadata.authors, *(" › ".join(path) for path in metadata.categories)]
    return tuple(part for part in (*parts, *(f"#{tag}" for tag in metadata.tags)) if part)
