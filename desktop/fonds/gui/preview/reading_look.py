"""How a person wants pages to look, as it is remembered: colours, face, width. The size of text is the pane's own."""

from __future__ import annotations

from dataclasses import dataclass

from fonds.base.settings import Settings

AS_WINDOW = "window"
THEMES = (AS_WINDOW, "light", "dark", "sepia")
WIDTHS = ("narrow", "medium", "wide", "full")


@dataclass(frozen=True, slots=True)
class ReadingLook:
    """``theme`` is one of THEMES, ``width`` one of WIDTHS."""

    theme: str = AS_WINDOW
    serif: bool = False
    width: str = "medium"

    def palette(self, window: str) -> str:
        """The palette of a page in a window that has the palette ``window``."""
        return window if self.theme == AS_WINDOW else self.theme


def load_look(settings: Settings) -> ReadingLook:
    """What was chosen before; a value that is none is the ordinary one."""
    theme, width = settings.text("preview.theme"), settings.text("preview.width")
    return ReadingLook(
        theme if theme in THEMES else AS_WINDOW,
        settings.flag("preview.serif"),
        width if width in WIDTHS else "medium",
    )


def keep_look(settings: Settings, look: ReadingLook) -> None:
    """Remember what was chosen."""
    settings.put("preview.theme", look.theme)
    settings.put("preview.serif", look.serif)
    settings.put("preview.width", look.width)
