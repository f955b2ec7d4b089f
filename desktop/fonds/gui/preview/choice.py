"""Which engine: the one that the setting names, or Chromium where it can start. Chromium is loaded no sooner."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

if TYPE_CHECKING:
    from fonds.gui.preview.engine import PreviewEngine


AUTOMATIC, WEB, LIGHT = "auto", "web", "light"

# Where these say so, an ordinary user's program cannot build the sandbox (the third: Ubuntu since 24.04, for programs
# that have no profile of their own).
_NAMESPACE_SWITCHES = (
    (Path("/proc/sys/kernel/unprivileged_userns_clone"), "0"),
    (Path("/proc/sys/user/max_user_namespaces"), "0"),
    (Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"), "1"),
)

_APPARMOR_LABEL = Path("/proc/self/attr/current")
_OUR_PROFILE = "fonds (unconfined)"
"""How AppArmor calls a process that has the profile which the Debian package installs: it may build the sandbox."""

_SHARED_MEMORY = Path("/dev/shm")
"""Where Chromium's processes share memory; containers sometimes have it for the superuser only."""

_log = logging.getLogger(__name__)


def prepare_application() -> None:
    """To be called before the QApplication is made: Chromium can then be loaded later, when it is needed."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def make_engine(wanted: str = AUTOMATIC) -> PreviewEngine:
    """A new engine. Where Chromium is not installed or would not start, the light one, whatever was wanted."""
    fault = chromium_fault() if wanted != LIGHT else "it is not wanted"
    if not fault:
        try:
            from fonds.gui.preview.web import WebEngine

            return WebEngine()
        except (ImportError, RuntimeError, OSError) as error:
            fault = str(error)
    _log.info("no web engine, the light one is used: %s", fault)
    from fonds.gui.preview.light import LightEngine

    return LightEngine()


def chromium_fault() -> str:
    """Why Chromium would end the whole program instead of starting; empty when nothing is known against it."""
    if sys.platform != "linux":
        return ""
    if _SHARED_MEMORY.is_dir() and not os.access(_SHARED_MEMORY, os.W_OK | os.X_OK):
        return f"{_SHARED_MEMORY} cannot be written to"
    return _sandbox_fault()


def _sandbox_fault() -> str:
    if os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1":
        return ""
    if "--no-sandbox" in os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split():
        return ""
    if os.geteuid() == 0:
        return "Chromium does not run as root"
    for path, forbidding in _NAMESPACE_SWITCHES:
        try:
            if path.read_text().strip() == forbidding and not ("apparmor" in path.name and _has_profile()):
                return f"{path} forbids Chromium's sandbox"
        except OSError:
            continue
    return ""


def _has_profile() -> bool:
    try:
        return _APPARMOR_LABEL.read_text().strip() == _OUR_PROFILE
    except OSError:
        return False
