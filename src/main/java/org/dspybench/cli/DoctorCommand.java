package org.dspybench.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.Question;
import org.dspybench.console.PythonArgument;
import org.dspybench.lm.Endpoint;
import org.dspybench.python.JepVersion;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.python.PythonException;
import org.dspybench.python.PythonUnavailableException;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;
import org.dspybench.run.BuildCommit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what was found, and proves that it works together by running a program. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Prints what was found (JDK, Python, DSPy, Jep, machine) and what is wrong.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar benchmarks.jar doctor",
      "  java -jar benchmarks.jar doctor --python ~/other/.venv",
      "",
      "Exit codes: 0 all is well, 1 something is wrong (it is said what)."
    })
final class DoctorCommand implements Callable<Integer> {

  private static final Endpoint NOWHERE =
      new Endpoint(URI.create("http://127.0.0.1:9/v1"), "none", "OPENAI_API_KEY");

  @Spec private CommandSpec spec;

  @Mixin private PythonArgument python = new PythonArgument();

  @Override
  public Integer call() {
    tell(
        "benchmarks.jar",
        BuildCommit.ofThisBuild().map(commit -> "built from commit " + commit.describe()));
    Environment machine = Environment.ofThisMachine();
    List.of(Fact.JDK, Fact.VM, Fact.OS, Fact.CPU_MODEL, Fact.CORES, Fact.MEMORY_MIB)
        .forEach(fact -> tell(fact.key(), machine.fact(fact)));
    tell("jep (Java part)", Optional.of(JepVersion.ofJavaPart()));
    try {
      PythonEnvironment found = PythonEnvironment.find(python.path());
      tell(found);
      predictOnce(found);
    } catch (PythonUnavailableException | PythonException e) {
      out().println("WRONG  " + e.getMessage());
      return 1;
    }
    out().println("All is well: a DSPy program ran in the embedded interpreter.");
    return 0;
  }

  private void tell(PythonEnvironment found) {
    tell("python", Optional.of(found.version() + (found.freeThreaded() ? " free-threaded" : "")));
    tell("interpreter lock", Optional.of(found.interpreterLock()));
    tell("environment", Optional.of(found.executable().toString()));
    tell("jep (native part)", found.packageVersion("jep"));
    tell("dspy", found.packageVersion("dspy"));
    tell("litellm", found.packageVersion("litellm"));
  }

  private static void predictOnce(PythonEnvironment found) {
    BatchOptions options =
        BatchOptions.to(NOWHERE)
            .program("dspybench.controls:Empty")
            .workers(1)
            .python(found.executable())
            .build();
    try (BatchPredictor predictor = BatchPredictor.open(options)) {
      predictor
          .predictSequential(List.of(Question.of("question", "Does it work?")))
          .failed()
          .stream()
          .findFirst()
          .ifPresent(
              failed -> {
                throw new PythonUnavailableException(failed.message());
              });
    }
  }

  private void tell(String name, Optional<String> value) {
    out().printf("%-18s %s%n", name, value.orElse("not found"));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
