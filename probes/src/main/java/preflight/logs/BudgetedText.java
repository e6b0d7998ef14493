package preflight.logs;

import java.io.Serial;

/** A text that ends a match which takes too long: foreign words must not keep a matcher busy. */
final class BudgetedText implements CharSequence {

  /** Ends a match. */
  static final class Exhausted extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private Exhausted() {
      super("the match takes too long", null, false, false);
    }
  }

  /** Characters looked at: some 30 ms. */
  private static final int BUDGET = 10_000_000;

  private final String text;
  private int left = BUDGET;

  BudgetedText(String text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
