package org.dspybench.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.compare.Comparison;
import org.dspybench.compare.Effect;
import org.dspybench.compare.Gate;
import org.dspybench.compare.Judgement;
import org.dspybench.compare.Quantity;
import org.dspybench.compare.Standing;
import org.dspybench.compare.Verdict;
import org.dspybench.compare.statistics.LogRatio;
import org.dspybench.report.section.ComparisonDocument;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A comparison as a comment")
class CommentReportTest {

  private static final int MANY = 2_000;

  /** Pieces that mean something to Markdown, HTML, GitHub or a terminal. */
  private static final List<String> HOSTILE =
      List.of(
          "|",
          "\n",
          "`",
          "</details>",
          "<!--",
          "-->",
          "<script>",
          "\\",
          "*",
          "_",
          "~~",
          "](",
          "&",
          "&lt;",
          "| --- |",
          "\u001b[31m",
          "\u202e",
          "\u2028",
          "😀",
          "漢",
          "#1",
          "@me",
          "$x$",
          "{n=1}");

  private final Random random = new Random(20_261_130);

  @Test
  @DisplayName("is the report itself where it is short")
  void short_isTheReport() {
    Comparison comparison =
        comparison(List.of(judged("a", Verdict.NO_MATERIAL_CHANGE)), List.of(), List.of());

    assertThat(render(comparison))
        .isEqualTo(MarkdownReport.render(ComparisonDocument.of(comparison)))
        .doesNotContain("<details>");
  }

  @Test
  @DisplayName("shows what changed or may have, and folds what did not")
  void long_foldsWhatDidNotChange() {
    String comment =
        render(
            comparison(
                Stream.of(
                        Stream.of(judged("slow", Verdict.REGRESSED)),
                        Stream.of(judged("fast", Verdict.IMPROVED)),
                        Stream.of(judged("who", Verdict.INCONCLUSIVE)),
                        many(30, i -> judged("same" + i, Verdict.NO_MATERIAL_CHANGE)),
                        Stream.of(judged("late", Standing.INFORMATION, Verdict.INCONCLUSIVE)))
                    .flatMap(judged -> judged)
                    .toList(),
                List.of("fresh"),
                List.of("gone: not measured on head")));

    assertThat(comment)
        .startsWith(
            "### Head against base\n\n**regressed: 1, improved: 1, inconclusive: 1, no material"
                + " change: 30, incomplete: 1, new: 1**\n\n- Incomplete: gone: not measured on head.\n")
        .contains("\n| slow | regressed |", "\n| fast | improved |", "\n| who | inconclusive |")
        .contains("\n- New, and compared with nothing: fresh.\n")
        .contains(
            "\n<details><summary>No material change: 30, for information: 1</summary>\n\n| benchmark |")
        .contains("are no pairs")
        .doesNotContain("Left out");
    int folded = comment.indexOf("<details>");
    assertThat(comment.indexOf("| who |")).isLessThan(folded);
    assertThat(comment.indexOf("| same0 |")).isGreaterThan(folded);
    assertThat(comment.indexOf("| late | for information |")).isGreaterThan(folded);
    assertWellFormed(comment);
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  @DisplayName("holds at most 60,000 characters, in whole rows, of 2,000 benchmarks with any names")
  void hostileNames_fit(Verdict verdict) {
    List<Judgement> judgements = many(MANY, i -> judged(hostileName(), verdict)).toList();

    String comment = render(comparison(judgements, List.of(), List.of()));

    assertThat(comment.length()).isBetween(55_000, CommentReport.MOST_CHARACTERS);
    assertWellFormed(comment);
    long shown = rows(comment);
    assertThat(comment)
        .contains("**")
        .endsWith(
            "least important on: %d. The page and the JSON of this comparison (--html, --json) hold the whole.\n"
                .formatted(MANY - shown));
    assertThat(shown).isBetween(50L, MANY - 1L);
  }

  @Test
  @DisplayName("leaves out what did not change before what did")
  void cut_beginsAtTheLeastImportantEnd() {
    List<Judgement> judgements =
        Stream.of(
                many(100, i -> judged("regressed" + i, Verdict.REGRESSED)),
                many(100, i -> judged("improved" + i, Verdict.IMPROVED)),
                many(100, i -> judged("unsure" + i, Verdict.INCONCLUSIVE)),
                many(MANY, i -> judged("same" + i, Verdict.NO_MATERIAL_CHANGE)))
            .flatMap(judged -> judged)
            .toList();

    String comment =
        render(
            comparison(
                judgements,
                many(100, i -> "new" + i).toList(),
                many(100, i -> "gone" + i + ": not measured on head").toList()));

    for (String all : List.of("| regressed", "| improved", "| unsure", ": new", ": gone")) {
      assertThat(comment.split(Pattern.quote(all) + "\\d", -1)).as(all).hasSize(101);
    }
    assertThat(comment).contains("| same0 |").doesNotContain("| same1999 |");
    assertWellFormed(comment);
  }

  @Test
  @DisplayName("fits where everything is missing or new, too")
  void lists_fit() {
    List<String> names = many(MANY, i -> hostileName()).toList();

    String comment = render(comparison(List.of(), names, names));

    assertThat(comment.length()).isLessThanOrEqualTo(CommentReport.MOST_CHARACTERS);
    assertThat(comment).contains("incomplete: 2000, new: 2000", "Left out");
  }

  private String hostileName() {
    StringBuilder name = new StringBuilder("a.B.");
    for (int i = random.nextInt(60); i >= 0; i--) {
      name.append(HOSTILE.get(random.nextInt(HOSTILE.size()))).append(random.nextInt(10));
    }
    return name.toString();
  }

  /** Every table row has its five cells, and no name opens or closes anything. */
  private static void assertWellFormed(String comment) {
    assertThat(comment.lines().filter(line -> line.startsWith("|")))
        .allSatisfy(
            line -> assertThat(line.split("(?<!\\\\)(?:\\\\\\\\)*\\|", -1)).as(line).hasSize(7));
    assertThat(comment.lines().filter(line -> !line.isEmpty()))
        .allSatisfy(line -> assertThat(line).matches("[|#*<-].*|Left out.*"));
    List<String> tags =
        Pattern.compile("<[^>]*>").matcher(comment).results().map(MatchResult::group).toList();
    assertThat(tags).containsOnly("<details>", "<summary>", "</summary>", "</details>");
    assertThat(tags.size() % 4).isZero();
    assertThat(comment.replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
  }

  private static long rows(String comment) {
    return comment.lines().filter(line -> line.startsWith("| a.B.")).count();
  }

  private static <T> Stream<T> many(int number, IntFunction<T> one) {
    return IntStream.range(0, number).mapToObj(one);
  }

  private static String render(Comparison comparison) {
    return CommentReport.render(comparison, ComparisonDocument.of(comparison));
  }

  private static Comparison comparison(
      List<Judgement> times, List<String> added, List<String> missing) {
    return new Comparison(
        "base.json",
        "head.json",
        Gate.STANDARD,
        false,
        times,
        List.of(),
        added,
        missing,
        List.of());
  }

  private static Judgement judged(String name, Verdict verdict) {
    return judged(name, Standing.JUDGED, verdict);
  }

  private static Judgement judged(String name, Standing standing, Verdict verdict) {
    Effect effect = new Effect(new LogRatio(0.01, 0.01, 19), 0.01, 0.99, List.of());
    return new Judgement(
        new Judgement.Case(name, Quantity.TIME, effect, standing), 0.01, 0.99, verdict);
  }
}
