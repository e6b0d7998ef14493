#include "settings.h"
#include <stdlib.h>
#include <string.h>

bool same(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

const char *variable(const char *name)
{
    static const char white[] = " \t\n\v\f\r\x1c\x1d\x1e\x1f";
    const char *value = getenv(name);
    if (!value)
        return NULL;
    value += strspn(value, white);
    size_t length = strlen(value);
    while (length > 0 && strchr(white, value[length - 1]))
        length--;
    return length > 0 ? strndup(value, length) : NULL;
}

const char *setting(const struct call *call, const char *option, const char *name)
{
    size_t length = strlen(option);
    const char *value = variable(name);
    for (char **o = call->options; *o && !same(*o, "--"); o++) {
        if (strncmp(*o, option, length) != 0)
            continue;
        if ((*o)[length] == '=')
            value = *o + length + 1;
        else if ((*o)[length] == '\0' && o[1] && !same(o[1], "--"))
            value = *++o;
    }
    return value;
}

long long number(const char *text, long long most)
{
    char *end;
    long long value = *text >= '0' && *text <= '9' ? strtoll(text, &end, 10) : -1;
    return value < 0 || *end || value > most ? -1 : value;
}

long long duration_ms(const char *text)
{
    static const struct { const char *unit; long ms; } units[] =
        {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}};
    long long total = 0;
    while (*text >= '0' && *text <= '9') {
        char *unit;
        long value = strtol(text, &unit, 10);
        size_t i = 0, count = sizeof units / sizeof *units;
        while (i < count && strncmp(unit, units[i].unit, strlen(units[i].unit)) != 0)
            i++;
        if (i == count || value > INT_MAX)
            return -1;
        total += (long long)value * units[i].ms;
        text = unit + strlen(units[i].unit);
    }
    return *text || total == 0 ? -1 : total;
}
