"""The peers that are asked whole batches: three ways to predict one in plain CPython."""

from __future__ import annotations

import asyncio

import dspy

from peers.protocol import Answer, Batch, Predict, ask, ask_async


def loop(program: dspy.Predict) -> Predict:
    """One prediction after another, whatever the batch's workers."""

    def predict(batch: Batch) -> list[Answer]:
        return [ask(program, question) for question in batch.questions]

    return predict


def dspy_parallel(program: dspy.Predict) -> Predict:
    """``dspy.Parallel`` with a thread for each worker.

    A new one for each batch, because it keeps what failed; and without its time limit, after which it would ask
    a question again.
    """

    def timed(question: str) -> Answer:
        return ask(program, question)

    def predict(batch: Batch) -> list[Answer]:
        parallel = dspy.Parallel(num_threads=batch.workers, disable_progress_bar=True, timeout=0)
        answers: list[Answer] = parallel([(timed, {"question": question}) for question in batch.questions])
        return answers

    return predict


def gather(program: dspy.Predict) -> Predict:
    """``asyncio.gather`` behind a semaphore, on one event loop for life: a loop's connections end with it."""
    event_loop = asyncio.new_event_loop()

    async def predict_all(batch: Batch) -> list[Answer]:
        workers = asyncio.Semaphore(batch.workers)

        async def answer(question: str) -> Answer:
            async with workers:
                return await ask_async(program.acall, question)

        return await asyncio.gather(*map(answer, batch.questions))

    def predict(batch: Batch) -> list[Answer]:
        return event_loop.run_until_complete(predict_all(batch))

    return predict
