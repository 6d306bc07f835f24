"""Prints, as one line of JSON, what the JVM has to know of this Python before it embeds it.

Run as a script, by Pythons of any age: it imports nothing of ours.
"""

import glob
import importlib.metadata
import importlib.util
import json
import os
import platform
import sysconfig
from typing import Optional


def version_of(package: str) -> Optional[str]:
    """Returns a package's version, or nothing where it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def jep_library() -> Optional[str]:
    """Returns the path of Jep's native library, which its Python package carries."""
    jep = importlib.util.find_spec("jep")
    if jep is None or jep.origin is None:
        return None
    libraries = glob.glob(os.path.join(os.path.dirname(jep.origin), "libjep.*"))
    return libraries[0] if libraries else None


print(
    json.dumps(
        {
            "version": platform.python_version(),
            "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
            "sharedLibrary": bool(
                sysconfig.get_config_var("Py_ENABLE_SHARED") or sysconfig.get_config_var("PYTHONFRAMEWORK")
            ),
            "packages": {name: version_of(name) for name in ("dspy", "jep", "litellm") if version_of(name)},
            "jepLibrary": jep_library(),
        }
    )
)
