"""The way out: a submission server (RFC 6409) over a few connections that stay open."""

import asyncio
import contextlib
import ssl
from collections.abc import Mapping, Sequence
from datetime import datetime

from mailbot.adapters.mail_url import Security, SmtpAccount
from mailbot.adapters.oauth import TokenSource
from mailbot.adapters.smtp_exchange import Exchange, NullPath, SmtpTimings, Stale
from mailbot.adapters.smtp_login import NoEntry, Seen, enter
from mailbot.ports.transport import NoServer, Outcome, Parcel

_TIMINGS = SmtpTimings()
_FAREWELL = 2.0
_NARROW_FOR = 300.0
"""Seconds for which a server that lets us in with fewer connections than we have slots is not asked for more."""


class SmtpTransport:
    """A Transport. Connections are opened when there is mail, kept, and opened anew where the server has closed them.

    Its event loop runs in the calling thread, and only while it sends.
    """

    def __init__(
        self,
        account: SmtpAccount,
        *,
        slots: int = 4,
        tokens: TokenSource | None = None,
        tls: ssl.SSLContext | None = None,
        timings: SmtpTimings = _TIMINGS,
    ) -> None:
        self.slots = slots
        self.name = account.name
        self._account = account
        self._tokens = tokens
        self._tls = tls
        self._timings = timings
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lines: list[Exchange] = []
        self._closing: list[Exchange] = []
        self._narrow_until = 0.0
        self._null_path = NullPath()
        self._seen = Seen()

    def send(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Send mails, at most `slots` side by side; one outcome a parcel, in order."""
        if not parcels:
            return []
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        return self._loop.run_until_complete(self._send(parcels))

    def hurry(self, seconds: float) -> None:
        """Let a `send` that is on end within about `seconds`: what is not done by then is broken off. For any thread."""
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # closed meanwhile
                loop.call_soon_threadsafe(loop.call_later, seconds, self._break_off)

    def _break_off(self) -> None:
        for line in self._lines:
            line.break_off("we were told to stop")

    def ending(self) -> Mapping[str, datetime]:
        """Until when the server's certificate is good, as it showed it last; nothing before, and where it has none."""
        end = self._seen.certificate_end
        return {f"the certificate of {self._account.host}:{self._account.port}": end} if end is not None else {}

    def close(self) -> None:
        """Leave the server. Never raises."""
        loop, self._loop = self._loop, None
        if loop is None:
            return
        try:
            loop.run_until_complete(self._leave())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()

    async def _send(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        lines, why = await self._ready(min(len(parcels), self.slots))
        if not lines:
            return [NoServer(why)] * len(parcels)
        width = len(lines)
        shares = [parcels[start::width] for start in range(width)]
        if width == 1:
            told = [await self._send_share(lines[0], shares[0])]
        else:
            told = await asyncio.gather(*(self._send_share(line, share) for line, share in zip(lines, shares, strict=True)))
        outcomes: list[Outcome] = [NoServer(why)] * len(parcels)
        for start, some in enumerate(told):
            outcomes[start::width] = some
        return outcomes

    async def _ready(self, wanted: int) -> tuple[list[Exchange], str]:
        """As many connections as wanted, or as the server lets us have; without any, why."""
        self._closing = [line for line in (*self._closing, *self._lines) if not (line.usable or line.gone)]
        self._lines = [line for line in self._lines if line.usable]
        if not self._lines:
            # The first by itself: a wrong password is not tried four times, a dead server not waited for by four.
            try:
                self._lines.append(await self._enter())
            except NoEntry as error:
                return [], str(error)
        loop = asyncio.get_running_loop()
        missing = wanted - len(self._lines)
        if missing > 0 and loop.time() >= self._narrow_until:
            entered = await asyncio.gather(*(self._enter() for _ in range(missing)), return_exceptions=True)
            self._lines += [line for line in entered if isinstance(line, Exchange)]
            for result in entered:
                if isinstance(result, NoEntry):
                    self._narrow_until = loop.time() + _NARROW_FOR
                elif isinstance(result, BaseException):
                    raise result
        return self._lines[:wanted], ""

    async def _send_share(self, line: Exchange | None, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Send one mail after another over one connection, and over a new one where it is gone."""
        outcomes: list[Outcome] = []
        for parcel in parcels:
            try:
                if line is None or not line.usable:
                    line = await self._renew(line)
                outcome = await line.carry(parcel)
                if isinstance(outcome, Stale):
                    line = await self._renew(line)
                    outcome = await line.carry(parcel)
            except NoEntry as error:
                outcomes += [NoServer(str(error))] * (len(parcels) - len(outcomes))
                break
            # A new connection has not been used, so that it is never stale.
            outcomes.append(NoServer(outcome.error) if isinstance(outcome, Stale) else outcome)
        return outcomes

    async def _renew(self, gone: Exchange | None) -> Exchange:
        if gone in self._lines:
            self._lines.remove(gone)
            self._closing.append(gone)
        line = await self._enter()
        self._lines.append(line)
        return line

    async def _enter(self) -> Exchange:
        if self._tls is None and self._account.security is not Security.PLAIN:
            self._tls = ssl.create_default_context()
        return await enter(self._account, self._timings, self._tls, self._tokens, self._null_path, self._seen)

    async def _leave(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:  # an interrupted send left them
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        lines = [*self._lines, *self._closing]
        self._lines, self._closing = [], []
        await asyncio.gather(*(line.leave(_FAREWELL) for line in lines))
