/* Writing on the job's own streams, whose readers may be gone, or stall. */
#ifndef STREAM_H
#define STREAM_H
#include <stdbool.h>
#include <stddef.h>

enum { PATIENCE_MS = 200 };

/*
 * Writes a line, whole or not at all, and in one write if it can, so that no other writer's line is
 * torn; false where the stream has not taken it by then (now_ms()). Nobody may listen, and there is nobody
 * else to tell: a reader that is gone must not end this process, nor one that stalls keep the
 * workload waiting. Neither the dispositions nor the descriptor's flags are touched, for they are the
 * job's.
 */
bool tell(int stream, const char *line, size_t length, long long until);

#endif
