"""Prints, as one line of JSON, what the JVM has to know of this Python before it embeds it."""

import glob
import importlib.metadata
import importlib.util
import json
import os
import platform
import sysconfig


def version_of(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


jep = importlib.util.find_spec("jep")
folder = os.path.dirname(jep.origin) if jep and jep.origin else None
libraries = glob.glob(os.path.join(folder, "*jep.so")) + glob.glob(os.path.join(folder, "*.jnilib")) if folder else []
print(
    json.dumps(
        {
            "version": platform.python_version(),
            "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
            "sharedLibrary": bool(
                sysconfig.get_config_var("Py_ENABLE_SHARED") or sysconfig.get_config_var("PYTHONFRAMEWORK")
            ),
            "packages": {name: version_of(name) for name in ("dspy", "jep", "litellm") if version_of(name)},
            "jepLibrary": next((path for path in libraries if os.path.basename(path).startswith("libjep")), None),
        }
    )
)
