"""What this process holds in the machine's memory.

Pages of libraries count, shared or not: what is not shared changes with whatever else runs beside.
"""

from __future__ import annotations

from pathlib import Path

import psutil

_STATUS = Path("/proc/self/status")
_FORGET = Path("/proc/self/clear_refs")


def resident_memory() -> float:
    """MB."""
    return float(psutil.Process().memory_info().rss / 1e6)


def peak_memory() -> float:
    """The most since ``forget_peak``, in MB; where only Linux could tell, what there is now."""
    if not _STATUS.exists():
        return resident_memory()
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


def forget_peak() -> None:
    """Count the peak from now on."""
    if _FORGET.exists():
        _FORGET.write_text("5")
