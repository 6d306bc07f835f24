package org.dspybench.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dspybench.modes.Ladder;
import org.dspybench.modes.Ladder.Step;

/** Throughput against workers, drawn in text: a point for each step, evenly apart. */
final class ThroughputCurve {

  private static final int HEIGHT = 10;
  private static final int APART = 7;

  private ThroughputCurve() {}

  static List<String> lines(Ladder ladder) {
    List<Step> steps = ladder.steps();
    char[][] field = new char[HEIGHT + 1][(steps.size() - 1) * APART + 4];
    Arrays.stream(field).forEach(row -> Arrays.fill(row, ' '));
    for (int i = 0; i < steps.size(); i++) {
      if (i > 0) {
        draw(field, i - 1, height(ladder, i - 1), height(ladder, i));
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      field[row(height(ladder, i))][column(i)] = '●';
    }
    return withAxes(field, ladder);
  }

  /** How high a step stands, from 0 to 1. */
  private static double height(Ladder ladder, int step) {
    return ladder.steps().get(step).metrics().throughput()
        / Math.max(1e-9, ladder.bestThroughput());
  }

  private static int row(double height) {
    return HEIGHT - (int) Math.round(height * HEIGHT);
  }

  private static int column(int step) {
    return step * APART + 2;
  }

  private static void draw(char[][] field, int step, double from, double to) {
    for (int x = 1; x < APART; x++) {
      field[row(from + (to - from) * x / APART)][column(step) + x] = '·';
    }
  }

  private static List<String> withAxes(char[][] field, Ladder ladder) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row <= HEIGHT; row++) {
      String label =
          row % 5 == 0
              ? String.format(
                  Locale.ROOT, "%,8.0f/s ┤", ladder.bestThroughput() * (HEIGHT - row) / HEIGHT)
              : " ".repeat(11) + "│";
      lines.add((label + new String(field[row])).stripTrailing());
    }
    StringBuilder axis = new StringBuilder(" ".repeat(11) + "└");
    StringBuilder names = new StringBuilder("    workers ");
    for (Step step : ladder.steps()) {
      axis.append("──┬────");
      names.append(String.format(Locale.ROOT, "%3d    ", step.workers()));
    }
    lines.add(axis.toString());
    lines.add(names.toString().stripTrailing());
    return lines;
  }
}
