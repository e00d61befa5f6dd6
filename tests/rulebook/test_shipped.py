import re
from pathlib import Path

import pytest

from mailbot.adapters.rule_files import RuleFilesUnreadable, read_rules, shipped_rules
from mailbot.core.rulebook import check, compile_rulebook
from mailbot.core.rulebook.conditions import DOCUMENTED
from mailbot.core.rulebook.desk_file import OPTIONAL, REQUIRED
from mailbot.core.rulebook.samples import Sample
from mailbot.core.rulebook.table_file import FALLBACKS, RULE_KEYS, SAMPLE_KEYS, TABLE_KEYS
from mailbot.core.rulebook.vocabulary import FIELDS

FILES = read_rules(shipped_rules())
BOOK = compile_rulebook(FILES)


def test_the_shipped_rulebook_is_clean():
    assert check(FILES) == ()


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("A farmer stepped on a mine near Bentiu, he is injured.", "mine_action ma_incident SS critical east-southern-africa"),
        ("Un enfant a été blessé par une mine près de Mopti.", "mine_action ma_incident ML critical west-central-africa"),
        ("انفجر لغم في الحديدة وأصيب طفلان", "mine_action ma_incident YE critical middle-east-north-africa"),
        ("Діти знайшли гранату у дворі школи в Ізюмі", "mine_action ma_incident UA critical europe-central-asia"),
        ("Mineurs non accompagnés au Tchad", "child_protection cp_family_tracing TD normal child-protection"),
        ("Niños trabajan en la mina de oro en el Chocó", "child_protection cp_prevention CO normal child-protection"),
        ("O despejo em Cabo Delgado começa amanhã com a polícia", "hlp hlp_evictions MZ critical hlp"),
        ("Hello, a question about your desk", "protection pr_other - low global"),
    ],
)
def test_plain_cases_in_the_desks_languages(text, decided):
    got, _ = BOOK.classify(Sample(text).message())
    assert " ".join((got.area, got.topic, got.country or "-", got.urgency, got.owner)) == decided


def test_L5_words_alone_make_no_noise():
    for subject in ("Out of office support", "Unsubscribe from the cluster list", "Newsletter on mines", "Special offer", "SEO"):
        assert BOOK.classify(Sample("Our families need help", subject).message())[0].noise == ""


def test_L2_coordinators_do_not_stand_at_the_addresses_that_are_polled():
    polled = ("helpdesk@", "mineaction@gpc.", "childprotection@gpc.", "gbv@gpc.", "hlp@gpc.")
    assert not [a for a in BOOK.desk.coordinators if a.startswith(polled)]


def test_every_desk_country_is_in_the_gazetteer():
    named = {rule.then["country"][0] for table in BOOK.tables if table.name == "country" for rule in table.rules}
    assert {c for desk in BOOK.desk.desks.values() for c in desk.countries} <= named


def test_every_topic_has_a_rule():
    decided = {rule.then["topic"][0] for table in BOOK.tables if table.name == "topic" for rule in table.rules}
    topics = {topic for area in BOOK.desk.areas.values() for topic in area.topics}
    assert topics == decided


def test_the_manual_names_every_key():
    text = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)[`:]", text))
    keys = {kind.key for kind in DOCUMENTED} | {field.name for field in FIELDS} | set(TABLE_KEYS) | set(RULE_KEYS)
    assert keys | set(REQUIRED) | set(OPTIONAL) | set(FALLBACKS) | set(SAMPLE_KEYS) <= named


def test_F1_files_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(RuleFilesUnreadable, match=r"no \.yaml file"):
        read_rules(tmp_path)
    with pytest.raises(RuleFilesUnreadable, match="nowhere"):
        read_rules(tmp_path / "nowhere")
    (tmp_path / "a.yaml").write_bytes(b"name: x\n\xff")
    with pytest.raises(RuleFilesUnreadable, match=r"a.yaml:2:1: the file is not UTF-8"):
        read_rules(tmp_path)
    (tmp_path / "a.yaml").unlink()
    (tmp_path / "b.yaml").mkdir()
    with pytest.raises(RuleFilesUnreadable, match=r"b.yaml: not a file"):
        read_rules(tmp_path)


def test_only_yaml_files_directly_in_the_folder_are_read(tmp_path):
    (tmp_path / "a.yaml").write_text("\ufefftable: é\r\n", encoding="utf-8")
    for name in ("b.yml", "c.yaml~", ".d.yaml", "README.md"):
        (tmp_path / name).write_text("x")
    assert read_rules(tmp_path) == {"a.yaml": "table: é\n"}
