"""A small desk of our own, so that these tests hang on no word of the shipped rules."""

from collections.abc import Mapping

LEAD = "lead@team.example.org"
MALI = "mali@team.example.org"
SECOND = "second@team.example.org"

DESK = f"""
name: Test Desk
prefix: TD
global_desk: global
hourly_limit: 10
participants: 3
tables: [noise, country, topic, urgency]
coordinators:
  - {{address: {LEAD}, name: Lena Lead}}
  - {{address: {MALI}, name: Moussa Mali, language: fr}}
  - {{address: {SECOND}, name: Sam Second}}
desks:
  - {{id: global, name: Global desk, coordinators: [{LEAD}]}}
  - {{id: mali, name: Mali desk, coordinators: [{MALI}, {SECOND}], countries: [ML], weekend: [friday, saturday]}}
areas:
  - {{id: protection, name: Protection, lead: global, topics: [pr_other, pr_case]}}
  - {{id: mines, name: Mines, lead: global, topics: [mi_find]}}
targets: {{critical: {{hours: 2}}, high: {{days: 1}}, normal: {{days: 3}}, low: {{days: 10}}}}
restricted_topics: [pr_case]
country_languages: {{fr: [ML]}}
"""

NOISE = """
table: noise
decides: [noise]
policy: first
rules:
  - {name: advertising, when: {words: [cheap backlinks]}, then: {noise: advertising}}
"""

COUNTRY = """
table: country
decides: [country]
policy: first
rules:
  - {name: Mali, when: {words: [Mali, Gao]}, then: {country: ML}}
"""

TOPIC = """
table: topic
decides: [area, topic]
policy: first
rules:
  - {name: a person in danger, when: {words: [survivor]}, then: {area: protection, topic: pr_case}}
  - {name: something found, when: {words: [grenade]}, then: {area: mines, topic: mi_find}}
"""

URGENCY = """
table: urgency
decides: [urgency]
policy: first
rules:
  - {name: at once, when: {words: [right now]}, then: {urgency: critical}}
  - {name: soon, when: {words: [urgent]}, then: {urgency: high}}
"""

SMALL: Mapping[str, str] = {
    "desk.yaml": DESK,
    "noise.yaml": NOISE,
    "country.yaml": COUNTRY,
    "topic.yaml": TOPIC,
    "urgency.yaml": URGENCY,
}
