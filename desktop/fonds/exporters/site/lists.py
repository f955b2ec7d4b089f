"""The lists of posts: all of them, those of a category, a tag, an author, a year or a month; in pages of a hundred."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fonds.exporters.site.catalogue import Catalogue, Entry, Month
from fonds.exporters.site.frame import MAX_FILES, Frame, numbered_path, post_path, root_of, text
from fonds.model.post import CategoryPath
from fonds.text.title_order import name_key

PAGE = 100
"""Posts of one page."""
TERMS = 1000
"""Terms of one page."""
INDEX, CATEGORIES, TAGS, AUTHORS, YEARS = (
    "index.html",
    "categories/index.html",
    "tags/index.html",
    "authors/index.html",
    "years/index.html",
)


def term_path(kind: str, *path: str) -> str:
    """The page of a category, tag or author, by its name: the same whatever else is exported. ``kind`` is the folder."""
    digest = hashlib.sha256("\x1f".join(path).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}/{digest[:2]}/{digest[2:14]}.html"


def month_path(month: Month) -> str:
    """The page of a month; of a year where the month is 0."""
    return f"years/{month[0]:04}/{f'{month[1]:02}' if month[1] else 'all'}.html"


def _index_path(page: int) -> str:
    return INDEX if page == 1 else f"pages/{page // MAX_FILES}/{page}.html"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list is of. ``intro`` is HTML above its posts; ``by_year`` puts these under headings."""

    title: str
    current: str
    shown: str
    intro: str = ""
    by_year: bool = True


