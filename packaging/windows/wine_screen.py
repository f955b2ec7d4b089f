"""A screen that nobody sees (Xvfb), and pictures of what is on it."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from windows.wine_prefix import WineError

SIZE = "1100x800x24"


class Screen:
    """Use it in a ``with`` statement: ``display`` is then the name that programs need as DISPLAY."""

    def __init__(self) -> None:
        self.display = ""
        self._folder = Path(tempfile.mkdtemp(prefix="fonds-screen-"))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Screen:
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", SIZE, "-fbdir", str(self._folder)]
        self._process = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as stream:
            self.display = f":{stream.readline().strip()}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def windows(self) -> str:
        """The titles and places of everything on it, as xwininfo tells them (package x11-utils)."""
        answer = subprocess.run(
            ["xwininfo", "-root", "-tree"],
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, "DISPLAY": self.display, "LC_ALL": "C.UTF-8"},
            check=False,
        )
        return answer.stdout

    def wait_for(self, title: str, seconds: float = 60) -> None:
        """Until a window has this in its title.

        Raises:
            WineError: none came.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if title in self.windows():
                return
            time.sleep(0.2)
        raise WineError(f"no window “{title}” came up in {seconds} s; there are:\n{self.windows()}")

    def press(self, *keys: str) -> None:
        """Press keys in the window that has the focus (package xdotool)."""
        variables = {**os.environ, "DISPLAY": self.display}
        subprocess.run(["xdotool", "key", "--delay", "80", *keys], env=variables, check=True)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the screen (package xdotool)."""
        variables = {**os.environ, "DISPLAY": self.display}
        command = ["xdotool", "mousemove", str(x), str(y), "click", "1"]
        subprocess.run(command, env=variables, check=True)

    def picture(self, path: Path, box: tuple[int, int, int, int] | None = None) -> None:
        """Write what is on the screen, or in the box (left, top, right, bottom), as a PNG of few colours."""
        from PIL import Image

        data = (self._folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(
            ">25I", data[:100]
        )  # XWDFile.h: sizes, then the colours, then rows of 4 bytes a pixel
        start, width, height, row = header[0] + header[19] * 12, header[4], header[5], header[12]
        image = Image.frombuffer(
            "RGB", (width, height), data[start : start + row * height], "raw", "BGRX", row, 1
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        image.crop(box or image.getbbox()).quantize(96).save(path, optimize=True)
