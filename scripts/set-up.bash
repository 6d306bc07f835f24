# shellcheck shell=bash
# What the scripts beside this file share, to be sourced: it finds the JDK and the Python, and makes .venv and
# target/benchmarks.jar where they are missing or stale.
#
# Everything it says goes to stderr. What it cannot mend by itself is one line and exit status 2. What it makes
# carries a stamp that is written last: a half-made thing, left by Ctrl-C, has none, and the next run makes it anew.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
log=target/set-up.log
stamp=dspybench.stamp # a file in each environment: `unfinished`, or its Python and the checksum of its locks
runtime_locks=(src/main/python/requirements-build.txt src/main/python/requirements.txt)
development_locks=(src/test/python/requirements.txt)
peer_locks=(src/main/python/requirements-peers.txt)
spark_locks=(src/main/python/requirements-build.txt src/main/python/requirements-spark.txt)
made_something=false

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() {
  say "$*"
  exit 2
}
trap 'say "interrupted: run it again to go on"; exit 130' INT

# run_logged WHAT COMMAND…: runs the command with its output in the log; where it fails, WHAT and why in one line.
run_logged() {
  local what=$1 reason
  shift
  mkdir -p "${log%/*}"
  if "$@" >"$log" 2>&1 </dev/null; then return; fi
  if grep -Eqi 'name resolution|name or service not known|nodename nor servname|unknown host|connection refused|network is unreachable|no route to host|timed out|failed to fetch' "$log"; then
    die "$what: the package registry cannot be reached: connect to the network and run this again (details: $log)"
  fi
  reason=$(grep -E 'ERROR|[Ee]rror:|No space left' "$log" | grep -v 'COMPILATION ERROR' | head -n 1 || true)
  die "$what: ${reason:-$1 failed} (details: $log)"
}

# Sets jdk_version, and sets and exports JAVA_HOME.
find_jdk() {
  local javac facts
  local cure='install a JDK, 17 or newer (Debian/Ubuntu: apt-get install openjdk-17-jdk-headless, or a newer one; Fedora: dnf install java-21-openjdk-devel; macOS: brew install --cask temurin)'
  if [ -n "${JAVA_HOME:-}" ]; then
    javac=$JAVA_HOME/bin/javac
    [ -x "$javac" ] || die "JAVA_HOME=$JAVA_HOME has no bin/javac: let it name a JDK or unset it, or $cure"
  elif ! javac=$(command -v javac); then
    if command -v java >/dev/null; then die "java without javac is a JRE, which cannot compile: $cure"; fi
    die "no JDK on the PATH, and JAVA_HOME is not set: $cure"
  fi
  facts=$("$javac" -J-XshowSettings:properties -version 2>&1) || die "$javac does not run: $cure"
  jdk_version=$(sed -n 's/^ *java\.specification\.version = //p' <<<"$facts")
  [ "${jdk_version%%.*}" -ge 17 ] 2>/dev/null || die "JDK ${jdk_version:-of no known version} ($javac) is too old: $cure"
  JAVA_HOME=$(sed -n 's/^ *java\.home = //p' <<<"$facts")
  export JAVA_HOME
}

# The Maven wrapper unpacks Maven with unzip, once.
find_unzip() {
  [ -d "${MAVEN_USER_HOME:-$HOME/.m2}/wrapper/dists" ] || command -v unzip >/dev/null ||
    die 'unzip is missing, which unpacks Maven: install it (Debian/Ubuntu: apt-get install unzip; Fedora: dnf install unzip)'
}

# choose_python CANDIDATE…: sets python and python_identity to the first that fits.
choose_python() {
  local candidate answer problem=
  for candidate in "$@"; do
    command -v "$candidate" >/dev/null || continue
    if answer=$("$candidate" -I "$root/scripts/check_python.py" 2>/dev/null); then
      python=$candidate
      python_identity=$answer
      return
    elif [ $? -eq 3 ]; then # any other status: it does not run at all, as pyenv's shim of a version not in use
      problem=${problem:-$answer}
    fi
  done
  die "${problem:-no Python: install Python 3.10 or newer with its headers (Debian/Ubuntu: apt-get install python3-dev python3-venv; Fedora: dnf install python3-devel; macOS: brew install python@3.13)}"
}

choose_any_python() { choose_python python3.13 python3.12 python3.11 python3.10 python3; }

# identity_of PYTHON: prints what check_python.py prints of a Python that fits. Fails where it does not run.
identity_of() {
  "$1" -I -S -c 'import os, sys; print("{}.{}".format(*sys.version_info[:2]), os.path.realpath(sys.base_prefix))' 2>/dev/null
}

# why_stale DIRECTORY IDENTITY LOCK…: prints why the environment has to be made, or nothing. An empty IDENTITY stands for
# any. What is there but was not made by these scripts is not theirs to replace.
why_stale() {
  local directory=$1 wanted=$2 made_from='' locks='' now variable=DSPYBENCH_PYTHON
  shift 2
  if [ ! -f "$directory/$stamp" ]; then
    if [ -e "$directory" ] && ! rmdir "$directory" 2>/dev/null; then
      case $directory in
        .venv.peers) variable=DSPYBENCH_PEERS_PYTHON ;;
        .venv.spark) variable=DSPYBENCH_SPARK_PYTHON ;;
      esac
      die "$directory was not made by these scripts: remove it, or use it as it is with $variable=$directory"
    fi
    echo "$directory is missing"
    return
  fi
  { read -r made_from && read -r locks; } <"$directory/$stamp" || true
  if [ "$made_from" = unfinished ]; then
    echo "$directory is half-made"
  elif ! now=$(identity_of "$directory/bin/python"); then
    echo "the Python that $directory was made from ($made_from) is gone"
  elif [ "$now" != "$made_from" ] || [ "$now" != "${wanted:-$now}" ]; then
    echo "$directory was made from another Python ($made_from)"
  elif [ "$locks" != "$(cat "$@" | cksum)" ]; then
    echo "the locked requirements of $directory have changed"
  fi
}

