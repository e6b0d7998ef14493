package preflight.plan;

/** What the user says of TLS that somebody on the way opens, and that the job's tools trust. */
public enum TlsInspection {
  /** Worth a note. */
  REPORTED,
  /** Known and wanted. */
  ALLOWED
}
