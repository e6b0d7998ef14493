package preflight.world;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Sends one byte at a time, with a pause after each, and so outlasts any timeout per read. */
final class DrippingStream extends OutputStream {

  private final OutputStream out;
  private final Duration pause;

  DrippingStream(OutputStream out, Duration pause) {
    this.out = out;
    this.pause = pause;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    out.flush();
    Pause.of(pause);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
