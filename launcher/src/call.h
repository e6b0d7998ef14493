/* How Preflight was called, and the exit statuses of its own. */
#ifndef CALL_H
#define CALL_H
#include <limits.h>

enum { WRONG_USAGE = 64, FAULT = 70, CANNOT_EXECUTE = 126, NOT_FOUND = 127 };

struct call {
    char home[PATH_MAX], java[PATH_MAX + 32];
    char **arguments; /* from SUBCOMMAND on */
    char **options;   /* behind SUBCOMMAND, up to "--" */
    char **command;   /* behind the first "--"; NULL where there is none */
    int stream;       /* where the verdict goes: standard output is the workload's under `run` */
};

#endif
