/* What the launcher says itself, on standard error: the workload has the other stream. */
#ifndef STANDARD_ERROR_H
#define STANDARD_ERROR_H
#include "call.h"
#include <stdbool.h>
#include <stddef.h>

/* Whether the lines are JSON. */
bool speaks_json(const struct call *call);

/*
 * Writes a line on standard error, in one write if it can, so that no other writer's line is torn.
 * Nobody may listen, and there is nobody else to tell: a reader that is gone must not end this
 * process, nor one that stalls keep the workload waiting. Neither the dispositions nor the
 * descriptor's flags are touched, for they are the job's.
 */
void tell(const char *line, size_t length);

/* One ERROR line. */
__attribute__((format(printf, 2, 3)))
void say(const struct call *call, const char *format, ...);

#endif
