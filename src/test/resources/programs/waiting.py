"""A program that waits in Python for as long as it is asked to."""

import time

import dspy


class Waiting(dspy.Module):
    def forward(self, seconds: float) -> dspy.Prediction:
        time.sleep(seconds)
        return dspy.Prediction(answer=str(seconds))
