/*
 * What the JVM says on a pipe of ours in the place of the job's stream, whose reader may stall. It goes
 * on line by line: a line of JSON at once, and all from the first other line on at the end, for it may
 * be what a JVM says that dies, and is then part of our one line.
 */
#ifndef RELAY_H
#define RELAY_H
#include <stdbool.h>
#include <stddef.h>

struct relay {
    int from; /* the pipe's end; -1 where there is no more to come */
    int to;
    char *text; /* what has come, and has not gone on */
    size_t length, room;
};

/* The end for the JVM to write on: of a pipe, or the stream itself where that is a terminal. */
int open_relay(struct relay *relay, int stream);

/* Takes what has come, and passes on what is to go at once; whether a line of it is held up. */
bool relay_now(struct relay *relay);

/* What is left of a JVM that has ended. */
void take_rest(struct relay *relay);

/* Passes that on, as far as the reader takes it by then. A line that has no end is none. */
void relay_rest(struct relay *relay, long long until);

/* Takes that as words on one line, at most that many bytes with the NUL. */
void words_of(struct relay *relay, char *words, size_t size);

#endif
