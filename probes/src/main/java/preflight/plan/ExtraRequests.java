package preflight.plan;

/** Whether a proxy may be asked something besides, so that it names itself. */
public enum ExtraRequests {
  /** One request, once an answer has come that is not the service's and nobody's in particular. */
  WHERE_UNDECIDED,
  /** The targets are asked, and nothing else. */
  NEVER
}
