"""Finds the DSPy program that a user names."""

from __future__ import annotations

import importlib
import inspect
import sys
from functools import reduce

import dspy


class ProgramError(ValueError):
    """The named program cannot be used; the message says why and what would do."""


def load_program(name: str, path: str | None) -> dspy.Module:
    """Makes the program that ``name`` stands for.

    Args:
        name: A DSPy signature (``question -> answer``), or ``module:attribute`` of a
            ``dspy.Module`` class, instance, or a function that returns one.
        path: Directory that is searched for ``module`` before anything else.

    Returns:
        One program, which all workers share.

    Raises:
        ProgramError: The name has neither form, cannot be imported, or is no program.
    """
    if "->" in name:
        try:
            return dspy.Predict(name)
        except Exception as error:
            raise ProgramError(f"program '{name}' is not a DSPy signature: {error}") from error
    module_name, separator, attribute = name.partition(":")
    if not separator or not module_name or not attribute:
        raise ProgramError(f"program '{name}' is neither a signature ('question -> answer') nor 'module:attribute'")
    return _instantiate(name, _find(name, module_name, attribute, path))


def _find(name: str, module_name: str, attribute: str, path: str | None) -> object:
    if path is not None and path not in sys.path:
        sys.path.insert(0, path)
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name is None or not module_name.startswith(error.name):
            raise
        where = path or "the Python path; name its directory with --path"
        raise ProgramError(f"program '{name}': no module '{module_name}' in {where}") from error
    try:
        return reduce(getattr, attribute.split("."), module)
    except AttributeError as error:
        raise ProgramError(f"program '{name}': {error}") from error


def _instantiate(name: str, found: object) -> dspy.Module:
    program = found() if inspect.isclass(found) or inspect.isroutine(found) else found
    if not isinstance(program, dspy.Module):
        raise ProgramError(
            f"program '{name}' is a {type(program).__name__}, not a dspy.Module "
            "(class, instance, or function that returns one)"
        )
    return program
