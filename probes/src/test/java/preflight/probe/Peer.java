package preflight.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A server on loopback that misbehaves as it is told; it remembers the heads that it was sent. */
final class Peer implements AutoCloseable {

  /** What is done with one connection. */
  @FunctionalInterface
  interface Behaviour {
    void serve(Socket socket, Peer peer) throws Exception;
  }

  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  private Peer(Behaviour behaviour) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread accepting = new Thread(() -> accept(behaviour), "peer");
    accepting.setDaemon(true);
    accepting.start();
  }

  static Peer that(Behaviour behaviour) {
    return new Peer(behaviour);
  }

  /** Answers each request on a connection with the next of these, the last one again and again. */
  static Peer answering(String... answers) {
    return that((socket, peer) -> peer.answer(socket, answers));
  }

  static Peer silent() {
    return that((socket, peer) -> Thread.sleep(60_000));
  }

  static Peer resetting() {
    return that((socket, peer) -> {
      socket.getInputStream().read();
      socket.setSoLinger(true, 0);
      socket.close();
    });
  }

  static Peer closing() {
    return that((socket, peer) -> {
      peer.head(socket.getInputStream());
      socket.close();
    });
  }

  /** One byte of an endless head every 20 ms. */
  static Peer dripping(String start) {
    return that((socket, peer) -> {
      socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
      while (true) {
        socket.getOutputStream().write('x');
        socket.getOutputStream().flush();
        Thread.sleep(20);
      }
    });
  }

  static Peer tls(HeldCertificate leaf, HeldCertificate issuer, Behaviour inside) {
    return tlsWith("x25519", leaf, issuer, inside);
  }

  /** Takes this key exchange and no other. */
  static Peer tlsWith(
      String group, HeldCertificate leaf, HeldCertificate issuer, Behaviour inside) {
    return tls(leaf, issuer, tls -> only(tls, group), inside);
  }

  /** Would like a certificate of the client's, and goes on without one. */
  static Peer tlsWelcoming(HeldCertificate leaf, HeldCertificate issuer, Behaviour inside) {
    return tls(leaf, issuer, tls -> tls.setWantClientAuth(true), inside);
  }

  /** Wants a certificate of the client's, in a version of TLS where that ends the handshake. */
  static Peer tlsWanting(HeldCertificate leaf, HeldCertificate issuer) {
    return tls(
        leaf,
        issuer,
        tls -> {
          tls.setEnabledProtocols(new String[] {"TLSv1.2"});
          tls.setNeedClientAuth(true);
        },
        (socket, peer) -> {});
  }

  private static Peer tls(
      HeldCertificate leaf,
      HeldCertificate issuer,
      Consumer<SSLSocket> settings,
      Behaviour inside) {
    var certificates =
        new HandshakeCertificates.Builder().heldCertificate(leaf, issuer.certificate()).build();
    return that((socket, peer) -> {
      try (SSLSocket tls =
          (SSLSocket)
              certificates
                  .sslContext()
                  .getSocketFactory()
                  .createSocket(socket, "peer", socket.getPort(), true)) {
        tls.setUseClientMode(false);
        settings.accept(tls);
        tls.startHandshake();
        inside.serve(tls, peer);
      }
    });
  }

  private static void only(SSLSocket tls, String group) {
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setNamedGroups(new String[] {group});
    tls.setSSLParameters(parameters);
  }

  void answer(Socket socket, String... answers) throws IOException {
    for (int request = 0; ; request++) {
      if (head(socket.getInputStream()).isEmpty()) {
        return;
      }
      String answer = answers[Math.min(request, answers.length - 1)];
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }
  }

  /** The request's head; empty where the connection ends. */
  String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    heads.add(head.toString());
    return head.toString();
  }

  int port() {
    return server.getLocalPort();
  }

  URI http(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  List<String> heads() {
    return heads;
  }

  int connections() {
    return sockets.size();
  }

  /** Whether the other side has hung up every connection. */
  boolean allHungUp() throws IOException {
    for (Socket socket : sockets) {
      if (!socket.isClosed() && !hungUp(socket)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hungUp(Socket socket) throws IOException {
    socket.setSoTimeout(2000);
    try {
      while (socket.getInputStream().read() >= 0) {}
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  private void accept(Behaviour behaviour) {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread serving = new Thread(() -> serve(behaviour, socket), "peer");
        serving.setDaemon(true);
        serving.start();
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Behaviour behaviour, Socket socket) {
    try {
      behaviour.serve(socket, this);
    } catch (Exception hungUp) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
