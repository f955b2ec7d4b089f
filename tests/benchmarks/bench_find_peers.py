"""Searching the same ``newslike`` posts side by side in one run: Fonds, Tantivy, recoll and zim.

    python tests/benchmarks/bench_find_peers.py [--posts 10000] [--zim 1000] [--only fonds,tantivy] [--queries 200]

Each makes its index of the same titles and bodies and is asked the same queries: for every hit, which is compared with
brute force, and for the 50 newest with the exact count. What is measured where:

- fonds: an archive, filled as by an import; what the window's list does, its 50 rows loaded.
- tantivy (``pip install tantivy==0.27.0``): each Chinese character a token, the end of a run one more; a phrase query,
  sorted by a column; it gives back numbers, loads no rows, and lies outside any transaction.
- recoll, zim: whole processes, as one uses them from a command line, their start included; the 50 newest are not asked
  for apart. They get the posts as text files, zim fewer of them, and fewer queries: it reads all that it searches.
  recoll writes its index every 200 MB of text, not every 10, which is faster.

Those that are not installed are left out.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from brute_force import Asked, fold
from newsarchive import fill
from newslike import make_posts
from search_queries import Known, known_queries
from windowed import quantile

from fonds.model.query import ListRequest
from fonds.services import archives, browsing

FIRST = 50
PARTS = re.compile("([\u4e00-\u9fff〇]+)|([^\\W_\u4e00-\u9fff〇]+)")
RUN_END = "\u16dc"


class Peer(ABC):
    """Something that searches. ``posts`` is how many it has, ``most`` how many queries it is asked."""

    name = ""
    most = 10_000

    def __init__(self, work: Path, posts: int) -> None:
        self.work = work
        self.posts = posts
        work.mkdir()

    @abstractmethod
    def build(self) -> None:
        """Make the index."""

    @abstractmethod
    def size(self) -> int:
        """Its bytes on the disk."""

    @abstractmethod
    def find(self, asked: Asked) -> Iterable[int]:
        """The numbers of all posts that it finds."""

    def find_first(self, asked: Asked) -> None:
        """The 50 newest, and how many there are."""
        self.find(asked)

    def close(self) -> None:  # noqa: B027 - most have nothing open
        """Let go of what is open."""


class Fonds(Peer):
    """An archive of our own."""

    name = "fonds"

    def build(self) -> None:
        fill(self.work / "a.fonds", self.posts)
        self._archive = archives.open_archive(self.work / "a.fonds")

    def size(self) -> int:
        names = ("post_index", "segment", "pending")
        with self._archive.reading() as view:
            pages = view.rows("SELECT name, sum(pgsize) FROM dbstat GROUP BY name")
        return sum(size for name, size in pages if name.startswith(names))

    def find(self, asked: Asked) -> Iterable[int]:
        request = ListRequest(search_text=asked.typed, variants=False)
        return (number - 1 for number in browsing.list_posts(self._archive, request).ids)

    def find_first(self, asked: Asked) -> None:
        found = browsing.list_posts(self._archive, ListRequest(search_text=asked.typed, variants=False))
        browsing.load_summaries(self._archive, found.ids[:FIRST])

    def close(self) -> None:
        self._archive.close()


class Tantivy(Peer):
    """The Rust library, with the same text split for it."""

    name = "tantivy"

    def build(self) -> None:
        self._module: Any = import_module("tantivy")
        schema = self._module.SchemaBuilder()
        schema.add_text_field("text", stored=False, tokenizer_name="split", index_option="position")
        schema.add_unsigned_field("number", stored=False, indexed=True, fast=True)
        self._schema = schema.build()
        folder = self.work / "index"
        folder.mkdir()
        self._index = self._module.Index(self._schema, path=str(folder))
        splitter = self._module.TextAnalyzerBuilder(self._module.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("split", splitter)
        writer = self._index.writer(heap_size=256_000_000, num_threads=os.cpu_count() or 1)
        for post in make_posts(self.posts):
            text = " ".join([*split(post.title), RUN_END, *split(post.body)])
            values = {"text": text, "number": post.number}
            writer.add_document(self._module.Document.from_dict(values, self._schema))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def size(self) -> int:
        return _size(self.work / "index")

    def find(self, asked: Asked) -> Iterable[int]:
        query = self._query(asked)
        found = self._searcher.search(query, limit=self.posts, order_by_field="number")
        return (int(number) for number, _ in found.hits)

    def find_first(self, asked: Asked) -> None:
        self._searcher.search(self._query(asked), limit=FIRST, count=True, order_by_field="number")

    def _query(self, asked: Asked) -> Any:
        words = split(asked.text)
        if re.fullmatch("[\u4e00-\u9fff]", asked.text[-1]):
            words.pop()  # the run may go on
        query = self._module.Query
        if len(words) > 1:
            return query.phrase_query(self._schema, "text", words)
        if asked.whole or re.fullmatch("[\u4e00-\u9fff]", words[0]):
            return query.term_query(self._schema, "text", words[0])
        return query.regex_query(self._schema, "text", f"{words[0]}.*")


class Recoll(Peer):
    """recollindex and recollq, on the posts as text files."""

    name = "recoll"

    def build(self) -> None:
        _write_files(self.work / "posts", self.posts)
        self._config = self.work / "config"
        self._config.mkdir()
        (self._config / "recoll.conf").write_text(
            f"topdirs = {self.work / 'posts'}\nloglevel = 1\nidxflushmb = 200\n", "utf-8"
        )
        subprocess.run(["recollindex", "-c", str(self._config), "-z"], check=True, capture_output=True)

    def size(self) -> int:
        return _size(self._config / "xapiandb")

    def find(self, asked: Asked) -> Iterable[int]:
        text = f'"{asked.text}"' if asked.whole or not asked.text.isascii() else f"{asked.text}*"
        command = ["recollq", "-c", str(self._config), "-b", "-n", "0", "-s", "", text]
        return _numbers(subprocess.run(command, check=False, capture_output=True).stdout)


class Zim(Peer):
    """zim, on the posts as pages of a notebook."""

    name = "zim"
    most = 16

    def build(self) -> None:
        self._notebook = self.work / "notebook"
        _write_files(self._notebook, self.posts, "Content-Type: text/x-zim-wiki\nWiki-Format: zim 0.6\n\n")
        (self._notebook / "notebook.zim").write_text("[Notebook]\nversion=0.4\nname=posts\n", "utf-8")
        self._run("--index")

    def size(self) -> int:
        return _size(self.work / "cache")

    def find(self, asked: Asked) -> Iterable[int]:
        chinese = not asked.text.isascii()
        return _numbers(self._run("--search", asked.text if asked.whole or chinese else f"{asked.text}*"))

    def _run(self, verb: str, *arguments: str) -> bytes:
        homes = {f"XDG_{name}_HOME": str(self.work / name.lower()) for name in ("CACHE", "DATA", "CONFIG")}
        command = ["xvfb-run", "-a", "zim", verb, str(self._notebook), *arguments]
        return subprocess.run(command, check=False, capture_output=True, env={**os.environ, **homes}).stdout


def split(text: str) -> list[str]:
    """Each Chinese character, the end of each run of them, and each other word."""
    found: list[str] = []
    for run, word in PARTS.findall(fold(text)):
        found += [*run, RUN_END] if run else [word]
    return found


def _write_files(folder: Path, count: int, head: str = "") -> None:
    folder.mkdir()
    for post in make_posts(count):
        text = f"{head}{post.title}\n\n{post.body}\n"
        (folder / f"p{post.number:07}.txt").write_text(text, encoding="utf-8")


def _numbers(output: bytes) -> set[int]:
    return {int(number) for number in re.findall(rb"\bp(\d{7})\b", output)}


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# ---- the run ---------------------------------------------------------------------------------------------------


PEERS: tuple[tuple[type[Peer], bool], ...] = (
    (Fonds, True),
    (Tantivy, find_spec("tantivy") is not None),
    (Recoll, shutil.which("recollindex") is not None),
    (Zim, shutil.which("zim") is not None and shutil.which("xvfb-run") is not None),
)


def main() -> int:
    """One after the other, then the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=10_000)
    arguments.add_argument("--zim", type=int, default=1_000)
    arguments.add_argument("--only", default="fonds,tantivy,recoll,zim")
    arguments.add_argument("--queries", type=int, default=200)
    options = arguments.parse_args()
    known = [query for query in known_queries(options.posts, options.queries) if query.group != "mixed"]
    text = sum(len(f"{post.title}{post.body}".encode()) for post in make_posts(2_000)) / 2_000
    print(f"{options.posts:,} posts of {text:,.0f} bytes, {len(known)} queries; milliseconds")
    print(
        f"{'':9}{'posts':>8}{'build s':>9}{'index':>7}{'all hits':>10}{'p95':>8}{'50 newest':>11}{'p95':>8}  exact"
    )
    for kind, present in PEERS:
        if present and kind.name in options.only.split(","):
            posts = min(options.zim, options.posts) if kind is Zim else options.posts
            with tempfile.TemporaryDirectory() as name:
                _measure(kind(Path(name) / kind.name, posts), known[: kind.most], text, options.posts)
    return 0


