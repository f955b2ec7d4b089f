"""A new archive with some posts of another one, and with all that belongs to them.

Rule: posts, imports and collections keep their numbers; revisions, files and terms get new ones. The new archive has a log
and a text index of its own, and nothing that could be undone.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from fonds.exporters.material import CopiedArchive, Material
from fonds.model.errors import EnvironmentProblem
from fonds.model.progress import CancelToken
from fonds.model.steps import Step
from fonds.services.archive_care import fold, tidy_index
from fonds.store import media, record_writing
from fonds.store.archive import Archive
from fonds.store.record_writing import Numbers

_AT_ONCE = 200


def copy_archive(material: Material, path: Path, cancel: CancelToken | None) -> CopiedArchive:
    """Write the archive to ``path``, where nothing is. Raises EnvironmentProblem when it does not hold in the end what it
    should; whoever calls removes what is there then."""
    cancel = cancel or CancelToken()
    with Archive.create(path) as archive:
        known = _begin(archive, material)
        posts: list[int] = []
        records = material.records()
        while some := list(islice(records, _AT_ONCE)):
            with archive.writing(durable=False) as writer:
                posts += record_writing.insert_records(writer, some, known)
            cancel.raise_if_cancelled()
        fold(archive, cancel=cancel)
        tidy_index(archive, cancel)
        facts = {"posts": len(posts), "media": len(known.media), "from": material.whole.title}
        with archive.writing(entry=Step("new-archive")) as writer:
            writer.facts = dict(facts)
            held = record_writing.count_held(writer)
    if held != (len(posts), len(known.media)):
        raise EnvironmentProblem("The new archive {path} does not hold what it should.", path=str(path))
    return CopiedArchive(tuple(posts), len(known.media))


def _begin(archive: Archive, material: Material) -> Numbers:
    """Put in what posts refer to: imports, collections, files."""
    with archive.writing(durable=False) as writer:
        accessions = {
            one.id: record_writing.add_accession(writer, one, keep=True)[0] for one in material.accessions()
        }
        collections = record_writing.add_collections(writer, material.collections(), keep=True)
    files: dict[bytes, int] = {}
    for medium, data in material.media():
        with archive.writing(durable=False) as writer:
            files[medium.digest] = media.put_media(writer, data, medium.name, medium.mime)
    return Numbers(accessions, collections, files, keep=True)
