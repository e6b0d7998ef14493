package preflight.probe;

import java.net.Socket;
import java.net.SocketException;

/** How large the segments are that a peer may send over a connection. */
enum Segments {
  USUAL,
  SMALL;

  /**
   * The kernel makes it the least it allows; Linux then offers a window of 1152 bytes, and no peer
   * sends a segment larger than the window.
   */
  private static final int RECEIVE_BUFFER = 1;

  /** Linux doubles what it is asked for, and allows no less than 2304; the usual is 131072. */
  private static final int NARROW = 4096;

  /** What {@code connection} was dialled with. */
  static Segments of(Socket connection) throws SocketException {
    return connection.getReceiveBufferSize() <= NARROW ? SMALL : USUAL;
  }

  /** Before it is connected. */
  void limit(Socket socket) throws SocketException {
    switch (this) {
      case SMALL -> socket.setReceiveBufferSize(RECEIVE_BUFFER);
      case USUAL -> {}
    }
  }
}
