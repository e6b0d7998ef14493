package preflight.world;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** What all HTTP stand-ins share: an address, a record of the requests, and faults on demand. */
public abstract sealed class StandIn implements AutoCloseable
    permits ForwardProxy, MetadataServer, Origin {

  private static final byte[] GARBAGE = {0, 7, (byte) 0xfe, 1, 'g', 'a', 'r', 'b', '\n', 2};

  private final Listener listener;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Injection injection = new Injection(new Fault.None());
  private volatile @Nullable Credential credential;

  StandIn(InetSocketAddress bindTo, @Nullable Credential credential) {
    this.listener = new Listener(bindTo);
    this.credential = credential;
  }

  /** Loopback, with a port that the system chooses. */
  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Where it listens. */
  public final InetSocketAddress address() {
    return listener.address();
  }

  /** {@link #address} as it stands in a URL or in a variable: {@code 127.0.0.1:8080}. */
  public final String hostAndPort() {
    return address().getAddress().getHostAddress() + ":" + address().getPort();
  }

  /** The requests so far, the oldest first. Those that a fault left unread are not among them. */
  public final List<Request> requests() {
    return List.copyOf(requests);
  }

  /** From the next connection or request on, misbehaves in this way and in no other. */
  public final void inject(Fault fault) {
    injection = new Injection(fault);
  }

  /** Behaves again. */
  public final void recover() {
    inject(new Fault.None());
  }

  /** Ends every connection, and returns when no thread of this stand-in is left. */
  @Override
  public final void close() {
    listener.close();
  }

  /** What it answers when nothing is wrong. */
  abstract void serve(Request request, HttpStream stream) throws IOException;

  /** Its own error page. */
  abstract Response refusal(int status, Request request);

  final void open() {
    listener.open(this::serve);
  }

  final void presentAs(Credential other) {
    credential = other;
  }

  final void spawn(Listener.Work work) {
    listener.spawn(work);
  }

  final <T extends Closeable> T track(T resource) throws IOException {
    return listener.track(resource);
  }

  private void serve(Socket socket) throws IOException {
    if (injection.fault() instanceof Fault.OnConnection fault) {
      spoil(socket, fault);
      return;
    }
    Credential presented = credential;
    if (presented == null) {
      converse(socket);
    } else {
      try (SSLSocket secured = presented.secure(socket)) {
        converse(secured);
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    var stream = new HttpStream(socket);
    Optional<Request> request = stream.nextRequest();
    while (request.isPresent()) {
      requests.add(request.get());
      answer(request.get(), stream);
      request = stream.finished() ? Optional.empty() : stream.nextRequest();
    }
  }

  private void answer(Request request, HttpStream stream) throws IOException {
    Injection now = injection;
    switch (now.fault()) {
      case Fault.None none -> serve(request, stream);
      case Fault.OnConnection tooLate -> stream.finish();
      case Fault.Slow slow -> {
        Pause.of(slow.by());
        serve(request, stream);
      }
      case Fault.Dripping dripping -> {
        stream.pace(dripping.betweenBytes());
        serve(request, stream);
        stream.finish();
      }
      case Fault.Refusing refusing -> {
        if (now.strikes(refusing.concerned(), refusing.times(), request)) {
          stream.write(refusal(refusing.status(), request), request);
        } else {
          serve(request, stream);
        }
      }
      case Fault.Answering answering -> {
        if (now.strikes(answering.concerned(), answering.times(), request)) {
          stream.write(answering.answer().response(), request);
        } else {
          serve(request, stream);
        }
      }
    }
  }

  private static void spoil(Socket socket, Fault.OnConnection fault) throws IOException {
    switch (fault) {
      case SILENT -> drain(socket);
      case CLOSED -> say(socket, new byte[0]);
      case RESET -> {
        boolean spokenTo = socket.getInputStream().read() >= 0;
        socket.setSoLinger(spokenTo, 0);
      }
      case GARBAGE -> say(socket, GARBAGE);
      case PLAIN_HTTP ->
          say(
              socket,
              "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Reads on after the last word: a socket closed with unread bytes resets the connection. */
  private static void say(Socket socket, byte[] words) throws IOException {
    socket.getOutputStream().write(words);
    socket.shutdownOutput();
    drain(socket);
  }

  private static void drain(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    while (in.read() >= 0) {
      // What the peer says goes unheard.
    }
  }

  private record Injection(Fault fault, AtomicInteger struck) {

    Injection(Fault fault) {
      this(fault, new AtomicInteger());
    }

    boolean strikes(Predicate<Request> concerned, int times, Request request) {
      return concerned.test(request) && struck.getAndIncrement() < times;
    }
  }
}
