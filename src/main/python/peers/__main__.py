"""``python -m peers PEER ENGINE BASE_URL``: becomes a peer, as ``peers.protocol`` says."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TextIO

import dspy

from peers import batches, protocol
from peers.program import configured

BATCHES: dict[str, Callable[[dspy.Predict], protocol.Predict]] = {
    "loop": batches.loop,
    "dspy-parallel": batches.dspy_parallel,
    "gather": batches.gather,
}


def main() -> None:
    """Never returns."""
    parser = argparse.ArgumentParser(prog="python -m peers")
    parser.add_argument("peer", choices=[*BATCHES, "sidecar"])
    parser.add_argument("engine", choices=["lm15", "litellm"])
    parser.add_argument("base_url")
    arguments = parser.parse_args()
    output = protocol.own_output()
    program = configured(arguments.base_url, arguments.engine)
    _serve(arguments.peer, program, output)


def _serve(peer: str, program: dspy.Predict, output: TextIO) -> None:
    if peer == "sidecar":
        from peers import sidecar  # needs more than DSPy

        sidecar.serve(program, output)
    else:
        protocol.serve(BATCHES[peer](program), output)


if __name__ == "__main__":
    main()
