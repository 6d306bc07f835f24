"""Writes what SciPy and NumPy make of some cases, for the tests of the same formulae in Java.

Not a test, and run by hand: neither the project nor its tests need SciPy.

    python -m venv /tmp/scipy && /tmp/scipy/bin/pip install scipy==1.18.1
    /tmp/scipy/bin/python src/test/python/reference_figures.py
"""

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import scipy
from scipy import optimize, stats

RESOURCES = Path(__file__).parents[1] / "resources" / "org" / "dspybench"
DRAWS = 100_000
VERSIONS = {"scipy": scipy.__version__, "numpy": np.__version__}


def best_makespan(latencies: list[int], workers: int) -> int:
    """The makespan of the best schedule, as a mixed-integer linear programme.

    Minimise T, where x[i, w] says whether worker w takes question i: each question is taken once, and no worker is
    busy for longer than T.
    """
    questions = len(latencies)
    assignments = questions * workers
    cost = np.append(np.zeros(assignments), 1)
    taken_once = np.zeros((questions, assignments + 1))
    busy = np.zeros((workers, assignments + 1))
    busy[:, -1] = -1
    for question in range(questions):
        for worker in range(workers):
            taken_once[question, question * workers + worker] = 1
            busy[worker, question * workers + worker] = latencies[question]
    solution = optimize.milp(
        cost,
        integrality=np.append(np.ones(assignments), 0),
        bounds=optimize.Bounds(0, np.append(np.ones(assignments), np.inf)),
        constraints=[
            optimize.LinearConstraint(taken_once, 1, 1),
            optimize.LinearConstraint(busy, -np.inf, 0),
        ],
        options={"mip_rel_gap": 0},
    )
    makespan: int = round(solution.fun)
    return makespan


def makespans(random: Any) -> list[dict[str, Any]]:
    """Small batches: the best schedule is hard to find."""
    cases = []
    for questions, workers in [(1, 3), (4, 2), (7, 3), (9, 4), (12, 3), (12, 5), (14, 4), (20, 10)]:
        latencies = [int(latency) for latency in np.ceil(random.lognormal(6, 0.8, questions))]
        cases.append({"latencies": latencies, "workers": workers, "best": best_makespan(latencies, workers)})
    return cases


def percentiles(random: Any) -> list[dict[str, Any]]:
    """Percentiles by the definition that HdrHistogram has too."""
    cases = []
    for count in [1, 2, 3, 10, 100, 137, 1000]:
        micros = [int(latency) for latency in np.ceil(random.lognormal(10, 1, count))]
        # Not as percentages: 99.9 / 100 is more than 0.999, and of a thousand would find the last, not the one before.
        found = np.quantile(micros, [0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1], method="inverted_cdf")
        cases.append({"micros": micros, "percentiles": [int(value) for value in found]})
    return cases


def hierarchical(forks: Any, random: Any) -> Any:
    """Means of logarithms, of forks drawn with replacement and iterations drawn with replacement within each."""
    logs = np.log(np.array(forks))
    drawn = logs[random.integers(len(forks), size=(DRAWS, len(forks)))]
    iterations = random.integers(logs.shape[1], size=drawn.shape)
    return np.take_along_axis(drawn, iterations, axis=2).mean(axis=(1, 2))


def widened(log: float, interval: Any, degrees: int, factor: float) -> dict[str, float]:
    """An interval of a logarithm as the Javadoc of ``Bootstrap`` widens it, with its ends as times."""
    low, high = interval
    widening = factor * stats.t.ppf(0.975, degrees) / stats.norm.ppf(0.975)
    return {
        "value": float(np.exp(log)),
        "low": float(np.exp(log + widening * (low - log))),
        "high": float(np.exp(log + widening * (high - log))),
    }


def single_forks(random: Any) -> list[dict[str, Any]]:
    """One fork each: SciPy's percentile bootstrap of the mean, and of the difference of two means, of logarithms."""
    cases = []
    for count in [5, 10, 20]:
        above = random.lognormal(4, 0.1, count)
        below = random.lognormal(2, 0.2, count)
        a, b = np.log(above), np.log(below)
        settings = {"n_resamples": DRAWS, "method": "percentile", "rng": random}
        mean = stats.bootstrap((a,), np.mean, **settings).confidence_interval
        ratio = stats.bootstrap((a, b), lambda x, y, axis: x.mean(axis) - y.mean(axis), **settings).confidence_interval
        factor = float(np.sqrt(count / (count - 1)))
        log_mean = float(np.log(stats.gmean(above)))
        log_ratio = float(np.log(stats.gmean(above) / stats.gmean(below)))
        cases.append(
            {
                "above": [above.tolist()],
                "below": [below.tolist()],
                "mean": widened(log_mean, mean, count - 1, factor),
                "ratio": widened(log_ratio, ratio, 2 * (count - 1), factor),
            }
        )
    return cases


def several_forks(random: Any) -> list[dict[str, Any]]:
    """Several forks: SciPy has no bootstrap of two levels, so NumPy draws."""
    cases = []
    for forks, iterations in [(3, 5), (5, 10), (10, 20)]:
        above = random.lognormal(4, 0.1, (forks, iterations)) * random.lognormal(0, 0.05, (forks, 1))
        below = random.lognormal(2, 0.1, (forks, iterations)) * random.lognormal(0, 0.05, (forks, 1))
        a, b = hierarchical(above, random), hierarchical(below, random)
        log_a, log_b = float(np.log(stats.gmean(above, axis=None))), float(np.log(stats.gmean(below, axis=None)))
        cases.append(
            {
                "above": above.tolist(),
                "below": below.tolist(),
                "mean": widened(log_a, np.quantile(a, [0.025, 0.975]), forks - 1, 1),
                "ratio": widened(log_a - log_b, np.quantile(a - b, [0.025, 0.975]), 2 * (forks - 1), 1),
            }
        )
    return cases


