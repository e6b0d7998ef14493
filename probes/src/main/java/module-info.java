/** Observes how a job's container reaches its network targets, and names the cause of failures. */
module preflight.probes {
  requires com.fasterxml.jackson.core;
  requires com.google.gson;
  requires static transitive org.jspecify;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires org.dnsjava;

  exports preflight;
  exports preflight.diagnosis;
  exports preflight.diagnosis.rules;
  exports preflight.identity;
  exports preflight.interception;
  exports preflight.logs;
  exports preflight.observation;
  exports preflight.plan;
  exports preflight.probe;
  exports preflight.report;
  exports preflight.route;
}
