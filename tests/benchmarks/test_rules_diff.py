"""The benchmark of the rules' commands runs, and what it measures comes out right."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_small_run() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.rules_diff", "--mails", "30", "--jobs", "1", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    diff, replay = json.loads(done.stdout)
    assert diff["said"].startswith("30 mails, ")
    assert not diff["said"].startswith("30 mails, 0 ")
    assert replay["said"] == "30 decisions: 30 the same, 0 otherwise"
    assert diff["seconds"] > 0
    assert diff["peak"] > 10_000
