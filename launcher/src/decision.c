#include "decision.h"
#include "clock.h"
#include "settings.h"
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_WORD_MS = 30000, GRACE_MS = 200, LONGEST_GRACE_MS = 2000, FAREWELL_MS = 5000,
       HELD_UP_MS = 50 };

long long first_limit(const struct call *call)
{
    const char *deadline = setting(call, "--deadline", "PREFLIGHT_DEADLINE");
    const char *gate = setting(call, "--gate", "PREFLIGHT_GATE");
    bool off = gate && strncmp(gate, "off", 3) == 0;
    long long value = deadline && !off ? duration_ms(deadline) : -1;
    return now_ms() + (value < 0 || value + GRACE_MS > FIRST_WORD_MS ? FIRST_WORD_MS
                                                                     : value + GRACE_MS);
}

static void unknown(const char *line, struct decision *decision)
{
    snprintf(decision->why, sizeof decision->why,
             "its JVM sent the unknown line '%.64s': install launcher and agent of one version",
             line);
}

/* A JVM that probes has a verdict to lose: on a starved machine it may be late by a tenth. */
static long long grace_ms(long long left)
{
    long long tenth = left / 10;
    return tenth < GRACE_MS ? GRACE_MS : tenth > LONGEST_GRACE_MS ? LONGEST_GRACE_MS : tenth;
}

/* Takes one line of the pipe; true when it decides. */
static bool decides(const char *line, struct decision *decision)
{
    long long value;
    if (strncmp(line, "deadline ", 9) == 0 && (value = number(line + 9, LLONG_MAX)) >= 0) {
        if (value > LLONG_MAX / 2)
            value = LLONG_MAX / 2;
        decision->limit = now_ms() + value + grace_ms(value);
        return false;
    }
    if (same(line, "on-fault open") || same(line, "on-fault block")) {
        strcpy(decision->policy, line + 9);
        return false;
    }
    if (same(line, "ready")) {
        decision->ready = true;
        return false;
    }
    if (same(line, "exec")) {
        decision->kind = OPEN;
    } else if (strncmp(line, "exit ", 5) == 0 && (value = number(line + 5, 255)) >= 0) {
        decision->kind = CLOSED;
        decision->status = (int)value;
    } else if (strncmp(line, "fault ", 6) == 0) {
        snprintf(decision->why, sizeof decision->why, "%s", line + 6);
    } else {
        unknown(line, decision);
    }
    return true;
}

void await(struct decision *decision, struct jvm *jvm, const struct signals *signals)
{
    char text[sizeof decision->why];
    size_t length = 0;
    decision->kind = FAULTY;
    for (;;) {
        struct pollfd ready[] = {{.fd = signals->arriving, .events = POLLIN},
                                 {.fd = jvm->decision, .events = POLLIN},
                                 {.fd = jvm->out.from, .events = POLLIN},
                                 {.fd = jvm->err.from, .events = POLLIN}};
        bool held_up = relay_now(&jvm->out) | relay_now(&jvm->err);
        long long now = now_ms(), left = now < decision->limit ? decision->limit - now : 0;
        int wait = held_up && left > HELD_UP_MS ? HELD_UP_MS : left < INT_MAX ? (int)left : INT_MAX;
        int come = poll(ready, sizeof ready / sizeof *ready, wait);
        /* A decision that came while this process was stopped has come in time. */
        if (left == 0 && (come <= 0 || !(ready[0].revents | ready[1].revents))) {
            strcpy(decision->why, "its JVM is silent past its deadline: give the task more CPU, "
                   "or set PREFLIGHT_GATE=off:REASON");
            return;
        }
        if (come <= 0)
            continue;
        int received = ready[0].revents ? signal_that_came(signals) : 0;
        if (received) {
            if (decision->kind != INTERRUPTED)
                decision->limit = now_ms() + FAREWELL_MS;
            decision->kind = INTERRUPTED;
            decision->status = decision->status ? decision->status : received;
            if (!decision->ready)
                return;
            /* To a JVM the others are its own, or a wish for a dump of its threads. */
            kill(jvm->pid, received == SIGINT || received == SIGHUP ? received : SIGTERM);
            continue;
        }
        if (!ready[1].revents)
            continue;
        ssize_t got = read(jvm->decision, text + length, sizeof text - 1 - length);
        if (got <= 0)
            return;
        if (decision->kind == INTERRUPTED)
            continue;
        length += (size_t)got;
        text[length] = '\0';
        for (char *end; (end = strchr(text, '\n'));) {
            *end = '\0';
            if (decides(text, decision))
                return;
            length -= (size_t)(end + 1 - text);
            memmove(text, end + 1, length + 1);
        }
        if (strlen(text) != length || length == sizeof text - 1) {
            unknown(text, decision);
            return;
        }
    }
}

void explain_end(struct decision *decision, struct jvm *jvm, int status)
{
    char words[512];
    if (decision->kind != FAULTY || *decision->why)
        return;
    words_of(jvm->err.length > 0 ? &jvm->err : &jvm->out, words, sizeof words);
    snprintf(decision->why, sizeof decision->why,
             "its JVM ended %s %d before it decided%s%s%s: run 'preflight selftest' in this image",
             WIFSIGNALED(status) ? "by signal" : "with status",
             WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
             *words ? " (" : "", words, *words ? ")" : "");
}
