package preflight.report;

import java.util.List;

/**
 * How much of a verdict one line tells. Findings are in every one; the least leaves room for two
 * hundred of them, which is more than the catalogue has causes for.
 *
 * @param reachable what is told of targets that are reachable
 * @param others what is told of all other targets
 * @param words the most characters of one text; a longer value or command is left out whole, for
 *     half of it would be wrong
 * @param facts the most sentences of evidence a finding
 * @param unexplained the most unexplained checks; the others are counted
 */
record Detail(Scope reachable, Scope others, int words, int facts, int unexplained) {

  /** What is told of a target. */
  enum Scope {
    /** Every stage of every route. */
    STAGES,
    /** Every route, and the stages of those that failed. */
    ROUTES,
    /** Its outcome. */
    OUTCOME,
    /** That there is one more of this outcome. */
    COUNT
  }

  private static final int ANY = Integer.MAX_VALUE;

  /** From all to the least; the first that fits is written. */
  static final List<Detail> DESCENDING =
      List.of(
          new Detail(Scope.STAGES, Scope.STAGES, ANY, ANY, ANY),
          new Detail(Scope.ROUTES, Scope.ROUTES, ANY, ANY, ANY),
          new Detail(Scope.OUTCOME, Scope.ROUTES, ANY, ANY, ANY),
          new Detail(Scope.COUNT, Scope.ROUTES, ANY, ANY, ANY),
          new Detail(Scope.COUNT, Scope.OUTCOME, ANY, ANY, 100),
          new Detail(Scope.COUNT, Scope.OUTCOME, 1000, 4, 50),
          new Detail(Scope.COUNT, Scope.COUNT, 300, 2, 30),
          new Detail(Scope.COUNT, Scope.COUNT, 100, 1, 10),
          new Detail(Scope.COUNT, Scope.COUNT, 30, 0, 3));
}
