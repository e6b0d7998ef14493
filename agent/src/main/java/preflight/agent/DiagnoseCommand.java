package preflight.agent;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import preflight.agent.google.DefaultCredentials;
import preflight.agent.google.DefaultCredentials.Token;
import preflight.agent.google.GoogleLibraries;
import preflight.logs.LogDiagnosis;
import preflight.logs.LogDiagnosis.Source;
import preflight.plan.Container;
import preflight.report.DiagnosisReport;
import preflight.report.Style;

/** {@code diagnose}: names the causes in the logs of failed executions. */
final class DiagnoseCommand {

  private static final Place EXECUTION = Place.input("--execution");

  private static final String WITHOUT_LIBRARIES =
      "Google's libraries, which find the credentials, are not in the folder google of Preflight's"
          + " home; fetch the log with gcloud: ";

  private final Console console;
  private final Container container;
  private final InputStream standardInput;

  DiagnoseCommand(Console console, Container container, InputStream standardInput) {
    this.console = console;
    this.container = container;
    this.standardInput = standardInput;
  }

  int call(List<String> words) throws Refusal {
    DiagnoseArguments arguments = DiagnoseArguments.parse(words, container);
    LogDiagnosis diagnosis =
        arguments.execution().isPresent()
            ? fetched(arguments.execution().get())
            : diagnosis(arguments.files());
    print(diagnosis, arguments.by(), arguments.format().resolve(container, console.out()));
    Format spoken = arguments.format().resolve(container, console.err());
    diagnosis
        .notes()
        .forEach(note ->
            console
                .err()
                .write(
                    LogLine.of(LogLine.Severity.WARNING, "preflight: diagnose: " + note, spoken)));
    if (diagnosis.unreadable()) {
      return ExitStatus.UNREADABLE.code();
    }
    return (diagnosis.failures().isEmpty() ? ExitStatus.OK : ExitStatus.BLOCKED).code();
  }

  private LogDiagnosis diagnosis(List<String> files) throws Refusal {
    List<Source> sources = new ArrayList<>();
    try {
      for (String file : files) {
        sources.add(new Source(file, open(file)));
      }
      return LogDiagnosis.of(sources);
    } finally {
      sources.forEach(source -> close(source.bytes()));
    }
  }

  private LogDiagnosis fetched(ExecutionLog log) throws Refusal {
    DefaultCredentials credentials =
        GoogleLibraries.ofProcess()
            .load(DefaultCredentials.class)
            .orElseThrow(() -> new Refusal(EXECUTION, WITHOUT_LIBRARIES + log.command()));
    // Google's library of credentials takes a selector from nowhere else.
    ProxySelector.setDefault(new ContainerProxies(container));
    var api =
        new LoggingApi(
            LoggingApi.PUBLIC,
            token(credentials),
            time -> Thread.sleep(time),
            Duration.ofSeconds(1));
    try (var entries = new FetchedEntries(api, log)) {
      return LogDiagnosis.of(List.of(new Source(log.execution(), entries)));
    }
  }

  private static Token token(DefaultCredentials credentials) throws Refusal {
    try {
      return credentials.scoped("https://www.googleapis.com/auth/logging.read");
    } catch (IOException none) {
      throw new Refusal(
          EXECUTION,
          "there are no application default credentials;"
              + " run 'gcloud auth application-default login'");
    }
  }

  private InputStream open(String file) throws Refusal {
    if (file.equals("-")) {
      return standardInput;
    }
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw unreadable(file, "is a directory; name the files in it");
    }
    try {
      return new FileInputStream(path.toFile());
    } catch (IOException e) {
      throw unreadable(file, Files.exists(path) ? "cannot be read" : "does not exist");
    }
  }

  private static Refusal unreadable(String file, String why) {
    return new Refusal(Place.input("'" + Values.shown(file) + "'"), why);
  }

  private static void close(InputStream bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  private void print(LogDiagnosis diagnosis, DiagnoseArguments.By by, Format format) {
    var now = Clock.systemUTC().instant();
    Style style = console.out().terminal() ? Style.ANSI : Style.PLAIN;
    boolean byCause = by == DiagnoseArguments.By.CAUSE;
    switch (format) {
      case JSON ->
          console
              .out()
              .write(
                  byCause
                      ? DiagnosisReport.json(diagnosis, now)
                      : DiagnosisReport.jsonByAttempt(diagnosis, now));
      case TEXT, AUTO ->
          console
              .out()
              .write(
                  byCause
                      ? DiagnosisReport.text(diagnosis, style)
                      : DiagnosisReport.textByAttempt(diagnosis, style));
    }
  }
}
