"""Requests of all kinds that the chat-completions API carries, sent by name."""

import base64

import dspy
from dspy.lm15 import (
    Config,
    FunctionTool,
    ImagePart,
    Message,
    Request,
    TextPart,
    ToolCallPart,
    ToolResultPart,
)

PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
WEATHER = FunctionTool(
    name="weather",
    description="Tells the weather.",
    parameters={"type": "object", "properties": {"city": {"type": "string"}}},
)
CITY = {"type": "json_schema", "schema": {"type": "object", "properties": {"city": {"type": "string"}}}}


def image(**source: str) -> tuple[Message, ...]:
    return (Message.user([TextPart("What is it?"), ImagePart(**source)]),)


REQUESTS = {
    "system": {"system": "Be brief. Ä 漢字 \U0001f600", "messages": (Message.user("One?"),)},
    "multi-turn": {"messages": (Message.user("One?"), Message.assistant("Two."), Message.user("Three?"))},
    "tools": {"messages": (Message.user("Rain?"),), "tools": (WEATHER,)},
    "tool call and result": {
        "messages": (
            Message.user("Rain?"),
            Message.assistant([ToolCallPart(id="call_1", name="weather", input={"city": "Köln"})]),
            Message(role="tool", parts=(ToolResultPart(id="call_1", content=(TextPart("yes"),)),)),
        ),
        "tools": (WEATHER,),
    },
    "image by URL": {"messages": image(url="https://example.org/a.png")},
    "image by data": {"messages": image(data=PIXEL, media_type="image/png")},
    "generation": {
        "messages": (Message.user("One?"),),
        "config": Config(temperature=0.5, max_tokens=17, stop=("END",), response_format=CITY),
    },
}


class Wire(dspy.Module):
    """Sends the request that the question names."""

    def forward(self, question: str) -> dspy.Prediction:
        response = dspy.settings.lm(Request(model="openai/simulated", **REQUESTS[question]))
        return dspy.Prediction(answer=response.text, tokens=response.usage.total_tokens)


class Several(dspy.Module):
    """Asks for three completions at once."""

    def forward(self, question: str) -> dspy.Prediction:
        predict = dspy.Predict("question -> answer", n=3)
        return dspy.Prediction(answers=predict(question=question).completions.answer)
