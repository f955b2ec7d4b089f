"""Chromium's side doors, all shut: our own scheme, its handler, the interceptor and the settings.

Rule: only ``post:`` addresses are answered, only with what the window itself put there or the archive keeps.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import isValid

from fonds.gui.preview.engine import Media, MediaLoader
from fonds.services.previewing import media_reference

SCHEME = b"post"
PAGE = "post:///page/1"
"""The one address of all pages: loading it again takes Chromium 25 ms, and another one 70."""

_log = logging.getLogger(__name__)
_Attribute = QWebEngineSettings.WebAttribute

ALLOWED_ATTRIBUTES = frozenset(
    {
        _Attribute.AutoLoadImages,
        _Attribute.LinksIncludedInFocusChain,
        _Attribute.ShowScrollBars,
        _Attribute.PrintElementBackgrounds,
        _Attribute.PlaybackRequiresUserGesture,
        _Attribute.WebRTCPublicInterfacesOnly,
    }
)
"""Everything else that Chromium can do is turned off, JavaScript first of all, and what later versions add too."""


def register_scheme() -> bool:
    """Make ``post:`` known to Chromium. Must come before the first profile; whether the scheme is there."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name().data() == SCHEME:
        return True
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
    # No flag that opens anything: the policies of pages apply, and nothing may be fetched across origins.
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)
    return QWebEngineUrlScheme.schemeByName(SCHEME).name().data() == SCHEME


def shut_settings(settings: QWebEngineSettings) -> None:
    """Turn everything off but what a page of text and pictures needs."""
    for attribute in _Attribute:
        settings.setAttribute(attribute, attribute in ALLOWED_ATTRIBUTES)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
    settings.setImageAnimationPolicy(QWebEngineSettings.ImageAnimationPolicy.AnimateOnce)


def make_profile(parent: QObject) -> QWebEngineProfile:
    """An off-the-record profile: no cookies, no cache on disk, no downloads."""
    profile = QWebEngineProfile(parent)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setPushServiceEnabled(False)
    profile.setSpellCheckEnabled(False)
    profile.downloadRequested.connect(lambda download: download.cancel())
    shut_settings(profile.settings())
    return profile


class OnlyPosts(QWebEngineUrlRequestInterceptor):
    """Refuses every request that is not of our scheme. ``refused`` keeps the last addresses, for the tests."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.refused: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.scheme().encode() == SCHEME:
            return
        if url.scheme() == "data" and info.resourceType() is _ResourceType.ResourceTypeImage:
            return
        info.block(True)
        self.refused = [*self.refused[-99:], url.toString()]
        _log.info("the preview refused %s", url.toString())


_ResourceType = QWebEngineUrlRequestInfo.ResourceType


class PostHandler(QWebEngineUrlSchemeHandler):
    """Answers the page's address with the page that was put there, and media through the loader."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._page = b""
        self.served = False
        """Whether the page was asked for since it was put here."""
        self._load_media: MediaLoader | None = None

    def set_media_loader(self, load: MediaLoader) -> None:
        """Where media come from."""
        self._load_media = load

    def put_page(self, html: str) -> None:
        """Keep a page for when Chromium asks for it; the one before is forgotten."""
        self._page, self.served = html.encode("utf-8", "replace"), False

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        if job.requestMethod().data() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        address = job.requestUrl().toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address.split("#")[0] == PAGE:
            self.served = True
            _answer(job, self._page, b"text/html; charset=utf-8")
            return
        reference = media_reference(address)
        if reference is None or self._load_media is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        self._load_media(reference, _media_answer(job))


def _media_answer(job: QWebEngineUrlRequestJob) -> Callable[[Media], None]:
    """An answer that arrives when it may, and finds that nobody waits for it any more."""

    def answer(media: Media) -> None:
        if not isValid(job):
            return
        if media is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        else:
            _answer(job, media[0], media[1].encode("ascii", "replace"))

    return answer


def _answer(job: QWebEngineUrlRequestJob, data: bytes, kind: bytes) -> None:
    buffer = QBuffer(job)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(kind), buffer)
