#!/usr/bin/env python3
"""Signs the app from the inside out, has Apple notarise it, and staples the answer to it. Commands are lists first.

    python3 packaging/macos/sign.py Fonds.app           on macOS

What gives an identity, in the environment (a hosted build sets them from its secrets):

    FONDS_SIGN_IDENTITY      name of a "Developer ID Application" certificate in the keychain
    FONDS_NOTARY_KEY         file of an App Store Connect API key (.p8), with
    FONDS_NOTARY_KEY_ID      its number, and
    FONDS_NOTARY_ISSUER      the number of the team that it belongs to

Without an identity the app gets the ad-hoc signature that Apple's own processors ask for, and Gatekeeper asks the user.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macos import entitlements

HELPER = "QtWebEngineProcess.app"
MAGIC = frozenset(
    bytes.fromhex(word)
    for word in (
        "feedface",
        "feedfacf",
        "cefaedfe",
        "cffaedfe",
        "cafebabe",
        "cafebabf",
        "bebafeca",
        "bfbafeca",
    )
)
"""The first bytes of a Mach-O file, of one processor or of several."""
NOTARY_VARIABLES = ("FONDS_NOTARY_KEY", "FONDS_NOTARY_KEY_ID", "FONDS_NOTARY_ISSUER")


class SigningError(Exception):
    """A step of signing failed, or what it needs is half given."""


def identity(variables: Mapping[str, str] = os.environ) -> str:
    """Who signs; empty for nobody."""
    return variables.get("FONDS_SIGN_IDENTITY", "")


def is_notarised(variables: Mapping[str, str] = os.environ) -> bool:
    """Whether Apple is asked to look at what was signed: with an identity, and a key to ask with.

    Raises:
        SigningError: the key is given in part, or without an identity.
    """
    given = [name for name in NOTARY_VARIABLES if variables.get(name)]
    if not given:
        return False
    if len(given) < len(NOTARY_VARIABLES) or not identity(variables):
        missing = [name for name in ("FONDS_SIGN_IDENTITY", *NOTARY_VARIABLES) if not variables.get(name)]
        raise SigningError(f"{', '.join(given)} without {', '.join(missing)}")
    return True


def find_code(app: Path) -> list[Path]:
    """What must be signed by itself, the innermost first: libraries, programs beside the main one, versions of
    frameworks, helper apps, and last the app. Whatever is a symbolic link is signed where it leads to."""
    bundles = {path for path in _folders(app) if _is_bundle(path)}
    # The main program of an app and the library of a framework are signed with it.
    main_programs = {_main_program(folder) for folder in bundles | {app}}
    files = {path for path in _files(app) if _is_code(path)} - main_programs
    return [*sorted(files | bundles, key=lambda path: (-len(path.parts), str(path))), app]


def signing_commands(app: Path, who: str, program_rights: Path, helper_rights: Path) -> list[list[str]]:
    """One ``codesign`` for each of `find_code`, and one that looks at the whole. ``who`` empty: ad-hoc."""
    commands = []
    for path in find_code(app):
        command = ["codesign", "--force", "--sign", who or "-"]
        if who:
            command += ["--options", "runtime", "--timestamp"]
            if path.name == HELPER:
                command += ["--entitlements", str(helper_rights)]
            elif path == app or path.parent == app / "Contents" / "MacOS":
                command += ["--entitlements", str(program_rights)]
        commands.append([*command, str(path)])
    return [*commands, ["codesign", "--verify", "--deep", "--strict", "--verbose=2", str(app)]]


def image_commands(image: Path, who: str) -> list[list[str]]:
    """What signs a disk image; nothing without an identity, for which an image has no use."""
    return [["codesign", "--force", "--sign", who, "--timestamp", str(image)]] if who else []


def notarising_commands(path: Path, variables: Mapping[str, str], work: Path) -> list[list[str]]:
    """What lets Apple look at a signed app or disk image, and fastens the answer to it, so that it opens offline, too.
    Nothing when `is_notarised` says no; an app goes there as a ZIP file in ``work``."""
    if not is_notarised(variables):
        return []
    sent = work / f"{path.stem}.zip" if path.suffix == ".app" else path
    packing = [["ditto", "-c", "-k", "--keepParent", str(path), str(sent)]] if sent != path else []
    key, number, issuer = (variables[name] for name in NOTARY_VARIABLES)
    answer = ["--wait", "--timeout", "40m", "--output-format", "json"]
    submission = ["xcrun", "notarytool", "submit", str(sent), "--key", key, "--key-id", number]
    kind = ["--type", "execute"]
    if path.suffix != ".app":
        kind = ["--type", "open", "--context", "context:primary-signature"]
    return [
        *packing,
        [*submission, "--issuer", issuer, *answer],
        ["xcrun", "stapler", "staple", str(path)],
        ["xcrun", "stapler", "validate", str(path)],
        ["spctl", "--assess", *kind, "--verbose=2", str(path)],
    ]


def sign_app(app: Path, work: Path, variables: Mapping[str, str] = os.environ) -> None:
    """Sign an app in its place, and have it notarised where that is possible; ``work`` is for files on the way.

    Raises:
        SigningError: a step failed.
    """
    rights = entitlements.write(work)
    run([*signing_commands(app, identity(variables), *rights), *notarising_commands(app, variables, work)])


def sign_image(image: Path, work: Path, variables: Mapping[str, str] = os.environ) -> None:
    """The same for the disk image that holds it.

    Raises:
        SigningError: a step failed.
    """
    run([*image_commands(image, identity(variables)), *notarising_commands(image, variables, work)])


def run(commands: list[list[str]]) -> None:
    """Run one after the other.

    Raises:
        SigningError: one failed, or Apple refused.
    """
    for command in commands:
        print(f"+ {Path(command[0]).name} {command[1]} … {Path(command[-1]).name}", flush=True)
        try:
            answer = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        except OSError as error:
            raise SigningError(f"{command[0]}: {error.strerror}") from error
        # The tool may end well though the answer is no.
        refused = "notarytool" in command and '"status":"Accepted"' not in answer.stdout.replace(" ", "")
        if answer.returncode or refused:
            words = f"{answer.stdout}{answer.stderr}".strip()
            raise SigningError(f"{command[0]} {command[1]} ended with status {answer.returncode}:\n{words}")


def _files(app: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(app):  # does not follow links
        yield from (path for name in names if not (path := Path(folder, name)).is_symlink())


def _folders(app: Path) -> Iterator[Path]:
    for folder, names, _ in os.walk(app):
        yield from (path for name in names if not (path := Path(folder, name)).is_symlink())


def _is_bundle(folder: Path) -> bool:
    """A nested app, or one version of a framework."""
    is_version = folder.parent.name == "Versions" and folder.parent.parent.suffix == ".framework"
    return folder.suffix == ".app" or is_version


def _main_program(folder: Path) -> Path:
    if folder.suffix != ".app":
        return folder / folder.parent.parent.stem
    facts = plistlib.loads((folder / "Contents" / "Info.plist").read_bytes())
    return folder / "Contents" / "MacOS" / str(facts["CFBundleExecutable"])


def _is_code(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in MAGIC


def main(arguments: list[str]) -> int:
    """Sign the named app."""
    if len(arguments) != 1 or not arguments[0].rstrip("/").endswith(".app"):
        print(__doc__, file=sys.stderr)
        return 2
    app = Path(arguments[0]).resolve()
    try:
        sign_app(app, app.parent / "signing")
    except SigningError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
