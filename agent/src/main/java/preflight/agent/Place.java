package preflight.agent;

/**
 * Where a value stands, so that its reader can be sent there.
 *
 * @param text as the user calls it: {@code --deadline}, {@code PREFLIGHT_DEADLINE} or {@code
 *     /etc/preflight.yaml:3:5}
 * @param status what a wrong value there ends with
 */
record Place(String text, ExitStatus status) {

  static Place argument(String text) {
    return new Place(text, ExitStatus.WRONG_USAGE);
  }

  static Place input(String text) {
    return new Place(text, ExitStatus.UNREADABLE);
  }

  static Place variable(String name) {
    return new Place(name, ExitStatus.WRONG_CONFIGURATION);
  }

  static Place file(String path) {
    return new Place(path, ExitStatus.WRONG_CONFIGURATION);
  }
}
