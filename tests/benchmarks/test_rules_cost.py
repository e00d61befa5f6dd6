import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_measures_both_sizes_and_both_kinds():
    command = [sys.executable, "-m", "benchmarks.rules", "--rules", "300", "--rounds", "2", "--json"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = json.loads(ran.stdout)
    assert {"ratio, words", "ratio, expressions", "the slowest expression, ms"} <= set(told)
    assert all(figure > 0 for figure in told.values())
