"""The addresses in a post's safe HTML: to another post, or to a file of the archive. A format says what stands for each.

Rule: reads only what the sanitiser wrote, in which ``<`` opens a tag and nothing else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from fonds.exporters.material import MediumUse

MEDIA = "post:///media/"
OPEN = "post:///open/"
_OWNER = "\x1f"
_ADDRESS = re.compile(r'(?P<lead>\s(?P<name>href|src|poster|data)=")(?P<address>post:///[^"]*)"')
PostAddress = Callable[[int], str | None]
MediumAddress = Callable[[MediumUse], str | None]


def resolve(
    markup: str,
    uses: Mapping[str, MediumUse],
    post_address: PostAddress,
    medium_address: MediumAddress,
) -> tuple[str, list[str]]:
    """The markup with the addresses that a format has for posts and files, and the references to files that are
    missing. A link whose post is not in the export keeps its words and loses its address; so does a missing file."""
    missing: list[str] = []

    def put(found: re.Match[str]) -> str:
        address = html.unescape(found["address"])
        if address.startswith(OPEN):
            number = address.removeprefix(OPEN).partition("#")[0]
            new = post_address(int(number)) if number.isdigit() else None
        elif address.startswith(MEDIA):
            reference = unquote(address.removeprefix(MEDIA))
            use = find_use(uses, reference)
            new = medium_address(use) if use is not None else None
            if new is None:
                missing.append(own_reference(reference))
        else:
            new = None
        return "" if new is None else f'{found["lead"]}{html.escape(new)}"'

    return _ADDRESS.sub(put, markup), missing


def find_use(uses: Mapping[str, MediumUse], reference: str) -> MediumUse | None:
    """The file that a reference means: as written, decoded, and without query and fragment."""
    own = own_reference(reference)
    plain = own.split("#")[0].split("?")[0]
    forms = (reference, own, unquote(own), plain, unquote(plain))
    return next((uses[form] for form in forms if form in uses), None)


def own_reference(reference: str) -> str:
    """A reference without the post that it is shown from, as its text has it."""
    return reference.rpartition(_OWNER)[2]
