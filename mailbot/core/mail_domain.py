"""What the DNS records of a domain say of its mail: MX (RFC 5321, 5.1), SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489)."""

from collections.abc import Iterator, Sequence

from mailbot.core.examination import Finding, bad, ok, warn

_SPF, _DMARC = "v=spf1", "v=dmarc1"
_SAMPLE = '"v=spf1 include:your-provider.example -all"'


def judge_mx(domain: str, exchangers: Sequence[str]) -> Finding:
    """Whether mail to the domain can arrive. `exchangers` are names of hosts; a lone "" is the null MX (RFC 7505)."""
    what = "dns.mx"
    if not exchangers:
        return bad(what, "has no MX record: answers may not arrive", "add an MX record that names your mail server", domain)
    if list(exchangers) == [""]:
        return bad(what, "says by its MX record that it takes no mail", "name your mail server in it", domain)
    return ok(what, f"mail arrives at {', '.join(exchangers)}", domain)


def judge_spf(domain: str, texts: Sequence[str]) -> Finding:
    """Whether the domain says which servers may send for it. `texts` are its TXT records."""
    what = "dns.spf"
    records = [text for text in texts if text.lower().split(" ")[0] == _SPF]
    if not records:
        mend = f"add a TXT record such as {_SAMPLE} that names your way out"
        return bad(what, "has no SPF record: what we send may be taken for forged", mend, domain)
    if len(records) > 1:
        return bad(what, f"has {len(records)} SPF records, which counts as none", "leave one (RFC 7208, 3.2)", domain)
    terms = records[0].lower().split()
    if "+all" in terms or "all" in terms:
        return bad(what, "lets everybody send in its name (+all)", "end the record with -all or ~all", domain)
    if _lets_nobody(terms[1:]):
        return bad(what, f"forbids all mail in its name, ours too: {records[0]}", f"name your way out: {_SAMPLE}", domain)
    if not terms[-1].endswith("all") and not any(term.startswith("redirect=") for term in terms):
        return warn(what, f"the SPF record has no end: {records[0]}", "end it with -all or ~all", domain)
    return ok(what, records[0], domain)


def _lets_nobody(terms: Sequence[str]) -> bool:
    """Whether no server passes: the first mechanism is -all or ~all. What comes after it is never looked at (RFC 7208, 5.1)."""
    mechanisms = [term for term in terms if "=" not in term]
    return bool(mechanisms) and mechanisms[0] in ("-all", "~all")


def judge_dmarc(domain: str, texts: Sequence[str]) -> Finding:
    """What receivers shall do with forged mail. `texts` are the TXT records of `_dmarc.` and the domain, or the one above it."""
    what = "dns.dmarc"
    records = [text for text in texts if text.lower().replace(" ", "").startswith(_DMARC)]
    if len(records) != 1:
        count = "no DMARC record" if not records else f"{len(records)} DMARC records, which counts as none"
        mend = f'add one TXT record _dmarc.{domain} such as "v=DMARC1; p=quarantine"'
        return bad(what, f"has {count}: anybody can write in its name", mend, domain)
    tags = dict(_tags(records[0]))
    policy = tags.get("p", "")
    if policy not in ("none", "quarantine", "reject"):
        return bad(what, f"the DMARC record has no policy: {records[0]}", "write p=quarantine or p=reject into it", domain)
    if policy == "none":
        mend = "write p=quarantine once the reports show that your own mail passes"
        return warn(what, "the DMARC policy is none: forged mail in its name is delivered", mend, domain)
    return ok(what, records[0], domain)


def judge_dkim(name: str, texts: Sequence[str]) -> Finding:
    """Whether a selector has a key. `name` is `selector._domainkey.domain`, `texts` are its TXT records."""
    what = "dns.dkim"
    keys = [dict(_tags(text)).get("p") for text in texts]
    if not any(key is not None for key in keys):
        return bad(what, "has no DKIM key: signatures cannot be checked", "publish the key that your way out signs with", name)
    if not any(keys):
        return bad(what, "the DKIM key is revoked (p= is empty)", "publish the key that your way out signs with", name)
    return ok(what, "has a DKIM key", name)


def _tags(record: str) -> Iterator[tuple[str, str]]:
    """The tags of a record (RFC 6376, 3.2)."""
    for pair in record.split(";"):
        name, separator, value = pair.partition("=")
        if separator:
            yield name.strip().lower(), "".join(value.split()) if name.strip().lower() == "p" else value.strip()
