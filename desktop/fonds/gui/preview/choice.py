"""Which engine: the one that the setting names, or Chromium where it can start. Chromium is loaded no sooner."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, Qt

from fonds.gui.preview.engine import PreviewEngine
from fonds.gui.preview.light import LightEngine

AUTOMATIC, WEB, LIGHT = "auto", "web", "light"

_log = logging.getLogger(__name__)


def prepare_application() -> None:
    """To be called before the QApplication is made: Chromium can then be loaded later, when it is needed."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def make_engine(wanted: str = AUTOMATIC) -> PreviewEngine:
    """A new engine. Where Chromium is not installed or cannot be loaded, the light one, whatever was wanted."""
    if wanted != LIGHT:
        try:
            from fonds.gui.preview.web import WebEngine

            return WebEngine()
        except (ImportError, RuntimeError, OSError) as error:
            _log.info("no web engine, the light one is used: %s", error)
    return LightEngine()
