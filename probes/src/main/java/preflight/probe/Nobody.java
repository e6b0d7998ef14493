package preflight.probe;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection to nobody: takes everything, and has ended before it says a word. */
final class Nobody extends Socket {

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public InputStream getInputStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }
}
