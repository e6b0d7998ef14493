#include "verdict.h"
#include "clock.h"
#include "settings.h"
#include "standard_error.h"
#include "stream.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef VERSION
#define VERSION "unknown" /* launcher/build knows it */
#endif

bool plain(const char *text)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-# ")
        == strlen(text) && strlen(text) <= 63;
}

static char *text_field(char *end, const char *separator, const char *name, const char *value)
{
    bool told = value && *value && plain(value);
    return told ? end + sprintf(end, "%s\"%s\":\"%s\"", separator, name, value) : end;
}

static char *number_field(char *end, const char *separator, const char *name, const char *value)
{
    long long parsed = value ? number(value, 999999999) : -1;
    return parsed < 0 ? end : end + sprintf(end, "%s\"%s\":%lld", separator, name, parsed);
}

static char *job(char *end)
{
    char *fields = end;
    const char *name = getenv("CLOUD_RUN_JOB");
    end = text_field(end, "", "name", name ? name : getenv("K_SERVICE"));
    end = text_field(end, end > fields ? "," : "", "execution", getenv("CLOUD_RUN_EXECUTION"));
    end = number_field(end, end > fields ? "," : "", "task", getenv("CLOUD_RUN_TASK_INDEX"));
    return number_field(end, end > fields ? "," : "", "attempt", getenv("CLOUD_RUN_TASK_ATTEMPT"));
}

static void tell_verdict(const struct call *call, const char *headline, const char *outcome,
                         const char *action, const char *gate)
{
    char line[2048], *end = line;
    struct timespec now;
    struct tm utc;
    if (!speaks_json(call, call->stream)) {
        end += sprintf(end, "%s  nothing was probed%s\n", headline,
                       same(action, "exit") ? "; the workload does not start" : "");
    } else {
        clock_gettime(CLOCK_REALTIME, &now);
        gmtime_r(&now.tv_sec, &utc);
        end += sprintf(end, "{\"severity\":\"WARNING\",\"message\":\"Preflight %s: nothing was "
                       "probed\",\"time\":\"", headline);
        end += strftime(end, 32, "%Y-%m-%dT%H:%M:%S", &utc);
        end += sprintf(end, ".%09ldZ\",\"logging.googleapis.com/labels\":{"
                       "\"preflight_outcome\":\"%s\",\"preflight_causes\":\"\"},\"preflight\":{"
                       "\"schema\":\"preflight/v1\",\"kind\":\"verdict\",\"outcome\":\"%s\","
                       "\"action\":\"%s\",\"gate\":\"%s\",\"job\":{", now.tv_nsec, outcome, outcome,
                       action, gate);
        end = job(end);
        end += sprintf(end, "},\"findings\":[],\"targets\":[],\"unexplained\":[],\"elapsedMs\":0,"
                       "\"version\":\"" VERSION "\"}}\n");
    }
    tell(call->stream, line, (size_t)(end - line), now_ms() + PATIENCE_MS);
}

void tell_skipped(const struct call *call, const char *reason)
{
    char headline[80];
    snprintf(headline, sizeof headline, *reason ? "SKIPPED (%s)" : "SKIPPED%s", reason);
    tell_verdict(call, headline, "skipped", "exec", "off");
}

void tell_interrupted(const struct call *call)
{
    const char *gate = variable("PREFLIGHT_GATE");
    if (!same(gate, "warn"))
        gate = setting(call, "--gate", "PREFLIGHT_GATE");
    tell_verdict(call, "INTERRUPTED", "interrupted", "exit", same(gate, "warn") ? "warn" : "enforce");
}
