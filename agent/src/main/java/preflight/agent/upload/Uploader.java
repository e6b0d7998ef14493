package preflight.agent.upload;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import preflight.agent.google.GoogleLibraries;
import preflight.agent.tls.JvmTls;
import preflight.agent.upload.UploadFailure.Kind;
import preflight.diagnosis.Verdict;
import preflight.interception.Channel;
import preflight.observation.HttpAnswer;
import preflight.plan.Container;
import preflight.report.JsonReport;
import preflight.route.Route;

/**
 * Writes a verdict's line into a bucket within a time of its own. It never throws, and never
 * changes what the verdict does: where it fails, the verdict says so in a note.
 */
public final class Uploader {

  /** Cloud Storage's JSON API. */
  static final URI CLOUD_STORAGE = URI.create("https://storage.googleapis.com");

  /** Of 1 s that an open gate may be held up, and 5 s of a closed one; the note needs some. */
  private static final Duration BEFORE_EXEC = Duration.ofMillis(700);

  private static final Duration BEFORE_EXIT = Duration.ofMillis(4_800);

  private final Bucket bucket;
  private final UploadOn on;
  private final Container container;
  private final URI endpoint;
  private final FutureTask<Tools> tools;
  private final AtomicBoolean prepares = new AtomicBoolean();
  private final ThreadCost preparation = new ThreadCost();

  /** What takes most of an upload's time to load. */
  private record Tools(Optional<Deposit> deposit, PublicTrust trust) {}

  /** On the ways that came to nothing, the surest first. */
  private final List<UploadFailure> failures = new CopyOnWriteArrayList<>();

  /** On the way that is being tried. */
  private volatile Heard heard = new Heard();

  private Uploader(
      Bucket bucket,
      UploadOn on,
      Container container,
      URI endpoint,
      Supplier<Optional<Deposit>> library) {
    this.bucket = bucket;
    this.on = on;
    this.container = container;
    this.endpoint = endpoint;
    this.tools =
        new FutureTask<>(() -> {
          JvmTls.prepare();
          Optional<Deposit> found = library.get();
          found.ifPresent(Deposit::prepare);
          return new Tools(found, PublicTrust.ofProcess());
        });
  }

  /** Uploads to Cloud Storage with this process's library. */
  public static Uploader to(Bucket bucket, UploadOn on, Container container) {
    return to(
        bucket,
        on,
        container,
        CLOUD_STORAGE,
        () -> GoogleLibraries.ofProcess().load(Deposit.class));
  }

  /** The same elsewhere, with another's library. */
  static Uploader to(
      Bucket bucket,
      UploadOn on,
      Container container,
      URI endpoint,
      Supplier<Optional<Deposit>> library) {
    var uploader = new Uploader(bucket, on, container, endpoint, library);
    if (on == UploadOn.ALWAYS) {
      // There will be something to upload: its classes take most of what an open gate may wait.
      uploader.prepare();
    }
    return uploader;
  }

  /** Loads the library while nothing else is to do; on a busy machine that takes seconds. */
  public void prepare() {
    if (prepares.compareAndSet(false, true)) {
      daemon("preflight-upload-library", () -> preparation.of(tools));
    }
  }

  /** How much of a run's deadline to keep back, so that the upload ends within it, too. */
  public static Duration reserve() {
    return BEFORE_EXIT;
  }

  /**
   * Uploads where this verdict is wanted.
   *
   * @param left of the run's deadline
   * @return the verdict, with a note where the upload failed
   */
  public Verdict keep(Verdict verdict, Duration left) throws InterruptedException {
    if (!on.wants(verdict)) {
      return verdict;
    }
    Duration most =
        switch (verdict.action()) {
          case EXEC -> BEFORE_EXEC.minus(held());
          case EXIT -> BEFORE_EXIT;
        };
    Duration limit = left.compareTo(most) < 0 ? left : most;
    return attempt(verdict, limit)
        .map(failure -> verdict.with(UploadNote.of(failure, bucket, verdict)))
        .orElse(verdict);
  }

  /** How long the library's preparation may have held the probes up: it took their processors. */
  private Duration held() {
    return preparation.soFar().dividedBy(Runtime.getRuntime().availableProcessors());
  }

