/* The verdicts of a run in which nothing was probed, as the agent writes its own. */
#ifndef VERDICT_H
#define VERDICT_H
#include "call.h"
#include <stdbool.h>

/* Whether a text needs no quoting and no masking, wherever it is printed. */
bool plain(const char *text);

/* The gate is off. */
void tell_skipped(const struct call *call, const char *reason);

/* A signal has come before the JVM could give a verdict. */
void tell_interrupted(const struct call *call);

#endif
