#include "decision.h"
#include "settings.h"
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_WORD_MS = 30000, GRACE_MS = 200, LONGEST_GRACE_MS = 2000, FAREWELL_MS = 5000 };

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

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
static bool decides(const char *line, struct decision *decision, long long *limit)
{
    long long value;
    if (strncmp(line, "deadline ", 9) == 0 && (value = number(line + 9, LLONG_MAX)) >= 0) {
        if (value > LLONG_MAX / 2)
            value = LLONG_MAX / 2;
        *limit = now_ms() + value + grace_ms(value);
        return false;
    }
    if (same(line, "on-fault open") || same(line, "on-fault block")) {
        strcpy(decision->policy, line + 9);
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

void await(struct decision *decision, pid_t jvm, int pipe, const struct signals *signals,
           long long limit)
{
    char text[sizeof decision->why];
    size_t length = 0;
    struct pollfd ready[] = {{.fd = signals->arriving, .events = POLLIN},
                             {.fd = pipe, .events = POLLIN}};
    decision->kind = FAULTY;
    for (;;) {
        long long left = limit - now_ms();
        if (left <= 0) {
            strcpy(decision->why, "its JVM is silent past its deadline: give the task more CPU, "
                   "or set PREFLIGHT_GATE=off:REASON");
            return;
        }
        if (poll(ready, 2, left < INT_MAX ? (int)left : INT_MAX) <= 0)
            continue;
        int received = ready[0].revents ? signal_that_came(signals) : 0;
        if (received) {
            kill(jvm, received);
            if (decision->kind != INTERRUPTED)
                limit = now_ms() + FAREWELL_MS;
            decision->kind = INTERRUPTED;
            decision->status = decision->status ? decision->status : received;
            continue;
        }
        if (!ready[1].revents)
            continue;
        ssize_t got = read(pipe, text + length, sizeof text - 1 - length);
        if (got <= 0)
            return;
        if (decision->kind == INTERRUPTED)
            continue;
        length += (size_t)got;
        text[length] = '\0';
        for (char *end; (end = strchr(text, '\n'));) {
            *end = '\0';
            if (decides(text, decision, &limit))
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
