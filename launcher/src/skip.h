/* A gate that is plainly switched off: it needs no JVM. */
#ifndef SKIP_H
#define SKIP_H
#include "call.h"

/*
 * The reason why the gate is off, where that needs no JVM to be told: PREFLIGHT_GATE beats
 * everything, --gate only where it stands alone.
 */
const char *reason_to_skip(const struct call *call);

#endif
