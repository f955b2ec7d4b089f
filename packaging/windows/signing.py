#!/usr/bin/env python3
"""Signs executables for Windows when a certificate is given, and does nothing when none is.

    python3 packaging/windows/signing.py FILE…

What gives one, in the environment (a hosted build sets them from its secrets):

    FONDS_SIGN_CERTIFICATE    a PKCS #12 file (.pfx)
    FONDS_SIGN_PASSWORD_FILE  a file with its password (osslsigncode)
    FONDS_SIGN_PASSWORD       or the password itself (signtool knows no file)
    FONDS_SIGN_TIMESTAMP      address of an RFC 3161 time stamping service; without one a signature dies with its certificate
    FONDS_SIGN_TOOL           ``signtool`` or ``osslsigncode``; otherwise the one that is found, signtool first

The installer's script calls this for the uninstaller, too, while it is being made.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

TOOLS = ("signtool", "osslsigncode")
DESCRIPTION = "Fonds"


class SigningError(Exception):
    """A certificate was given and a file could not be signed with it."""


def is_wanted(variables: Mapping[str, str] = os.environ) -> bool:
    """Whether there is a certificate to sign with."""
    return bool(variables.get("FONDS_SIGN_CERTIFICATE"))


def sign(files: Sequence[Path], variables: Mapping[str, str] = os.environ) -> None:
    """Sign each file in its place; nothing happens without a certificate.

    Raises:
        SigningError: there is no tool, or it failed; the file is as it was.
    """
    if not is_wanted(variables):
        return
    tool = variables.get("FONDS_SIGN_TOOL") or next((name for name in TOOLS if shutil.which(name)), "")
    if not tool or not shutil.which(tool):
        raise SigningError(f"There is a certificate, but none of {', '.join(TOOLS)} to sign with.")
    for file in files:
        if Path(tool).stem.lower() == "signtool":
            _run([tool, "sign", *_signtool_options(variables), str(file)])
        else:
            signed = file.with_name(f"{file.name}.signed")
            signed.unlink(missing_ok=True)
            try:
                _run([tool, "sign", *_ossl_options(variables), "-in", str(file), "-out", str(signed)])
                signed.replace(file)
            finally:
                signed.unlink(missing_ok=True)


def _signtool_options(variables: Mapping[str, str]) -> list[str]:
    options = ["/f", variables["FONDS_SIGN_CERTIFICATE"], "/fd", "sha256", "/d", DESCRIPTION]
    if variables.get("FONDS_SIGN_PASSWORD"):
        options += ["/p", variables["FONDS_SIGN_PASSWORD"]]
    if variables.get("FONDS_SIGN_TIMESTAMP"):
        options += ["/tr", variables["FONDS_SIGN_TIMESTAMP"], "/td", "sha256"]
    return options


def _ossl_options(variables: Mapping[str, str]) -> list[str]:
    options = ["-pkcs12", variables["FONDS_SIGN_CERTIFICATE"], "-h", "sha256", "-n", DESCRIPTION]
    if variables.get("FONDS_SIGN_PASSWORD_FILE"):
        options += ["-readpass", variables["FONDS_SIGN_PASSWORD_FILE"]]
    elif variables.get("FONDS_SIGN_PASSWORD"):
        options += ["-pass", variables["FONDS_SIGN_PASSWORD"]]
    if variables.get("FONDS_SIGN_TIMESTAMP"):
        options += ["-ts", variables["FONDS_SIGN_TIMESTAMP"]]
    return options


def _run(command: list[str]) -> None:
    answer = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if answer.returncode:  # the command itself may hold the password, and stays unsaid
        name = f"{Path(command[0]).name} on {Path(command[-1]).name}"
        raise SigningError(f"{name} ended with status {answer.returncode}:\n{answer.stdout}{answer.stderr}")


def main(arguments: list[str]) -> int:
    """Sign the named files."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        sign([Path(name) for name in arguments])
    except SigningError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
