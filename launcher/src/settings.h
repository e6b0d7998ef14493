/* What the launcher reads itself: options before the first "--", variables, numbers, durations. */
#ifndef SETTINGS_H
#define SETTINGS_H
#include "call.h"
#include <stdbool.h>

bool same(const char *a, const char *b);

/* A variable of ours as the agent reads it: without white space around it, and NULL where blank. */
const char *variable(const char *name);

/* The last value of an option, as `--name value` or `--name=value`, else the variable's. */
const char *setting(const struct call *call, const char *option, const char *name);

/* The number that is all of the text, or -1. One beyond `long long` is its most. */
long long number(const char *text, long long most);

/* 1m30s or 500ms as milliseconds, or -1: what is no duration, the JVM will say. */
long long duration_ms(const char *text);

#endif
