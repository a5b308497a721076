"""What sets the project up is whole, and fetches only what was recorded."""

import hashlib
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
SCRIPTS = [*sorted((CHECKOUT / "script").iterdir()), CHECKOUT / ".ci" / "run"]
LOCKS = ["run", "test", "embedded"]
VENDOR = CHECKOUT / "static" / "vendor"
PIN = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\$")


def named(path: Path) -> str:
    return path.name


def lock(name: str) -> list[str]:
    return (CHECKOUT / "requirements" / f"{name}.txt").read_text().splitlines()


def pins(name: str) -> dict[str, str]:
    return dict(found.groups() for line in lock(name) if (found := PIN.match(line)))


def project() -> dict:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]


def wanted(requirements: list[str]) -> set[str]:
    names = [re.match(r"[\w.-]+", each)[0] for each in requirements]
    return {name.lower().replace("_", "-") for name in names}


@pytest.mark.parametrize("script", SCRIPTS, ids=named)
def test_every_script_can_be_run_and_is_written_in_its_language(script):
    shell = script.read_text()
    if script.suffix == ".sh":  # read by the others
        assert not shell.startswith("#!")
    else:
        assert shell.startswith("#!")
        assert os.access(script, os.X_OK)
    if "python" not in shell.split("\n", 1)[0]:
        interpreter = "bash" if "bash" in shell.split("\n", 1)[0] else "sh"
        subprocess.run([interpreter, "-n", script], check=True)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_its_hashes(name):
    lines = [line for line in lock(name) if not line.lstrip().startswith("#")]
    hashed = [line for line in lines if re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)]
    pinned = [line for line in lines if PIN.match(line)]
    assert len(hashed) + len(pinned) == len(lines)
    for here, after in zip(lines, [*lines[1:], ""], strict=True):
        assert here.endswith("\\") == after.startswith("    --hash")


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_file_names_a_place_on_a_network(name):
    text = "\n".join(lock(name))
    assert not re.search(
        r"://|index-url|find-links|trusted-host|\bwww\.|\.(org|com|net|io)\b", text
    )


def test_the_tests_run_on_the_versions_that_are_served():
    assert pins("run").items() <= pins("test").items()


def test_the_lock_files_are_in_step_with_what_the_project_asks_for():
    extras = project()["optional-dependencies"]
    assert wanted(project()["dependencies"]) <= set(pins("run"))
    assert wanted(extras["test"]) <= set(pins("test"))
    assert wanted(extras["embedded"]) == set(pins("embedded"))


def test_vendored_files_are_as_recorded():
    recorded = dict(
        line.split(" sha256-")
        for line in (VENDOR / "VERSIONS").read_text().splitlines()
        if " sha256-" in line
    )
    found = {
        file.relative_to(VENDOR).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.rglob("*")
        if file.is_file() and file.name != "VERSIONS"
    }
    assert found == recorded


@pytest.mark.parametrize("file", sorted(VENDOR.rglob("*.css")), ids=named)
def test_vendored_styles_name_only_files_beside_them(file):
    css = file.read_text()
    for address in re.findall(r"url\(([^)]*)\)", css):
        assert (file.parent / address).is_file()
    for unwanted in ("GDS Transport", "@font-face", "sourceMappingURL", "@import", "data:"):
        assert unwanted not in css


def test_nothing_vendored_is_a_typeface_a_crown_or_a_crest():
    names = [file.name for file in VENDOR.rglob("*")]
    assert not [name for name in names if re.search(r"woff|ttf|crown|crest|logotype|\.map$", name)]
