"""Programs that can be run with and without ``await``."""

import asyncio
import contextvars

import dspy

mine: contextvars.ContextVar[str] = contextvars.ContextVar("mine")
thinking = dspy.ChainOfThought("question -> answer")


class TwoSteps(dspy.Module):
    """Makes two LM calls for each question."""

    def __init__(self) -> None:
        super().__init__()
        self.first = dspy.Predict("question -> draft")
        self.second = dspy.Predict("draft -> answer")

    def forward(self, question: str) -> dspy.Prediction:
        return self.second(draft=self.first(question=question).draft)

    async def aforward(self, question: str) -> dspy.Prediction:
        return await self.second.acall(draft=(await self.first.acall(question=question)).draft)


class Secretive(dspy.Module):
    """Keeps a secret in DSPy's context and one in a variable of its own while others run, and tells both."""

    def __init__(self) -> None:
        super().__init__()
        self.predict = dspy.Predict("question -> answer")

    def forward(self, question: str) -> dspy.Prediction:
        with dspy.context(secret=question):
            mine.set(question)
            self.predict(question=question)
            return dspy.Prediction(dspys=dspy.settings.secret, mine=mine.get())

    async def aforward(self, question: str) -> dspy.Prediction:
        with dspy.context(secret=question):
            mine.set(question)
            await self.predict.acall(question=question)
            return dspy.Prediction(dspys=dspy.settings.secret, mine=mine.get())


class Threads(dspy.Module):
    """Calls the model from threads of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.predict = dspy.Predict("question -> answer")

    def forward(self, question: str) -> dspy.Prediction:
        parts = [(self.predict, {"question": f"{question} {i}"}) for i in range(3)]
        answers = dspy.Parallel(num_threads=3, disable_progress_bar=True)(parts)
        return dspy.Prediction(answer=" | ".join(part.answer for part in answers))

    async def aforward(self, question: str) -> dspy.Prediction:
        return await asyncio.to_thread(self, question)


class Gathering(dspy.Module):
    """Makes three calls for a question at once, one of them without ``await``."""

    def __init__(self) -> None:
        super().__init__()
        self.predict = dspy.Predict("question -> answer")

    async def aforward(self, question: str) -> dspy.Prediction:
        first, second = await asyncio.gather(*(self.predict.acall(question=f"{question} {i}") for i in range(2)))
        third = self.predict(question=f"{question} 2")
        return dspy.Prediction(answer=" | ".join([first.answer, second.answer, third.answer]))
