"""Says whether the Python that runs this file can carry Jep and DSPy.

Prints one line. Status 0: the Python fits, and the line is its identity, `<major.minor> <base prefix>`.
Status 3: it does not fit, and the line says what is wrong and what to install.

Written for Python 3.6, so that a Python too old to use can still say so.
"""

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig

# What src/main/python/requirements.txt is locked for.
OLDEST = (3, 10)
NEWEST = (3, 14)

DOES_NOT_FIT = 3
SHORT = "{}.{}".format(*sys.version_info[:2])
NAME = f"Python {SHORT} ({sys.executable})"


def identity():
    # type: () -> str
    """The same for a Python and for every virtual environment made from it."""
    return f"{SHORT} {os.path.realpath(sys.base_prefix)}"


def has_shared_library():
    # type: () -> bool
    """Looks where Jep's own build looks, conda's wrong LDLIBRARY included, and into macOS frameworks."""
    variable = sysconfig.get_config_var
    name = variable("LDLIBRARY") or ""
    stem = os.path.splitext(name)[0]
    names = [stem + ".so", stem + ".dylib"] if name.endswith(".a") else [name]
    directory = variable("LIBDIR") or ""
    directories = [
        directory,
        os.path.join(directory, variable("MULTIARCH") or ""),
        variable("PYTHONFRAMEWORKPREFIX") or "",
    ]
    return any(os.path.isfile(os.path.join(d, n)) for d in directories for n in names)


def has_module(name):
    # type: (str) -> bool
    """Debian leaves ensurepip out of its python3, and some builds leave out venv."""
    try:
        __import__(name)
    except ImportError:
        return False
    return True


def compiler():
    # type: () -> str
    """The C compiler that a build of an extension would call."""
    return shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]


def runs(command):
    # type: (str) -> bool
    """False also for the stand-in that macOS has before the command line tools are installed."""
    if shutil.which(command) is None:
        return False
    with open(os.devnull, "w") as nowhere:
        return subprocess.call([command, "--version"], stdout=nowhere, stderr=nowhere) == 0


def problem():
    # type: () -> str | None
    """What keeps this Python from being used, with its cure, or None."""
    versions = "{}.{} to {}.{}".format(*OLDEST + NEWEST)
    if sys.version_info[:2] < OLDEST:
        return (
            f"{NAME} is too old: install Python {versions} (Debian/Ubuntu: apt-get install python3-dev"
            " python3-venv; Fedora: dnf install python3-devel; macOS: brew install python@3.13)"
        )
    if sys.version_info[:2] > NEWEST:
        return f"{NAME} is too new for the locked requirements: install Python {versions}, or run scripts/lock"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return f"{NAME} is a free-threaded build, for which orjson, which DSPy needs, has none: use a default build"
    if not (has_module("venv") and has_module("ensurepip")):
        return f"{NAME} has no venv and ensurepip: install them (Debian/Ubuntu: apt-get install python{SHORT}-venv)"
    if not os.path.isfile(os.path.join(sysconfig.get_path("include"), "Python.h")):
        return (
            f"{NAME} has no Python.h: install its headers (Debian/Ubuntu: apt-get install python{SHORT}-dev;"
            " Fedora: dnf install python3-devel; macOS: brew install python@3.13)"
        )
    if not has_shared_library():
        return (
            f"{NAME} has no shared library for the JVM to load: install one (Debian/Ubuntu: apt-get install"
            f" python{SHORT}-dev; Fedora: dnf install python3-devel; macOS: brew install python@3.13;"
            f" pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install --force {SHORT})"
        )
    if not runs(compiler()):
        return (
            f"no C compiler to build jep with, {compiler()} does not run: install one (Debian/Ubuntu: apt-get install"
            " build-essential; Fedora: dnf install gcc; macOS: xcode-select --install), or let CC name one"
        )
    return None


def main():
    # type: () -> int
    """Prints the line, and returns the exit status."""
    wrong = problem()
    print(wrong or identity())
    return DOES_NOT_FIT if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
