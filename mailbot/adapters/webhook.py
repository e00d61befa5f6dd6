"""Tells a webhook: one JSON object by POST, to the address that the operator set, and nowhere else."""

import json
import queue
import threading
import urllib.parse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mailbot.adapters.http_post import make_opener
from mailbot.ports import Unreachable

if TYPE_CHECKING:
    from mailbot.adapters.http_cut import Cuttable

SECONDS = 5.0
"""For the whole of an exchange, from the name of the host to the status."""

_NOT_AWAITED = "was not waited for, since the desk stops"


class Webhook:
    """A webhook. Its address may hold a secret, and is never told: only its host is. One thread posts, any may call `hurry`."""

    def __init__(self, url: str, seconds: float = SECONDS) -> None:
        self._url, self._seconds = url, seconds
        self._failures: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._hurried = False

    def post(self, told: Mapping[str, object]) -> None:
        """Hand over one object. No redirect is followed, and of the answer nothing is read but its head. Raises Unreachable."""
        from mailbot.adapters.http_cut import Cuttable  # noqa: PLC0415 - the HTTP client is for who has a webhook alone

        failures = self._failures = queue.SimpleQueue()
        line = Cuttable()
        if self._hurried:
            failures.put(_NOT_AWAITED)
        else:
            body = json.dumps(told).encode()
            exchange = threading.Thread(
                target=lambda: failures.put(_exchange(self._url, body, line, self._seconds)), name="webhook", daemon=True
            )
            exchange.start()
        try:
            failed = failures.get(timeout=self._seconds)
        except queue.Empty:
            failed = f"does not answer within {self._seconds:g} seconds"
        line.cut()
        if failed:
            raise Unreachable(f"the webhook at {urllib.parse.urlsplit(self._url).hostname} {failed}")

    def hurry(self) -> None:
        """Wait for no answer any more: the desk stops."""
        self._hurried = True
        self._failures.put(_NOT_AWAITED)


def _exchange(url: str, body: bytes, line: "Cuttable", seconds: float) -> str:
    """Post; why it failed, "" if it did not."""
    import urllib.error  # noqa: PLC0415 - for who has a webhook alone
    import urllib.request  # noqa: PLC0415 - as above
    from http.client import HTTPException  # noqa: PLC0415 - as above

    headers = {"Content-Type": "application/json", "User-Agent": "mailbot"}
    try:
        request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310 - parse_hook lets http and https pass only
        make_opener(line).open(request, timeout=seconds).close()
    except urllib.error.HTTPError as error:
        error.close()
        return f"answers HTTP {error.code}"
    except (OSError, HTTPException, ValueError) as error:
        return f"cannot be reached: {type(error).__name__}"
    return ""