class Lists:
    """Writes all lists."""

    def __init__(self, frame: Frame, catalogue: Catalogue) -> None:
        self._frame = frame
        self._words = frame.words
        self._catalogue = catalogue
        self._terms = catalogue.terms

    def write(self) -> None:
        """Write those that have posts."""
        self._write_index()
        if self._terms.categories:
            self._write_categories()
        if self._terms.tags:
            self._write_names(TAGS, self._words.tags, "#", self._terms.tags, people=False)
        if self._terms.authors:
            self._write_names(AUTHORS, self._words.authors, "", self._terms.authors, people=True)
        if self._terms.months:
            self._write_years()

    def _write_index(self) -> None:
        count = len(self._catalogue.ids)
        pages = max(1, -(-count // PAGE))
        for page in range(1, pages + 1):
            places = range((page - 1) * PAGE, min(page * PAGE, count))
            heading = Heading("", INDEX, self._words.posts)
            near = {number: _index_path(number) for number in _near(page, pages)}
            self._write_page(_index_path(page), places, heading, count, page, pages, near)

    def write_list(self, path: str, places: array[int], heading: Heading) -> None:
        """Write the list of some posts, which may be empty, at a path and at those of its further pages."""
        pages = max(1, -(-len(places) // PAGE))
        for page in range(1, pages + 1):
            near = {number: numbered_path(path, number) for number in _near(page, pages)}
            some = places[(page - 1) * PAGE : page * PAGE]
            self._write_page(numbered_path(path, page), some, heading, len(places), page, pages, near)

    def _write_page(
        self,
        path: str,
        places: Sequence[int],
        heading: Heading,
        count: int,
        page: int,
        pages: int,
        near: dict[int, str],
    ) -> None:
        """One page of a list of ``count`` posts; ``near`` has the paths of the pages that it leads to."""
        root = root_of(path)
        number = f" <small>{text(self._words.count(count))}</small>"
        links = ""
        if page > 1:
            links += f'<link rel="prev" href="{root}{near[page - 1]}">\n'
        if page < pages:
            links += f'<link rel="next" href="{root}{near[page + 1]}">\n'
        main = (
            f"<h1>{text(heading.shown)}{number}</h1>\n{heading.intro if page == 1 else ''}"
            f"{self._entries(places, root, by_year=heading.by_year)}{self._pager(root, page, pages, near)}"
        )
        title = heading.title
        if pages > 1 and page > 1:
            title = f"{title or heading.shown} ({page})"
        self._frame.write(path, title, main, current=heading.current, links=links)

    def _entries(self, places: Sequence[int], root: str, *, by_year: bool) -> str:
        """The lines of a page, below a heading for each year where there are several."""
        lines: list[str] = []
        entries = list(self._catalogue.entries(places))
        years = [entry.day[:4] for entry in entries]
        several = by_year and len(set(years)) > 1
        previous = None
        for entry, year in zip(entries, years, strict=True):
            if several and year != previous:
                lines.append("</ul>\n" if previous is not None else "")
                lines.append(f"<h2>{year or text(self._words.undated)}</h2>\n")
            if previous is None or (several and year != previous):
                lines.append('<ul class="contents">\n')
            previous = year
            lines.append(_line(entry, root))
        return "".join(lines) + ("</ul>\n" if lines else "")

    def _pager(self, root: str, page: int, pages: int, near: dict[int, str]) -> str:
        if pages < 2:
            return ""
        words = self._words

        def link(number: int, shown: str, rel: str = "") -> str:
            if number == page or not 1 <= number <= pages:
                return ""
            return f'<a href="{root}{near[number]}"{rel}>{shown}</a>'

        here = text(words.page_of.replace("{}", f"{page:,}", 1).replace("{}", f"{pages:,}", 1))
        parts = [
            link(1, "1") if page > 2 else "",
            link(page - 1, f"‹ {text(words.newer)}", ' rel="prev"'),
            f'<span aria-current="page">{here}</span>',
            link(page + 1, f"{text(words.older)} ›", ' rel="next"'),
            link(pages, f"{pages:,}") if page < pages - 1 else "",
        ]
        return f'<nav class="pager" aria-label="{text(words.pages)}">{" ".join(filter(None, parts))}</nav>\n'

    def _write_categories(self) -> None:
        below: dict[CategoryPath, list[CategoryPath]] = {}
        for path in self._terms.categories:
            below.setdefault(path[:-1], []).append(path)
        for paths in below.values():
            paths.sort(key=lambda path: (name_key(path[-1], person=False), path[-1]))
        tree = "".join(self._tree(below))
        main = f"<h1>{text(self._words.categories)}</h1>\n{tree}"
        self._frame.write(CATEGORIES, self._words.categories, main, kind="terms", current=CATEGORIES)
        for path, places in self._terms.categories.items():
            own = term_path("categories", *path)
            root = root_of(own)
            intro = _way_up(path, root, self._words.categories)
            if path in below:
                items = "".join(self._category_item(child, root) + "</li>\n" for child in below[path])
                intro += f'<ul class="terms">\n{items}</ul>\n'
            self.write_list(own, places, Heading(" › ".join(path), CATEGORIES, path[-1], intro))

    def _tree(self, below: dict[CategoryPath, list[CategoryPath]]) -> Iterator[str]:
        """The nested list, without recursion: nobody says how deep categories go."""
        yield '<ul class="tree">\n'
        waiting: list[Iterator[CategoryPath]] = [iter(below[()])]
        while waiting:
            path = next(waiting[-1], None)
            if path is None:
                waiting.pop()
                yield "</ul>\n" + ("</li>\n" if waiting else "")
            elif path in below:
                yield f"{self._category_item(path, '../')}\n<ul>\n"
                waiting.append(iter(below[path]))
            else:
                yield f"{self._category_item(path, '../')}</li>\n"

    def _category_item(self, path: CategoryPath, root: str) -> str:
        count = len(self._terms.categories[path])
        return f"<li>{_term_link(root + term_path('categories', *path), path[-1], count)}"

    def _write_names(
        self, path: str, title: str, mark: str, terms: dict[str, array[int]], *, people: bool
    ) -> None:
        names = sorted(terms, key=lambda name: (name_key(name, person=people), name))
        kind = path.partition("/")[0]
        pages = -(-len(names) // TERMS)
        for page in range(1, pages + 1):
            some = names[(page - 1) * TERMS : page * TERMS]
            items = "".join(
                f"<li>{_term_link(f'../{term_path(kind, name)}', name, len(terms[name]))}</li>\n"
                for name in some
            )
            near = {number: numbered_path(path, number) for number in _near(page, pages)}
            main = f'<h1>{text(title)}</h1>\n<ul class="terms">\n{items}</ul>\n{self._pager("../", page, pages, near)}'
            self._frame.write(numbered_path(path, page), title, main, kind="terms", current=path)
        for name in names:
            own = term_path(kind, name)
            intro = f'<p class="meta"><a href="../index.html">{text(title)}</a></p>\n'
            self.write_list(own, terms[name], Heading(mark + name, path, mark + name, intro))

    def _write_years(self) -> None:
        months = self._terms.months
        years: dict[int, list[Month]] = {}
        for month in sorted(months):
            years.setdefault(month[0], []).append(month)
        rows = []
        for year, own in sorted(years.items(), reverse=True):
            places = array("q", sorted({place for month in own for place in months[month]}))
            whole, name = month_path((year, 0)), f"{year:04}"
            rows.append(
                f"<h2>{_term_link(f'../{whole}', name, len(places))}</h2>\n{self._months(own, '../')}"
            )
            heading = Heading(name, YEARS, name, self._months(own, "../../"))
            self.write_list(whole, places, heading)
            for month in own:
                if month[1]:
                    shown = f"{name}-{month[1]:02}"
                    up = f'<p class="meta"><a href="../../{whole}">{name}</a></p>\n'
                    self.write_list(month_path(month), months[month], Heading(shown, YEARS, shown, up))
        main = f"<h1>{text(self._words.years)}</h1>\n{''.join(rows)}"
        self._frame.write(YEARS, self._words.years, main, kind="terms", current=YEARS)

    def _months(self, months: Sequence[Month], root: str) -> str:
        """Links to the months of a year."""
        items = "".join(
            f"<li>{_term_link(root + month_path(month), f'{month[1]:02}', len(self._terms.months[month]))}</li>\n"
            for month in months
            if month[1]
        )
        return f'<ul class="terms months">\n{items}</ul>\n' if items else ""


def _near(page: int, pages: int) -> list[int]:
    return sorted({number for number in (1, page - 1, page, page + 1, pages) if 1 <= number <= pages})


def _line(entry: Entry, root: str) -> str:
    day = f'<time class="when" datetime="{entry.day}">{entry.day}</time> ' if entry.day else ""
    return f'<li>{day}<a href="{root}{post_path(entry.id)}">{text(entry.title)}</a></li>\n'


def _term_link(address: str, name: str, count: int) -> str:
    return f'<a href="{address}">{text(name) or "–"}</a> <small>{count:,}</small>'


def _way_up(path: CategoryPath, root: str, label: str) -> str:
    """Links to all that is above a category."""
    steps = [f'<a href="{root}{CATEGORIES}">{text(label)}</a>']
    for depth in range(1, len(path)):
        steps.append(f'<a href="{root}{term_path("categories", *path[:depth])}">{text(path[depth - 1])}</a>')
    return f'<p class="meta">{" › ".join(steps)}</p>\n'
