package preflight.logs;

import java.util.List;
import java.util.regex.Pattern;

/** Makes a foreign line fit to be quoted: short, printable, and without anything secret in it. */
final class Mask {

  private static final int LONGEST = 300;

  private record Rule(Pattern secret, String instead) {
    Rule(String secret, String instead) {
      this(Pattern.compile(secret), instead);
    }
  }

  /** Names that secrets go by. */
  private static final String NAMES =
      "(?i:[\\w.-]*(?:passw(?:or)?d|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key"
          + "|private[_-]?key|credential|auth(?:orization)?|cookie|session(?:id)?|signature|sig"
          + "|assertion)[\\w-]*)";

  /** The name of a secret, which is none itself, and what somebody has to look at. */
  private static final String RESOURCE = "[\"']?projects/[\\w:.-]{1,60}/[a-z]{1,30}/";

  /** Over-eager rather than not. */
  private static final List<Rule> RULES =
      List.of(
          // An account in the metadata server's paths is no userinfo.
          new Rule("(?<=://[\\w.:-]{1,80}/computeMetadata/[\\w./-]{1,80})@", "%40"),
          new Rule("(?<=://)[^\\s/'\"]*@", "***@"),
          new Rule("(?<=://)[^\\s'\"@]*:[^\\s'\"@]*@", "***@"),
          new Rule(
              "(?i)\\b((?:proxy-)?authorization|(?:set-)?cookie|x-[\\w-]*(?:token|key))"
                  + "([\"']?\\s*[:=]\\s*[\"']?).*",
              "$1$2***"),
          new Rule("(?i)\\b(bearer|basic|negotiate|ntlm)\\s+[\\w+/=.~-]{4,}", "$1 ***"),
          new Rule(
              "("
                  + NAMES
                  + "[\"']?\\s*[=:]\\s*)(?!"
                  + RESOURCE
                  + ")(?:\"[^\"]*\"?|'[^']*'?|[^\\s,;&'\"()<]{3,})",
              "$1***"),
          new Rule("(?i)(--?(?:password|passwd|token|secret|proxy-user|user|u)[= ])\\S+", "$1***"),
          new Rule("(/[^\\s?'\"]*)\\?[^\\s'\")]+", "$1?***"),
          new Rule(
              "\\b(?:ya29\\.|eyJ|gh[opsur]_|github_pat_|glpat-|npm_|xox[a-z]-|sk-|AKIA|ASIA|AIza"
                  + "|GOCSPX-|1//0)[\\w./+=-]{6,}",
              "***"),
          new Rule("-----BEGIN [A-Z ]*PRIVATE KEY.*", "***"),
          new Rule("[A-Za-z0-9+_=-]{40,}", "***"));

  private Mask() {}

  /** The line as it may be shown. */
  static String line(String words) {
    String start = words.length() > 20 * LONGEST ? words.substring(0, 20 * LONGEST) : words;
    String line = start.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    for (Rule rule : RULES) {
      line = rule.secret().matcher(line).replaceAll(rule.instead());
    }
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
