"""The simulator's draws, recomputed from their specification by another implementation."""

import csv
from hashlib import sha256
from pathlib import Path

GOLDEN_VALUES = Path(__file__).parents[1] / "resources" / "simulator" / "draws.csv"


def uniform(seed: int, stream: str, key: str, index: int) -> float:
    """The rule as the Javadoc of ``Draws`` states it."""
    digest = sha256(f"{seed}/{stream}/{key}/{index}".encode("ascii")).digest()
    return ((int.from_bytes(digest[:8], "big") >> 11) + 0.5) / 2**53


def test_a_draw_is_the_number_that_the_rule_makes() -> None:
    """Golden values are floats in full, so equality is exact."""
    with GOLDEN_VALUES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) >= 9
    for row in rows:
        drawn = uniform(int(row["seed"]), row["stream"], row["key"], int(row["index"]))
        assert drawn == float(row["uniform"]), row
