package preflight.agent;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One setting of {@code run} and {@code check}, wherever it stands: an option, a variable, a key of
 * the configuration file.
 *
 * @param name the option without its dashes; the file's key
 * @param variable the environment variable
 * @param shape how often it may be given, and with what
 * @param operand what its value is called in the help; empty for a flag
 * @param help one sentence or two
 * @param reader takes a value; throws {@link IllegalArgumentException} with the mend
 */
record Option(
    String name, String variable, Shape shape, String operand, String help, Reader reader) {

  /** How often a setting may be given, and with what. */
  enum Shape {
    /** One value; the last one counts. */
    ONE,
    /** Any number of values, all of which count; a variable separates them by white space. */
    LIST,
    /** No value on the command line; {@code true} or {@code false} elsewhere. */
    FLAG
  }

  /** Takes one value into a draft. */
  @FunctionalInterface
  interface Reader {
    /** Throws {@link IllegalArgumentException} with what is wrong and how to mend it. */
    void read(Draft draft, String value);
  }

  /** Written out: a record's own is linked at run time, which a cold JVM feels. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Option that
        && name.equals(that.name)
        && variable.equals(that.variable)
        && shape == that.shape
        && operand.equals(that.operand)
        && help.equals(that.help)
        && reader.equals(that.reader);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  static Option one(String name, String operand, String help, Reader reader) {
    return new Option(name, variable(name), Shape.ONE, operand, help, reader);
  }

  static Option flag(String name, String help, Reader reader) {
    return new Option(name, variable(name), Shape.FLAG, "", help, reader);
  }

  static Option list(String name, String variable, String operand, String help, Reader reader) {
    return new Option(name, variable, Shape.LIST, operand, help, reader);
  }

  /** As it is typed, for example {@code --deadline}. */
  String dashed() {
    return "--" + name;
  }

  private static String variable(String name) {
    return "PREFLIGHT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
