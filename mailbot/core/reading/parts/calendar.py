"""Invitations (RFC 5545, RFC 5546): what a person has to know of them, for mails that say nothing else."""

import re
from dataclasses import dataclass, field

Property = tuple[str, dict[str, str], str]
"""A property's name in upper case, its parameters and its value as it came."""

_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,40})=("[^"]{0,500}"|[^;:"]{0,500})')
_ESCAPED = re.compile(r"\\([\\;,nN])")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?\Z")
_DURATION = re.compile(r"\+?P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?)?")
_METHODS = {
    "REQUEST": "Invitation", "CANCEL": "Cancelled", "REPLY": "Answer", "COUNTER": "Other time proposed", "PUBLISH": "Event",
    "ADD": "Added to the event", "REFRESH": "Asks for the event again", "DECLINECOUNTER": "Other time declined",
}  # fmt: skip
_ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "accepted tentatively", "DELEGATED": "delegated"}
_MOST_LINES = 5000
_MOST_EVENTS = 5
_MOST_PEOPLE = 20


@dataclass(slots=True)
class _Event:
    """One event or task: its properties in order, those of alarms within it left out."""

    properties: list[Property] = field(default_factory=list)

    def first(self, name: str) -> str:
        return next((_text(value) for key, _, value in self.properties if key == name), "")

    def moment(self, name: str) -> str:
        return next((_moment(value, parameters) for key, parameters, value in self.properties if key == name), "")


def summarise(text: str) -> str:
    """What, when, where and who of an iCalendar text, with the words of its description; "" if it holds no event. Linear."""
    method, events = _read_events(text)
    return "\n\n".join([_describe(event, method) for event in events])


def _read_events(text: str) -> tuple[str, list[_Event]]:
    """The method of the calendar and its first events."""
    events: list[_Event] = []
    method, inside = "", 0
    for name, parameters, value in _read_properties(text):
        low = value.strip().upper()
        if name == "BEGIN":
            inside = 1 if low in {"VEVENT", "VTODO"} else inside + 1 if inside else 0
            if inside == 1 and low in {"VEVENT", "VTODO"}:
                if len(events) >= _MOST_EVENTS:
                    break
                events.append(_Event())
        elif name == "END":
            inside = max(0, inside - 1)
        elif inside == 1:
            events[-1].properties.append((name, parameters, value))
        elif name == "METHOD" and not inside:
            method = low
    return method, events


def _read_properties(text: str) -> list[Property]:
    """The lines unfolded (3.1) and taken apart."""
    unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    found: list[Property] = []
    for line in unfolded.split("\n", _MOST_LINES)[:_MOST_LINES]:
        name_end = next((i for i, c in enumerate(line[:60]) if c in ":;"), -1)
        if name_end <= 0:
            continue
        parameters: dict[str, str] = {}
        at = name_end
        while m := _PARAMETER.match(line, at):
            parameters.setdefault(m[1].upper(), m[2].strip('"'))
            at = m.end()
        colon = line.find(":", at)
        if colon >= 0:
            found.append((line[:name_end].upper(), parameters, line[colon + 1 :]))
    return found


def _describe(event: _Event, method: str) -> str:
    method = "CANCEL" if event.first("STATUS").upper() == "CANCELLED" else method
    people = [p for p in event.properties if p[0] == "ATTENDEE"]
    answer = _ANSWERS.get(people[0][1].get("PARTSTAT", "").upper(), "") if method == "REPLY" and people else ""
    what = f"{_METHODS.get(method, 'Event')}{f' ({answer})' if answer else ''}: {event.first('SUMMARY')}".rstrip(": ")
    lines = [what]
    for label, value in (
        ("When", _when(event)),
        ("Where", event.first("LOCATION")),
        ("From", next((_person(p) for p in event.properties if p[0] == "ORGANIZER"), "")),
        ("Who", ", ".join([_person(p) for p in people[:_MOST_PEOPLE]]) + (", …" if len(people) > _MOST_PEOPLE else "")),
    ):
        if value:
            lines.append(f"{label}: {value}")
    words = event.first("DESCRIPTION").strip() or event.first("COMMENT").strip()
    return "\n".join(lines) + (f"\n\n{words}" if words else "")


def _when(event: _Event) -> str:
    begin, end = event.moment("DTSTART"), event.moment("DTEND") or event.moment("DUE")
    zone = next((_zone(parameters, value) for key, parameters, value in event.properties if key == "DTSTART"), "")
    if begin and end and end.startswith(begin[:10]) and len(end) > 10:
        end = end[11:]
    length = "" if end else _length(event.first("DURATION"))
    text = f"{begin} – {end}" if begin and end and end != begin else f"{begin}{f', {length}' if length else ''}"
    repeated = " (repeated)" if event.first("RRULE") else ""
    return f"{text} {zone}".strip() + repeated if text else ""


def _moment(value: str, parameters: dict[str, str]) -> str:
    """A date or a time (3.3.5) as people write it; the value itself where it is neither."""
    m = _MOMENT.match(value.strip())
    if m is None:
        return _text(value)[:60]
    day = f"{m[1]}-{m[2]}-{m[3]}"
    return day if m[4] is None or parameters.get("VALUE", "").upper() == "DATE" else f"{day} {m[4]}:{m[5]}"


def _zone(parameters: dict[str, str], value: str) -> str:
    return "UTC" if value.strip().endswith("Z") else parameters.get("TZID", "").strip("/")


def _length(value: str) -> str:
    m = _DURATION.match(value.upper())
    names = ("weeks", "days", "h", "min")
    return " ".join([f"{int(n)} {name}" for n, name in zip(m.groups(), names, strict=True) if n]) if m else ""


def _person(found: Property) -> str:
    """A name and an address of ORGANIZER or ATTENDEE."""
    address = found[2].strip()
    address = address[7:] if address.lower().startswith("mailto:") else address
    name = found[1].get("CN", "").strip()
    return f"{name} <{address}>" if name and name != address else address


def _text(value: str) -> str:
    """A text value without its escapes (3.3.11)."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], value).replace("\x00", "").strip()
