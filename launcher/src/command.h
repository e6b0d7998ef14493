/* COMMAND: the workload. */
#ifndef COMMAND_H
#define COMMAND_H
#include "call.h"

/* Becomes COMMAND, or says why it cannot; then the exit status. */
int execute(const struct call *call);

#endif
