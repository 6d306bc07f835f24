"""scripts/compare-commits refuses what it cannot compare before it builds anything."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "scripts/compare-commits"), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "name the commit to compare with"),
        (["--rounds", "3"], "name the commit to compare with"),
        (["no-such-branch"], "'no-such-branch' is no commit here"),
        (["HEAD", "no-such-branch"], "'no-such-branch' is no commit here"),
    ],
)
def test_what_is_no_commit_is_refused_in_one_line(arguments: list[str], why: str) -> None:
    ended = run(*arguments)

    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert why in ended.stderr


def test_help_shows_examples_and_exit_codes() -> None:
    ended = run("--help")

    assert ended.returncode == 0
    assert "scripts/compare-commits main --resume" in ended.stdout
    assert "Exit status" in ended.stdout
    assert "set -euo" not in ended.stdout
