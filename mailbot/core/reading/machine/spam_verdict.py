"""The verdict of the mail server's own filter, as filters of today write it. Only the topmost field of each name is believed.

Below it stand the fields of servers farther away, of earlier recipients and of whoever wrote the mail.
"""

import re
from collections.abc import Mapping, Sequence

# The field, and what its value looks like where the mail is spam.
_VERDICTS = {
    # SpamAssassin, Rspamd, bogofilter, DSPAM, CRM114
    "x-spam-flag": r"yes\b",
    "x-spam-status": r"yes\b",
    "x-spam": r"(?:yes|true)\b",
    "x-rspamd-action": r"(?:add header|rewrite subject|quarantine|reject)\b",
    "x-spamd-result": r"[\w.-]{1,40}:\s{0,4}true\b",
    "x-bogosity": r"(?:spam|yes)\b",
    "x-dspam-result": r"(?:spam|blacklisted|blocklisted)\b",
    "x-crm114-status": r"spam\b",
    "x-mailscanner-spamcheck": r"spam\b",
    # Microsoft: the level from 5 on; by the filter, a rule or a block list; a mailbox that puts it into its junk folder
    "x-ms-exchange-organization-scl": r"[5-9]\b",
    "x-forefront-antispam-report": r"(?:.{0,2000};)?\s{0,4}sfv:(?:spm|sks|skb|blk)\b",
    "x-microsoft-antispam-mailbox-delivery": r"(?:.{0,2000};)?\s{0,4}dest:j\b",
    # Proofpoint, Barracuda, Trend Micro, Kaspersky, Cloudmark, Vade, Hornetsecurity
    "x-proofpoint-spam-details": r"rule=(?:\w{0,40}_)?(?:spam|phish|malware)\b",
    "x-barracuda-spam-flag": r"yes\b",
    "x-barracuda-spam-status": r"yes\b",
    "x-tm-as-result": r"yes\b",
    "x-klms-antispam-status": r"(?:spam|phishing)\b",
    "x-ksmg-antispam-status": r"(?:spam|phishing)\b",
    "x-cmae-verdict": r"spam\b",
    "x-vr-status": r"spam\b",
    "x-antispameurope-spamstatus": r"(?:spam|virus)\b",
    # Large hosts: Amazon, Google, Gandi, GMX, Yandex
    "x-ses-spam-verdict": r"fail\b",
    "x-gm-spam": r"1\b",
    "x-gm-phishy": r"1\b",
    "x-gnd-status": r"spam\b",
    "x-ui-filterresults": r"junk\b",
    "x-yandex-spam": r"4\b",
}
_PATTERNS = {name: re.compile(pattern, re.I | re.S) for name, pattern in _VERDICTS.items()}
_LONGEST = 4000


def find_spam_verdict(fields: Mapping[str, Sequence[str]]) -> str | None:
    """The verdict of the server's filter, as it says it; None where it says nothing or acquits."""
    if _PATTERNS.keys().isdisjoint(fields):
        return None
    for name, pattern in _PATTERNS.items():
        if name in fields and pattern.match(fields[name][0][:_LONGEST].strip()):
            return f"{name}: {fields[name][0].strip()[:60]}"
    return None
