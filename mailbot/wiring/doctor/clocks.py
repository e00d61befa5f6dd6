"""The machine's clock beside those of its servers."""

from datetime import datetime, timedelta

from mailbot.core.examination import Finding, bad, ok

MOST_OFF = timedelta(minutes=2)


def judge_clock(whose: str, told: datetime, now: datetime) -> Finding:
    """Whether our clock goes as another one does."""
    off = now - told
    if abs(off) <= MOST_OFF:
        return ok("clock", f"goes as that of {whose}")
    return _off(whose, off)


def judge_arrival(whose: str, came: datetime, now: datetime) -> Finding:
    """Whether a mail came in the future by our clock."""
    if came - now <= MOST_OFF:
        return ok("clock", f"no mail of {whose} came in the future")
    return _off(whose, now - came)


def _off(whose: str, off: timedelta) -> Finding:
    minutes = round(abs(off).total_seconds() / 60)
    said = f"this machine's clock is {minutes} minutes {'ahead of' if off > timedelta() else 'behind'} that of {whose}"
    return bad("clock", said, "let it be set by NTP (timedatectl set-ntp true): deadlines hang on it", whose)
