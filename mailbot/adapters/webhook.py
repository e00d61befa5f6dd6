"""Tells a webhook: one JSON object by POST, to the address that the operator set, and nowhere else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from mailbot.adapters.http_post import make_opener
from mailbot.ports import Unreachable

SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook. Its address may hold a secret, and is never told: only its host is."""

    url: str = field(repr=False)

    def post(self, told: Mapping[str, object]) -> None:
        """Hand over one object. No redirect is followed. Raises Unreachable."""
        import urllib.error  # noqa: PLC0415 - for who has a webhook alone
        import urllib.parse  # noqa: PLC0415 - as above
        import urllib.request  # noqa: PLC0415 - as above
        from http.client import HTTPException  # noqa: PLC0415 - as above

        place = urllib.parse.urlsplit(self.url).hostname
        try:
            request = urllib.request.Request(  # noqa: S310 - parse_hook lets http and https pass only
                self.url,
                data=json.dumps(told).encode(),
                headers={"Content-Type": "application/json", "User-Agent": "mailbot"},
            )
            with make_opener().open(request, timeout=SECONDS) as response:
                response.read(1 << 16)
        except urllib.error.HTTPError as error:
            error.close()
            raise Unreachable(f"the webhook at {place} answers HTTP {error.code}") from None
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable(f"the webhook at {place} cannot be reached: {type(error).__name__}") from None
