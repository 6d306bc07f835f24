"""What the LMs of the transports ``lm15`` and ``litellm`` have in common."""

from __future__ import annotations

from typing import Any, NoReturn

import dspy


class SynchronousLM(dspy.LM):
    """An LM whose calls hold the thread that makes them: Java grants and judges an attempt there.

    DSPy's asynchronous calls go by clients of their own, whose requests Java would never hear of.
    """

    async def acall(self, *prompt: Any, **settings: Any) -> NoReturn:
        """Refuses, before anything is sent."""
        raise dspy.LMUnsupportedFeatureError(
            "this LM makes no asynchronous calls: call the program without await", model=self.model, features=["async"]
        )