  private Optional<UploadFailure> attempt(Verdict verdict, Duration limit)
      throws InterruptedException {
    if (!limit.isPositive()) {
      return Optional.of(new UploadFailure(Kind.TOO_LATE, "no time was left to begin it"));
    }
    long end = System.nanoTime() + limit.toNanos();
    failures.clear();
    var upload = new FutureTask<>(() -> put(verdict, end));
    daemon("preflight-upload", upload);
    try {
      return upload.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      Optional<UploadFailure> failure = tooLate(limit);
      upload.cancel(true);
      return failure;
    } catch (ExecutionException e) {
      return Optional.of(UploadFailure.of(Optional.empty(), channel(), e));
    }
  }

  /** What put us off until the end is named rather than the end. */
  private Optional<UploadFailure> tooLate(Duration limit) {
    String words = "not done after " + limit.toMillis() + " ms";
    Optional<HttpAnswer> refusal = heard.answer().filter(answer -> answer.status() >= 400);
    if (refusal.isEmpty() && heard.brokeOff().isEmpty()) {
      return told(Stream.of(new UploadFailure(Kind.TOO_LATE, words)));
    }
    Exception last = heard.brokeOff().<Exception>map(thrown -> thrown).orElseGet(Exception::new);
    UploadFailure failure = UploadFailure.of(refusal, channel(), last);
    return told(Stream.of(failure, new UploadFailure(Kind.TOO_LATE, words)));
  }

  /** All that failed as one failure, of the first one's kind. */
  private Optional<UploadFailure> told(Stream<UploadFailure> last) {
    return Stream.concat(failures.stream(), last).reduce(UploadFailure::and);
  }

  private Optional<UploadFailure> put(Verdict verdict, long end)
      throws InterruptedException, ExecutionException {
    Optional<URI> metadata = MetadataToken.source(verdict);
    if (metadata.isEmpty()) {
      return Optional.of(
          new UploadFailure(Kind.NO_METADATA, "no metadata server was verified directly"));
    }
    prepare();
    Optional<String> token;
    try {
      token = MetadataToken.from(metadata.get(), left(end));
    } catch (IOException silent) {
      token = Optional.empty();
    }
    if (token.isEmpty()) {
      return Optional.of(
          new UploadFailure(
              Kind.NO_TOKEN, "the metadata server at " + metadata.get() + " gives no token"));
    }
    Optional<Deposit> library = tools.get().deposit();
    return library.isEmpty()
        ? Optional.of(
            new UploadFailure(
                Kind.NO_LIBRARY, "its jars are not in the folder google of Preflight's home"))
        : along(Ways.to(endpoint, verdict, container), library.get(), verdict, token.get(), end);
  }

  private Optional<UploadFailure> along(
      List<Route> ways, Deposit library, Verdict verdict, String token, long end) {
    for (int i = 0; i < ways.size(); i++) {
      Duration share = left(end).dividedBy(ways.size() - i);
      Optional<UploadFailure> failure = along(ways.get(i), library, verdict, token, share);
      if (failure.filter(found -> found.kind().onTheWay()).isEmpty()) {
        return failure;
      }
      failure.ifPresent(failures::add);
    }
    return told(Stream.empty());
  }

  private Optional<UploadFailure> along(
      Route way, Deposit library, Verdict verdict, String token, Duration share) {
    heard = new Heard();
    OkHttpClient client =
        "https".equals(endpoint.getScheme())
            ? Way.secure(way, share, tools.resultNow().trust())
            : Way.plain(way, share);
    try {
      library.put(
          new Deposit.Errand(
              bucket,
              bucket.object(verdict.job(), verdict.time()),
              new String(JsonReport.verdict(verdict), StandardCharsets.UTF_8),
              token,
              endpoint,
              client.newBuilder().addInterceptor(heard).build(),
              share));
      return Optional.empty();
    } catch (RuntimeException thrown) {
      UploadFailure failure = UploadFailure.of(heard.answer(), channel(), thrown);
      if (failure.kind() == Kind.EXISTS && heard.brokeOff().isPresent()) {
        // It is ours: a try that broke off had arrived, and nobody else writes this name.
        return Optional.empty();
      }
      return Optional.of(new UploadFailure(failure.kind(), way.via() + ": " + failure.detail()));
    }
  }

  private Channel channel() {
    return "https".equals(endpoint.getScheme()) ? Channel.VERIFIED_TLS : Channel.PLAIN;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  private static void daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
