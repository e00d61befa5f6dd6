"""A small rulebook to break and to ask."""

DESK = """\
name: Test desk
prefix: GPC
global_desk: global
tables: [topic, urgency, routing]
fields: {ask: [training, money]}
coordinators:
  - {address: ana@desk.example.org, name: Ana}
  - {address: bo@desk.example.org, name: Bo, language: fr}
desks:
  - {id: global, name: Global, coordinators: [ana@desk.example.org]}
  - {id: africa, name: Africa, coordinators: [bo@desk.example.org], countries: [SD, SS]}
areas:
  - {id: mine_action, name: Mine action, lead: africa, topics: [ma_incident, ma_clearance]}
  - {id: protection, name: Protection, lead: global, topics: [pr_other]}
targets: {critical: {hours: 2}, high: {days: 1}, normal: {days: 3}, low: {days: 10}}
restricted_topics: [ma_incident]
country_languages: {ar: [SD]}
"""

TOPIC = """\
table: topic
decides: [area, topic]
policy: best
rules:
  - name: mine accident
    when: {any: [{words: [stepped on a mine, accident par mine, انفجار لغم]}, {subject: {regex: '\\bUXO\\b'}}]}
    unless: {words: [gold mine, simulation exercise]}
    then: {area: mine_action, topic: ma_incident}
    examples: {match: ["A farmer stepped on a mine near the school"], no_match: ["Accident in the gold mine"]}
  - name: clearance
    when: {words: [clearance, demin*, mine]}
    then: {area: mine_action, topic: ma_clearance}
"""

URGENCY = """\
table: urgency
decides: [urgency]
policy: first
rules:
  - {name: accident, when: {topic: ma_incident}, then: {urgency: critical}}
  - {name: soon, when: {words: [urgent, tomorrow]}, then: {urgency: high}}
"""

ROUTING = """\
table: routing
decides: [owner, tags]
policy: first
rules:
  - {name: accidents, when: {topic: ma_incident}, then: {owner: bo@desk.example.org, tags: [accident, mines]}}
"""

FILES = {"desk.yaml": DESK, "topic.yaml": TOPIC, "urgency.yaml": URGENCY, "routing.yaml": ROUTING}


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """FILES with one text replaced, which must be there."""
    assert old in FILES[file]
    return FILES | {file: FILES[file].replace(old, new, 1)}
