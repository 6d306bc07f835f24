package org.dspybench.results;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a JVM can tell of itself and of the machine that it runs on. */
final class MachineFacts {

  private MachineFacts() {}

  static Map<Fact, String> gather(Path cpuinfo) {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    facts.put(Fact.JDK, System.getProperty("java.version"));
    facts.put(Fact.VM, properties("java.vm.name", "java.vm.version"));
    facts.put(Fact.OS, properties("os.name", "os.version", "os.arch"));
    facts.put(Fact.CORES, String.valueOf(Runtime.getRuntime().availableProcessors()));
    cpuModel(cpuinfo).ifPresent(model -> facts.put(Fact.CPU_MODEL, model));
    memoryMib().ifPresent(mib -> facts.put(Fact.MEMORY_MIB, mib));
    return facts;
  }

  /** The {@code model name} of Linux on x86; other processors and systems have none. */
  private static Optional<String> cpuModel(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .filter(model -> !model.isEmpty())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // Not Linux: an absent fact, which the file lists as missing.
    }
  }

  private static Optional<String> memoryMib() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? Optional.of(String.valueOf(machine.getTotalMemorySize() >> 20))
        : Optional.empty();
  }

  private static String properties(String... names) {
    return String.join(" ", Stream.of(names).map(System::getProperty).toList());
  }
}
