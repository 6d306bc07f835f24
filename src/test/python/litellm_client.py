"""litellm's completion, with the retries of the OpenAI client below it, with its own, and without any."""

import asyncio
import sys
from typing import Any

import litellm
from serving import serve

litellm.suppress_debug_info = True
ENDPOINT = {"model": "openai/gpt-4o-mini", "api_base": sys.argv[1], "api_key": "none"}


def ask(question: str, **settings: Any) -> Any:
    return litellm.completion(messages=messages(question), **ENDPOINT, **settings).choices[0].message.content


def messages(question: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": question}]


def ask_asynchronously(question: str) -> Any:
    answer = asyncio.run(litellm.acompletion(messages=messages(question), **ENDPOINT))
    return answer.choices[0].message.content


def stream(question: str) -> str:
    events = litellm.completion(messages=messages(question), stream=True, **ENDPOINT)
    return "".join(event.choices[0].delta.content or "" for event in events)


serve(
    {
        "ask": ask,
        "once": lambda question: ask(question, max_retries=0),
        "twice more": lambda question: ask(question, num_retries=2),
        "async": ask_asynchronously,
        "stream": stream,
    }
)
