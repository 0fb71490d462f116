"""What a clerk reads: the words of every code, as a real file brings them up."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.errors import UnsupportedFeature
from tests.ledgers.scenes import SCENES, Scene, faults

WORDS = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))


def test_every_code_has_a_scene_and_words() -> None:
    table = {code.number for code in vars(codes).values() if isinstance(code, Code)}
    assert table == {code.number for code, _ in SCENES}
    assert table == {*WORDS, codes.TOO_MANY_LEVELS.number}


@pytest.mark.parametrize(("code", "scene"), SCENES, ids=lambda value: getattr(value, "slug", ""))
def test_words(code: Code, scene: Scene, tmp_path: Path) -> None:
    if code is codes.TOO_MANY_LEVELS:
        with pytest.raises(UnsupportedFeature) as caught:
            scene(tmp_path)
        assert str(caught.value) == (
            "column C (`务工时间（月）`) belongs to the 务工经历, which rows of a table cannot "
            "carry beside 家庭成员 [PR711] — give this ledger as JSON Lines, which carries any "
            "nesting"
        )
        return
    fault = next(fault for fault in faults(scene, tmp_path) if fault.code is code)
    assert WORDS[code.number] == {
        "en": fault.message("en"),
        "zh": fault.message("zh"),
        "help_en": fault.help("en"),
        "help_zh": fault.help("zh"),
    }
