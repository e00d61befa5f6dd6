"""The verdict of the server's filter: today's forms, the topmost field of each name, and nothing else."""

import pytest

from mailbot.core.message import Kind
from mailbot.core.reading import read

MAIL = (
    "From: Ana <ana@ngo.example.org>\nTo: desk@desk.example\nSubject: Kits\nMessage-ID: <1@ngo.example.org>\n{}\n\n"
    "The kits are in Sake.\n"
)

SPAM = [
    "X-Spam-Flag: YES",
    "X-Spam-Status: Yes, score=12.3 required=5.0 tests=BAYES_99",
    "X-Spam: Yes",
    "X-Rspamd-Action: add header",
    "X-Rspamd-Action: rewrite subject",
    "X-Spamd-Result: default: True [17.20 / 15.00]; R_SPF_FAIL(1.0)[]",
    "X-MS-Exchange-Organization-SCL: 5",
    "X-MS-Exchange-Organization-SCL: 9",
    "X-Forefront-Antispam-Report: CIP:192.0.2.1;CTRY:US;LANG:en;SCL:5;SRV:;IPV:NLI;SFV:SPM;H:x;PTR:;CAT:SPM;",
    "X-Forefront-Antispam-Report: SFV:SKB",
    "X-Microsoft-Antispam-Mailbox-Delivery: ucf:0;jmr:0;auth:0;dest:J;ENG:(910001)",
    "X-Proofpoint-Spam-Details: rule=spam policy=default score=100",
    "X-Proofpoint-Spam-Details: rule=inbound_policy_phish policy=inbound_policy score=90",
    "X-Barracuda-Spam-Status: Yes, SCORE=8.1 using per-user scores",
    "X-Barracuda-Spam-Flag: YES",
    "X-Bogosity: Spam, tests=bogofilter, spamicity=0.99",
    "X-DSPAM-Result: Spam",
    "X-MailScanner-SpamCheck: spam, SpamAssassin (score=9)",
    "X-TM-AS-Result: Yes--12.3-5.0-31-10",
    "X-SES-Spam-Verdict: FAIL",
    "X-Gm-Spam: 1",
    "X-UI-Filterresults: junk:10;V03:K0",
]
HAM = [
    "X-Spam: spam",
    "X-Spam: spam BIG_FONT, CLICK_HERE_LINK",
    "X-Spam-Flag: NO",
    "X-Spam-Status: No, score=4.9 required=5.0",
    "X-Spam-Level: **********",
    "X-Spam-Flag: NO\nX-Spam-Flag: YES",
    "X-Spam-Status: No, score=0\nX-Spam-Status: Yes, score=20",
    "X-Spam-Status: yesterday's rules, no verdict",
    "X-Rspamd-Action: no action\nX-Rspamd-Action: reject",
    "X-Rspamd-Action: greylist",
    "X-Spamd-Result: default: False [4.20 / 15.00]; R_SPF_FAIL(1.0)[x: True]",
    "X-MS-Exchange-Organization-SCL: -1",
    "X-MS-Exchange-Organization-SCL: 1",
    "X-MS-Exchange-Organization-SCL: 55",
    "X-Forefront-Antispam-Report: CIP:192.0.2.1;SCL:1;SFV:NSPM;CAT:NONE;",
    "X-Forefront-Antispam-Report: SFV:SKN;\nX-Forefront-Antispam-Report: SFV:SPM;",
    "X-Microsoft-Antispam-Mailbox-Delivery: ucf:0;dest:I;",
    "X-Microsoft-Antispam: BCL:0;",
    "X-Proofpoint-Spam-Details: rule=notspam policy=default score=0",
    "X-Proofpoint-Spam-Details: rule=inbound_policy_notspam policy=inbound_policy score=0",
    "X-Barracuda-Spam-Status: No, SCORE=0.00",
    "X-Bogosity: Ham, tests=bogofilter",
    "X-DSPAM-Result: Innocent",
    "X-MailScanner-SpamCheck: not spam, SpamAssassin (score=-2)",
    "X-TM-AS-Result: No--5.4",
    "X-UI-Filterresults: notjunk:1;V03:K0",
    "Authentication-Results: mx.desk.example; dmarc=fail header.from=ngo.example.org",
]


@pytest.mark.parametrize("fields", SPAM)
def test_the_filter_s_verdict_is_believed_and_quoted(fields: str) -> None:
    found = read(MAIL.format(fields).encode())
    assert found.kind is Kind.SPAM
    assert found.automatic is not None
    assert found.automatic.startswith(fields.partition(":")[0].lower())


@pytest.mark.parametrize("fields", HAM)
def test_L5_an_acquittal_an_old_form_or_a_lower_field_is_no_verdict(fields: str) -> None:
    found = read(MAIL.format(fields).encode())
    assert (found.kind, found.automatic) == (Kind.REQUEST, None)
