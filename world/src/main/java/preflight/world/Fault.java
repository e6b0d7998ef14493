package preflight.world;

import java.time.Duration;
import java.util.function.Predicate;

/** A way in which a stand-in misbehaves until it {@linkplain StandIn#recover recovers}. */
public sealed interface Fault {

  /** What happens to a connection before anything on it is understood, below TLS. */
  enum OnConnection implements Fault {
    /** Accepts, reads and never says a word. */
    SILENT,
    /** Ends the connection politely, without a word. */
    CLOSED,
    /** Ends it with a TCP reset as soon as the client has said something. */
    RESET,
    /** Sends bytes that are neither HTTP nor TLS. */
    GARBAGE,
    /** Answers in plain HTTP, on a port where TLS is spoken too. */
    PLAIN_HTTP
  }

  /** Answers properly, but only after a while. */
  record Slow(Duration by) implements Fault {}

  /** Answers properly, one byte at a time. */
  record Dripping(Duration betweenBytes) implements Fault {}

  /**
   * Answers with the stand-in's own error page: it is reached, and it refuses. An {@link Origin}
   * answers 302 with a redirect to its login page.
   *
   * @param times how many of the requests concerned are refused before the others are served
   * @param concerned the requests that the refusal is for
   */
  record Refusing(int status, int times, Predicate<Request> concerned) implements Fault {

    /** The same for paths with this end only, such as {@code /token}. */
    public Refusing onPathsEndingIn(String end) {
      return new Refusing(status, times, request -> request.path().endsWith(end));
    }

    /** The same for so many requests only; the later ones are served. */
    public Refusing atFirst(int requests) {
      return new Refusing(status, requests, concerned);
    }
  }

  /**
   * Answers as the real service does in this situation.
   *
   * @param times how many of the requests concerned are answered so before the others are served
   * @param concerned the requests that get the answer
   */
  record Answering(KnownAnswer answer, int times, Predicate<Request> concerned) implements Fault {

    /** The same for paths with this end only. */
    public Answering onPathsEndingIn(String end) {
      return new Answering(answer, times, request -> request.path().endsWith(end));
    }

    /** The same for so many requests only; the later ones are served. */
    public Answering atFirst(int requests) {
      return new Answering(answer, requests, concerned);
    }
  }

  /** Nothing is wrong. */
  record None() implements Fault {}

  /** Refuses every request with this status. */
  static Refusing refusing(int status) {
    return new Refusing(status, Integer.MAX_VALUE, request -> true);
  }

  /** Gives every request this answer. */
  static Answering answering(KnownAnswer answer) {
    return new Answering(answer, Integer.MAX_VALUE, request -> true);
  }

  /** Takes the request, after a TLS handshake where there is one, and never answers it. */
  static Slow neverAnswering() {
    return new Slow(Duration.ofDays(1));
  }

  /** Sends whoever asks to the login page of an {@link Origin}. */
  static Refusing redirectingToLogin() {
    return refusing(302);
  }
}
