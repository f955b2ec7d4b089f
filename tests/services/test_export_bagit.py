"""A bag: judged by the Library of Congress's own program and by ``sha512sum``, both of which must also see damage."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import browsing, editing, exporting
from fonds.services.archives import Archive
from schemas import PREMIS as PREMIS_SCHEMA
from schemas import complaints, schema_file
from services.site import import_site, make_site, post_named, source_of

PREMIS = "{http://www.loc.gov/premis/v3}"


@pytest.fixture
def bag(archive: Archive, tmp_path: Path) -> Path:
    """A bag of a site with a name that manifests disagree on, a picture, bytes that are no text and an edited post."""
    site = make_site(tmp_path / "site")
    (site / "_posts" / "2016-09-16-100%25.md").write_bytes(b"---\ntitle: x\n---\n\xff\xfe\x00broken\x80")
    (site / "_posts" / "2016-09-17-image.md").write_bytes(b"---\ntitle: i\n---\n![](../a%20b.png)")
    (site / "a b.png").write_bytes(b"\x89PNG")
    import_site(archive, site)
    plain = post_named(archive, "plain.md")
    for title in ("新题", "再题"):
        base = browsing.load_post(archive, plain).revision_id
        editing.save_post(archive, plain, PostEdit(metadata=MetadataEdit(title=title)), base)
    dest = tmp_path / "bag"
    report = exporting.export_posts(archive, dest, None, "", ignore_progress, CancelToken(), "bagit")
    assert (report.posts, report.media, report.problems) == (5, 1, ())
    assert {file.path for file in report.files} == {
        path.relative_to(dest).as_posix() for path in dest.rglob("*") if path.is_file()
    }
    return dest


def validate(bag: Path) -> int:
    command = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(bag)]
    return subprocess.run(command, capture_output=True, check=False, timeout=120).returncode


def test_the_reference_program_finds_it_valid_and_sees_damage(bag: Path) -> None:
    assert validate(bag) == 0
    with (bag / "data" / "originals" / "_posts" / "2022-01-11-plain.md").open("r+b") as file:
        file.write(b"+")
    assert validate(bag) != 0


@pytest.mark.skipif(shutil.which("sha512sum") is None, reason="needs sha512sum (coreutils)")
@pytest.mark.parametrize(
    "name", ["manifest-sha512", "manifest-sha256", "tagmanifest-sha512", "tagmanifest-sha256"]
)
def test_the_digests_are_those_that_a_shell_finds(bag: Path, name: str) -> None:
    program = f"{name.rpartition('-')[2]}sum"
    done = subprocess.run([program, "-c", "--quiet", f"{name}.txt"], cwd=bag, check=False, timeout=60)
    assert done.returncode == 0


def test_originals_and_current_texts_and_every_state_are_in_it(bag: Path, archive: Archive) -> None:
    plain = post_named(archive, "plain.md")
    original = (bag / "data" / "originals" / "_posts" / "2022-01-11-plain.md").read_bytes()
    current = (bag / "data" / "current" / "_posts" / "2022-01-11-plain.md").read_bytes()
    assert current == source_of(archive, plain).encode() != original
    assert [path.name for path in (bag / "data" / "current" / "_posts").iterdir()] == ["2022-01-11-plain.md"]
    lines = (bag / "metadata" / "revisions.jsonl").read_text(encoding="utf-8").splitlines()
    states = [state for state in map(json.loads, lines) if state["post"] == plain]
    assert [state["revision"] for state in states] == [0, 1, 2]
    assert (bag / states[0]["file"]).read_bytes() == original
    assert "新题" in states[1]["text"]
    assert (bag / states[2]["file"]).read_bytes() == current
    assert (bag / "data" / "originals" / "_posts" / "2016-09-16-100_25.md").read_bytes().endswith(b"\x80")


def test_its_metadata_says_what_the_posts_are(bag: Path, archive: Archive) -> None:
    table = (bag / "metadata" / "dublin-core.csv").read_text(encoding="utf-8-sig")
    rows = {row["dc.identifier"]: row for row in csv.DictReader(io.StringIO(table, newline=""))}
    plain = rows[str(post_named(archive, "plain.md"))]
    assert (plain["dc.title"], plain["current"]) == ("再题", "data/current/_posts/2022-01-11-plain.md")
    assert all((bag / row["filename"]).is_file() for row in rows.values())
    image = rows[str(post_named(archive, "image.md"))]
    assert (bag / image["dc.relation"]).read_bytes() == b"\x89PNG"
    premis = ET.parse(bag / "metadata" / "premis.xml").getroot()
    assert [child.tag.removeprefix(PREMIS) for child in premis] == ["object"] * 5 + ["event"] * 7 + ["agent"]
    kinds = [kind.text for kind in premis.iter(f"{PREMIS}eventType")]
    assert (kinds.count("ingestion"), kinds.count("modification")) == (5, 2)
    accessions = json.loads((bag / "metadata" / "accessions.json").read_text(encoding="utf-8"))
    assert [item["generator"] for item in accessions] == ["jekyll"]
    info = (bag / "bag-info.txt").read_text(encoding="utf-8")
    files = [path for path in (bag / "data").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    assert f"Payload-Oxum: {size}.{len(files)}\n" in info


@pytest.mark.skipif(schema_file(PREMIS_SCHEMA) is None, reason="needs the schema of PREMIS 3.0 (a3m)")
def test_its_premis_is_valid(bag: Path, tmp_path: Path) -> None:
    document = bag / "metadata" / "premis.xml"
    assert complaints(PREMIS_SCHEMA, document) == []
    broken = tmp_path / "broken.xml"
    broken.write_bytes(
        document.read_bytes().replace(b"<compositionLevel>", b"<size>1</size><compositionLevel>")
    )
    assert complaints(PREMIS_SCHEMA, broken)


def test_two_bags_of_the_same_posts_are_the_same_bytes(bag: Path, archive: Archive, tmp_path: Path) -> None:
    other = tmp_path / "other"
    exporting.export_posts(archive, other, None, "", ignore_progress, CancelToken(), "bagit")
    for path in bag.rglob("*"):
        if path.is_file():
            assert (other / path.relative_to(bag)).read_bytes() == path.read_bytes()
