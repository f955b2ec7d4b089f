"""What goes into the setup for Windows: the list of files, what the programs say of themselves, signatures, the lock."""

from __future__ import annotations

import ast
import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from environment import LOCKS
from windows import file_list, resources, signing, wine_freeze, wine_prefix, wine_trial

PACKAGING = Path(__file__).resolve().parent.parent.parent / "packaging" / "windows"


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    folder = tmp_path / "frozen"
    (folder / "_internal" / "a" / "从").mkdir(parents=True)
    (folder / "_internal" / "a" / "从" / "x$y.md").write_text("x", encoding="utf-8")
    (folder / "_internal" / "b.dll").write_text("b", encoding="utf-8")
    for name in ("fonds.exe", "fonds-cli.exe"):
        (folder / name).write_text("MZ", encoding="utf-8")
    return folder


def test_the_list_names_every_file_and_every_folder_after_what_it_holds(frozen: Path) -> None:
    files = file_list.list_files(frozen)
    assert sorted(files) == ["_internal/a/从/x$y.md", "_internal/b.dll", "fonds-cli.exe", "fonds.exe"]
    lines = file_list.installed_list(files).decode("utf-16-le").split("\r\n")
    assert lines[0].startswith(";")
    assert lines[-1] == ""
    assert lines[5:-1] == ["_internal\\a\\从\\", "_internal\\a\\", "_internal\\"]
    assert set(lines[1:5]) == {name.replace("/", "\\") for name in files}


def test_the_script_unpacks_every_file_of_the_list(frozen: Path, tmp_path: Path) -> None:
    files = file_list.list_files(frozen)
    script = file_list.unpacking(frozen, files, tmp_path / "list.txt")
    for name in files:
        assert f'File "{frozen / name}"' in script
    assert 'SetOutPath "$Fresh\\_internal\\a\\从"' in script
    assert script.endswith(f'File "/oname={file_list.LIST_NAME}" "{tmp_path / "list.txt"}"\n')
    assert file_list.longest(files) == len("_internal/a/从/x$y.md")


def test_a_folder_that_the_setup_does_not_know_is_refused(frozen: Path) -> None:
    (frozen / "more").mkdir()
    with pytest.raises(file_list.LayoutError, match="more"):
        file_list.list_files(frozen)
    (frozen / "more").rmdir()
    (frozen / "_internal" / "B.dll").write_text("b", encoding="utf-8")
    if len(list((frozen / "_internal").iterdir())) == 3:  # where the file system tells them apart
        with pytest.raises(file_list.LayoutError, match="one file for Windows"):
            file_list.list_files(frozen)
    (frozen / "_internal" / "B.dll").unlink()
    (frozen / "_internal" / "b.dll").unlink(missing_ok=True)
    (frozen / "fonds.exe").unlink()
    with pytest.raises(file_list.LayoutError, match=r"fonds\.exe"):
        file_list.list_files(frozen)


def test_the_setup_says_everything_in_two_languages() -> None:
    texts = (PACKAGING / "texts.nsh").read_text(encoding="utf-8")
    names = {line.split()[2] for line in texts.splitlines() if line.startswith("!insertmacro Text ")}
    script = (PACKAGING / "installer.nsi").read_text(encoding="utf-8")
    asked = {part.split(")")[0] for part in script.split("$(")[1:]}
    assert asked == names


def test_the_removal_names_every_value_that_the_setup_writes() -> None:
    script = (PACKAGING / "installer.nsi").read_text(encoding="utf-8")
    written = {
        line.split('"${OURS}" ')[1].split()[0]
        for line in script.splitlines()
        if line.strip().startswith("WriteReg") and "${OURS}" in line
    }
    written.discard('"${PART}"')
    written |= {f'"{name}"' for name in ("StartMenu", "Desktop", "FileType", "ImportVerb")}
    removed = {
        line.rpartition(" ")[2] for line in script.splitlines() if "RemoveValue" in line and "${OURS}" in line
    }
    assert removed == written


def test_versions_are_four_numbers() -> None:
    assert resources.four_numbers("1.2.3rc4") == (1, 2, 3, 0)
    assert resources.four_numbers("2.0.1.9") == (2, 0, 1, 9)
    for wrong in ("new", "1.70000"):
        with pytest.raises(ValueError, match=r"version|large"):
            resources.four_numbers(wrong)


