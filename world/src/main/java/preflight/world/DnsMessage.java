package preflight.world;

import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question to a nameserver, and the answers to it in wire format (RFC 1035, section 4). EDNS is
 * not understood, and so an answer over UDP has 512 bytes at the most.
 *
 * @param name in lower case, without the dot at its end
 * @param wire the question section as it came, to be repeated in the answer
 */
record DnsMessage(short id, short flags, String name, int type, ByteBuffer wire) {

  private static final int LONGEST_OVER_UDP = 512;

  private static final int HEADER = 12;
  private static final int TYPE_A = 1;
  private static final int TYPE_AAAA = 28;
  private static final int RESPONSE = 0x8000;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RECURSION_AVAILABLE = 0x0080;
  private static final short NAME_OF_QUESTION = (short) 0xc000 | HEADER;
  private static final int SECONDS_TO_LIVE = 60;

  /** Reads a query with one question, the only kind there is; empty where it is cut short. */
  static Optional<DnsMessage> parse(ByteBuffer query) {
    try {
      return Optional.of(read(query));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static DnsMessage read(ByteBuffer query) {
    short id = query.getShort();
    short flags = query.getShort();
    query.position(HEADER);
    var name = new StringBuilder();
    for (int length = query.get(); length > 0; length = query.get()) {
      byte[] label = new byte[length];
      query.get(label);
      name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
    }
    int type = query.getShort();
    query.getShort();
    ByteBuffer wire = query.slice(HEADER, query.position() - HEADER).asReadOnlyBuffer();
    return new DnsMessage(id, flags, name.toString().toLowerCase(Locale.ROOT), type, wire);
  }

  byte[] error(DnsReply.Rcode rcode) {
    return bytes(header(rcode.number(), 0, wire.limit()));
  }

  byte[] addresses(List<InetAddress> addresses) {
    List<byte[]> records =
        addresses.stream()
            .map(InetAddress::getAddress)
            .filter(address -> type == (address.length == 4 ? TYPE_A : TYPE_AAAA))
            .toList();
    int length = records.stream().mapToInt(address -> HEADER + address.length).sum();
    ByteBuffer message = header(0, records.size(), wire.limit() + length);
    for (byte[] address : records) {
      message.putShort(NAME_OF_QUESTION).putShort((short) type).putShort((short) 1);
      message.putInt(SECONDS_TO_LIVE).putShort((short) address.length).put(address);
    }
    return bytes(message);
  }

  /** Where the answer is too long for UDP, no more than that: ask again over TCP. */
  byte[] fittedToUdp(byte[] answer) {
    return answer.length <= LONGEST_OVER_UDP ? answer : bytes(header(TRUNCATED, 0, wire.limit()));
  }

  private ByteBuffer header(int extraFlags, int answers, int length) {
    int answered = RESPONSE | RECURSION_AVAILABLE | (flags & RECURSION_DESIRED) | extraFlags;
    return ByteBuffer.allocate(HEADER + length)
        .putShort(id)
        .putShort((short) answered)
        .putShort((short) 1)
        .putShort((short) answers)
        .putInt(0)
        .put(wire.duplicate());
  }

  private static byte[] bytes(ByteBuffer message) {
    byte[] bytes = new byte[message.position()];
    message.get(0, bytes);
    return bytes;
  }
}
