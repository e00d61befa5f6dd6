"""What a server says when we have sent enough for now, and what only looks so."""

import pytest

from mailbot.adapters.smtp_limits import is_our_limit


@pytest.mark.parametrize(
    "said",
    [
        "550 5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to …",
        "550 5.4.5 Daily sending quota exceeded - gsmtp",
        "550 5.4.5 Daily SMTP relay sending limit exceeded for customer.",
        "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
        "550 5.2.2 Submission quota exceeded",
        "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message",
        "550 5.7.232 - Your message can't be sent because your trial tenant has exceeded its daily limit",
        "550 5.7.233 - Your message can't be sent because your tenant exceeded its tenant external recipient limit",
        "550 Domain example.org has exceeded the max emails per hour (150/150 (100%)) allowed. Message discarded.",
        "554 5.7.1 hourly sending limit reached",
    ],
)
def test_our_limits_pass(said: str) -> None:
    assert is_our_limit(said)


@pytest.mark.parametrize(
    "said",
    [
        "550 5.1.1 The email account that you tried to reach does not exist",
        "552 5.3.4 Message size exceeds fixed limit",
        "552 5.2.2 The email account that you tried to reach is over quota",
        "552 5.2.3 Message exceeds maximum size limit",
        "554 5.7.1 Our system has detected that this message is likely unsolicited mail",
        "550 5.4.1 Recipient address rejected: Access denied",
        "550 5.4.5 loop detected",
        "550 5.7.1 Daily news is not wanted here",
    ],
)
def test_other_refusals_are_final(said: str) -> None:
    assert not is_our_limit(said)
