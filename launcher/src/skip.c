#include "skip.h"
#include "settings.h"
#include "standard_error.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#ifndef VERSION
#define VERSION "unknown" /* launcher/build knows it */
#endif

/* Whether a text needs no quoting and no masking, wherever it is printed. */
static bool plain(const char *text)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-# ")
        == strlen(text) && strlen(text) <= 63;
}

/* The reason in off:REASON, if that is what the value says, and in plain words. */
static const char *reason_in(const char *gate)
{
    if (same(gate, "off"))
        return "";
    if (!gate || strncmp(gate, "off:", 4) != 0)
        return NULL;
    const char *reason = gate + 4;
    size_t length = strlen(reason);
    bool padded = length && (reason[0] == ' ' || reason[length - 1] == ' ');
    return plain(reason) && !padded ? reason : NULL;
}

/* Whether nothing but --gate and --format is set anywhere, so that nothing else can be wrong. */
static bool gate_alone(const struct call *call)
{
    for (char **o = call->options; *o && !same(*o, "--"); o++) {
        if (strncmp(*o, "--gate=", 7) == 0 || strncmp(*o, "--format=", 9) == 0)
            continue;
        if ((!same(*o, "--gate") && !same(*o, "--format")) || !o[1] || same(o[1], "--"))
            return false;
        o++;
    }
    for (char **variable = environ; *variable; variable++)
        if (strncmp(*variable, "PREFLIGHT_", 10) == 0)
            return false;
    const char *format = setting(call, "--format", "");
    return access("/etc/preflight.yaml", F_OK) != 0
        && (!format || same(format, "auto") || same(format, "text") || same(format, "json"));
}

const char *reason_to_skip(const struct call *call)
{
    static const char *const job[] = {"CLOUD_RUN_JOB", "K_SERVICE", "CLOUD_RUN_EXECUTION",
                                      "CLOUD_RUN_TASK_INDEX", "CLOUD_RUN_TASK_ATTEMPT"};
    for (size_t i = 0; i < sizeof job / sizeof *job; i++) {
        const char *value = getenv(job[i]);
        if (value && (!*value || !plain(value)))
            return NULL;
    }
    const char *reason = reason_in(variable("PREFLIGHT_GATE"));
    if (!reason && gate_alone(call))
        reason = reason_in(setting(call, "--gate", ""));
    return isatty(STDERR_FILENO) ? NULL : reason;
}

static char *text_field(char *end, const char *separator, const char *name, const char *value)
{
    return value ? end + sprintf(end, "%s\"%s\":\"%s\"", separator, name, value) : end;
}

static char *number_field(char *end, const char *separator, const char *name, const char *value)
{
    long long parsed = value ? number(value, 999999999) : -1;
    return parsed < 0 ? end : end + sprintf(end, "%s\"%s\":%lld", separator, name, parsed);
}

void say_skipped(const struct call *call, const char *reason)
{
    char line[2048], *end = line;
    struct timespec now;
    struct tm utc;
    if (!speaks_json(call)) {
        end += sprintf(end, *reason ? "SKIPPED (%s)  nothing was probed\n"
                       : "SKIPPED%s  nothing was probed\n", reason);
    } else {
        clock_gettime(CLOCK_REALTIME, &now);
        gmtime_r(&now.tv_sec, &utc);
        end += sprintf(end, "{\"severity\":\"WARNING\",\"message\":\"Preflight SKIPPED");
        end += sprintf(end, *reason ? " (%s)" : "%s", reason);
        end += sprintf(end, ": nothing was probed\",\"time\":\"");
        end += strftime(end, 32, "%Y-%m-%dT%H:%M:%S", &utc);
        end += sprintf(end, ".%09ldZ\",\"logging.googleapis.com/labels\":{"
                       "\"preflight_outcome\":\"skipped\",\"preflight_causes\":\"\"},\"preflight\":{"
                       "\"schema\":\"preflight/v1\",\"kind\":\"verdict\",\"outcome\":\"skipped\","
                       "\"action\":\"exec\",\"gate\":\"off\",\"job\":{", now.tv_nsec);
        char *fields = end;
        const char *job = getenv("CLOUD_RUN_JOB");
        end = text_field(end, "", "name", job ? job : getenv("K_SERVICE"));
        end = text_field(end, end > fields ? "," : "", "execution", getenv("CLOUD_RUN_EXECUTION"));
        end = number_field(end, end > fields ? "," : "", "task", getenv("CLOUD_RUN_TASK_INDEX"));
        end = number_field(end, end > fields ? "," : "", "attempt",
                           getenv("CLOUD_RUN_TASK_ATTEMPT"));
        end += sprintf(end, "},\"findings\":[],\"targets\":[],\"unexplained\":[],\"elapsedMs\":0,"
                       "\"version\":\"" VERSION "\"}}\n");
    }
    tell(line, (size_t)(end - line));
}
