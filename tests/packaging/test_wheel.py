"""The wheel by itself: built, installed in an empty environment, used outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.wheel

DATA = {".lark", ".json", ".yaml", ".xlsx", ".csv", ".jsonl"}

EVALUATE = """
import json
import povertyrules as pr

household = {
    "household_id": "X1", "household_size": 4, "registered": True, "lifted_out": True,
    "list_2019": "none", "wage_income": 12000, "business_income": 8000,
    "property_income": 0, "transfer_income": 1200, "business_cost": 2000,
    "relapse_risk": True, "food_secure": True, "clothing_secure": True,
    "education_secure": True, "medical_secure": True, "housing_secure": False,
    "water_secure": True,
}
ruleset = pr.load("zhaojia", as_of="2020-04-20")
decision = ruleset.evaluate(household, as_of="2020-04-20")
print(json.dumps({
    "file": pr.__file__,
    "category": decision.groups["category"],
    "warning": decision.outcomes["warning"].status,
    "explained": "4,800.00" in decision.explain().to_text(lang="zh"),
}))
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the checkout and from what our own environment says."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"PYTHONWARNINGS": "error", "PYTHONUTF8": "1", "PIP_USER": "0"}
    if "pip" in command or "build" in command:
        del environment["PYTHONWARNINGS"]
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def built(package: Path, out: Path) -> Path:
    """The wheel of a package of the checkout."""
    command = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir")
    run(*command, out, package, cwd=out)
    [found] = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an empty environment with the wheel in it."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place, with_pip=True)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", f"{wheel}[cli,ledgers]", cwd=place)
    return programs


def test_the_wheel_carries_the_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    shipped = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("rulesets/*/*/*.yaml"))
    assert shipped
    assert set(names) >= {f"povertyrules/{name}" for name in shipped}
    assert "povertyrules/py.typed" in names
    sources = (ROOT / "src").rglob("*")
    data = [p.relative_to(ROOT / "src").as_posix() for p in sources if p.suffix in DATA]
    assert set(names) >= set(data)


def test_a_household_is_decided_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    answer = json.loads(run(installed / "python", "-c", EVALUATE, cwd=tmp_path))
    assert not Path(answer.pop("file")).is_relative_to(ROOT)
    assert answer == {"category": "monitoring", "warning": "holds", "explained": True}


def test_the_command_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    page = run(installed / "povertyrules", "show", "zhaojia@2020.34.1", cwd=tmp_path)
    assert "赵委发〔2020〕34号" in page


PERSON = """
import povertyrules as pr

ruleset = pr.load(r"{file}")
person = {{"document": "51302219800101009X", "sex": "女", "birth_date": "1980-01-01"}}
print(*ruleset.evaluate(person, as_of="2021-03-01").holding)
"""


def test_a_plugin_beside_the_wheel(installed: Path, tmp_path: Path) -> None:
    """Its ruleset is refused without it, and decided with it; the library works either way."""
    file = ROOT / "plugins" / "idcard" / "examples" / "documents.ruleset.yaml"
    program = PERSON.format(file=file)
    with pytest.raises(AssertionError, match="needs the plugin `idcard`, which is not installed"):
        run(installed / "python", "-c", program, cwd=tmp_path)
    pip = (installed / "python", "-m", "pip")
    run(*pip, "install", "--quiet", built(ROOT / "plugins" / "idcard", tmp_path), cwd=tmp_path)
    try:
        assert run(installed / "python", "-c", program, cwd=tmp_path) == "sex_differs\n"
        assert "idcard" in run(installed / "povertyrules", "plugin", "list", cwd=tmp_path)
        assert json.loads(run(installed / "python", "-c", EVALUATE, cwd=tmp_path))["explained"]
    finally:
        run(*pip, "uninstall", "--quiet", "--yes", "povertyrules-idcard", cwd=tmp_path)


def test_the_core_asks_for_little(wheel: Path) -> None:
    metadata = zipfile.ZipFile(wheel).read("povertyrules-0.1.0.dist-info/METADATA").decode()
    needs = [line for line in metadata.splitlines() if line.startswith("Requires-Dist")]
    core = {need.split()[1].split(">=")[0] for need in needs if "extra ==" not in need}
    assert core == {"pluggy", "pyyaml"}
