"""A machine with a chosen set of tools and a copy of the scripts, on which the tests of the set-up run."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

# What the scripts may call beside the tools that they ask for.
SHELL_TOOLS = (
    *(
        "bash",
        "cat",
        "cksum",
        "cp",
        "dirname",
        "find",
        "git",
        "grep",
        "head",
        "id",
        "mkdir",
        "mv",
        "rm",
        "rmdir",
        "sed",
    ),
    *("sleep", "touch", "unzip"),
)

# A Python that answers as the test wants: `doctored` is run before scripts/check_python.py, a new environment gets a
# copy of this file as its Python, and pip and the other modules only note that they were called.
FAKE_PYTHON = """\
#!/bin/bash
here=$(dirname "${{BASH_SOURCE[0]}}")
case "$*" in
  "-I -m venv "*) mkdir -p "${{@: -1}}/bin" && cp "$0" "${{@: -1}}/bin/python" ;;
  "-I -m pip install "*)
    echo "pip $*" >>"{journal}"
    {pip} ;;
  "-m "*) echo "$2" >>"{journal}" ;;
  *check_python.py)
    exec "{real}" -I -c 'import runpy, sys, sysconfig
exec(sys.argv[1])
runpy.run_path(sys.argv[2], run_name="__main__")' '{doctored}' "${{@: -1}}" ;;
  *find_spec*) [ "{has_jep}" = True ] && echo "$0" ;;
  *) exec "{real}" "$@" ;;
esac
"""

FAKE_JAVAC = """\
#!/bin/bash
printf '    java.home = %s\\n    java.specification.version = %s\\n' "{home}" "{version}"
"""

FAKE_JAVA = """\
#!/bin/bash
peers=${DSPYBENCH_PEERS_PYTHON:+, DSPYBENCH_PEERS_PYTHON=$DSPYBENCH_PEERS_PYTHON}
spark=${DSPYBENCH_SPARK_PYTHON:+, DSPYBENCH_SPARK_PYTHON=$DSPYBENCH_SPARK_PYTHON}
echo "java $*, DSPYBENCH_PYTHON=$DSPYBENCH_PYTHON$peers$spark"
"""

FAKE_MAVEN = """\
#!/bin/bash
echo "mvnw $*" >>"{journal}"
{build}
"""

BUILD = "mkdir -p target && echo jar >target/benchmarks.jar"


@dataclasses.dataclass
class Ended:
    """How a script ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


class Machine:
    """Tools on a PATH of their own, and a repository with the real scripts and locks; Maven, Java and pip are fakes."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory / "repository"  # the working one
        self.root = self.directory
        self.bin = directory / "bin"
        self.jdk = directory / "jdk"
        self.home = directory / "home"
        self.journal = directory / "journal"
        for path in (self.root / "src/main/java", self.root / ".mvn", self.bin, self.home, self.root / ".ci"):
            path.mkdir(parents=True)
        shutil.copytree(ROOT / "scripts", self.root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / ".ci/run", self.root / ".ci/run")
        for lock in ROOT.glob("src/*/python/requirements*.txt"):
            copy = self.root / lock.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(lock, copy)
        (self.root / "pom.xml").write_text("<project/>\n")
        for tool in SHELL_TOOLS:
            found = shutil.which(tool)
            assert found, f"the tests of the scripts need {tool}"
            (self.bin / tool).symlink_to(found)
        self.maven()
        self.java("17")
        self.python()

    def write(self, path: Path, text: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(text)
        path.chmod(0o755)
        return path

    def maven(self, build: str = BUILD) -> None:
        self.write(self.root / "mvnw", FAKE_MAVEN.format(journal=self.journal, build=build))

    def java(self, version: str) -> None:
        javac = self.write(self.jdk / "bin/javac", FAKE_JAVAC.format(home=self.jdk, version=version))
        self.write(self.jdk / "bin/java", FAKE_JAVA)
        link = self.bin / "javac"
        link.unlink(missing_ok=True)
        link.symlink_to(javac)

    def python(self, name: str = "python3", *, doctored: str = "", pip: str = ":", has_jep: bool = False) -> Path:
        """Puts a Python on the PATH, or, under an absolute name, elsewhere."""
        text = FAKE_PYTHON.format(
            journal=self.journal,
            real=sys._base_executable,  # type: ignore[attr-defined]  # a virtual environment's has no headers
            doctored=doctored,
            pip=pip,
            has_jep=has_jep,
        )
        return self.write(self.bin / name, text)

    def environment(self, variables: dict[str, str]) -> dict[str, str]:
        return {"PATH": str(self.bin), "HOME": str(self.home), "CC": str(shutil.which("true")), **variables}

    def run(self, script: str = "scripts/bench", *arguments: str, **variables: str) -> Ended:
        done = subprocess.run(
            [self.root / script, *arguments],
            cwd=self.directory,
            env=self.environment(variables),
            capture_output=True,
            text=True,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def interrupt(self, when: Path, script: str = "scripts/bench") -> Ended:
        """Runs a script, and presses Ctrl-C once the file `when` is there."""
        process = subprocess.Popen(
            [self.root / script],
            cwd=self.root,
            env=self.environment({}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        while process.poll() is None and not when.exists():
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate()
        return Ended(process.returncode, out, err)

    def calls(self) -> list[str]:
        """What the fakes were called for since the last time this was asked."""
        if not self.journal.exists():
            return []
        lines = self.journal.read_text().splitlines()
        self.journal.unlink()
        return [textwrap.shorten(line, 400) for line in lines]
