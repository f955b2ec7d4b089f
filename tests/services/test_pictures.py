"""Pictures that are put into posts: kept once, under a name of their own, and taken out by undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest
from fonds.services import archives, browsing, history, importing, pictures
from fonds.services.previewing import Previewer

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


def make(tmp_path: Path, files: dict[str, bytes]) -> tuple[archives.Archive, dict[str, int]]:
    for name, data in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    archive = archives.create_archive(tmp_path / "a.fonds")
    importing.import_source(archive, [tmp_path / "site"], ImportSettings(), ignore_progress, CancelToken())
    ids = browsing.list_posts(archive, ListRequest()).ids
    return archive, {browsing.load_post(archive, number).source_path: number for number in ids}


def test_a_picture_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    archive, ids = make(
        tmp_path, {"a/one.md": b"---\ntitle: x\n---\ntext\n", "a/two.md": b"---\ntitle: y\n---\n"}
    )
    with archive:
        one, two = ids["a/one.md"], ids["a/two.md"]
        reference, changes = pictures.keep_picture(archive, one, PNG, "图 片 (1).PNG")
        assert reference == "images/图-片-1.png"
        assert changes.changed == {one}
        assert pictures.keep_picture(archive, one, PNG, "图 片 (1).PNG")[0] == reference, (
            "the same picture again"
        )
        other, _ = pictures.keep_picture(archive, one, PNG + b"y", "图 片 (1).PNG")
        assert other == "images/图-片-1-2.png"
        beside, _ = pictures.keep_picture(archive, two, PNG + b"z", "图 片 (1).PNG")
        assert beside == "images/图-片-1-3.png", "another post's file has that place in the folder"
        assert Previewer().find_media(archive, one, reference) == (PNG, "image/png")


def test_undo_takes_it_out_again(tmp_path: Path) -> None:
    archive, ids = make(tmp_path, {"one.md": b"---\ntitle: x\n---\ntext\n"})
    with archive:
        number = ids["one.md"]
        reference, _ = pictures.keep_picture(archive, number, PNG, "a.png")
        assert history.undo_state(archive).undo == "Add picture “a.png”"
        history.undo(archive)
        assert Previewer().find_media(archive, number, reference) is None
        history.redo(archive)
        assert Previewer().find_media(archive, number, reference) is not None


@pytest.mark.parametrize(
    ("files", "post", "reference"),
    [
        ({"_config.yml": b"title: x\n", "_posts/2020-01-01-a.md": b"---\ntitle: x\n---\n"}, "_posts/2020-01-01-a.md",
         "/assets/images/p.png"),
        ({"a.md": b"---\ntitle: x\n---\n![](pics/q.png)\n", "pics/q.png": PNG}, "a.md", "pics/p.png"),
        ({"hugo.toml": b'baseURL = "https://a.example/"\n', "content/posts/a/index.md": b"+++\ntitle = 'x'\n+++\n"},
         "content/posts/a/index.md", "p.png"),
        ({"hugo.toml": b'baseURL = "https://a.example/"\n', "content/posts/a.md": b"+++\ntitle = 'x'\n+++\n"},
         "content/posts/a.md", "/images/p.png"),
    ],
)  # fmt: skip
def test_the_reference_is_what_the_generator_looks_for(
    tmp_path: Path, files: dict[str, bytes], post: str, reference: str
) -> None:
    archive, ids = make(tmp_path, files)
    with archive:
        assert pictures.keep_picture(archive, ids[post], PNG + b"p", "p.png")[0] == reference


def test_an_empty_or_enormous_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, ids = make(tmp_path, {"one.md": b"---\ntitle: x\n---\ntext\n"})
    with archive:
        with pytest.raises(UserError):
            pictures.keep_picture(archive, ids["one.md"], b"", "a.png")
        monkeypatch.setattr(pictures, "LARGEST", 5)
        with pytest.raises(UserError):
            pictures.keep_picture(archive, ids["one.md"], PNG, "a.png")