@pytest.mark.parametrize("program", sorted(resources.PROGRAMS))
def test_the_programs_say_who_they_are(program: str, tmp_path: Path) -> None:
    options = resources.options(program, "1.2.3", tmp_path)
    text = Path(options["version"]).read_text(encoding="utf-8")
    assert isinstance(ast.parse(text).body[0], ast.Expr)  # PyInstaller evaluates it
    assert f"'{program}.exe'" in text
    assert "(1, 2, 3, 0)" in text
    settings = {
        element.tag.rpartition("}")[2]: element.text
        for element in ElementTree.fromstring(options["manifest"]).iter()
    }
    assert settings["longPathAware"] == "true"
    assert settings["activeCodePage"] == "UTF-8"
    assert str(settings["dpiAwareness"]).startswith("PerMonitorV2")


def test_nothing_is_signed_without_a_certificate(tmp_path: Path) -> None:
    file = tmp_path / "a.exe"
    file.write_bytes(b"MZ")
    signing.sign([file], {})
    assert file.read_bytes() == b"MZ"
    with pytest.raises(signing.SigningError, match="status"):
        signing.sign(
            [file],
            {"FONDS_SIGN_CERTIFICATE": "none.pfx", "FONDS_SIGN_TOOL": shutil.which("false") or "false"},
        )


@pytest.mark.skipif(
    not all(map(shutil.which, ("osslsigncode", "openssl", wine_prefix.COMPILER))),
    reason="needs osslsigncode, openssl and mingw-w64",
)
def test_a_certificate_signs(tmp_path: Path) -> None:
    program = tmp_path / "a.exe"
    (tmp_path / "a.c").write_text("int main(void) { return 0; }", encoding="ascii")
    subprocess.run([wine_prefix.COMPILER, "-s", "-o", str(program), str(tmp_path / "a.c")], check=True)
    key, certificate, bundle = tmp_path / "key.pem", tmp_path / "cert.pem", tmp_path / "cert.pfx"
    ask = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=Fonds test",
    ]
    ask += ["-addext", "extendedKeyUsage=codeSigning", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(ask, check=True, capture_output=True)
    pack = ["openssl", "pkcs12", "-export", "-inkey", str(key), "-in", str(certificate), "-out", str(bundle)]
    subprocess.run([*pack, "-passout", "pass:secret"], check=True, capture_output=True)
    given = {
        "FONDS_SIGN_CERTIFICATE": str(bundle),
        "FONDS_SIGN_PASSWORD": "secret",
        "FONDS_SIGN_TOOL": "osslsigncode",
    }
    signing.sign([program], given)
    verify = ["osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(program)]
    answer = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert "CN=Fonds test" in answer.stdout
    assert "Signature verification: ok" in answer.stdout
    before = program.read_bytes()
    with pytest.raises(signing.SigningError) as failure:
        signing.sign([program], given | {"FONDS_SIGN_PASSWORD": "not-it"})
    assert "not-it" not in str(failure.value)
    assert program.read_bytes() == before


def test_the_lock_for_windows_holds_what_only_windows_needs() -> None:
    lock = wine_freeze.lock_for_windows(LOCKS["build"].read_text(encoding="utf-8"))
    names = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    assert {"pefile", "pywin32-ctypes", "pyside6", "pyinstaller"} <= names
    assert not {"macholib", "dmgbuild"} & names
    assert " ; " not in lock
    assert all("--hash=sha256:" in line for line in lock.splitlines() if line.startswith(" "))


def test_a_registry_of_wine_is_read() -> None:
    text = (
        'WINE REGISTRY Version 2\n\n[Software\\\\Classes\\\\.fonds] 1795482940\n#time=1dd\n@="Fonds.Archive"\n'
        '"\\x9648 \\"x\\""="C:\\\\users\\\\\\x9648\\x6863\\\\a.exe"\n"Size"=dword:000000b8\n'
    )
    assert wine_prefix.parse_registry(text) == {
        "Software\\Classes\\.fonds": {
            "@": "Fonds.Archive",
            '陈 "x"': "C:\\users\\陈档\\a.exe",
            "Size": "dword:000000b8",
        }
    }


def test_a_c_library_without_the_functions_is_refused() -> None:
    header = bytearray(0x400)
    struct.pack_into("<I", header, 0x3C, 0x80)
    with pytest.raises(wine_prefix.WineError, match="laid out"):
        wine_prefix.completed(bytes(header))


def test_a_trial_ends_where_something_is_wrong() -> None:
    wine_trial.check(True, "all")
    with pytest.raises(wine_prefix.WineError, match="not so: all"):
        wine_trial.check(False, "all")
