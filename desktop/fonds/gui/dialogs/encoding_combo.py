"""A choice of encodings, by the names that people know them by."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from fonds.gui.widgets.calm_combo import CalmComboBox
from fonds.text.encodings import encoding_name


def _names() -> tuple[tuple[str, str], ...]:
    def named(text: str) -> str:
        return QCoreApplication.translate("Encodings", text)

    return (
        ("utf-8", named("Unicode (UTF-8)")),
        ("utf-16", named("Unicode (UTF-16)")),
        ("gb18030", named("Simplified Chinese (GB18030, GBK)")),
        ("cp950", named("Traditional Chinese (Big5)")),
        ("big5hkscs", named("Traditional Chinese (Big5-HKSCS)")),
        ("cp932", named("Japanese (Shift_JIS)")),
        ("euc_jp", named("Japanese (EUC-JP)")),
        ("cp949", named("Korean (EUC-KR)")),
        ("cp1252", named("Western European (windows-1252)")),
        ("cp1250", named("Central European (windows-1250)")),
        ("cp1251", named("Cyrillic (windows-1251)")),
        ("koi8_r", named("Cyrillic (KOI8-R)")),
        ("cp1253", named("Greek (windows-1253)")),
        ("cp1254", named("Turkish (windows-1254)")),
        ("cp1255", named("Hebrew (windows-1255)")),
        ("cp1256", named("Arabic (windows-1256)")),
        ("cp1257", named("Baltic (windows-1257)")),
        ("cp874", named("Thai (windows-874)")),
    )


class EncodingCombo(CalmComboBox):
    """The encodings; "" is the first, and leaves it to be found out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(self.tr("Found out for each file"), "")
        for codec, name in _names():
            self.addItem(name, codec)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)

    @property
    def encoding(self) -> str:
        """The codec that is chosen; "" for none."""
        return str(self.currentData())

    def choose(self, encoding: str) -> None:
        """Show an encoding; one that is not in the list comes into it."""
        index = self.findData(encoding)
        if index < 0:
            self.addItem(encoding_name(encoding), encoding)
            index = self.count() - 1
        self.setCurrentIndex(index)
