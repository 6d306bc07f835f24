"""What can be saved of DSPy's CPU time without changing what is sent or answered.

Each trim replaces a part of DSPy for the whole process, from the first session that has it to the last. So sessions
that are open at the same time have the same trims; one that wants others is refused. (A session without trims that was
open before is trimmed along: it answers as before, but sooner.)

To add one: a function here that returns its patches, its label in ``TRIMS`` and in ``org.dspybench.python.Trim``, and
a line in the README's table. ``test_trims.py`` takes it from there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import dspy
from pydantic import TypeAdapter

# DSPy's private parts are imported where they are replaced: another release may lack them, and needs none untrimmed.

_DSPY = "3.4.1"
"""The release of DSPy whose parts are replaced here. Another may look the same and mean something else."""


class TrimError(ValueError):
    """The trims cannot be had; the message says which, why, and what would do."""


@dataclass(frozen=True)
class Patch:
    """An attribute of DSPy and what takes its place."""

    owner: Any
    name: str
    replacement: Any


class Trimming:
    """The trims of a process, counted by the sessions that have them. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._labels: frozenset[str] = frozenset()
        self._sessions = 0
        self._undo = ExitStack()

    def acquire(self, labels: Iterable[str]) -> ExitStack:
        """Takes trims for one session.

        Returns:
            What gives them back when it is closed; the last one restores DSPy.

        Raises:
            TrimError: There is no such trim, it was not written for this DSPy, or another session has others.
        """
        wanted = frozenset(labels)
        with self._lock:
            if self._sessions > 0 and wanted != self._labels:
                raise TrimError(
                    f"trims {_words(wanted)}: this process has a session with trims {_words(self._labels)} open, "
                    "and DSPy is trimmed for all sessions of a process: close that one, or take the same trims"
                )
            session = ExitStack()
            if wanted:
                if self._sessions == 0:
                    self._apply(wanted)
                self._sessions += 1
                session.callback(self._release)
            return session

    def _release(self) -> None:
        with self._lock:
            self._sessions -= 1
            if self._sessions == 0:
                self._undo.close()

    def _apply(self, labels: frozenset[str]) -> None:
        for label in sorted(labels):
            _require_fit(label)
        self._labels = labels
        for patch in [TRIMS[label]() for label in sorted(labels)]:
            self._undo.callback(setattr, patch.owner, patch.name, patch.owner.__dict__[patch.name])
            setattr(patch.owner, patch.name, patch.replacement)


def _require_fit(label: str) -> None:
    if label not in TRIMS:
        raise TrimError(f"no trim '{label}'; there are {', '.join(sorted(TRIMS))}")
    if dspy.__version__ != _DSPY:
        raise TrimError(
            f"the trim '{label}' is written for DSPy {_DSPY}, not {dspy.__version__}: "
            "leave it out, or install the locked requirements"
        )


def _words(labels: Iterable[str]) -> str:
    return ", ".join(sorted(labels)) or "none"


def _type_adapters() -> Patch:
    """Keeps the Pydantic type adapters, of which DSPy makes one for each value that it writes or reads."""
    from dspy.adapters import utils

    return Patch(utils, "TypeAdapter", _TypeAdapters())


class _TypeAdapters:
    """Type adapters by the very annotation; equal ones may differ, as ``int | str`` from ``str | int``."""

    _MOST = 1024
    _CALLER = 3
    """Frames from Pydantic's look at its caller to the one whose names an annotation may use."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Any, TypeAdapter[Any]]] = {}

    def __call__(self, annotation: Any) -> TypeAdapter[Any]:
        kept = self._kept.get(id(annotation))
        if kept is None:
            if len(self._kept) >= self._MOST:
                self._kept.clear()
            # With the annotation, so that its id stays its own.
            kept = annotation, TypeAdapter(annotation, _parent_depth=self._CALLER)
            self._kept[id(annotation)] = kept
        return kept[1]


def _system_message() -> Patch:
    """Renders the system message once for each signature and adapter, and again when the signature changes."""
    from dspy.adapters.base import Adapter

    render = Adapter.format_system_message
    kept: WeakKeyDictionary[Any, dict[type, tuple[Any, str]]] = WeakKeyDictionary()

    def format_system_message(adapter: dspy.Adapter, signature: Any) -> str:
        if type(adapter) not in _ADAPTERS:
            return str(render(adapter, signature))  # It may take what it says from anywhere.
        content = _content(signature)
        messages = kept.setdefault(signature, {})
        known = messages.get(type(adapter))
        if known is not None and known[0] == content:
            return known[1]
        message = str(render(adapter, signature))
        if not _has_custom_type(signature):
            messages[type(adapter)] = content, message
        return message

    return Patch(Adapter, "format_system_message", format_system_message)


_ADAPTERS = (dspy.ChatAdapter, dspy.JSONAdapter)


def _content(signature: Any) -> tuple[Any, ...]:
    """All of a signature that a system message tells, annotations by identity."""
    return (
        signature.__doc__,
        [
            (name, id(field.annotation), field.annotation, field.json_schema_extra.copy())
            for name, field in signature.__pydantic_fields__.items()
        ],
    )


def _has_custom_type(signature: Any) -> bool:
    """Whether a type of the signature describes itself in its own words, which may change."""
    return any(
        dspy.Type.extract_custom_type_from_annotation(field.rebuild_annotation())
        for field in signature.__pydantic_fields__.values()
    )


def _plain_calls() -> Patch:
    """Takes calls of plain text past lm15's objects (transport ``java``, synchronous calls)."""
    from dspy.clients import execution

    from dspybench.plain_calls import PlainCalls

    return Patch(execution, "execute", PlainCalls(execution.execute))


def _field_lookup() -> Patch:
    """Reads a signature's fields past Pydantic's warning for instances, two dozen times a prediction."""
    from dspy.signatures.signature import SignatureMeta

    def fields_with_type(signature: Any, field_type: str) -> dict[str, Any]:
        return {
            name: field
            for name, field in signature.__pydantic_fields__.items()
            if field.json_schema_extra["__dspy_field_type"] == field_type
        }

    return Patch(SignatureMeta, "_get_fields_with_type", fields_with_type)


def _decision_check() -> Patch:
    """Looks for DSPy's decision types only where an output has another type than text, numbers and truth."""
    from dspy.predict import predict as predict_module

    resolve = predict_module.resolve_adapter

    def resolve_adapter(lm: Any, adapter: Any, signature: Any, fields: Any, declared_signature: Any = None) -> Any:
        plain = fields == {} and getattr(lm, "supports_decision_requests", False) is not True
        if plain and all(
            field.annotation in _PLAIN_TYPES and not field.metadata for field in signature.output_fields.values()
        ):
            return adapter
        return resolve(lm, adapter, signature, fields, declared_signature)

    return Patch(predict_module, "resolve_adapter", resolve_adapter)


_PLAIN_TYPES = (str, int, float, bool)


TRIMS: dict[str, Callable[[], Patch]] = {
    "type-adapters": _type_adapters,
    "system-message": _system_message,
    "plain-calls": _plain_calls,
    "field-lookup": _field_lookup,
    "decision-check": _decision_check,
}
"""Trims by their labels, which are those of ``org.dspybench.python.Trim``."""

of_this_process = Trimming()
"""DSPy is one in a process, and so are its trims."""
