"""Counts as an archive gives them, for the tests of what shows them."""

from __future__ import annotations

from fonds.model.facets import Facet, FacetKind, Facets, FacetValue, MonthCount

CATEGORIES = (("新闻", 900), ("新闻 / 体育", 200), ("财经", 84))


def values(field: str, *counts: tuple[str, int]) -> tuple[FacetValue, ...]:
    """Values whose terms are written as one types them."""
    return tuple(FacetValue(label, f"{field}:{label.replace(' / ', '/')}", posts) for label, posts in counts)


def counts(tags: int = 30, distinct: int = 0, months: tuple[MonthCount, ...] | None = None) -> Facets:
    """1,284 posts of 2010 to 2026, twelve of them without a date."""
    many = values("tag", *((f"标签{number}", 400 - number) for number in range(tags)))
    if months is None:
        months = tuple(MonthCount(year, 6, 10 * (year - 2009)) for year in range(2010, 2027))
    return Facets(
        1284,
        (
            Facet(FacetKind.CATEGORY, values("category", *CATEGORIES), len(CATEGORIES)),
            Facet(FacetKind.TAG, many, distinct or tags),
            Facet(FacetKind.STATUS, values("status", ("published", 1200), ("draft", 84)), 2),
            Facet(FacetKind.ACCESSION, values("accession", ("3", 1284)), 1),
        ),
        months,
        12,
    )
