"""The quiet line below a post's title: when, by whom, where it belongs."""

from __future__ import annotations

from fonds.model.post import DatePrecision, PostDate, PostMetadata


def meta_line(metadata: PostMetadata) -> tuple[str, ...]:
    """The parts of the line, in order: the date, who wrote it and where it belongs."""
    parts = [date_text(metadata.date), *metadata.authors]
    parts += [" › ".join(path) for path in metadata.categories]
    parts += [f"#{tag}" for tag in metadata.tags]
    return tuple(part for part in parts if part)


def date_text(date: PostDate) -> str:
    """A date for reading, no finer than it is known: ``2022-01-11 19:09 +08:00``; as it was written where it is no date,
    empty when unknown."""
    moment = date.moment
    if moment is None:
        return date.text
    if date.precision in (DatePrecision.SECOND, DatePrecision.MINUTE):
        offset = moment.strftime("%z")
        return f"{moment:%Y-%m-%d %H:%M} {offset[:3]}:{offset[3:5]}"
    return date.iso_text()
