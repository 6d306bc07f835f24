"""A program that tells of the process it runs in."""

import threading

import dspy


class Threads(dspy.Module):
    """Counts the threads that Python started, without an LM and without litellm's pool for its log.

    Threads of Java have dummies, which outlive them until Python 3.12, and are counted in Java.
    """

    def forward(self, question: str) -> dspy.Prediction:
        return dspy.Prediction(threads=sum(_is_started_by_a_program(thread) for thread in threading.enumerate()))


def _is_started_by_a_program(thread: threading.Thread) -> bool:
    return not isinstance(thread, threading._DummyThread) and not thread.name.startswith("litellm-logging")
