#include "relay.h"
#include "descriptor.h"
#include "stream.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 16 };

int open_relay(struct relay *relay, int stream)
{
    int ends[2];
    *relay = (struct relay){.from = -1, .to = stream};
    if (isatty(stream) || fcntl(stream, F_GETFD) < 0 || pipe2(ends, O_CLOEXEC) < 0)
        return stream;
    relay->from = raised(ends[0]);
    int writing = raised(ends[1]);
    if (relay->from < 0 || writing < 0) {
        close(writing);
        close(relay->from);
        relay->from = -1;
        return stream;
    }
    return writing;
}

/* True where there is, or may be, more. */
static bool take(struct relay *relay)
{
    struct pollfd more = {.fd = relay->from, .events = POLLIN};
    if (poll(&more, 1, 0) <= 0)
        return false;
    if (relay->room - relay->length < CHUNK) {
        char *larger = realloc(relay->text, relay->room + 4 * CHUNK);
        relay->text = larger ? larger : relay->text;
        relay->room += larger ? 4 * CHUNK : 0;
    }
    size_t room = relay->room - relay->length;
    ssize_t got = room > 0 ? read(relay->from, relay->text + relay->length, room) : 0;
    if (got <= 0) {
        close(relay->from);
        relay->from = -1;
        return false;
    }
    relay->length += (size_t)got;
    return true;
}

/* Lines that go on, in their order; false where one is held up. */
static bool pass(struct relay *relay, bool all, long long until)
{
    char *line = relay->text, *rest = line + relay->length, *end;
    bool taken = true;
    while (taken && line < rest && (all || *line == '{')
           && (end = memchr(line, '\n', (size_t)(rest - line)))) {
        taken = tell(relay->to, line, (size_t)(end + 1 - line), until);
        line = taken ? end + 1 : line;
    }
    relay->length = (size_t)(rest - line);
    memmove(relay->text, line, relay->length);
    return taken;
}

bool relay_now(struct relay *relay)
{
    take(relay);
    return relay->length > 0 && !pass(relay, false, 0);
}

void take_rest(struct relay *relay)
{
    while (take(relay))
        continue;
}

void relay_rest(struct relay *relay, long long until)
{
    if (relay->length > 0)
        pass(relay, true, until);
}

void words_of(struct relay *relay, char *words, size_t size)
{
    size_t length = 0;
    for (size_t i = 0; i < relay->length && length + 1 < size; i++) {
        char c = relay->text[i] == '\n' || relay->text[i] == '#' ? ' ' : relay->text[i];
        if (c != ' ' || (length > 0 && words[length - 1] != ' '))
            words[length++] = c;
    }
    while (length > 0 && words[length - 1] == ' ')
        length--;
    words[length] = '\0';
    relay->length = 0;
}
