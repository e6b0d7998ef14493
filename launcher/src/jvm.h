/* The JVM: in this process's place, or as its child. */
#ifndef JVM_H
#define JVM_H
#include "call.h"
#include "relay.h"
#include <signal.h>
#include <sys/types.h>

/* As a child. */
struct jvm {
    pid_t pid;             /* -1 where it could not be started */
    int decision;          /* the pipe to read its decision from */
    struct relay out, err; /* what it says; under `run` all is on standard error */
};

/*
 * Becomes the JVM, which writes its decision on that descriptor, -1 for none. Returns only where
 * that fails, with the reason and the mend.
 */
const char *become_jvm(const struct call *call, int decision);

/* Starts the JVM. */
void start_jvm(struct jvm *jvm, const struct call *call, const sigset_t *blocked);

/* Ends the JVM, leaves no zombie, takes its last words, and answers how it ended, as wait() does. */
int end_jvm(struct jvm *jvm);

#endif
