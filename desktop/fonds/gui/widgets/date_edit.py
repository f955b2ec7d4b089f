"""A date as a person types it, with what the program reads in it shown beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from fonds.gui.icons import Icons
from fonds.gui.messages import date_time_text
from fonds.gui.theme import Role, Theme
from fonds.model.post import DateOrigin, DatePrecision, PostDate
from fonds.text.date_forms import DateForm, form_of, has_offset
from fonds.text.dates import parse_date

_ZONE_END = re.compile(r"\s*(?:[Zz]|(?:UTC|GMT)?[+-]\d{1,2}:?\d{0,2}|UTC|GMT|[A-Z]{3,5})\s*\Z")
_OFFSETS = tuple(sorted({*range(-12 * 60, 14 * 60 + 1, 60), -210, 210, 270, 330, 345, 390, 570}))
"""Time zones that are in use, in minutes east of UTC."""

DateReader = Callable[[str, int], PostDate | None]
"""Reads a typed date; the second value is the offset in minutes for a text that has none."""


def read_typed_date(text: str, offset: int) -> PostDate | None:
    """The date that a person typed, or None when it is none."""
    return parse_date(text, timezone(timedelta(minutes=offset)), DateOrigin.ENTERED)


def offset_text(offset: int) -> str:
    """Minutes east of UTC as ``+08:00``."""
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


class DateEdit(QWidget):
    """The text of a date, its reading, and a calendar."""

    edited = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, parent: QWidget | None = None, *, read: DateReader = read_typed_date
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._read = read
        self._known = PostDate()
        self.loaded_text = ""
        self._read_only = False
        self.input = QLineEdit(self)
        self.input.setAccessibleName(self.tr("Date"))
        self.input.setPlaceholderText(self.tr("2022-01-11 19:09:47 +0800"))
        self.input.textChanged.connect(self._show_reading)
        self.input.textEdited.connect(lambda _text: self.edited.emit())
        self._button = QToolButton(self)
        self._button.setIcon(icons.icon("date"))
        self._button.setAccessibleName(self.tr("Choose a day"))
        self._button.setToolTip(self._button.accessibleName())
        self._button.clicked.connect(self._open_calendar)
        self._reading = QLabel(self)
        self._reading.setTextFormat(Qt.TextFormat.PlainText)
        self._reading.setWordWrap(True)
        self._original = QLabel(self)
        self._original.setTextFormat(Qt.TextFormat.PlainText)
        self._original.setWordWrap(True)
        self._original.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.zone = QToolButton(self)
        self.zone.clicked.connect(self._open_zones)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.input, 1)
        row.addWidget(self._button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._reading, 1)
        below.addWidget(self.zone, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(below)
        layout.addWidget(self._original)
        self.setFocusProxy(self.input)
        theme.changed.connect(self._show_reading)

    def set_date(self, date: PostDate) -> None:
        """Show a post's date: its text as the file has it; one from the file's name is shown as a hint only."""
        self._known = date
        written = date.origin in (DateOrigin.FRONT_MATTER, DateOrigin.ENTERED)
        self.loaded_text = date.text if written else ""
        if self.input.text() != self.loaded_text:
            self.input.setText(self.loaded_text)
            self.input.setCursorPosition(0)
        self._show_reading()

    def set_text(self, text: str) -> None:
        """Show a typed text."""
        self.input.setText(text)

    def text(self) -> str:
        """What is typed."""
        return self.input.text()

    @property
    def understood(self) -> bool:
        """Whether what is typed is a date, or nothing."""
        text = self.text().strip()
        return not text or self._read(text, self._known.offset) is not None

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self.input.setReadOnly(read_only)
        self._read_only = read_only
        self._button.setVisible(not read_only)
        self._show_reading()

    def _show_reading(self) -> None:
        text = self.text().strip()
        role = Role.TEXT_QUIET
        if text:
            date = self._read(text, self._known.offset)
            if date is None:
                reading, role = self.tr("Not a date"), Role.ERROR
            else:
                reading = date_time_text(date)
        elif self._known.origin is DateOrigin.FILE_NAME:
            reading = self.tr("From the file name: {date}").replace("{date}", date_time_text(self._known))
        elif self._known.origin is DateOrigin.FILE_TIME:
            reading = self.tr("From the file's own time: {date}").replace(
                "{date}", date_time_text(self._known)
            )
        else:
            reading = self.tr("No date")
        self._reading.setText(reading)
        self._reading.setVisible(reading != text)
        self._reading.setStyleSheet(f"color: {self._theme.hex(role)};")
        self.input.setAccessibleDescription(reading)
        self._show_zone()

    def _show_zone(self) -> None:
        """Show the time zone, and the text of the file where another one is typed."""
        text = self.text().strip()
        date = self._read(text, self._known.offset) if text else None
        clock = date is not None and date.precision in (DatePrecision.MINUTE, DatePrecision.SECOND)
        self.zone.setVisible(clock and not self._read_only)
        offset = 0 if date is None else date.offset
        written = has_offset(text)
        self.zone.setText(f"{offset_text(offset)}{'' if written else '?'}")
        told = (
            self.tr("Time zone: as the date says")
            if written
            else self.tr("Time zone: the date says none; this one is assumed")
        )
        self.zone.setToolTip(told)
        self.zone.setAccessibleName(f"{told}, {offset_text(offset)}")
        changed = bool(self.loaded_text) and text != self.loaded_text.strip()
        self._original.setText(self.tr("In the file: {text}").replace("{text}", self.loaded_text))
        self._original.setVisible(changed)
        self._original.setStyleSheet(f"color: {self._theme.hex(Role.TEXT_QUIET)};")

    def set_zone(self, offset: int) -> None:
        """Write a time zone (minutes east of UTC) behind the date's clock, in place of the one that it has."""
        text = self.text().strip()
        base = _ZONE_END.sub("", text) if has_offset(text) else text
        written = offset_text(offset)
        joined = form_of(base) is DateForm.JOINED
        self.input.setText(f"{base}{written}" if joined else f"{base} {written.replace(':', '')}")
        self.edited.emit()

    def _open_zones(self) -> None:
        local = datetime.now().astimezone().utcoffset() or timedelta()
        first = dict.fromkeys((self._known.offset, int(local.total_seconds()) // 60, 0))
        menu = QMenu(self)
        for offset in first:
            self._add_zone(menu, offset)
        menu.addSeparator()
        for offset in _OFFSETS:
            if offset not in first:
                self._add_zone(menu, offset)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.zone.mapToGlobal(QPoint(0, self.zone.height())))

    def _add_zone(self, menu: QMenu, offset: int) -> None:
        action = menu.addAction(offset_text(offset))
        action.triggered.connect(lambda _checked=False: self.set_zone(offset))

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        date = self._read(self.text().strip(), self._known.offset) or self._known
        if date.moment is not None:
            calendar.setSelectedDate(QDate(date.moment.year, date.moment.month, date.moment.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.activated.connect(self._on_day_chosen)
        calendar.clicked.connect(self._on_day_chosen)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))
        calendar.setFocus()

    def _on_day_chosen(self, day: QDate) -> None:
        """Put the day in; the time and the offset that were there stay."""
        rest = self.text().strip()[10:] if self.understood and len(self.text().strip()) > 10 else ""
        self.input.setText(day.toString("yyyy-MM-dd") + rest)
        self.edited.emit()
