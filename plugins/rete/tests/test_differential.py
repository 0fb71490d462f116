"""Every ruleset of the proof, and those of the library's own tests, against the reference."""

from __future__ import annotations

from pathlib import Path

import pytest

import povertyrules_rete
from plugins.rete.tests.deciding import joins
from povertyrules import load
from povertyrules.model.ruleset import Ruleset
from povertyrules.testing import check_engine, check_plugin
from povertyrules_rete import engine, proof

OWN = sorted(proof.PLACE.glob("*.yaml"))
LIBRARY = sorted((Path(__file__).parents[3] / "tests/conformance/rulesets").glob("patterns*.yaml"))
pytestmark = joins


@pytest.mark.parametrize("path", [*OWN, *LIBRARY], ids=lambda path: path.stem)
def test_households_are_decided_as_by_the_reference(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert proof.compare(load(path).checked, 64, seed=7) == 0
    told = capsys.readouterr().out
    assert "64 households, 0 mismatches" in told
    assert ", unknown 0" not in told  # blanks were among them


def test_the_proof_has_all_kinds_of_patterns() -> None:
    assert len(OWN) >= 6
    found = [d.pattern for r in proof.rulesets() for d in r.order if d.pattern is not None]
    assert {len(pattern.matched) for pattern in found} == {1, 2, 3}
    assert {len(pattern.absent) for pattern in found} == {0, 1, 2}


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert proof.main(["--households", "7", "--memory", "20"]) == 0
    told = capsys.readouterr().out
    assert "rete-months@1.0.0: 1 households, 0 mismatches; rete " in told
    assert "7 households, 0 mismatches\n" in told
    assert "memory: 20 households by 1 workers" in told


def test_a_difference_ends_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "is_same", lambda *_: False)
    monkeypatch.setattr(proof, "rulesets", lambda: [load(OWN[0]).checked])
    assert proof.main(["--households", "2"]) == 1


def test_the_kit_finds_nothing() -> None:
    rulesets: list[Ruleset] = [load(path).checked for path in LIBRARY]
    assert check_engine(engine(), rulesets) == []
    assert check_plugin(povertyrules_rete) == []
