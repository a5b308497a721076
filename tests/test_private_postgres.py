"""The private PostgreSQL comes up whatever became of the last one, and goes when it should."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator

import psycopg
import pytest

from supervision import postgres_binaries
from supervision.postgres_binaries import NoPostgres
from supervision.postgres_place import CHECKOUT
from supervision.private_postgres import Cluster, InUse

try:
    postgres_binaries.find_binaries()
except NoPostgres as nothing:
    pytest.skip(str(nothing), allow_module_level=True)

HOLDER = """
import sys
from supervision.private_postgres import Cluster
Cluster(sys.argv[1]).start()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder() -> Iterator[Callable[[], Cluster]]:
    """Each call is one more user of the same new cluster, which is gone afterwards."""
    name = f"check-{uuid.uuid4().hex[:8]}"
    holders: list[Cluster] = []

    def another() -> Cluster:
        holders.append(Cluster(name))
        return holders[-1]

    yield another
    for each in holders:
        each.leave()
    if holders:
        holders[0].forget()
        shutil.rmtree(holders[0].place)


@pytest.fixture
def cluster(holder) -> Cluster:
    return holder()


def ask(cluster: Cluster, question: str) -> object:
    with psycopg.connect(cluster.url(), autocommit=True) as link:
        return link.execute(question).fetchone()[0]


def tell(cluster: Cluster, order: str) -> None:
    with psycopg.connect(cluster.url(), autocommit=True) as link:
        link.execute(order)


def server_pid(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])


def test_it_answers_on_a_socket_that_nobody_else_may_enter(cluster):
    cluster.start()
    assert ask(cluster, "SHOW listen_addresses") == ""
    assert ask(cluster, "SHOW timezone") == "UTC"
    assert stat.S_IMODE(cluster.sockets.stat().st_mode) == 0o700


def test_it_stops_when_the_last_one_leaves(holder):
    one, other = holder(), holder()
    one.start()
    other.start()
    one.leave()
    assert other.running()
    other.leave()
    assert not other.running()


def test_what_was_written_is_there_again(cluster):
    cluster.start()
    tell(cluster, "CREATE TABLE kept AS SELECT 7 AS number")
    cluster.leave()
    cluster.start()
    assert ask(cluster, "SELECT number FROM kept") == 7


def test_two_who_start_at_once_share_one_server(holder):
    both = [holder(), holder()]
    starting = [threading.Thread(target=each.start) for each in both]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join()
    assert [ask(each, "SELECT 1") for each in both] == [1, 1]


def test_it_starts_again_after_its_server_was_killed(cluster):
    cluster.start()
    tell(cluster, "CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(server_pid(cluster), signal.SIGKILL)
    cluster.start()
    assert ask(cluster, "SELECT number FROM kept") == 7


def test_a_dead_servers_note_that_names_another_process_is_cleared(cluster):
    cluster.start()
    note = (cluster.data / "postmaster.pid").read_text().split("\n")
    cluster.leave()
    stale = "\n".join([str(os.getpid()), *note[1:]])
    (cluster.data / "postmaster.pid").write_text(stale)
    (cluster.sockets / ".s.PGSQL.5432.lock").write_text(stale)
    cluster.start()
    assert ask(cluster, "SELECT 1") == 1


def test_a_holder_that_was_killed_does_not_keep_it_running(cluster):
    hold = [sys.executable, "-c", HOLDER, cluster.place.name.rpartition("-")[0]]
    with subprocess.Popen(
        hold, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        cluster.start()
        other.kill()
    assert cluster.running()
    cluster.leave()
    assert not cluster.running()


def test_starting_over_waits_for_nobody_and_leaves_nothing(holder):
    one, other = holder(), holder()
    one.start()
    tell(one, "CREATE TABLE gone AS SELECT 7 AS number")
    with pytest.raises(InUse):
        other.forget()
    one.leave()
    other.forget()
    other.start()
    assert ask(other, "SELECT to_regclass('gone')") is None


def test_a_new_checkout_in_an_old_ones_place_starts_empty(cluster):
    cluster.start()
    tell(cluster, "CREATE TABLE gone AS SELECT 7 AS number")
    cluster.leave()
    (cluster.place / "checkout").write_text("another")
    cluster.start()
    assert ask(cluster, "SELECT to_regclass('gone')") is None


def test_a_folder_with_a_long_name_still_has_a_socket():
    cluster = Cluster(f"check-{uuid.uuid4().hex}-{'long' * 12}", throwaway=True)
    try:
        cluster.start()
        assert ask(cluster, "SELECT 1") == 1
        cluster.leave()
        assert not cluster.data.exists()
    finally:
        cluster.leave()
        shutil.rmtree(cluster.place)
        shutil.rmtree(cluster.sockets)


def test_the_words_of_a_failed_statement_reach_no_log(cluster):
    cluster.start()
    tell(cluster, "CREATE TABLE notes (words text CHECK (words = ''), minutes int)")
    for statement in (
        "INSERT INTO notes VALUES ('planted-words')",
        "INSERT INTO notes VALUES ('', 'planted-words')",
        "SELECT 'planted-words' FROM nowhere",
    ):
        with pytest.raises(psycopg.Error):
            tell(cluster, statement)
    log = cluster.log.read_text()
    assert "ready to accept connections" in log
    assert "planted-words" not in log
