package org.dspybench.results;

import java.util.regex.Pattern;

/** What an environment file tells of a run, in the order in which it stands there. */
public enum Fact {
  /** The commit of this project, abbreviated. */
  COMMIT("commit", Kind.TEXT),
  /** Whether the work tree had changes that are not in the commit. */
  DIRTY("dirty", Kind.FLAG),
  /** When the run began, in UTC, as ISO 8601. */
  STARTED_AT("startedAt", Kind.TEXT),
  /** The preset that chose forks, iterations and parameters. */
  PRESET("preset", Kind.TEXT),
  /** The version of the JDK. */
  JDK("jdk", Kind.TEXT),
  /** The name and version of the virtual machine. */
  VM("vm", Kind.TEXT),
  /** The operating system, its version and architecture. */
  OS("os", Kind.TEXT),
  /** The model of the processor. */
  CPU_MODEL("cpuModel", Kind.TEXT),
  /** The processors that the JVM may use. */
  CORES("cores", Kind.NUMBER),
  /** The memory that the JVM's machine or container has, in MiB. */
  MEMORY_MIB("memoryMiB", Kind.NUMBER),
  /** The version of Python. */
  PYTHON("python", Kind.TEXT),
  /** Whether Python has its interpreter lock: {@code global}, or {@code none}. */
  INTERPRETER_LOCK("interpreterLock", Kind.TEXT),
  /** The version of DSPy. */
  DSPY("dspy", Kind.TEXT),
  /** The version of litellm. */
  LITELLM("litellm", Kind.TEXT),
  /** The version of Jep's Java part. */
  JEP_JAVA("jepJava", Kind.TEXT),
  /** The version of Jep's native part. */
  JEP_NATIVE("jepNative", Kind.TEXT),
  /** The packages that the peers ran on, with their versions; of no use where none was asked. */
  PEERS("peers", Kind.TEXT),
  /** What a run has in common with the one that it was measured in pairs with. */
  PAIRING("pairing", Kind.TEXT),
  /** The benchmarks that a screening settled, so that they got no fresh pairs. */
  SETTLED("settledByScreening", Kind.TEXT),
  /** The benchmarks that were measured beside others for information, and are not judged by. */
  INFORMATION("forInformation", Kind.TEXT),
  /** The seed of the simulator. */
  SEED("seed", Kind.NUMBER),
  /** The simulator's profile. */
  PROFILE("profile", Kind.TEXT),
  /** What the profile's latencies were multiplied by. */
  TIME_SCALE("timeScale", Kind.NUMBER),
  /** What was in the profiles: their names, each with the hash of its content. */
  PROFILE_HASHES("profileHashes", Kind.TEXT),
  /** When the simulator was calibrated on this machine, in UTC, as ISO 8601. */
  CALIBRATED_AT("calibratedAt", Kind.TEXT),
  /** The simulator's highest rate on this machine, in requests per second. */
  HIGHEST_RATE("highestRequestsPerSecond", Kind.NUMBER);

  /** How a fact is written in JSON. */
  enum Kind {
    TEXT(".*\\S.*"),
    NUMBER("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?"),
    FLAG("true|false");

    private final Pattern form;

    Kind(String form) {
      this.form = Pattern.compile(form);
    }
  }

  private final String key;
  private final Kind kind;

  Fact(String key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  /** The name of this fact in an environment file. */
  public String key() {
    return key;
  }

  Kind kind() {
    return kind;
  }

  boolean admits(String value) {
    return kind.form.matcher(value).matches();
  }
}
