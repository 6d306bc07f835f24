"""Lets a test in Java drive a client: one JSON line a question, one JSON line a result."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any


def serve(ways: Mapping[str, Callable[[str], Any]]) -> None:
    """Answers until standard input ends.

    Args:
        ways: by name, how to ask a question; each returns what a JSON document can hold.
    """
    results = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    sys.stdout = sys.stderr  # clients print what they like
    for line in sys.stdin:
        request = json.loads(line)
        try:
            result = {"answer": ways[request["way"]](request["question"])}
        except Exception as e:
            result = {"error": type(e).__name__, "status": getattr(e, "status_code", None), "message": str(e)}
        results.write(json.dumps(result) + "\n")
        results.flush()
