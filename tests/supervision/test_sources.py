"""Logs and homes from files: what is wrong is told with its place, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

import povertyrules as pr
from povertyrules.cases import canonical
from povertyrules.kernel.catalogue import CODES
from povertyrules.supervision import Place, read_log, read_places
from tests.cases.scenes import log, warned
from tests.supervision.scenes import RULES

HOME = Place("东山村", "赵家镇", "达川区")


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


def test_a_log_comes_back_in_its_order(tmp_path: Path) -> None:
    events = log(warned())
    text = "\n".join(canonical(event) for event in events) + "\n\n"
    assert list(read_log(written(tmp_path / "log.jsonl", text))) == events


def test_a_line_that_is_no_event_is_named(tmp_path: Path) -> None:
    text = canonical(warned().events[0]) + '\n{"kind": "acted"}\n'
    events = read_log(written(tmp_path / "log.jsonl", text))
    next(events)
    with pytest.raises(pr.InvalidEvent) as caught:
        next(events)
    assert {fault.path.split(".")[0] for fault in caught.value.faults} == {"lines[2]"}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("户编号,村,镇,区\n510001,东山村,赵家镇,达川区\n", "utf-8"),
        ("家庭编号,村,乡镇,区县\n510001,东山村,赵家镇,达川区\n", "gb18030"),
        ("district;town;village;household_id;note\n达川区;赵家镇;东山村;510001;x\n", "utf-8"),
        ("户编号,村,镇,区\n,,,\n 510001 , 东山村 ,赵家镇,达川区\n", "utf-8-sig"),
    ],
)
def test_places_are_read_by_their_headings(tmp_path: Path, text: str, encoding: str) -> None:
    assert read_places(written(tmp_path / "a.csv", text, encoding), RULES) == {"510001": HOME}


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        (
            "户编号,村,镇\n510001,东山村,赵家镇\n",
            "a.csv has no column called one of: 区、县、区县、县区、县（区）、district [PR950]",
            "a.csv 缺少一列，列名应为以下之一：区、县、区县、县区、县（区）、district [PR950]",
        ),
        (
            "户编号,村,镇,区\n,东山村,赵家镇,达川区\n",
            "row 2 of a.csv has no key [PR951]",
            "a.csv 第 2 行没有编号 [PR951]",
        ),
        (
            "户编号,村,镇,区\n510001,东山村,赵家镇,达川区\n510001,西河村,赵家镇,达川区\n",
            "row 3 of a.csv puts 5***1 in another place than a row before [PR952]",
            "a.csv 第 3 行与前面的行写明的 5***1 所在地不同 [PR952]",
        ),
    ],
)
def test_what_is_wrong_with_places_is_told(tmp_path: Path, text: str, en: str, zh: str) -> None:
    with pytest.raises(pr.InvalidLedger) as caught:
        read_places(written(tmp_path / "a.csv", text), RULES)
    fault = caught.value.fault
    assert fault.to_text("en").partition(" — ")[0] == en
    assert fault.to_text("zh").partition(" — ")[0] == zh


def test_every_code_is_used_here() -> None:
    assert {number for number in CODES if number.startswith("PR95")} == {"PR950", "PR951", "PR952"}
