"""One encoding for files that lie together: twenty short texts say together what each alone leaves to chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fonds.text.legacy_encodings import guess_legacy_encoding

_SAMPLE = 65536  # bytes that are looked at in all
_A_FILE = 4096  # and of one file, so that a long one does not speak for all
_WITNESSES = 12
_WEIGHTY = 60  # bytes beyond ASCII from which on a file speaks for itself
_AGREEMENT = 0.8
_ASCII = bytes(range(128))
_FAMILIES = {"big5hkscs": "cp950", "big5": "cp950"}


def guess_shared_encoding(files: Sequence[bytes]) -> str:
    """A codec name for files that are not UTF-8 or UTF-16; "" when they seem to be in several, or in none that is known.

    Those with most to say are also asked alone: where they contradict what all together give, nothing is shared.
    """
    samples = [_telling_lines(data) for data in files]
    together = b"\n".join(samples)[:_SAMPLE].rpartition(b"\n")[0] or b"\n".join(samples)
    if not together:
        return ""
    guess = guess_legacy_encoding(together)
    weighty = [sample for sample in samples if weight(sample) >= _WEIGHTY]
    witnesses = weighty[:: max(1, len(weighty) // _WITNESSES)]
    alone = [_family(guess_legacy_encoding(sample)) for sample in witnesses]
    if not guess:
        guess = max(set(alone), key=alone.count, default="")
    agreeing = alone.count(_family(guess))
    return guess if agreeing >= _AGREEMENT * len(alone) else ""


def telling_line(data: bytes, limit: int = 120) -> bytes:
    """The line that has most characters beyond ASCII, for people to look at; at most ``limit`` bytes of it."""
    line = max(data[: _A_FILE * 4].splitlines(), key=weight, default=b"")
    return line[:limit]


def _telling_lines(data: bytes) -> bytes:
    return b"\n".join(_taken(line for line in data.splitlines() if weight(line)))


def _taken(lines: Iterable[bytes]) -> list[bytes]:
    found: list[bytes] = []
    size = 0
    for line in lines:
        if found and size + len(line) > _A_FILE:
            break
        found.append(line)
        size += len(line)
    return found


def weight(data: bytes) -> int:
    """How many bytes beyond ASCII there are."""
    return len(data.translate(None, _ASCII))


def _family(encoding: str) -> str:
    return _FAMILIES.get(encoding, encoding)
