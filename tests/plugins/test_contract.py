"""Every hook has a heading with its exact signature, a test, and a user."""

from __future__ import annotations

from pathlib import Path

import pytest

from povertyrules.plugins import hookspecs
from povertyrules.plugins.kinds import KINDS
from povertyrules.plugins.registry import CONTRACT_HOOK, SIGNATURES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "plugins.md").read_text("utf-8")
TESTS = "\n".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("*.py"))
USERS = [
    ROOT / "src" / "povertyrules" / "plugins" / "builtin.py",
    *(ROOT / "plugins").glob("*/src/**/*.py"),
]
LINES = 100


@pytest.mark.parametrize("hook", SIGNATURES)
def test_a_heading_with_the_exact_signature(hook: str) -> None:
    assert f"### `{hook}{SIGNATURES[hook]}`" in PAGE.splitlines()


@pytest.mark.parametrize("hook", SIGNATURES)
def test_it_is_documented_where_it_stands(hook: str) -> None:
    assert getattr(hookspecs, hook).__doc__


@pytest.mark.parametrize("hook", SIGNATURES)
def test_it_is_tested(hook: str) -> None:
    assert hook in TESTS


@pytest.mark.parametrize("hook", SIGNATURES)
def test_it_has_a_user(hook: str) -> None:
    assert any(f"def {hook}(" in user.read_text("utf-8") for user in USERS)


def test_every_hook_has_a_kind_of_declaration() -> None:
    assert set(SIGNATURES) == {*KINDS, CONTRACT_HOOK}


def test_the_contract_fits_on_a_printed_page() -> None:
    assert len(Path(hookspecs.__file__).read_text("utf-8").splitlines()) <= LINES
