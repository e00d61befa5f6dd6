"""Who holds a lease: a process on a machine, so that what a dead one had in hand can be taken back without waiting."""

import os
import socket
from pathlib import Path


def own_name() -> str:
    """This process: `host/pid/start`, the start being the kernel's tick, so that a number used again is not taken for us."""
    pid = os.getpid()
    return f"{_host()}/{pid}/{_start_of(pid)}"


def is_alive(holder: str) -> bool:
    """Whether a holder may still be at work: False only for a process of this machine that is certainly gone."""
    parts = holder.rsplit("/", 2)
    if len(parts) != 3 or parts[0] != _host() or not parts[1].isdigit():
        return True
    pid = int(parts[1])
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _start_of(pid) == parts[2]


def _host() -> str:
    """The machine and, where the kernel tells it, the process namespace: pids mean nothing in another container."""
    try:
        space = Path("/proc/self/ns/pid").readlink().name
    except OSError:
        space = ""
    return f"{socket.gethostname()}{space}"


def _start_of(pid: int) -> str:
    """When a process started (field 22 of /proc/PID/stat).

    "dead" for one that only waits to be buried, "0" where nothing is told.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return "0"
    fields = stat.rpartition(b") ")[2].split()
    return "dead" if fields[0] == b"Z" else fields[19].decode()
