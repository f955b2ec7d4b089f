"""Which language the window speaks: the system's, or the one that was chosen; a choice holds from the next start on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui.actions import Actions
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind

SYSTEM = "system"
CATALOGUES = ("zh_CN",)
LANGUAGES = ("en", *CATALOGUES)
"""What can be chosen beside the system's. English is what the program is written in, and needs no catalogue."""
_KEY = "language"
_TOLD = {
    "en": "Fonds will speak English when it is started next.",
    "zh_CN": "下次启动 Fonds 时将使用中文。",
}
"""What is said of a choice, to those who can read it."""


def chosen_language(settings: Settings) -> str:
    """What was chosen: a language, or ``SYSTEM``."""
    chosen = settings.text(_KEY, SYSTEM)
    return chosen if chosen in LANGUAGES else SYSTEM


def system_language(wanted: list[str]) -> str:
    """The first of the languages that the system's user wants, best first (as BCP 47 has them), that there is here."""
    for name in wanted:
        match QLocale(name).language():
            case QLocale.Language.Chinese:
                return "zh_CN"
            case QLocale.Language.English:
                return "en"
            case _:
                continue
    return "en"


def install_translations(qt: QCoreApplication, settings: Settings) -> list[QTranslator]:
    """Let Qt and the window speak the language; dates and numbers follow where it was chosen, and not the system's."""
    language = chosen_language(settings)
    if language == SYSTEM:
        language = system_language(QLocale.system().uiLanguages())
    elif QLocale.system().language() != QLocale(language).language():
        QLocale.setDefault(QLocale(language))
    folders = {
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        "fonds": str(paths.resource("i18n")),
    }
    made = []
    for name, folder in folders.items() if language in CATALOGUES else ():
        translator = QTranslator(qt)
        if translator.load(f"{name}_{language}", folder):
            qt.installTranslator(translator)
            made.append(translator)
    return made


class LanguageChoice:
    """The menu's choice of a language."""

    def __init__(self, actions: Actions, settings: Settings, notice: NoticeBar) -> None:
        self._settings = settings
        self._notice = notice
        self._first = chosen_language(settings)
        """What this run of the program speaks."""
        for language in (SYSTEM, *LANGUAGES):
            action = actions[f"language_{language}"]
            action.setChecked(language == self._first)
            action.triggered.connect(partial(self._choose, language))

    def _choose(self, language: str) -> None:
        self._settings.put(_KEY, language)
        if language == self._first:
            self._notice.dismiss()
        else:
            following = QCoreApplication.translate(
                "Language", "Fonds will speak the system's language when it is started next."
            )
            self._notice.tell(NoticeKind.INFO, _TOLD.get(language, following))
