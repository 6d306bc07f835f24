"""The real scripts in a copy of the repository, on machines that lack what they need."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest
from machine import BUILD, ROOT, Ended, Machine


def assert_refused(ended: Ended, *words: str) -> None:
    """One line on stderr with all the words, nothing on stdout, status 2."""
    assert len(ended.lines) == 1, ended.err
    for word in words:
        assert word in ended.lines[0]
    assert (ended.status, ended.out) == (2, "")


# --- what it makes, and when ---


def test_a_fresh_clone_gets_an_environment_and_a_jar_and_runs_the_jar(machine: Machine) -> None:
    ended = machine.run("scripts/bench", "--preset", "two words")

    python = machine.root / ".venv/bin/python"
    assert ended.status == 0, ended.err
    assert ended.out == f"java -jar target/benchmarks.jar run --preset two words, DSPYBENCH_PYTHON={python}\n"
    build, runtime, maven = machine.calls()
    assert build.startswith("pip ")
    assert build.endswith("requirements-build.txt")
    assert runtime.endswith("src/main/python/requirements.txt")
    assert "--require-hashes" in build
    assert "--require-hashes" in runtime
    # jep from pip's cache may have been built for another Python, whose libpython it then loads
    assert "--no-cache-dir" in runtime
    assert maven.startswith("mvnw -B package")


def test_a_second_run_does_no_set_up_work_and_says_so(machine: Machine) -> None:
    machine.run()
    machine.calls()

    ended = machine.run()

    assert ended.lines == ["bench: .venv and benchmarks.jar are up to date"]
    assert machine.calls() == []


def test_a_second_run_needs_no_python_on_the_path(machine: Machine) -> None:
    machine.run()
    machine.calls()
    (machine.bin / "python3").unlink()

    assert machine.run().status == 0
    assert machine.calls() == []


def test_it_can_be_called_from_another_directory(machine: Machine) -> None:
    machine.directory = machine.home

    assert machine.run().out.startswith("java -jar target/benchmarks.jar run")
    assert (machine.root / ".venv").exists()
    assert list(machine.home.iterdir()) == []


@pytest.mark.parametrize("edited", ["pom.xml", "src/main/java/New.java", "src/main/python/new.py", ".mvn/jvm.config"])
def test_an_edited_source_makes_the_jar_again_and_nothing_else(machine: Machine, edited: str) -> None:
    machine.run()
    machine.calls()
    (machine.root / edited).write_text("edited")

    machine.run()

    assert [call.split()[0] for call in machine.calls()] == ["mvnw"]
    assert machine.run().lines == ["bench: .venv and benchmarks.jar are up to date"]


def test_a_removed_source_makes_the_jar_again(machine: Machine) -> None:
    source = machine.root / "src/main/java/Old.java"
    source.write_text("class Old {}")
    machine.run()
    machine.calls()
    source.unlink()

    machine.run()

    assert len(machine.calls()) == 1


def test_a_source_edited_during_the_build_makes_the_jar_again(machine: Machine) -> None:
    machine.maven(build=f"sleep 0.05; touch pom.xml; {BUILD}")
    machine.run()
    machine.calls()

    machine.run()

    assert len(machine.calls()) == 1


def test_a_new_commit_makes_the_jar_again_because_results_name_it(machine: Machine) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    machine.write(machine.root / "commit", "#!/bin/bash\n" + " ".join([*git, "commit -q --allow-empty -m x"]))
    machine.write(machine.root / "init", "#!/bin/bash\ngit init -q")
    assert machine.run("init").status == 0
    assert machine.run("commit").status == 0
    machine.run()
    machine.calls()

    assert machine.run("commit").status == 0
    machine.run()

    assert len(machine.calls()) == 1


def test_a_changed_lock_makes_the_environment_again(machine: Machine) -> None:
    machine.run()
    machine.calls()
    with (machine.root / "src/main/python/requirements.txt").open("a") as lock:
        lock.write("# changed\n")

    ended = machine.run()

    assert "the locked requirements of .venv have changed: making it" in ended.lines[0]
    assert len([call for call in machine.calls() if call.startswith("pip")]) == 2


# --- the peers ---


@pytest.mark.parametrize("asked", [["--peers"], ["--preset", "peers"], ["--preset=peers"]])
def test_the_peers_get_an_environment_of_their_own(machine: Machine, asked: list[str]) -> None:
    machine.run()
    machine.calls()

    ended = machine.run("scripts/bench", *asked)

    peers = machine.root / ".venv.peers/bin/python"
    assert ended.out.endswith(f", DSPYBENCH_PEERS_PYTHON={peers}\n")
    assert "making it" in ended.lines[0]
    (pip,) = machine.calls()
    assert "--require-hashes" in pip
    assert pip.endswith("requirements-peers.txt")
    assert machine.run("scripts/bench", *asked).lines == ["bench: .venv and benchmarks.jar are up to date"]


def test_nothing_else_makes_the_environment_of_the_peers(machine: Machine) -> None:
    ended = machine.run("scripts/bench", "--preset", "full", "-p", "peer=sidecar")

    assert "PEERS" not in ended.out
    assert not (machine.root / ".venv.peers").exists()


@pytest.mark.parametrize("asked", [["--spark"], ["--preset", "spark"], ["--preset=spark"]])
def test_spark_gets_an_environment_of_its_own(machine: Machine, asked: list[str]) -> None:
    machine.run()
    machine.calls()

    ended = machine.run("scripts/bench", *asked)

    spark = machine.root / ".venv.spark/bin/python"
    assert ended.out.endswith(f", DSPYBENCH_SPARK_PYTHON={spark}\n")
    build, pip = machine.calls()
    assert build.endswith("requirements-build.txt")
    assert "--require-hashes" in pip
    assert pip.endswith("requirements-spark.txt")
    assert machine.run("scripts/bench", *asked).lines == ["bench: .venv and benchmarks.jar are up to date"]


def test_nothing_else_makes_the_environment_of_spark(machine: Machine) -> None:
    ended = machine.run("scripts/bench", "--preset", "full")

    assert "SPARK" not in ended.out
    assert not (machine.root / ".venv.spark").exists()


def test_an_environment_named_for_the_peers_is_used_as_it_is(machine: Machine) -> None:
    ended = machine.run("scripts/bench", "--peers", DSPYBENCH_PEERS_PYTHON="/mine")

    assert ended.out.endswith(", DSPYBENCH_PEERS_PYTHON=/mine\n")
    assert not (machine.root / ".venv.peers").exists()


def test_an_environment_of_the_peers_that_somebody_else_made_is_left_alone(machine: Machine) -> None:
    machine.run()
    theirs = machine.root / ".venv.peers/lib/theirs"
    theirs.mkdir(parents=True)

    assert_refused(machine.run("scripts/bench", "--peers"), "remove it", "DSPYBENCH_PEERS_PYTHON=.venv.peers")
    assert theirs.exists()


# --- the JDK ---


def test_no_java_at_all(machine: Machine) -> None:
    (machine.bin / "javac").unlink()

    assert_refused(machine.run(), "no JDK", "apt-get install openjdk-17-jdk-headless", "dnf install", "brew install")


def test_a_jre_has_no_javac(machine: Machine) -> None:
    (machine.bin / "javac").unlink()
    (machine.bin / "java").symlink_to(machine.jdk / "bin/java")

    assert_refused(machine.run(), "JRE", "apt-get install openjdk-17-jdk-headless")


@pytest.mark.parametrize("version", ["1.8", "11", "16"])
def test_a_jdk_older_than_17(machine: Machine, version: str) -> None:
    machine.java(version)

    assert_refused(machine.run(), f"JDK {version} ", "too old", "apt-get install openjdk-17-jdk-headless")


@pytest.mark.parametrize("version", ["17", "21", "25"])
def test_jdk_17_and_newer_do(machine: Machine, version: str) -> None:
    machine.java(version)

    assert machine.run().status == 0


def test_java_home_goes_before_the_path(machine: Machine) -> None:
    (machine.bin / "javac").unlink()

    assert machine.run(JAVA_HOME=str(machine.jdk)).status == 0


def test_a_java_home_that_is_no_jdk(machine: Machine) -> None:
    assert_refused(machine.run(JAVA_HOME="/nowhere"), "JAVA_HOME=/nowhere has no bin/javac", "unset")


def test_a_javac_that_does_not_run(machine: Machine) -> None:
    machine.write(machine.jdk / "bin/javac", "#!/bin/bash\necho no Java runtime present; exit 1\n")

    assert_refused(machine.run(), "javac does not run", "brew install --cask temurin")


# --- the Python ---


def test_no_python_at_all(machine: Machine) -> None:
    (machine.bin / "python3").unlink()

    assert_refused(
        machine.run(), "no Python", "apt-get install python3-dev python3-venv", "dnf install", "brew install"
    )


WRONG_PYTHONS = {
    "too old": ('sys.version_info = (3, 9, 18, "final", 0)', "Python 3.9", "apt-get install python3-dev"),
    "too new": ('sys.version_info = (3, 15, 0, "final", 0)', "Python 3.15", "install Python 3.10 to 3.14"),
    "no Python.h": ('sysconfig.get_path = lambda name: "/nowhere"', "no Python.h", "-dev"),
    "no shared library": (
        'sysconfig.get_config_var = {"LDLIBRARY": "libpython3.11.a", "LIBDIR": "/nowhere"}.get',
        "no shared library",
        "--enable-shared",
    ),
    "no venv": ('sys.modules["ensurepip"] = None', "no venv and ensurepip", "-venv"),
    "free-threaded": (
        'sysconfig.get_config_var = {"Py_GIL_DISABLED": 1}.get',
        "free-threaded",
        "default build",
    ),
}


@pytest.mark.parametrize(("doctored", "wrong", "cure"), WRONG_PYTHONS.values(), ids=WRONG_PYTHONS)
def test_a_python_that_cannot_carry_jep(machine: Machine, doctored: str, wrong: str, cure: str) -> None:
    machine.python(doctored=doctored.replace("'", '"'))

    assert_refused(machine.run(), wrong, cure)
    assert not (machine.root / ".venv").exists()


@pytest.mark.parametrize("compiler", ["no-such-compiler", "/bin/false"])
def test_no_c_compiler(machine: Machine, compiler: str) -> None:
    assert_refused(machine.run(CC=compiler), "no C compiler", compiler, "build-essential", "gcc", "xcode-select")


def test_the_first_python_that_fits_is_taken_and_a_dead_shim_is_passed_over(machine: Machine) -> None:
    machine.write(machine.bin / "python3.13", "#!/bin/bash\necho 'command not found' >&2; exit 127\n")
    machine.python("python3.12", doctored='sysconfig.get_path = lambda name: "/nowhere"')
    machine.python("python3.11")
    machine.python("python3", pip="exit 1")

    assert machine.run().status == 0


def test_of_several_that_do_not_fit_the_newest_says_why(machine: Machine) -> None:
    machine.python("python3.12", doctored='sysconfig.get_path = lambda name: "/nowhere"')
    machine.python("python3", doctored='sys.version_info = (3, 9, 18, "final", 0)')

    assert_refused(machine.run(), "no Python.h")


def test_dspybench_python_goes_before_the_path(machine: Machine) -> None:
    machine.python("python3.13", pip="exit 1")
    chosen = machine.python(str(machine.home / "mine/bin/python"))

    assert machine.run(DSPYBENCH_PYTHON=str(chosen)).status == 0
    assert machine.run(DSPYBENCH_PYTHON=str(chosen.parent.parent)).lines == [
        "bench: .venv and benchmarks.jar are up to date"
    ]


def test_a_dspybench_python_that_is_not_there(machine: Machine) -> None:
    assert_refused(machine.run(DSPYBENCH_PYTHON="/nowhere"), "DSPYBENCH_PYTHON=/nowhere is neither", "unset")


def test_a_dspybench_python_that_does_not_fit_is_told_though_another_would_fit(machine: Machine) -> None:
    chosen = machine.python("chosen", doctored='sysconfig.get_path = lambda name: "/nowhere"')

    assert_refused(machine.run(DSPYBENCH_PYTHON=str(chosen)), "no Python.h")


def test_an_environment_with_jep_and_dspy_is_used_as_it_is(machine: Machine) -> None:
    python = machine.python(str(machine.home / "mine/bin/python"), has_jep=True)

    ended = machine.run(DSPYBENCH_PYTHON=str(machine.home / "mine"))

    assert ended.out.endswith(f"DSPYBENCH_PYTHON={python}\n")
    assert not (machine.root / ".venv").exists()


# --- an environment that is there already ---


def test_an_environment_of_another_python_than_the_chosen_one_is_made_again(machine: Machine) -> None:
    machine.run()
    machine.calls()
    stamp = machine.root / ".venv/dspybench.stamp"
    locks = stamp.read_text().splitlines()[1]
    stamp.write_text(f"3.10 /opt/other\n{locks}\n")

    ended = machine.run()

    assert ended.status == 0
    assert ".venv was made from another Python (3.10 /opt/other): making it with Python" in ended.lines[0]
    assert len(machine.calls()) == 2


def test_an_environment_whose_python_has_gone_is_made_again(machine: Machine) -> None:
    machine.run()
    machine.calls()
    python = machine.root / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python")

    ended = machine.run()

    assert ended.status == 0
    assert re.search(r"the Python that \.venv was made from \(3\.\d+ /.*\) is gone: making it", ended.lines[0])
    assert machine.run().lines == ["bench: .venv and benchmarks.jar are up to date"]


def test_an_environment_that_somebody_else_made_is_left_alone(machine: Machine) -> None:
    theirs = machine.root / ".venv/lib/theirs"
    theirs.mkdir(parents=True)

    assert_refused(machine.run(), ".venv was not made by these scripts", "remove it", "DSPYBENCH_PYTHON=.venv")
    assert theirs.exists()


def test_a_link_to_an_environment_made_elsewhere_is_replaced_and_its_target_kept(machine: Machine) -> None:
    machine.run()
    target = machine.home / "environment"
    shutil.move(machine.root / ".venv", target)
    (target / "dspybench.stamp").write_text("unfinished\n")
    (machine.root / ".venv").symlink_to(target)

    assert machine.run().status == 0
    assert not (machine.root / ".venv").is_symlink()
    assert (target / "bin/python").exists()


# --- interruptions and failures ---


def test_ctrl_c_while_installing_is_mended_by_the_next_run(machine: Machine) -> None:
    started = machine.home / "started"
    machine.python(pip=f"touch {started}; sleep 60")

    ended = machine.interrupt(when=started)
    machine.python()
    machine.calls()
    again = machine.run()

    assert ended.status == 130
    assert ended.lines[-1] == "bench: interrupted: run it again to go on"
    assert again.status == 0
    assert again.lines[0].startswith("bench: .venv is half-made: making it with Python")
    assert len(machine.calls()) == 3


def test_ctrl_c_while_building_leaves_no_jar_that_is_taken_for_whole(machine: Machine) -> None:
    started = machine.root / "target/benchmarks.jar"
    machine.maven(build=f"{BUILD}; sleep 60")

    ended = machine.interrupt(when=started)
    machine.maven()
    machine.calls()
    again = machine.run()

    assert ended.status == 130
    assert again.status == 0
    assert [call.split()[0] for call in machine.calls()] == ["mvnw"]


@pytest.mark.parametrize(
    "complaint",
    [
        "WARNING: Retrying: NameResolutionError: Temporary failure in name resolution",
        "ERROR: ... [Errno 101] Network is unreachable",
        "ConnectTimeoutError: Connection to the index timed out. (connect timeout=15)",
    ],
)
def test_pip_without_a_network(machine: Machine, complaint: str) -> None:
    machine.python(pip=f'echo "{complaint}"; exit 1')

    ended = machine.run()

    assert ended.status == 2
    assert len(ended.lines) == 2
    assert "the package registry cannot be reached: connect to the network" in ended.lines[1]
    assert "target/set-up.log" in ended.lines[1]


def test_pip_that_fails_gives_its_first_error(machine: Machine) -> None:
    machine.python(pip='echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"; echo "ERROR: second"; exit 1')

    ended = machine.run()

    assert ended.status == 2
    assert "requirements-build.txt: ERROR: THESE PACKAGES DO NOT MATCH THE HASHES (details:" in ended.lines[1]
    assert machine.run().lines[0].startswith("bench: .venv is half-made")


def test_maven_without_a_network(machine: Machine) -> None:
    machine.maven(build="echo 'wget: Failed to fetch the-distribution.zip'; exit 1")

    ended = machine.run()

    assert ended.status == 2
    assert "the package registry cannot be reached" in ended.lines[-1]


def test_a_build_that_fails_gives_its_first_error_and_no_jar(machine: Machine) -> None:
    machine.maven(
        build="echo '[ERROR] COMPILATION ERROR :'; echo '[ERROR] Broken.java:[1,2] cannot find symbol'; exit 1"
    )

    ended = machine.run()

    assert ended.status == 2
    assert "benchmarks.jar: [ERROR] Broken.java:[1,2] cannot find symbol" in ended.lines[-1]
    assert ended.out == ""


def test_the_status_of_the_benchmarks_is_the_status_of_the_script(machine: Machine) -> None:
    machine.write(machine.jdk / "bin/java", "#!/bin/bash\nexit 7\n")

    assert machine.run().status == 7


def test_no_unzip_matters_only_until_maven_is_unpacked(machine: Machine) -> None:
    (machine.bin / "unzip").unlink()

    ended = machine.run()
    (machine.home / ".m2/wrapper/dists").mkdir(parents=True)

    assert ended.status == 2
    assert "unzip is missing" in ended.lines[-1]
    assert "apt-get install unzip" in ended.lines[-1]
    assert machine.run().status == 0


# --- scripts/test and .ci/run ---


@pytest.fixture
def equipped(machine: Machine) -> Machine:
    """A machine whose .venv.dev holds a shellcheck that has nothing to say."""
    assert machine.run().status == 0
    machine.run("scripts/test")
    machine.write(machine.root / ".venv.dev/bin/shellcheck", "#!/bin/bash\n")
    machine.calls()
    return machine


def test_scripts_test_runs_every_check_and_counts(equipped: Machine) -> None:
    ended = equipped.run("scripts/test")

    assert ended.status == 0, ended.err
    assert ended.out.splitlines()[-1] == "checks: 7 passed, 0 failed"
    calls = equipped.calls()
    calls.remove("mvnw -B -q test-compile")  # beside the first three, at any time
    assert calls[:3] == ["ruff", "ruff", "mypy"]
    assert sorted(calls[3:]) == ["mvnw -B verify -Dmaven.main.skip=true", "pytest"]  # beside each other
    assert ended.lines[0].startswith(f"test: JDK 17 ({equipped.jdk}), Python 3.")


def ends(process: int) -> bool:
    """Whether a process is gone within five seconds: it is there until its parent has looked."""
    for _ in range(500):
        if not Path(f"/proc/{process}").exists():
            return True
        time.sleep(0.01)
    return False


def test_ctrl_c_ends_what_scripts_test_does_in_the_background(equipped: Machine) -> None:
    compiling = equipped.root / "target/compiling"
    equipped.maven(build=f"echo $$ >{compiling}.tmp; mv {compiling}.tmp {compiling}; sleep 60")

    ended = equipped.interrupt(when=compiling, script="scripts/test")

    assert ended.status == 130
    assert ended.lines[-1] == "test: interrupted: run it again to go on"
    assert ends(int(compiling.read_text()))


def test_spark_is_tested_in_ci_and_where_it_is_there(equipped: Machine) -> None:
    assert "the tests on Spark are left out" in equipped.run("scripts/test").err
    assert not (equipped.root / ".venv.spark").exists()

    assert "left out" not in equipped.run("scripts/test", CI="true").err
    assert (equipped.root / ".venv.spark").exists()
    assert "left out" not in equipped.run("scripts/test").err


def test_scripts_test_fails_when_one_check_fails_and_runs_the_others(equipped: Machine) -> None:
    equipped.maven(build="exit 1")

    ended = equipped.run("scripts/test")

    assert ended.status == 1
    assert "mvnw -B verify" in equipped.calls()  # which compiles, and says what is wrong
    assert "FAILED  ./mvnw verify" in ended.out
    assert ended.out.splitlines()[-1] == "checks: 6 passed, 1 failed"


def test_the_jar_that_scripts_test_built_is_good_for_scripts_bench(equipped: Machine) -> None:
    (equipped.root / "pom.xml").touch()
    assert equipped.run("scripts/test").status == 0
    equipped.calls()

    assert equipped.run().lines == ["bench: .venv and benchmarks.jar are up to date"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root installs packages")
def test_ci_installs_what_is_missing_before_it_tests(equipped: Machine) -> None:
    javac = os.readlink(equipped.bin / "javac")
    (equipped.bin / "javac").unlink()
    equipped.write(
        equipped.bin / "apt-get", f'#!/bin/bash\nif [ $1 = install ]; then ln -s {javac} "{equipped.bin}/javac"; fi\n'
    )
    (equipped.bin / "ln").symlink_to(str(shutil.which("ln")))

    ended = equipped.run(".ci/run")

    assert ended.status == 0, ended.err
    assert ended.out.splitlines()[-1] == "checks: 7 passed, 0 failed"


def test_ci_only_says_what_is_missing_where_it_cannot_install(equipped: Machine) -> None:
    (equipped.bin / "javac").unlink()

    ended = equipped.run(".ci/run")

    assert ended.status == 2
    assert all("no JDK" in line for line in ended.lines)


# --- the locks ---

LOCKS = [path.relative_to(ROOT) for path in sorted(ROOT.glob("src/*/python/requirements*.txt"))]
SOURCES = [lock.with_suffix(".in") for lock in LOCKS]


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_a_lock_has_a_hash_for_everything_and_no_place_of_any_machine(lock: Path) -> None:
    text = (ROOT / lock).read_text()
    pins = [line for line in text.splitlines() if "==" in line and not line.lstrip().startswith("#")]

    assert pins
    assert all(line.endswith("\\") for line in pins)
    assert not re.search(r"://|^--|^-f|^-i| @ |file:", text, re.MULTILINE)


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_a_lock_holds_what_its_source_asks_for(source: Path) -> None:
    lines = (ROOT / source).read_text().splitlines()
    asked = [re.sub(r"\[.*?\]", "", line) for line in lines if "==" in line]  # a lock names no extras
    lock = (ROOT / source).with_suffix(".txt").read_text()

    assert asked
    assert all(re.search(rf"^{re.escape(line)}\s", lock, re.MULTILINE) for line in asked)
