/*
 * What the JVM decides, on a pipe whose number it finds in the property preflight.decision.fd.
 * The lines of the pipe:
 *
 *   deadline MILLIS      how long the JVM means to take; silence past it (and a grace) is a fault,
 *                        and so it is before this line where an option or variable has the deadline
 *   on-fault open|block  the policy of the configuration file
 *   exec                 the gate opens: run COMMAND
 *   exit STATUS          the gate stays closed: the verdict is out, end with STATUS
 *   fault TEXT           Preflight itself cannot go on, because of TEXT
 *
 * The end of the pipe before `exec` or `exit` is a fault, too.
 */
#ifndef DECISION_H
#define DECISION_H
#include "call.h"
#include "signals.h"
#include <sys/types.h>

struct decision {
    enum { OPEN, CLOSED, INTERRUPTED, FAULTY } kind;
    int status;       /* CLOSED: to exit with; INTERRUPTED: the signal */
    char policy[8];   /* of the configuration file: "open", "block" or unknown */
    char why[PATH_MAX + 256]; /* FAULTY; empty: the JVM has ended without a word */
};

/* When the JVM's first word is due: a JVM that has not even started by the deadline is too late. */
long long first_limit(const struct call *call);

/* Waits for the JVM's decision, end or time. A signal is passed on; then only its end counts. */
void await(struct decision *decision, pid_t jvm, int pipe, const struct signals *signals,
           long long limit);

#endif
