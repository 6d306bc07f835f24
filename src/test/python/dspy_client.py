"""DSPy's own engines, as DSPy makes them, with its own retries."""

import sys
from collections.abc import Callable
from typing import Any

import dspy
from serving import serve


def through(engine: str, **settings: Any) -> Callable[[str], Any]:
    lm = dspy.LM("openai/gpt-4o-mini", api_base=sys.argv[1], api_key="none", cache=False, engine=engine, **settings)

    def ask(question: str) -> Any:
        with dspy.context(lm=lm, adapter=dspy.ChatAdapter(use_json_adapter_fallback=False)):
            return dspy.Predict("question -> answer")(question=question).answer

    return ask


serve(
    {
        "lm15": through("lm15"),
        "lm15 once": through("lm15", num_retries=0),
        "litellm": through("litellm"),
        "litellm once": through("litellm", num_retries=0),
    }
)
