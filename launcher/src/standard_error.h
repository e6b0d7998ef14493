/* What the launcher says itself, on standard error: the workload has the other stream. */
#ifndef STANDARD_ERROR_H
#define STANDARD_ERROR_H
#include "call.h"
#include <stdbool.h>

/* Whether the lines on that stream are JSON. */
bool speaks_json(const struct call *call, int stream);

/* One ERROR line. */
__attribute__((format(printf, 2, 3)))
void say(const struct call *call, const char *format, ...);

#endif
