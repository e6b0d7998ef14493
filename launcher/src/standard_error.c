#include "standard_error.h"
#include "clock.h"
#include "settings.h"
#include "stream.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool speaks_json(const struct call *call, int stream)
{
    const char *format = setting(call, "--format", "PREFLIGHT_FORMAT");
    if (same(format, "json") || same(format, "text"))
        return same(format, "json");
    const char *job = getenv("CLOUD_RUN_JOB"), *service = getenv("K_SERVICE");
    return ((job && *job) || (service && *service)) && !isatty(stream);
}

void say(const struct call *call, const char *format, ...)
{
    char text[2 * PATH_MAX], line[2 * sizeof text + 64], *end = line;
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    bool json = speaks_json(call, STDERR_FILENO);
    if (json)
        end = stpcpy(end, "{\"severity\":\"ERROR\",\"message\":\"");
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (json && (*c == '"' || *c == '\\'))
            *end++ = '\\';
        *end++ = *c < ' ' || *c == 127 || (json && *c > 127) ? '?' : (char)*c;
    }
    end = stpcpy(end, json ? "\"}\n" : "\n");
    tell(STDERR_FILENO, line, (size_t)(end - line), now_ms() + PATIENCE_MS);
}
