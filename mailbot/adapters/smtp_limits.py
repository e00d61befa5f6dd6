"""Limits on what we may send, which some servers tell as if they were final (RFC 5321, 4.2.1 has 4yz for what passes).

Google Workspace's limit of a day is a 550, Microsoft's are 550 and 554; all pass within a day. To take such a reply at its word
would kill every mail that is due on a busy day.
"""

import re

_LIMITS = re.compile(
    r"\b5\.4\.5\b.*(?:limit|quota)"  # Google: 550 5.4.5 Daily user sending limit exceeded
    r"|\bdaily (?:user |smtp relay )?(?:sending|relay|message|mail) (?:limit|quota)"
    r"|\bdaily limit for message recipients"  # Microsoft: 550 5.1.90
    r"|\bsubmission ?quota"  # Microsoft: 554 5.2.0 … SubmissionQuotaExceededException, 550 5.2.2 Submission quota exceeded
    r"|\b5\.7\.23[23]\b"  # Microsoft: the tenant's limits on recipients outside
    r"|\b(?:hourly|per hour)\b.{0,40}\b(?:limit|quota|exceeded)|\b(?:limit|quota|exceeded)\b.{0,40}\b(?:hourly|per hour)\b",
    re.IGNORECASE,
)


def is_our_limit(words: str) -> bool:
    """Say whether a refusal (one line: code and words) means that we have sent enough for now, and not this mail."""
    return bool(_LIMITS.search(words))
