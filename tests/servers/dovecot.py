"""A rootless Dovecot on free ports of 127.0.0.1: a real IMAP server for tests and benchmarks.

It runs as the user who starts it; where that is root, whom Dovecot does not take, as `nobody`. Every user name exists, all with
one password. Everything lies in one temporary folder that goes with it.
"""

import contextlib
import itertools
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

PASSWORD = "s3cret+horse"
BINARY = shutil.which("dovecot", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")))
_UP_WITHIN = 20.0

_CONF = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 0
first_valid_gid = 0
disable_plaintext_auth = no
auth_mechanisms = {mechanisms}
auth_failure_delay = 0
mail_location = maildir:{home}/mail/%u/Maildir
mail_max_userip_connections = 200
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
passdb {{
  driver = static
  args = password={password}
}}
{passdb}
{ssl}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
protocol imap {{
  imap_capability = {capability}
}}
"""

_OAUTH = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {home}/oauth2.conf
}}
"""


def why_not() -> str:
    """Why Dovecot cannot be run here, for a skip; "" where it can."""
    if BINARY is None:
        return "no dovecot binary (Debian: dovecot-imapd)"
    version = subprocess.run([BINARY, "--version"], capture_output=True, text=True, check=False).stdout.split(" ")[0].strip()
    return "" if version.startswith("2.3.") else f"dovecot {version or '?'}: this configuration is for 2.3"


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nobody listened on a moment ago."""
    with contextlib.ExitStack() as sockets:
        held = [sockets.enter_context(socket.socket()) for _ in range(count)]
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]


class Dovecot:
    """One server: `with Dovecot() as server:`. `stop()` cuts it as a crash would, `start()` brings it back on the same ports.

    `capability`: what it says it can, instead of all it can, e.g. "IMAP4rev1 UIDPLUS" (a server without IDLE and MOVE).
    `tokeninfo_url`: where it asks about an OAuth access token (XOAUTH2); the token is appended to it.
    `certificate`: PEM certificate and key; adds TLS on `tls_port` and STARTTLS on `port`.
    """

    def __init__(
        self,
        *,
        capability: str = "",
        tokeninfo_url: str = "",
        certificate: tuple[Path, Path] | None = None,
    ) -> None:
        self.port = self.tls_port = 0
        self._options = (capability, tokeninfo_url, certificate)
        self.home = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self._account = pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("nobody")
        self._counter = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("run", "mail"):
            (self.home / name).mkdir()
        self._take_ports()

    def _take_ports(self) -> None:
        self.port, self.tls_port = free_ports(2)
        self._write_conf(*self._options)
        self._give(self.home)

    def _write_conf(self, capability: str, tokeninfo_url: str, certificate: tuple[Path, Path] | None) -> None:
        ssl = "ssl = no"
        if certificate:
            for source, name in zip(certificate, ("cert.pem", "key.pem"), strict=True):
                shutil.copy(source, self.home / name)
                (self.home / name).chmod(0o600)
            ssl = f"ssl = yes\nssl_cert = <{self.home}/cert.pem\nssl_key = <{self.home}/key.pem"
        if tokeninfo_url:
            (self.home / "oauth2.conf").write_text(
                f"tokeninfo_url = {tokeninfo_url}\nusername_attribute = email\nrawlog_dir =\ndebug = no\n"
            )
        text = _CONF.format(
            home=self.home,
            password=PASSWORD,
            user=self._account.pw_name,
            group=_group_name(self._account.pw_gid),
            uid=self._account.pw_uid,
            gid=self._account.pw_gid,
            port=self.port,
            tls_port=self.tls_port if certificate else 0,
            ssl=ssl,
            mechanisms="plain login xoauth2 oauthbearer" if tokeninfo_url else "plain login",
            passdb=_OAUTH.format(home=self.home) if tokeninfo_url else "",
            capability=capability,
        )
        (self.home / "dovecot.conf").write_text(re.sub(r"(?s)protocol imap \{\s+imap_capability = \n\}", "", text))

    def _give(self, *paths: Path) -> None:
        """Make paths, and what lies in them, the account's that Dovecot runs as."""
        if os.getuid():
            return
        for path in paths:
            for inner in (path, *path.rglob("*")):
                os.chown(inner, self._account.pw_uid, self._account.pw_gid)

    def url(self, user: str = "desk", folder: str = "INBOX", *, password: str = PASSWORD, query: str = "") -> str:
        """The address of a mailbox, as MAILBOT_IMAP_URL wants it."""
        return f"imap://{quote(user, safe='')}:{quote(password, safe='')}@127.0.0.1:{self.port}/{quote(folder, safe='')}{query}"

    def folder(self, user: str = "desk", folder: str = "INBOX") -> Path:
        """The Maildir of a folder; made where it is not there."""
        top = self.home / "mail" / user / "Maildir"
        path = top if folder == "INBOX" else top / f".{folder}"
        for name in ("tmp", "new", "cur"):
            (path / name).mkdir(parents=True, exist_ok=True)
        if not os.getuid():
            for made in (self.home / "mail" / user, top, path, path / "tmp", path / "new", path / "cur"):
                os.chown(made, self._account.pw_uid, self._account.pw_gid)
        return path

    def deliver(self, raw: bytes, *, user: str = "desk", folder: str = "INBOX", at: datetime | None = None) -> Path:
        """Put one mail into a mailbox as a delivery agent does; `at` is its INTERNALDATE. UIDs follow the order of deliveries."""
        path = self.folder(user, folder)
        name = f"{1_700_000_000 + next(self._counter)}.M1P{os.getpid()}.test"
        written = path / "tmp" / name
        written.write_bytes(raw)
        if at is not None:
            os.utime(written, (at.timestamp(), at.timestamp()))
        self._give(written)
        return written.rename(path / "new" / name)

    def held(self, user: str = "desk", folder: str = "INBOX") -> dict[str, bytes]:
        """What a folder holds now: Maildir flags and raw bytes under each file name."""
        path = self.folder(user, folder)
        return {file.name: file.read_bytes() for sub in ("new", "cur") for file in sorted((path / sub).iterdir())}

    def log(self) -> str:
        """What it said so far."""
        path = self.home / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def start(self) -> None:
        """Start it and return when it takes connections."""
        if BINARY is None:
            raise RuntimeError(why_not())
        as_nobody = {} if os.getuid() else {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": ()}
        self._process = subprocess.Popen(
            [BINARY, "-F", "-c", str(self.home / "dovecot.conf")],
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **as_nobody,  # type: ignore[call-overload]  # a dict of keyword arguments
        )
        end = time.monotonic() + _UP_WITHIN
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5) as probe:
                if probe.recv(64).startswith(b"* OK"):
                    return
            if self._process.poll() is not None or time.monotonic() > end:
                said = self.log()
                self.stop()
                raise RuntimeError(f"dovecot did not come up: {said}")
            time.sleep(0.01)

    def stop(self) -> None:
        """Kill it and all its children at once: connections break without a BYE."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def close(self) -> None:
        """Stop it and remove its folder."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            self._start_somewhere()
        except BaseException:
            self.close()
            raise
        return self

    def _start_somewhere(self) -> None:
        """Start; another process may have been quicker to take a free port."""
        for _ in range(2):
            try:
                return self.start()
            except RuntimeError:
                self._take_ports()
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _group_name(gid: int) -> str:
    import grp

    return grp.getgrgid(gid).gr_name
