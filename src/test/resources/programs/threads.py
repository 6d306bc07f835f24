"""A program that calls the model from threads of its own."""

import dspy


class Threads(dspy.Module):
    def __init__(self) -> None:
        super().__init__()
        self.predict = dspy.Predict("question -> answer")

    def forward(self, question: str) -> dspy.Prediction:
        parts = [(self.predict, dspy.Example(question=f"{question} {i}").with_inputs("question")) for i in range(3)]
        parallel = dspy.Parallel(num_threads=3, disable_progress_bar=True)
        return dspy.Prediction(answer=" | ".join(part.answer for part in parallel(parts)))
