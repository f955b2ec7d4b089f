"""The menu in which a dictionary is chosen; it looks for them when it is opened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale, QObject, QUrl, Signal
from PySide6.QtGui import QActionGroup, QDesktopServices
from PySide6.QtWidgets import QMenu

from fonds.base.settings import Settings

SETTING = "editor.dictionary"


class SpellingMenu(QObject):
    """A submenu of ``menu``. ``name`` is the chosen dictionary's; "" follows the language of each post."""

    chosen = Signal(str)

    def __init__(self, settings: Settings, menu: QMenu) -> None:
        super().__init__(menu)
        self._settings = settings
        self._fault = ""
        self.menu = menu.addMenu(self.tr("Dictionary"))
        self.menu.aboutToShow.connect(self.fill)

    @property
    def name(self) -> str:
        """The dictionary that was chosen."""
        return self._settings.text(SETTING, "")

    def tell(self, fault: str) -> None:
        """Say why nothing is marked; "" when there is no reason."""
        self._fault = fault

    def fill(self) -> None:
        """Offer what there is now."""
        from fonds.services import dictionaries

        self.menu.clear()
        group = QActionGroup(self.menu)
        found = dictionaries.find_dictionaries()
        offered = [("", self.tr("As the language of the post says"))]
        offered += sorted(((each.name, language_name(each.name)) for each in found), key=lambda pair: pair[1])
        for name, text in offered if found else ():
            action = self.menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(name == self.name)
            action.triggered.connect(partial(self._choose, name))
            group.addAction(action)
        if not found:
            self.menu.addAction(self.tr("No dictionary was found")).setEnabled(False)
        if self._fault:
            self.menu.addAction(self._fault).setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Open the folder for dictionaries…"), self._open_folder)

    def _choose(self, name: str, _checked: bool = False) -> None:
        self._settings.put(SETTING, name)
        self.chosen.emit(name)

    def _open_folder(self) -> None:
        from fonds.services import dictionaries

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(dictionaries.own_folder())))


def language_name(name: str) -> str:
    """``en_GB`` in its own words, with its name behind it, as several may be of one language."""
    locale = QLocale(name)
    spoken = locale.nativeLanguageName() if locale.language() != QLocale.Language.C else ""
    return f"{spoken[:1].upper()}{spoken[1:]} ({name})" if spoken else name
