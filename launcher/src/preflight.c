/*
 * preflight: the gate in front of a workload.
 *
 *   preflight [--java JAVA] [--home DIR] SUBCOMMAND ARGS...
 *
 * `run OPTIONS -- COMMAND` starts the JVM as a child, obeys what it writes on a pipe, ends and reaps
 * it, and then executes COMMAND with exactly what this process was given itself: arguments,
 * environment, descriptors, limits, signal mask and dispositions. A JVM cannot do that for itself:
 * it raises RLIMIT_NOFILE, blocks SIGQUIT, forgets an ignored SIGPIPE, and may die before its first
 * instruction. `check OPTIONS` does the same and ends with a status. Every other sub-command is the
 * JVM, executed in this process's place.
 */
#include "call.h"
#include "clock.h"
#include "command.h"
#include "decision.h"
#include "jvm.h"
#include "settings.h"
#include "signals.h"
#include "skip.h"
#include "standard_error.h"
#include "stream.h"
#include "verdict.h"
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WORKLOADS_PATIENCE_MS = 1000 };

/* A fault of ours opens the gate, unless the user wants it closed, which PREFLIGHT_GATE beats. */
static int on_fault(const struct call *call, const struct decision *decision)
{
    if (!call->command) {
        say(call, "Preflight could not run: %s", decision->why);
        return FAULT;
    }
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

/* A reader may be slow as long as there is time, of which a workload that waits gives little. */
static long long slow_readers_limit(const struct call *call, long long limit)
{
    long long now = now_ms(), most = call->command ? now + WORKLOADS_PATIENCE_MS : limit;
    long long until = most < limit ? most : limit;
    return until > now + PATIENCE_MS ? until : now + PATIENCE_MS;
}

/* `run` and `check`: the workload or the status, as the JVM decides. */
static int run(const struct call *call)
{
    struct decision decision = {.kind = FAULTY, .limit = first_limit(call)};
    struct signals signals;
    struct jvm jvm = {.pid = -1};

    watch_signals(&signals);
    if (signals.arriving >= 0)
        start_jvm(&jvm, call, &signals.mask);
    if (jvm.pid > 0) {
        await(&decision, &jvm, &signals);
        explain_end(&decision, &jvm, end_jvm(&jvm));
        long long until = slow_readers_limit(call, decision.limit);
        relay_rest(&jvm.out, until);
        relay_rest(&jvm.err, until);
    } else {
        snprintf(decision.why, sizeof decision.why,
                 "its JVM cannot be forked (%s): raise the limits of the task", strerror(errno));
    }
    int late = signal_that_came(&signals);
    bool speechless = decision.kind == INTERRUPTED ? !decision.ready : decision.kind == FAULTY;
    if (late && decision.kind != INTERRUPTED)
        decision = (struct decision){.kind = INTERRUPTED, .status = late};
    if (decision.kind == INTERRUPTED && speechless)
        tell_interrupted(call);
    restore_signals(&signals);

    switch (decision.kind) {
    case OPEN:
        return call->command ? execute(call) : 0;
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

    bool check = same(call.arguments[0], "check");
    call.stream = check ? STDOUT_FILENO : STDERR_FILENO;
    if ((!check && !same(call.arguments[0], "run")) || help) {
        say(&call, "Preflight could not run: %s", become_jvm(&call, -1));
        return FAULT;
    }
    if (check)
        call.command = NULL;
    else if (!call.command) {
        say(&call, "preflight run: COMMAND is missing: write it behind '--', "
            "as in: preflight run -- ./a.sh -e dev");
        return WRONG_USAGE;
    }
    const char *reason = reason_to_skip(&call);
    if (reason) {
        tell_skipped(&call, reason);
        return check ? 0 : execute(&call);
    }
    return run(&call);
}
