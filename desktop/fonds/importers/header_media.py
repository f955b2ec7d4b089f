"""The pictures that a document's header names: ``cover.image``, ``thumbnail``, ``resources: - src:`` and their like.

Any value that ends as a picture does and is there is a medium of its post, whatever its key; one that is not there is
missed only under a key that is plainly a picture's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fonds.model.post import FieldValue
from fonds.text.reference_marks import is_picture

_KEYS = frozenset(
    (
        "image", "images", "img", "cover", "coverimage", "coverimg", "featureimage", "featuredimage", "featuredimg",
        "featuredimagepreview", "thumbnail", "thumb", "thumbnailimage", "banner", "bannerimg", "bannerimage", "teaser",
        "headerimage", "headerimg", "overlayimage", "ogimage", "socialimage", "heroimage", "picture", "photo", "poster",
        "indeximg", "topimg",
    )
)  # fmt: skip
_INNER = frozenset(("src", "path", "url", "file", "name", "source"))
_DEEPEST = 4
_LONGEST = 1000
_MOST = 200
"""Pictures of one header that are looked for."""


def header_pictures(values: Sequence[tuple[str, FieldValue]]) -> Iterator[tuple[str, str, bool]]:
    """The local addresses of pictures in a header: the key at the top, the address, and whether it must be one."""
    left = _MOST
    for key, value in values:
        if isinstance(value, str) and "." not in value[-6:].rstrip("]"):
            continue
        for address, sure in _pictures(key, value, "", 0):
            yield key, address, sure
            left -= 1
            if not left:
                return


def _pictures(key: str, value: FieldValue, above: str, depth: int) -> Iterator[tuple[str, bool]]:
    if isinstance(value, str):
        address = _unwrapped(value.strip())
        if len(address) <= _LONGEST and is_picture(address) and "\n" not in address:
            sure = above in _KEYS if key in _INNER else key in _KEYS or _folded(key) in _KEYS
            yield address, sure
    elif depth < _DEEPEST:
        if isinstance(value, Mapping):
            for name, inner in value.items():
                yield from _pictures(name, inner, _folded(key), depth + 1)
        elif isinstance(value, list):
            for inner in value:
                yield from _pictures(key, inner, above, depth + 1)


def _folded(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")


def _unwrapped(value: str) -> str:
    """The file in a vault's ``[[cover.png|300]]``."""
    if value.startswith(("[[", "![[")) and value.endswith("]]"):
        return value.lstrip("!")[2:-2].partition("|")[0].strip()
    return value
