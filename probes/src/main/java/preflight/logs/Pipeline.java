package preflight.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts the input in one thread while another looks at what is parted already. */
final class Pipeline {

  /** Enough that neither thread waits for the other for long; a megabyte. */
  private static final int DEPTH = 4;

  private final BlockingQueue<Optional<Batch>> queue = new ArrayBlockingQueue<>(DEPTH);
  private final BlockingQueue<Batch> used = new ArrayBlockingQueue<>(DEPTH);
  private final InputStream in;

  /** Written before the end is put into the queue, read after it was taken. */
  private @Nullable IOException broken;

  private Pipeline(InputStream in) {
    this.in = in;
  }

  /**
   * Hands all of {@code in} to {@code taker}, in this thread and in its order.
   *
   * @param taker takes a batch, and gives back one that it needs no longer
   */
  static void run(InputStream in, Function<Batch, Optional<Batch>> taker) throws IOException {
    var pipeline = new Pipeline(in);
    Thread reader = Thread.ofPlatform().daemon().name("log-reader").start(pipeline::read);
    try {
      for (Optional<Batch> next = pipeline.queue.take(); next.isPresent(); ) {
        taker.apply(next.get()).filter(Batch::reusable).ifPresent(pipeline.used::offer);
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
        new RecordReader(in, new Batch(), this::exchanged).readAll();
      } catch (IOException e) {
        broken = e;
      }
      queue.put(Optional.empty());
    } catch (InterruptedException | Abandoned nobodyListens) {
      Thread.currentThread().interrupt();
    }
  }

  private Batch exchanged(Batch full) {
    try {
      queue.put(Optional.of(full));
    } catch (InterruptedException ended) {
      throw new Abandoned(ended);
    }
    Batch again = used.poll();
    return again == null ? new Batch() : again;
  }

  /** Whoever wanted the records is gone. */
  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Abandoned(Throwable cause) {
      super(cause);
    }
  }
}
