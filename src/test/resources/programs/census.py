"""A program that tells of the process it runs in."""

import threading

import dspy


class Threads(dspy.Module):
    """Counts the threads that Python knows, without an LM and without litellm's pool for its log."""

    def forward(self, question: str) -> dspy.Prediction:
        names = [thread.name for thread in threading.enumerate()]
        return dspy.Prediction(threads=sum(not name.startswith("litellm-logging") for name in names))