# make_environment DIRECTORY PYTHON LOCK…
make_environment() {
  local directory=$1 python=$2 lock
  shift 2
  rm -rf "$directory.old"
  if [ -e "$directory" ] || [ -L "$directory" ]; then mv "$directory" "$directory.old"; fi
  mkdir "$directory"
  echo unfinished >"$directory/$stamp"
  rm -rf "$directory.old"
  run_logged "making $directory" "$python" -I -m venv "$directory"
  for lock in "$@"; do
    # jep and pyspark alone have no wheels. They are built with the pinned setuptools that is in the environment by then,
    # and never taken from pip's cache: a jep that was built for another Python of the same minor version loads that one's
    # libpython.
    run_logged "installing $lock" "$directory/bin/python" -I -m pip install --disable-pip-version-check --no-input --retries 2 \
      --no-cache-dir --require-hashes --only-binary :all: --no-binary jep,pyspark --no-build-isolation -r "$lock"
  done
  { identity_of "$directory/bin/python" && cat "$@" | cksum; } >"$directory/$stamp"
  made_something=true
}

# Sets environment_python, and exports it as DSPYBENCH_PYTHON, where the jar and the JVMs it forks look first.
find_environment() {
  local reason wanted=''
  if [ -n "${DSPYBENCH_PYTHON:-}" ]; then
    python=$DSPYBENCH_PYTHON
    if [ -d "$python" ]; then python=$python/bin/python; fi
    command -v "$python" >/dev/null ||
      die "DSPYBENCH_PYTHON=$DSPYBENCH_PYTHON is neither a Python nor the directory of an environment: mend or unset it"
    if environment_python=$("$python" -I -c 'import sys; from importlib.util import find_spec as f; f("jep") and f("dspy") or sys.exit(1); print(sys.executable)' 2>/dev/null); then
      export DSPYBENCH_PYTHON=$environment_python
      return
    fi
    choose_python "$python"
    wanted=$python_identity
  fi
  reason=$(why_stale .venv "$wanted" "${runtime_locks[@]}")
  if [ -n "$reason" ]; then
    if [ -z "$wanted" ]; then choose_any_python; fi
    say "$reason: making it with Python $python_identity (a minute or two)"
    make_environment .venv "$python" "${runtime_locks[@]}"
  fi
  environment_python=$root/.venv/bin/python
  export DSPYBENCH_PYTHON=$environment_python
}

# Makes .venv.dev, the tools that test and lock this project, with the Python $1.
make_development_environment() {
  local reason
  reason=$(why_stale .venv.dev "$(identity_of "$1")" "${development_locks[@]}")
  if [ -n "$reason" ]; then
    say "$reason: making it (half a minute)"
    make_environment .venv.dev "$1" "${development_locks[@]}"
  fi
}

# Sets and exports DSPYBENCH_PEERS_PYTHON: what it names already, else .venv.peers, made with the Python $1.
find_peer_environment() {
  local reason
  if [ -z "${DSPYBENCH_PEERS_PYTHON:-}" ]; then
    reason=$(why_stale .venv.peers "$(identity_of "$1")" "${peer_locks[@]}")
    if [ -n "$reason" ]; then
      say "$reason: making it (a minute)"
      make_environment .venv.peers "$1" "${peer_locks[@]}"
    fi
    DSPYBENCH_PEERS_PYTHON=$root/.venv.peers/bin/python
  fi
  export DSPYBENCH_PEERS_PYTHON
}

# Sets and exports DSPYBENCH_SPARK_PYTHON: what it names already, else .venv.spark, made with the Python $1.
find_spark_environment() {
  local reason
  if [ -z "${DSPYBENCH_SPARK_PYTHON:-}" ]; then
    reason=$(why_stale .venv.spark "$(identity_of "$1")" "${spark_locks[@]}")
    if [ -n "$reason" ]; then
      say "$reason: making it (two minutes, one of them a download of half a gigabyte)"
      make_environment .venv.spark "$1" "${spark_locks[@]}"
    fi
    DSPYBENCH_SPARK_PYTHON=$root/.venv.spark/bin/python
  fi
  export DSPYBENCH_SPARK_PYTHON
}

# asks_for PRESET ARGUMENT…: whether the benchmarks of that preset are to be run.
asks_for() {
  local preset=$1 previous='' argument
  shift
  for argument in "$@"; do
    case "$previous $argument" in
      *" --$preset" | *" --preset=$preset" | "--preset $preset") return 0 ;;
    esac
    previous=$argument
  done
  return 1
}

commit() { git rev-parse HEAD 2>/dev/null || echo 'no commit'; }

# The jar tells its commit in each result, so that a new commit makes it stale too.
jar_is_current() {
  [ -f target/benchmarks.jar ] && [ -f target/benchmarks.stamp ] &&
    [ "$(cat target/benchmarks.stamp)" = "$(commit)" ] &&
    [ -z "$(find pom.xml .mvn src/main -newer target/benchmarks.stamp -print | head -n 1)" ]
}

# build_jar MAVEN_COMMAND…: the stamp is as old as the start of the build, so that a file edited meanwhile counts as newer.
build_jar() {
  mkdir -p target
  rm -f target/benchmarks.jar target/benchmarks.stamp
  commit >target/benchmarks.begun
  "$@" || return
  mv target/benchmarks.begun target/benchmarks.stamp
  made_something=true
}

say_if_nothing_was_made() {
  if [ "$made_something" = false ]; then say '.venv and benchmarks.jar are up to date'; fi
}
