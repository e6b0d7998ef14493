package preflight.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Parts the input in one thread while another looks at what is parted already. */
final class Pipeline {

  /** Enough that neither thread waits for the other for long; a megabyte. */
  private static final int DEPTH = 4;

  private final BlockingQueue<Optional<Batch>> queue = new ArrayBlockingQueue<>(DEPTH);
  private final InputStream in;
  private Batch filling = new Batch();

  /** Written before the end is put into the queue, read after it was taken. */
  private @Nullable IOException broken;

  private Pipeline(InputStream in) {
    this.in = in;
  }

  /** Hands every record of {@code in} to {@code taker}, in this thread and in their order. */
  static void run(InputStream in, RecordReader.Taker taker) throws IOException {
    var pipeline = new Pipeline(in);
    Thread reader = Thread.ofPlatform().daemon().name("log-reader").start(pipeline::read);
    try {
      for (Optional<Batch> next = pipeline.queue.take(); next.isPresent(); ) {
        next.get().forEach(taker);
        next = pipeline.queue.take();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", ended);
    } finally {
      reader.interrupt();
    }
    if (pipeline.broken != null) {
      throw pipeline.broken;
    }
  }

  private void read() {
    try {
      try {
        new RecordReader(in, this::add).readAll();
      } catch (IOException e) {
        broken = e;
      }
      queue.put(Optional.of(filling));
      queue.put(Optional.empty());
    } catch (InterruptedException | Abandoned nobodyListens) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(byte[] bytes, int from, int to, RecordReader.Shape shape, long line) {
    if (!filling.hasRoom(to - from)) {
      try {
        queue.put(Optional.of(filling));
      } catch (InterruptedException ended) {
        throw new Abandoned(ended);
      }
      filling = new Batch();
    }
    filling.add(bytes, from, to, shape, line);
  }

  /** Whoever wanted the records is gone. */
  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Abandoned(Throwable cause) {
      super(cause);
    }
  }
}
