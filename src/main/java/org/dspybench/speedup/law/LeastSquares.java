package org.dspybench.speedup.law;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hipparchus.exception.LocalizedCoreFormats;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DiagonalMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/**
 * Fits a {@link ScalabilityLaw} by weighted least squares of the logarithms of throughput, in which
 * an error of a tenth weighs alike at every height. Contention and coherency are squares of what is
 * varied, so that neither becomes negative.
 */
final class LeastSquares {

  private static final int MOST_STEPS = 1_000;

  private static final LevenbergMarquardtOptimizer EXACT = new LevenbergMarquardtOptimizer();

  /** Good enough for one redraw of many, and many times as quick where a share nears zero. */
  private static final LevenbergMarquardtOptimizer QUICK =
      EXACT
          .withCostRelativeTolerance(1e-6)
          .withParameterRelativeTolerance(1e-4)
          .withOrthoTolerance(1e-6);

  /** A valley leads from each of these to a minimum; the deepest is taken. */
  private static final double[][] STARTS = {{0.2, 0.003}, {0.03, 0.01}, {0.5, 0.0003}};

  /** At zero a square has no slope, and would stay there. */
  private static final double OFF_ZERO = 1e-3;

  /** What was measured with so many workers: the mean logarithm, and how much it counts. */
  record Point(int workers, double logThroughput, double weight) {}

  private LeastSquares() {}

  /**
   * The law nearest to the points; absent where the search ends nowhere, as it may with throughputs
   * that have nothing to do with the worker count.
   *
   * @param points of three worker counts at least
   */
  static Optional<ScalabilityLaw> fit(List<Point> points) {
    return deepest(Stream.of(STARTS).map(start -> guess(points, start)), points, EXACT);
  }

  /**
   * The law nearest to the points that lies down from another one, which is quicker than {@link
   * #fit}; where nothing is found from there, that of {@link #fit} or else the other one.
   */
  static ScalabilityLaw refit(ScalabilityLaw near, List<Point> points) {
    double[] guess = {
      Math.log(near.perWorker()),
      Math.sqrt(near.contention()) + OFF_ZERO,
      Math.sqrt(near.coherency()) + OFF_ZERO
    };
    return deepest(Stream.of(guess), points, QUICK).or(() -> fit(points)).orElse(near);
  }

  private static Optional<ScalabilityLaw> deepest(
      Stream<double[]> guesses, List<Point> points, LevenbergMarquardtOptimizer optimizer) {
    return guesses
        .flatMap(guess -> from(guess, points, optimizer).stream())
        .min(Comparator.comparingDouble(Optimum::getCost))
        .map(optimum -> law(optimum.getPoint()));
  }

  private static double[] guess(List<Point> points, double[] start) {
    Point first = points.get(0);
    return new double[] {first.logThroughput() - Math.log(first.workers()), start[0], start[1]};
  }

  private static List<Optimum> from(
      double[] guess, List<Point> points, LevenbergMarquardtOptimizer optimizer) {
    LeastSquaresProblem problem =
        new LeastSquaresBuilder()
            .start(guess)
            .model(parameters -> model(parameters, points))
            .target(points.stream().mapToDouble(Point::logThroughput).toArray())
            .weight(weights(points))
            .maxEvaluations(MOST_STEPS)
            .maxIterations(MOST_STEPS)
            .build();
    try {
      return List.of(optimizer.optimize(problem));
    } catch (MathIllegalStateException noConvergence) {
      return List.of();
    }
  }

  /** Diagonal by its type too: the root of any other matrix takes longer than the whole fit. */
  private static RealMatrix weights(List<Point> points) {
    return new DiagonalMatrix(points.stream().mapToDouble(Point::weight).toArray());
  }

  private static ScalabilityLaw law(RealVector p) {
    double perWorker = Math.exp(p.getEntry(0));
    if (p.isNaN() || p.isInfinite() || perWorker == 0 || Double.isInfinite(perWorker)) {
      throw new MathIllegalStateException(LocalizedCoreFormats.CONVERGENCE_FAILED);
    }
    return new ScalabilityLaw(
        perWorker, p.getEntry(1) * p.getEntry(1), p.getEntry(2) * p.getEntry(2));
  }

  /** The logarithms that the law gives, and how they change with what is varied. */
  private static Pair<RealVector, RealMatrix> model(RealVector p, List<Point> points) {
    ScalabilityLaw law = law(p);
    RealVector values = new ArrayRealVector(points.size());
    RealMatrix slopes = new Array2DRowRealMatrix(points.size(), 3);
    for (int i = 0; i < points.size(); i++) {
      int n = points.get(i).workers();
      double slowdown = law.slowdown(n);
      values.setEntry(i, Math.log(law.throughput(n)));
      slopes.setEntry(i, 0, 1);
      slopes.setEntry(i, 1, -2 * p.getEntry(1) * (n - 1) / slowdown);
      slopes.setEntry(i, 2, -2 * p.getEntry(2) * n * (n - 1) / slowdown);
    }
    return new Pair<>(values, slopes);
  }
}
