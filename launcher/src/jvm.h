/* The JVM: in this process's place, or as its child. */
#ifndef JVM_H
#define JVM_H
#include "call.h"
#include "decision.h"
#include <signal.h>
#include <sys/types.h>

/*
 * Becomes the JVM, which writes its decision on that descriptor, -1 for none. Returns only where
 * that fails, with the reason and the mend.
 */
const char *become_jvm(const struct call *call, int decision);

/* Starts the JVM as a child, with a pipe to read its decision from; -1 where that fails. */
pid_t start_jvm(const struct call *call, const sigset_t *blocked, int *decision);

/* Ends the JVM, leaves no zombie, and says how it ended where it never said a word. */
void end_jvm(pid_t jvm, struct decision *decision);

#endif