def _measure(peer: Peer, known: Sequence[Known], text: float, total: int) -> None:
    began = time.perf_counter()
    peer.build()
    built = time.perf_counter() - began
    peer.find_first(Asked("预热"))
    times: dict[str, list[float]] = {"all": [], "first": []}
    wrong: dict[str, list[int]] = {}
    for number, query in enumerate(known):
        # Only what is asked first of a query is timed: an answer may be remembered.
        if number % 2 and type(peer).find_first is not Peer.find_first:
            began = time.perf_counter()
            peer.find_first(query.asked)
            times["first"].append((time.perf_counter() - began) * 1000)
            found = set(peer.find(query.asked))
        else:
            began = time.perf_counter()
            found = set(peer.find(query.asked))
            times["all"].append((time.perf_counter() - began) * 1000)
        counts = wrong.setdefault(query.group, [0, 0, 0, 0, 0])
        truth = _truth(query, peer.posts, total)
        row = (1, found == truth, len(found & truth), len(found), len(truth))
        wrong[query.group] = [count + more for count, more in zip(counts, row, strict=True)]
    columns = "".join(
        f"{quantile(some, 0.5):{width}.1f}{quantile(some, 0.95):8.1f}" if some else f"{'-':>{width}}{'-':>8}"
        for some, width in ((times["all"], 10), (times["first"], 11))
    )
    right = sum(row[1] for row in wrong.values())
    ratio = peer.size() / (text * peer.posts)
    print(
        f"{peer.name:9}{peer.posts:8,}{built:9.1f}{ratio:7.2f}{columns}  {right} of {len(known)}", flush=True
    )
    for group, (count, same, both, found_, true) in sorted(wrong.items()):
        if same < count:
            print(
                f"{'':11}{group}: {count - same} of {count} wrong, recall {both / max(true, 1):.1%}, "
                f"precision {both / max(found_, 1):.1%}"
            )
    peer.close()


def _truth(query: Known, posts: int, total: int) -> set[int]:
    numbers = query.posts if posts == total else query.posts[: int(np.searchsorted(query.posts, posts))]
    return set(numbers.tolist())


if __name__ == "__main__":
    sys.exit(main())
