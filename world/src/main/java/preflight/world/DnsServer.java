package preflight.world;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A nameserver with a table, on UDP and TCP. Names that are not in the table do not exist. */
public final class DnsServer implements AutoCloseable {

  private static final int LONGEST_QUERY = 4096;
  private static final int TRIES_FOR_A_PORT = 20;

  private final Listener tcp;
  private final DatagramSocket udp;
  private final Map<String, DnsReply> table = new ConcurrentHashMap<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private volatile DnsReply otherwise = DnsReply.Rcode.NXDOMAIN;

  /** A question as it was asked. */
  public record Question(String name, int type, Transport transport) {}

  /** How a question came. */
  public enum Transport {
    UDP,
    TCP
  }

  private DnsServer(Listener tcp, DatagramSocket udp) {
    this.tcp = tcp;
    this.udp = udp;
  }

  /** Starts on 127.0.0.1, on a port that is free for both UDP and TCP. */
  public static DnsServer start() throws IOException {
    IOException taken = new BindException("no port tried");
    for (int i = 0; i < TRIES_FOR_A_PORT; i++) {
      try {
        return start(StandIn.anyPort());
      } catch (BindException e) {
        taken = e;
      }
    }
    throw taken;
  }

  /** Starts on the address given. */
  public static DnsServer start(InetSocketAddress bindTo) throws IOException {
    var tcp = new Listener(bindTo);
    try {
      var udp = tcp.track(new DatagramSocket(tcp.address()));
      var server = new DnsServer(tcp, udp);
      tcp.open(server::converse);
      tcp.spawn(server::listen);
      return server;
    } catch (SocketException e) {
      tcp.close();
      throw e;
    }
  }

  /** Where it listens, with either transport. */
  public InetSocketAddress address() {
    return tcp.address();
  }

  /** The questions so far, the oldest first. */
  public List<Question> questions() {
    return List.copyOf(questions);
  }

  /** Replies so to questions about this name from now on. */
  public void reply(String name, DnsReply reply) {
    table.put(name.toLowerCase(Locale.ROOT), reply);
  }

  /** Replies so to questions about names that no reply was given for. */
  public void otherwise(DnsReply reply) {
    otherwise = reply;
  }

  @Override
  public void close() {
    tcp.close();
  }

  private void listen() throws IOException {
    while (true) {
      var packet = new DatagramPacket(new byte[LONGEST_QUERY], LONGEST_QUERY);
      udp.receive(packet);
      Optional<byte[]> answer =
          DnsMessage.parse(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()))
              .flatMap(query -> answer(query, Transport.UDP).map(query::fittedToUdp));
      if (answer.isPresent()) {
        byte[] wire = answer.get();
        udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    var out = new DataOutputStream(socket.getOutputStream());
    while (true) {
      byte[] wire = in.readNBytes(in.readUnsignedShort());
      Optional<byte[]> answer =
          DnsMessage.parse(ByteBuffer.wrap(wire)).flatMap(query -> answer(query, Transport.TCP));
      if (answer.isPresent()) {
        out.writeShort(answer.get().length);
        out.write(answer.get());
      }
    }
  }

  private Optional<byte[]> answer(DnsMessage query, Transport transport) {
    questions.add(new Question(query.name(), query.type(), transport));
    return switch (table.getOrDefault(query.name(), otherwise)) {
      case DnsReply.Addresses known -> Optional.of(query.addresses(known.addresses()));
      case DnsReply.Rcode rcode -> Optional.of(query.error(rcode));
      case DnsReply.Silence silence -> Optional.empty();
    };
  }
}
