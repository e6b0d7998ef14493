/* The job's signals while the JVM runs. */
#ifndef SIGNALS_H
#define SIGNALS_H
#include <signal.h>

struct signals {
    int arriving;           /* a descriptor; -1 where there is none to be had */
    sigset_t mask;          /* the job's own */
    struct sigaction child; /* the job's own disposition of SIGCHLD */
};

/* Watches for signals that would end the job: that it neither ignores nor blocks. */
void watch_signals(struct signals *signals);

/* A signal that the workload would have died of, if one has come; else 0. */
int signal_that_came(const struct signals *signals);

/* Leaves the mask and all dispositions as they were given. */
void restore_signals(const struct signals *signals);

#endif
