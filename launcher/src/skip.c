#include "skip.h"
#include "settings.h"
#include "verdict.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    char **o = call->options;
    for (; *o && !same(*o, "--"); o++) {
        if (strncmp(*o, "--gate=", 7) == 0 || strncmp(*o, "--format=", 9) == 0)
            continue;
        if ((!same(*o, "--gate") && !same(*o, "--format")) || !o[1] || same(o[1], "--"))
            return false;
        o++;
    }
    if (*o && !call->command)
        return false;
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
    return isatty(call->stream) ? NULL : reason;
}
