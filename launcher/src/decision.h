/*
 * What the JVM decides, on a pipe whose number it finds in the property preflight.decision.fd.
 * The lines of the pipe:
 *
 *   deadline MILLIS      how long the JVM means to take; silence past it (and a grace) is a fault,
 *                        and so it is before this line where an option or variable has the deadline
 *   on-fault open|block  the policy of the configuration file
 *   ready                a signal from here on gives a verdict, which only the launcher can before
 *   exec                 the gate opens: run COMMAND (not under `check`)
 *   exit STATUS          the gate stays closed: the verdict is out, end with STATUS
 *   fault TEXT           Preflight itself cannot go on, because of TEXT
 *
 * The end of the pipe before `exec` or `exit` is a fault, too.
 */
#ifndef DECISION_H
#define DECISION_H
#include "call.h"
#include "jvm.h"
#include "signals.h"
#include <stdbool.h>

struct decision {
    enum { OPEN, CLOSED, INTERRUPTED, FAULTY } kind;
    bool ready;       /* the JVM has seen to its verdict */
    long long limit;  /* when its JVM is too late (now_ms()) */
    int status;       /* CLOSED: to exit with; INTERRUPTED: the signal */
    char policy[8];   /* of the configuration file: "open", "block" or unknown */
    char why[PATH_MAX + 256]; /* FAULTY; empty: the JVM has ended without a word */
};

/* When the JVM's first word is due: a JVM that has not even started by the deadline is too late. */
long long first_limit(const struct call *call);

/*
 * Waits for the JVM's decision, end or time. A signal is passed on to a JVM that is ready for it;
 * then only its end counts.
 */
void await(struct decision *decision, struct jvm *jvm, const struct signals *signals);

/* Says how the JVM ended, where it never said a word of its own. */
void explain_end(struct decision *decision, struct jvm *jvm, int status);

#endif
