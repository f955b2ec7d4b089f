"""How SQL comes by the bytes of revisions: those that are a splice of another one with that one beside them.

Rule: whoever reads the bytes of revisions reads ``BYTES`` of ``FROM_BASE`` and hands all four columns to
``packing.unpack``. A base belongs to the same post, so it goes only together with what leans on it.
"""

from __future__ import annotations

from fonds.store.packing import SPLICE, splice_base, unpack
from fonds.store.session import View

Packed = tuple[str, bytes, str | None, bytes | None]
"""How bytes lie in the archive, and those that they lean on, if any."""
BYTES = "r.codec, r.data, base.codec, base.data"
_LEANS_ON = f"CASE WHEN r.codec = '{SPLICE}' THEN CAST(CAST(r.data AS TEXT) AS INTEGER) END"
WITH_BASE = f"LEFT JOIN revisions base ON base.id = {_LEANS_ON}"
"""To follow ``revisions r`` in a statement."""
BASELESS = (
    f"SELECT r.id FROM revisions r {WITH_BASE} WHERE r.codec = '{SPLICE}' "
    f"AND (base.id IS NULL OR base.post_id <> r.post_id OR base.codec = '{SPLICE}')"
)
"""The revisions whose base is gone, or is none."""


def load_bytes(view: View, revision_id: int) -> bytes | None:
    """The bytes of a revision; None when there is none of that number. Raises DamagedBytes."""
    row = view.row(f"SELECT {BYTES} FROM revisions r {WITH_BASE} WHERE r.id = ?", (revision_id,))
    return None if row is None else unpack(*row)


def unpack_for(view: View, codec: str, data: bytes) -> bytes:
    """Bytes that are packed to become a revision. Raises DamagedBytes."""
    if codec != SPLICE:
        return unpack(codec, data)
    base = view.row("SELECT codec, data FROM revisions WHERE id = ?", (splice_base(data),))
    return unpack(codec, data, *(base or ()))
