/*
 * preflight: the gate in front of a workload.
 *
 *   preflight [--java JAVA] [--home DIR] SUBCOMMAND ARGS...
 *
 * Every sub-command but `run` is the JVM, executed in this process's place. `run OPTIONS --
 * COMMAND` starts the JVM as a child, obeys what it writes on a pipe, ends and reaps it, and then
 * executes COMMAND with exactly what this process was given itself: arguments, environment,
 * descriptors, limits, signal mask and dispositions. A JVM cannot do that for itself: it raises
 * RLIMIT_NOFILE, blocks SIGQUIT, forgets an ignored SIGPIPE, and may die before its first
 * instruction.
 */
#include "call.h"
#include "command.h"
#include "decision.h"
#include "jvm.h"
#include "settings.h"
#include "signals.h"
#include "skip.h"
#include "standard_error.h"
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A fault of ours opens the gate, unless the user wants it closed, which PREFLIGHT_GATE beats. */
static int on_fault(const struct call *call, const struct decision *decision)
{
    const char *gate = variable("PREFLIGHT_GATE");
    const char *policy = setting(call, "--on-fault", "PREFLIGHT_ON_FAULT");
    if (!same(policy, "open") && !same(policy, "block"))
        policy = decision->policy;
    bool beaten = same(gate, "warn") || same(gate, "off")
        || (gate && strncmp(gate, "off:", 4) == 0);
    if (same(policy, "block") && !beaten) {
        say(call, "Preflight could not run: %s. The workload does not start (--on-fault block).",
            decision->why);
        return FAULT;
    }
    say(call, "Preflight could not run: %s. The workload starts unchecked (%s).", decision->why,
        beaten ? "PREFLIGHT_GATE" : "--on-fault open");
    return execute(call);
}

/* `run`: the workload, once the JVM lets it start. */
static int run(const struct call *call)
{
    struct decision decision = {.kind = FAULTY};
    struct signals signals;
    long long limit = first_limit(call);
    int pipe = -1;

    watch_signals(&signals);
    pid_t jvm = signals.arriving < 0 ? -1 : start_jvm(call, &signals.mask, &pipe);
    if (jvm > 0) {
        await(&decision, jvm, pipe, &signals, limit);
        end_jvm(jvm, &decision);
    } else {
        snprintf(decision.why, sizeof decision.why,
                 "its JVM cannot be forked (%s): raise the limits of the task", strerror(errno));
    }
    int late = signal_that_came(&signals);
    if (late && decision.kind != INTERRUPTED)
        decision = (struct decision){.kind = INTERRUPTED, .status = late};
    close(pipe);
    restore_signals(&signals);

    switch (decision.kind) {
    case OPEN:
        return execute(call);
    case CLOSED:
        return decision.status;
    case INTERRUPTED:
        return 128 + decision.status;
    case FAULTY:
        break;
    }
    return on_fault(call, &decision);
}

/* HOME is two above the program (HOME/bin/preflight), and its runtime is in it. */
static void locate(struct call *call, const char *java, const char *home)
{
    if (home)
        snprintf(call->home, sizeof call->home, "%s", home);
    else if (readlink("/proc/self/exe", call->home, sizeof call->home - 1) > 0)
        dirname(dirname(call->home)); /* cuts in place */
    if (java)
        snprintf(call->java, sizeof call->java, "%s", java);
    else
        snprintf(call->java, sizeof call->java, "%s/runtime/bin/java", call->home);
}

int main(int argc, char **argv)
{
    static struct call call;
    const char *java = NULL, *home = NULL;
    char **next = argv + (argc > 0);
    for (; next[0] && next[1] && (same(next[0], "--java") || same(next[0], "--home")); next += 2)
        *(same(next[0], "--java") ? &java : &home) = next[1];
    locate(&call, java, home);
    call.arguments = next;
    call.options = *next ? next + 1 : next;

    bool help = false;
    for (next = call.options; *next && !same(*next, "--"); next++)
        help |= same(*next, "--help") || same(*next, "-h");
    call.command = next[0] && next[1] ? next + 1 : NULL;

    if (!same(call.arguments[0], "run") || help) {
        say(&call, "Preflight could not run: %s", become_jvm(&call, -1));
        return FAULT;
    }
    if (!call.command) {
        say(&call, "preflight run: COMMAND is missing: write it behind '--', "
            "as in: preflight run -- ./a.sh -e dev");
        return WRONG_USAGE;
    }
    const char *reason = reason_to_skip(&call);
    if (reason) {
        say_skipped(&call, reason);
        return execute(&call);
    }
    return run(&call);
}
