"""The table of what a mail may do: more proof never gives less, and nothing gives nothing."""

import pytest

from mailbot.core.deciding.commands.verbs import RIGHTS
from mailbot.core.deciding.grants import GUARDED, UNGUARDED, Proof, Right, grants


@pytest.mark.parametrize("guarded", [True, False])
def test_every_proof_has_its_line_in_the_table(guarded: bool) -> None:
    assert all(isinstance(grants(proof, guarded=guarded), frozenset) for proof in Proof)
    assert GUARDED.keys() == UNGUARDED.keys() == set(Proof)


@pytest.mark.parametrize("guarded", [True, False])
def test_S1_nothing_gives_nothing_and_more_proof_never_gives_less(guarded: bool) -> None:
    assert grants(Proof.NOTHING, guarded=guarded) == frozenset()
    both = grants(Proof.SIGNED_AND_AUTHENTICATED, guarded=guarded)
    assert grants(Proof.SIGNED, guarded=guarded) <= both
    assert grants(Proof.AUTHENTICATED, guarded=guarded) <= both
    assert both <= grants(Proof.CONFIRMED, guarded=guarded) == frozenset(Right)


def test_S1_where_a_border_server_is_believed_a_reference_alone_adds_a_line_and_no_more() -> None:
    assert grants(Proof.SIGNED, guarded=True) == {Right.APPEND}
    assert Right.COMMAND in grants(Proof.SIGNED, guarded=False)


def test_a_right_domain_alone_hands_nothing_on() -> None:
    for guarded in (True, False):
        assert Right.PEOPLE not in grants(Proof.AUTHENTICATED, guarded=guarded)
        assert Right.COMMAND in grants(Proof.AUTHENTICATED, guarded=guarded)


def test_commands_ask_for_rights_that_some_proof_gives() -> None:
    assert set(RIGHTS.values()) <= grants(Proof.SIGNED_AND_AUTHENTICATED, guarded=True)
