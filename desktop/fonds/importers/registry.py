"""The generators that are known, in the order in which they are offered."""

from __future__ import annotations

from pathlib import Path

from fonds.importers.docusaurus import DocusaurusGenerator
from fonds.importers.eleventy import EleventyGenerator
from fonds.importers.folder import FolderGenerator
from fonds.importers.hexo import HexoGenerator
from fonds.importers.hugo import HugoGenerator
from fonds.importers.interface import Generator
from fonds.importers.jekyll import JekyllGenerator
from fonds.importers.mdn import MdnGenerator
from fonds.importers.obsidian import ObsidianGenerator
from fonds.importers.pandoc import PandocGenerator
from fonds.importers.pelican import PelicanGenerator
from fonds.importers.zola import ZolaGenerator
from fonds.model.accession import Detection
from fonds.model.errors import UserError

GENERATORS: tuple[Generator, ...] = (
    JekyllGenerator(),
    HexoGenerator(),
    DocusaurusGenerator(),
    ObsidianGenerator(),
    PelicanGenerator(),
    HugoGenerator(),
    ZolaGenerator(),
    EleventyGenerator(),
    MdnGenerator(),
    PandocGenerator(),
    FolderGenerator(),
)
_BY_NAME = {generator.name: generator for generator in GENERATORS}


def get_generator(name: str) -> Generator:
    """The generator of a name; raises ``UserError`` for an unknown one."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise UserError(
            "“{name}” is not a known generator; known are: {known}.",
            field="generator",
            name=name,
            known=", ".join(_BY_NAME),
        ) from None


def detect_generators(root: Path) -> tuple[Detection, ...]:
    """What a folder may be, likeliest first; never empty, since every folder is a plain folder."""
    found = [generator.detect(root) for generator in GENERATORS]
    likely = [detection for detection in found if detection.confidence > 0]
    return tuple(sorted(likely, key=lambda detection: -detection.confidence))
