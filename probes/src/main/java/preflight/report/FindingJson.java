package preflight.report;

import java.util.ArrayList;
import java.util.List;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;

/** Writes a finding's fields, as every kind of line that has findings shows them. */
final class FindingJson {

  private final JsonLine line;
  private final Detail detail;

  FindingJson(JsonLine line, Detail detail) {
    this.line = line;
    this.detail = detail;
  }

  void write(Finding finding) {
    line.text("code", finding.cause().name());
    line.text("severity", finding.severity().label());
    line.text("confidence", finding.confidence().label());
    line.text("owner", finding.cause().owner().label());
    line.words("target", finding.target());
    line.words("summary", finding.summary());
    line.sentences("because", facts(finding.because()));
    line.object("remedy", () -> remedy(finding.remedy()));
    line.text("page", "docs/causes/" + finding.cause() + ".md");
  }

  private List<String> facts(List<String> because) {
    if (because.size() <= detail.facts()) {
      return because;
    }
    List<String> kept = new ArrayList<>(because.subList(0, detail.facts()));
    kept.add("(" + (because.size() - detail.facts()) + " more)");
    return kept;
  }

  private void remedy(Remedy remedy) {
    line.words("text", remedy.text());
    line.object("values", () -> remedy.values().forEach(this::value));
    line.texts("commands", remedy.commands().stream().filter(this::fits).toList());
  }

  private void value(String name, String value) {
    if (fits(value)) {
      line.text(name, value);
    }
  }

  private boolean fits(String whole) {
    return whole.length() <= detail.words();
  }
}
