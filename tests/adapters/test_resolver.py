"""The DNS over the network: a server of our own on 127.0.0.1 answers."""

import socket
import threading
from collections.abc import Iterator

import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from mailbot.adapters.resolver import DnsResolver
from mailbot.ports import Unreachable

ANSWERS = {
    ("desk.example.org.", "TXT"): ['"v=spf1 " "-all"', '"other"'],
    ("desk.example.org.", "MX"): ["20 second.example.org.", "10 first.example.org."],
    ("null.example.org.", "MX"): ["0 ."],
}


@pytest.fixture
def name_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            asked, whom = line.recvfrom(4096)
            if not asked:
                return
            query = dns.message.from_wire(asked)
            (question,) = query.question
            answer = dns.message.make_response(query)
            kind = dns.rdatatype.to_text(question.rdtype)
            if question.name.to_text().startswith("broken."):
                answer.set_rcode(dns.rcode.SERVFAIL)
            elif found := ANSWERS.get((question.name.to_text(), kind)):
                answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *found))
            elif not any(name == question.name.to_text() for name, _ in ANSWERS):
                answer.set_rcode(dns.rcode.NXDOMAIN)
            line.sendto(answer.to_wire(), whom)

    thread = threading.Thread(target=serve)
    thread.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], line.getsockname()[1]
    monkeypatch.setattr(dns.resolver, "default_resolver", resolver)
    yield
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as goodbye:
        goodbye.sendto(b"", line.getsockname())
    thread.join()
    line.close()


@pytest.mark.usefixtures("name_server")
def test_records_are_read() -> None:
    assert sorted(DnsResolver().texts("desk.example.org")) == ["other", "v=spf1 -all"]
    assert DnsResolver().exchangers("desk.example.org") == ("first.example.org", "second.example.org")
    assert DnsResolver().exchangers("null.example.org") == ("",)


@pytest.mark.usefixtures("name_server")
def test_what_is_not_there_has_no_records() -> None:
    assert DnsResolver().texts("null.example.org") == ()
    assert DnsResolver().texts("nobody.example.org") == ()


@pytest.mark.usefixtures("name_server")
def test_a_server_that_cannot_answer_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mailbot.adapters.resolver.ASK_SECONDS", 0.5)
    with pytest.raises(Unreachable, match=r"the DNS does not answer about broken\.example\.org"):
        DnsResolver().texts("broken.example.org")