def pairs(random: Any) -> list[dict[str, Any]]:
    """Pairs of launches: the exact randomisation test of their differences, and the paired t interval of the ratio."""
    cases = []
    for number in range(25):
        count = 3 + number % 12
        drift = random.normal(0, 0.3, count)
        base = drift + random.normal(0, 0.02, count)
        head = drift + random.normal(random.uniform(-0.05, 0.05), 0.02, count)
        difference = head - base
        settings = {"permutation_type": "samples", "n_resamples": np.inf}
        slower = stats.permutation_test((difference,), np.sum, alternative="greater", **settings)
        faster = stats.permutation_test((difference,), np.sum, alternative="less", **settings)
        interval = stats.ttest_1samp(difference, 0).confidence_interval(0.95)
        cases.append(
            {
                "base": base.tolist(),
                "head": head.tolist(),
                "pOfSlower": float(slower.pvalue),
                "pOfFaster": float(faster.pvalue),
                "low": float(np.exp(interval.low)),
                "high": float(np.exp(interval.high)),
            }
        )
    return cases


def launches(random: Any) -> list[dict[str, Any]]:
    """Launches that are no pairs: Welch's test, and its interval of the ratio."""
    cases = []
    for number in range(25):
        base = random.normal(1, random.uniform(0.01, 0.1), 2 + number % 9)
        head = random.normal(1 + random.uniform(-0.1, 0.1), random.uniform(0.01, 0.1), 3 + number % 7)
        slower = stats.ttest_ind(head, base, equal_var=False, alternative="greater")
        faster = stats.ttest_ind(head, base, equal_var=False, alternative="less")
        interval = stats.ttest_ind(head, base, equal_var=False).confidence_interval(0.95)
        cases.append(
            {
                "base": base.tolist(),
                "head": head.tolist(),
                "pOfSlower": float(slower.pvalue),
                "pOfFaster": float(faster.pvalue),
                "low": float(np.exp(interval.low)),
                "high": float(np.exp(interval.high)),
            }
        )
    return cases


def divergence(values: Any, start: int, at: int, end: int) -> float:
    """How far values before a place are from those after it: equation 5 of Matteson and James (2014), with alpha 1."""
    x, y = values[start:at], values[at:end]
    n, m = len(x), len(y)
    between = np.mean([abs(a - b) for a in x for b in y])
    within_x = np.mean([abs(a - b) for a, b in itertools.combinations(x, 2)])
    within_y = np.mean([abs(a - b) for a, b in itertools.combinations(y, 2)])
    return float(n * m / (n + m) * (2 * between - within_x - within_y))


def best_division(values: Any, start: int, end: int, least: int = 3) -> tuple[float, int]:
    """The greatest divergence in a segment, and where; the side after it may end before the segment does."""
    return max(
        (
            (divergence(values, start, at, until), at)
            for at in range(start + least, end - least + 1)
            for until in range(at + least, end + 1)
        ),
        default=(-np.inf, end),
    )


def chance(values: Any, start: int, end: int, reached: float) -> float:
    """The probability that a segment in any order can be divided as well as that: all of its orders, one by one."""
    orders = itertools.permutations(values[start:end])
    found = [best_division(order, 0, end - start)[0] >= reached - 1e-9 * abs(reached) for order in orders]
    return float(np.mean(found))


def changes(random: Any) -> list[dict[str, Any]]:
    """Series, and the first three divisions of each by E-divisive, whether they mean anything or not.

    The p-value is exact, and there for divisions of segments that are so short that all their orders can be tried.
    """
    cases = []
    shifts = [
        (7, 0, 0),
        (7, 4, 1.0),
        (7, 3, 9.0),
        (12, 6, 9.0),
        (13, 7, 5.0),
        (20, 5, 3.0),
        (30, 15, 5.0),
        (45, 20, 1.0),
    ]
    for count, at, shift in shifts:
        values = random.normal(0, 1, count)
        values[at : at + 10] += shift
        segments = [(0, count)]
        divisions: list[dict[str, Any]] = []
        while len(divisions) < 3:
            (reached, index), segment = max((best_division(values, *each), each) for each in segments)
            if reached == -np.inf:
                break
            exact = all(end - start <= 7 for start, end in segments)
            others = np.prod([1 - chance(values, *each, reached) for each in segments]) if exact else None
            divisions.append({"index": index, "divergence": reached, "p": None if others is None else 1 - others})
            segments.remove(segment)
            segments += [(segment[0], index), (index, segment[1])]
        cases.append({"values": values.tolist(), "divisions": divisions})
    return cases


def write(name: str, cases: dict[str, Any]) -> None:
    """Writes cases as JSON, one to a line."""
    parts = [f' "made with": {json.dumps(VERSIONS)}']
    for key, values in cases.items():
        lines = ",\n".join("  " + json.dumps(value) for value in values)
        parts.append(f' "{key}": [\n{lines}\n ]')
    (RESOURCES / name).parent.mkdir(parents=True, exist_ok=True)
    (RESOURCES / name).write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="ascii")


def main() -> None:
    """Writes all cases; the same ones each time, for the same versions."""
    random = np.random.default_rng(20260101)
    write("batch/reference.json", {"makespans": makespans(random), "percentiles": percentiles(random)})
    write("speedup/reference.json", {"intervals": [*single_forks(random), *several_forks(random)]})
    random = np.random.default_rng(20261124)
    write("compare/reference.json", {"paired": pairs(random), "unpaired": launches(random)})
    random = np.random.default_rng(20261130)
    write("compare/changes.json", {"series": changes(random)})


if __name__ == "__main__":
    main()
