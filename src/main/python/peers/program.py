"""The program that every peer runs, with DSPy set as ``BatchPredictor`` sets it."""

from __future__ import annotations

import os

# Must be set before litellm is imported: it downloads a price list otherwise.
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")

import dspy

_TIMEOUT_SECONDS = 60


def configured(base_url: str, engine: str) -> dspy.Predict:
    """Configures DSPy for this process; to be called once, by its main thread.

    No cache, no history, no trace: a question is a request, and lists that grow are not measured. What is lost on its
    way DSPy asks again, as it does by itself. With a hundred threads ``litellm`` needs that: httpcore's pool closes a
    connection now and then that a thread has just begun to use.

    Args:
        base_url: Of the endpoint.
        engine: What DSPy calls it: ``lm15`` or ``litellm``.

    Returns:
        The program, for any thread or event loop.
    """
    if engine == "litellm":
        _load_litellm()
    lm = dspy.LM(
        "openai/simulated",
        engine=engine,
        api_base=base_url,
        api_key="none",
        timeout=_TIMEOUT_SECONDS,
        cache=False,
    )
    dspy.configure(lm=lm, disable_history=True, trace=None)
    return dspy.Predict("question -> answer")


def _load_litellm() -> None:
    """Imports what its first call would: threads that do so together can wait for each other for ever."""
    import litellm

    litellm.suppress_debug_info = True
    litellm.completion(
        model="openai/simulated",
        messages=[{"role": "user", "content": "warm-up"}],
        mock_response="warm-up",
    )
