"""Who holds a lease, and whether he still lives."""

import os
import subprocess
import sys

import pytest

from mailbot.adapters import holder


def test_we_are_alive() -> None:
    assert holder.is_alive(holder.own_name())
    assert holder.own_name() == holder.own_name()


def test_a_process_that_ended_is_gone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from mailbot.adapters.holder import own_name; print(own_name())"],
        capture_output=True,
        text=True,
        check=True,
    )
    name = done.stdout.strip()
    assert name.rpartition("/")[0].rpartition("/")[0] == holder.own_name().rpartition("/")[0].rpartition("/")[0]
    assert not holder.is_alive(name)


def test_a_process_that_waits_to_be_buried_is_gone() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", "from mailbot.adapters.holder import own_name; print(own_name())"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    name = child.stdout.read().strip()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not holder.is_alive(name)
    child.wait()
    child.stdout.close()


def test_a_number_used_again_is_somebody_else() -> None:
    host, pid, start = holder.own_name().rsplit("/", 2)
    assert not holder.is_alive(f"{host}/{pid}/{int(start) - 1}")


@pytest.mark.parametrize("name", ["other.example.org/1/5", "", "x", "a/b/c", "stage"])
def test_nobody_is_called_dead_on_a_guess(name: str) -> None:
    assert holder.is_alive(name)
