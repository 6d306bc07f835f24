package org.dspybench.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** The arrows between packages, as the README draws them. */
@AnalyzeClasses(packages = "org.dspybench", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageArrowsTest {

  @ArchTest
  static final ArchRule ARROWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("lm")
          .definedBy("org.dspybench.lm..")
          .layer("python")
          .definedBy("org.dspybench.python..")
          .layer("batch")
          .definedBy("org.dspybench.batch..")
          .layer("job")
          .definedBy("org.dspybench.job..")
          .layer("modes")
          .definedBy("org.dspybench.modes..")
          .layer("simulator")
          .definedBy("org.dspybench.simulator..")
          .layer("benchmarks")
          .definedBy("org.dspybench.benchmarks..")
          .layer("files")
          .definedBy("org.dspybench.files..")
          .layer("results")
          .definedBy("org.dspybench.results..")
          .layer("speedup")
          .definedBy("org.dspybench.speedup..")
          .layer("compare")
          .definedBy("org.dspybench.compare..")
          .layer("report")
          .definedBy("org.dspybench.report..")
          .layer("run")
          .definedBy("org.dspybench.run..")
          .layer("calibration")
          .definedBy("org.dspybench.calibration..")
          .layer("console")
          .definedBy("org.dspybench.console..")
          .layer("spark")
          .definedBy("org.dspybench.spark..")
          .layer("cli")
          .definedBy("org.dspybench.cli..")
          .whereLayer("lm")
          .mayNotAccessAnyLayer()
          .whereLayer("simulator")
          .mayNotAccessAnyLayer()
          .whereLayer("files")
          .mayNotAccessAnyLayer()
          .whereLayer("results")
          .mayOnlyAccessLayers("files")
          .whereLayer("python")
          .mayOnlyAccessLayers("lm")
          .whereLayer("batch")
          .mayOnlyAccessLayers("python", "lm")
          .whereLayer("job")
          .mayOnlyAccessLayers("batch", "python", "lm")
          .whereLayer("modes")
          .mayOnlyAccessLayers("batch", "simulator", "lm")
          .whereLayer("benchmarks")
          .mayOnlyAccessLayers("batch", "python", "lm", "simulator")
          .whereLayer("speedup")
          .mayOnlyAccessLayers("results")
          .whereLayer("report")
          .mayOnlyAccessLayers("speedup", "compare", "results", "files")
          .whereLayer("compare")
          .mayOnlyAccessLayers("results")
          .whereLayer("run")
          .mayOnlyAccessLayers("benchmarks", "simulator", "python", "lm", "results", "files")
          .whereLayer("calibration")
          .mayOnlyAccessLayers("benchmarks", "simulator", "results", "files")
          .whereLayer("console")
          .mayOnlyAccessLayers("batch", "job", "python", "lm")
          .whereLayer("spark")
          .mayOnlyAccessLayers("console", "job", "batch", "python", "lm", "files")
          .whereLayer("spark")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest static final ArchRule ONLY_PYTHON_KNOWS_JEP = onlyIn("org.dspybench.python..", "jep..");

  @ArchTest
  static final ArchRule ONLY_THE_SIMULATOR_KNOWS_WIREMOCK =
      onlyIn("org.dspybench.simulator..", "com.github.tomakehurst.wiremock..");

  @ArchTest
  static final ArchRule ONLY_THE_SIMULATOR_KNOWS_JETTY =
      onlyIn("org.dspybench.simulator..", "org.eclipse.jetty..");

  @ArchTest
  static final ArchRule ONLY_THE_LAW_KNOWS_HIPPARCHUS =
      onlyIn("org.dspybench.speedup.law..", "org.hipparchus..");

  @ArchTest
  static final ArchRule ONLY_THE_LIMITS_KNOW_BUCKET4J =
      onlyIn("org.dspybench.lm.limit..", "io.github.bucket4j..");

  @ArchTest
  static final ArchRule ONLY_THE_LIMITS_KNOW_CONCURRENCY_LIMITS =
      onlyIn("org.dspybench.lm.limit..", "com.netflix.concurrency..");

  @ArchTest
  static final ArchRule ONLY_BENCHMARKS_ARE_ANNOTATED =
      onlyIn("org.dspybench.benchmarks..", "org.openjdk.jmh.annotations..");

  @ArchTest
  static final ArchRule ONLY_COMMAND_LINES_KNOW_PICOCLI =
      onlyIn(
          List.of("org.dspybench.cli..", "org.dspybench.console..", "org.dspybench.spark.."),
          "picocli..");

  @ArchTest
  static final ArchRule ONLY_THE_CLUSTER_KNOWS_SPARK =
      onlyIn("org.dspybench.spark..", "org.apache.spark..");

  @ArchTest
  static final ArchRule ONLY_THE_CLUSTER_KNOWS_HADOOP =
      onlyIn("org.dspybench.spark..", "org.apache.hadoop..");

  @ArchTest
  static final ArchRule ONLY_CHARTS_KNOW_XCHART =
      onlyIn("org.dspybench.report.chart..", "org.knowm.xchart..");

  @ArchTest
  static final ArchRule ONLY_CHARTS_KNOW_BATIK =
      onlyIn("org.dspybench.report.chart..", "org.apache.batik..");

  @ArchTest
  static final ArchRule ONLY_THE_PAGE_KNOWS_JTE = onlyIn("org.dspybench.report.html..", "gg.jte..");

  @ArchTest
  static final ArchRule PARAMETERS_STAND_IN_STATES_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.dspybench.benchmarks.state..", "..jmh_generated..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.openjdk.jmh.annotations.Param");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.dspybench.(*)..").should().beFreeOfCycles();

  private static ArchRule onlyIn(String home, String library) {
    return onlyIn(List.of(home), library);
  }

  private static ArchRule onlyIn(List<String> homes, String library) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.concat(homes.stream(), Stream.of("..jmh_generated..")).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }
}
