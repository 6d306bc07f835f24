"""The official OpenAI client, with its own retries and without."""

import asyncio
import sys
from typing import Any

import openai
from serving import serve

BASE_URL = sys.argv[1]
MODEL = "gpt-4o-mini"
TOOL = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather in a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}

client = openai.OpenAI(base_url=BASE_URL, api_key="none")
impatient = client.with_options(max_retries=0, timeout=5)


def messages(question: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": question}]


def ask(question: str, through: Any = client) -> Any:
    return through.chat.completions.create(model=MODEL, messages=messages(question)).choices[0].message.content


def ask_once(question: str) -> Any:
    return ask(question, impatient)


def ask_asynchronously(question: str) -> Any:
    async def answer() -> Any:
        async with openai.AsyncOpenAI(base_url=BASE_URL, api_key="none") as asynchronous:
            completion = await asynchronous.chat.completions.create(model=MODEL, messages=messages(question))
            return completion.choices[0].message.content

    return asyncio.run(answer())


def stream(question: str) -> dict[str, Any]:
    pieces = []
    finish = usage = None
    with client.chat.completions.create(
        model=MODEL, messages=messages(question), stream=True, stream_options={"include_usage": True}
    ) as events:
        for event in events:
            usage = event.usage or usage
            for choice in event.choices:
                pieces.append(choice.delta.content or "")
                finish = choice.finish_reason or finish
    return {
        "text": "".join(pieces),
        "pieces": len(pieces),
        "finish": finish,
        "tokens": usage and usage.completion_tokens,
    }


def respond(question: str) -> Any:
    return client.responses.create(model=MODEL, input=question).output_text


def respond_streaming(question: str) -> str:
    with client.responses.create(model=MODEL, input=question, stream=True) as events:
        return "".join(event.delta for event in events if event.type == "response.output_text.delta")


def call_tool(question: str) -> dict[str, Any]:
    completion = client.chat.completions.create(
        model=MODEL, messages=messages(question), tools=[TOOL], tool_choice="required"
    )
    call = completion.choices[0].message.tool_calls[0]
    return {
        "name": call.function.name,
        "arguments": call.function.arguments,
        "finish": completion.choices[0].finish_reason,
    }


def describe(question: str) -> dict[str, Any]:
    raw = client.chat.completions.with_raw_response.create(model=MODEL, messages=messages(question))
    completion = raw.parse()
    return {
        "id": completion.id,
        "object": completion.object,
        "model": completion.model,
        "finish": completion.choices[0].finish_reason,
        "total": completion.usage.total_tokens,
        "sum": completion.usage.prompt_tokens + completion.usage.completion_tokens,
        "processing": raw.headers.get("openai-processing-ms"),
        "request": raw.headers.get("x-request-id"),
    }


serve(
    {
        "ask": ask,
        "once": ask_once,
        "async": ask_asynchronously,
        "stream": stream,
        "respond": respond,
        "respond streaming": respond_streaming,
        "tool": call_tool,
        "describe": describe,
        "models": lambda _: [model.id for model in client.models.list()],
    }
)
