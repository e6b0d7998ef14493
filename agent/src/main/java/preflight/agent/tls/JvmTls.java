package preflight.agent.tls;

/** The TLS of this JVM, as a run wants it. */
public final class JvmTls {

  private static boolean ready;

  private JvmTls() {}

  /**
   * Makes it ready; a second call waits for the first and does nothing. To be called before
   * anything in this JVM speaks TLS, and only where something will: a gate that is off would wait
   * for it in vain.
   */
  public static synchronized void prepare() {
    if (!ready) {
      OldTls.permit();
      NativePrimitives.prefer();
      ready = true;
    }
  }
}
