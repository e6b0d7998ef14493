#include "standard_error.h"
#include "settings.h"
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 200 };

bool speaks_json(const struct call *call)
{
    const char *format = setting(call, "--format", "PREFLIGHT_FORMAT");
    if (same(format, "json") || same(format, "text"))
        return same(format, "json");
    const char *job = getenv("CLOUD_RUN_JOB"), *service = getenv("K_SERVICE");
    return ((job && *job) || (service && *service)) && !isatty(STDERR_FILENO);
}

void tell(const char *line, size_t length)
{
    static const int fatal[] = {SIGPIPE, SIGXFSZ};
    struct pollfd reader = {.fd = STDERR_FILENO, .events = POLLOUT};
    struct timespec at_once = {0};
    sigset_t pending, raised, mask;
    sigpending(&pending);
    sigemptyset(&raised);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        if (!sigismember(&pending, fatal[i]))
            sigaddset(&raised, fatal[i]);
    sigprocmask(SIG_BLOCK, &raised, &mask);
    /* A pipe that is ready takes PIPE_BUF bytes without a wait. */
    while (length > 0 && poll(&reader, 1, PATIENCE_MS) > 0) {
        ssize_t written = write(STDERR_FILENO, line, length < PIPE_BUF ? length : PIPE_BUF);
        if (written < 0)
            break;
        line += written;
        length -= (size_t)written;
    }
    while (sigtimedwait(&raised, NULL, &at_once) > 0)
        continue;
    sigprocmask(SIG_SETMASK, &mask, NULL);
}

void say(const struct call *call, const char *format, ...)
{
    char text[2 * PATH_MAX], line[2 * sizeof text + 64], *end = line;
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    bool json = speaks_json(call);
    if (json)
        end = stpcpy(end, "{\"severity\":\"ERROR\",\"message\":\"");
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (json && (*c == '"' || *c == '\\'))
            *end++ = '\\';
        *end++ = *c < ' ' || *c == 127 || (json && *c > 127) ? '?' : (char)*c;
    }
    end = stpcpy(end, json ? "\"}\n" : "\n");
    tell(line, (size_t)(end - line));
}
