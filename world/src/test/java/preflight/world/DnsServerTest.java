package preflight.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsServerTest {

  private static final int A = 1;
  private static final int AAAA = 28;
  private static final short ID = 0x1234;

  @SuppressWarnings("NullAway.Init") // set before each test
  private DnsServer dns;

  @BeforeEach
  void start() throws IOException {
    dns = DnsServer.start();
  }

  @AfterEach
  void close() {
    dns.close();
  }

  @Test
  void knownNameHasItsAddressesByType() throws IOException {
    dns.reply("jira.corp.test", DnsReply.addresses(ip("10.1.2.3"), ip("10.1.2.4"), ip("fd00::1")));

    assertThat(addresses(overUdp("Jira.corp.test", A))).containsExactly("10.1.2.3", "10.1.2.4");
    assertThat(addresses(overUdp("jira.corp.test", AAAA))).containsExactly("fd00:0:0:0:0:0:0:1");
    assertThat(dns.questions())
        .containsExactly(
            new DnsServer.Question("jira.corp.test", A, DnsServer.Transport.UDP),
            new DnsServer.Question("jira.corp.test", AAAA, DnsServer.Transport.UDP));
  }

  /** The message of RFC 1035's own layout, octet by octet. */
  @Test
  void answerIsInWireFormat() throws IOException {
    dns.reply("a.test", DnsReply.addresses(ip("10.1.2.3")));

    assertThat(HexFormat.of().formatHex(overUdp("a.test", A)))
        .isEqualTo(
            "1234"
                + "8180"
                + "0001"
                + "0001"
                + "0000"
                + "0000"
                + "0161"
                + "0474657374"
                + "00"
                + "0001"
                + "0001"
                + "c00c"
                + "0001"
                + "0001"
                + "0000003c"
                + "0004"
                + "0a010203");
  }

  @ParameterizedTest
  @CsvSource({"SERVFAIL, 2", "NXDOMAIN, 3", "REFUSED, 5"})
  void errorIsTheResponseCode(DnsReply.Rcode rcode, int number) throws IOException {
    dns.reply("broken.test", rcode);

    assertThat(overUdp("broken.test", A)[3] & 0x0f).isEqualTo(number);
    assertThat(overTcp("broken.test", A)[3] & 0x0f).isEqualTo(number);
  }

  @Test
  void unknownNameDoesNotExistUntilSaidOtherwise() throws IOException {
    assertThat(overUdp("nowhere.test", A)[3] & 0x0f).isEqualTo(3);

    dns.otherwise(DnsReply.Rcode.REFUSED);
    assertThat(overUdp("nowhere.test", A)[3] & 0x0f).isEqualTo(5);
  }

  @Test
  void silentServerHearsAndDoesNotAnswer() {
    dns.otherwise(new DnsReply.Silence());

    assertThatThrownBy(() -> overUdp("any.test", A)).isInstanceOf(SocketTimeoutException.class);
    assertThat(dns.questions()).hasSize(1);
  }

  @Test
  void longAnswerIsTruncatedOverUdpAndWholeOverTcp() throws IOException {
    var many = new ArrayList<InetAddress>();
    for (int i = 1; i <= 40; i++) {
      many.add(ip("10.0.0." + i));
    }
    dns.reply("many.test", new DnsReply.Addresses(many));

    byte[] udp = overUdp("many.test", A);
    assertThat(udp[2] & 0x02).isEqualTo(2);
    assertThat(addresses(udp)).isEmpty();
    byte[] tcp = overTcp("many.test", A);
    assertThat(tcp[2] & 0x02).isZero();
    assertThat(addresses(tcp)).hasSize(40).startsWith("10.0.0.1").endsWith("10.0.0.40");
  }

  @Test
  void noiseIsIgnored() throws IOException {
    send(new byte[] {1, 2, 3});
    dns.reply("a.test", DnsReply.addresses(ip("10.1.2.3")));

    assertThat(addresses(overUdp("a.test", A))).containsExactly("10.1.2.3");
  }

  private void send(byte[] bytes) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(bytes, bytes.length, dns.address()));
    }
  }

  private byte[] overUdp(String name, int type) throws IOException {
    byte[] query = query(name, type);
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(name.equals("any.test") ? 100 : Exchange.PATIENCE_MILLIS);
      socket.send(new DatagramPacket(query, query.length, dns.address()));
      var packet = new DatagramPacket(new byte[4096], 4096);
      socket.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    }
  }

  private byte[] overTcp(String name, int type) throws IOException {
    byte[] query = query(name, type);
    try (var socket = new Socket(dns.address().getAddress(), dns.address().getPort())) {
      socket.setSoTimeout(Exchange.PATIENCE_MILLIS);
      var out = new DataOutputStream(socket.getOutputStream());
      out.writeShort(query.length);
      out.write(query);
      var in = new DataInputStream(socket.getInputStream());
      return in.readNBytes(in.readUnsignedShort());
    }
  }

  private static byte[] query(String name, int type) {
    var buffer = ByteBuffer.allocate(512).putShort(ID).putShort((short) 0x0100).putShort((short) 1);
    buffer.putShort((short) 0).putInt(0);
    for (String label : name.split("\\.", -1)) {
      buffer.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    buffer.put((byte) 0).putShort((short) type).putShort((short) 1);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** The addresses of the answer section, whose records follow the one question. */
  private static List<String> addresses(byte[] message) throws IOException {
    var buffer = ByteBuffer.wrap(message);
    int answers = buffer.getShort(6);
    buffer.position(12);
    for (int length = buffer.get(); length > 0; length = buffer.get()) {
      buffer.position(buffer.position() + length);
    }
    buffer.position(buffer.position() + 4);
    var addresses = new ArrayList<String>();
    for (int i = 0; i < answers; i++) {
      buffer.position(buffer.position() + 10);
      byte[] address = new byte[buffer.getShort()];
      buffer.get(address);
      addresses.add(InetAddress.getByAddress(address).getHostAddress());
    }
    return addresses;
  }

  private static InetAddress ip(String literal) throws IOException {
    return InetAddress.getAllByName(literal)[0];
  }
}
