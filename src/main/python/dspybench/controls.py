"""Programs that measure the instrument, or DSPy, instead of a language model."""

from __future__ import annotations

import dspy

from dspybench.engine import JavaEngine

_ENVELOPE = (
    '[200,[["content-type","application/json"]]]\n'
    '{"id":"1","object":"chat.completion","created":1,"model":"answered","choices":[{"index":0,"finish_reason":"stop",'
    '"message":{"role":"assistant","content":"[[ ## answer ## ]]\\nfine\\n\\n[[ ## completed ## ]]"}}],'
    '"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}'
)


class Empty(dspy.Module):
    """Returns its input at once: what is left is the bridge and the predictor."""

    def forward(self, question: str) -> dspy.Prediction:
        """Answers with the question."""
        return dspy.Prediction(answer=question)


class _AnswerAtHand:
    """A client that waits for nothing."""

    def exchange(self, body: str) -> str:
        return _ENVELOPE


def answered() -> dspy.Module:
    """Makes a program that gets the same answer to each question at once: what is left is what it computes."""
    predict = dspy.Predict("question -> answer")
    predict.lm = dspy.LM("openai/answered", engine=JavaEngine(_AnswerAtHand()), cache=False, num_retries=0)
    return predict
