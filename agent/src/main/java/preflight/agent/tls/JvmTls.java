package preflight.agent.tls;

/** The TLS of this JVM, as a run wants it. */
public final class JvmTls {

  private JvmTls() {}

  /**
   * Makes it ready; a second call waits for the first and does nothing. To be called before
   * anything in this JVM speaks TLS, and only where something will: a gate that is off would wait
   * for it in vain.
   */
  public static void prepare() {
    Ready.make();
  }

  private static final class Ready {

    static {
      OldTls.permit();
      NativePrimitives.prefer();
    }

    static void make() {}
  }
}
