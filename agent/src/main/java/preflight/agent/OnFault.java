package preflight.agent;

/** What a fault of Preflight itself does to the workload. The launcher obeys it. */
enum OnFault {
  OPEN,
  BLOCK
}
