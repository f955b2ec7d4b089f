"""The quiet line below a post's title: when, by whom, where it belongs."""

from __future__ import annotations

from fonds.exporters.material import ExportPost
from fonds.model.post import DatePrecision


def meta_line(post: ExportPost) -> tuple[str, ...]:
    """The parts of the line, in order."""
    metadata = post.post.metadata
    moment = metadata.date.moment
    if moment is None:
        date = metadata.date.text
    elif metadata.date.precision in (DatePrecision.SECOND, DatePrecision.MINUTE):
        offset = moment.strftime("%z")
        date = f"{moment:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:5]}"
    else:
        date = metadata.date.iso_text()
    parts = [date, *metadata.authors, *(" › ".join(path) for path in metadata.categories)]
    return tuple(part for part in (*parts, *(f"#{tag}" for tag in metadata.tags)) if part)
