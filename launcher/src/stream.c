#include "stream.h"
#include "clock.h"
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAP_MS = 10 };

static bool ready(int stream, long long until)
{
    struct pollfd reader = {.fd = stream, .events = POLLOUT};
    long long left = until - now_ms();
    return poll(&reader, 1, left <= 0 ? 0 : left < INT_MAX ? (int)left : INT_MAX) > 0;
}

/*
 * Whether it takes that much without a wait. A pipe that is ready takes PIPE_BUF bytes; beyond that
 * it counts in pages, of which any two neighbours together hold more than one page's bytes. To wait
 * for more than an empty pipe would be to wait for ever.
 */
static bool has_room(int stream, size_t length)
{
    int queued, size = fcntl(stream, F_GETPIPE_SZ);
    if (!ready(stream, 0))
        return false;
    return length <= PIPE_BUF || size < 0 || ioctl(stream, FIONREAD, &queued) < 0 || queued == 0
        || (long)length + 2L * queued + 2 * PIPE_BUF <= size;
}

static void write_all(int stream, const char *line, size_t length, long long until)
{
    struct stat kind;
    int size = fcntl(stream, F_GETPIPE_SZ);
    bool file = fstat(stream, &kind) == 0 && S_ISREG(kind.st_mode);
    size_t most = file || (size >= 0 && length <= (size_t)size) ? length : PIPE_BUF;
    while (length > 0 && ready(stream, until)) {
        ssize_t written = write(stream, line, length < most ? length : most);
        if (written < 0)
            break;
        line += written;
        length -= (size_t)written;
    }
}

bool tell(int stream, const char *line, size_t length, long long until)
{
    static const int fatal[] = {SIGPIPE, SIGXFSZ};
    struct timespec at_once = {0};
    sigset_t pending, raised, mask;
    while (!has_room(stream, length)) {
        if (now_ms() >= until)
            return false;
        poll(NULL, 0, NAP_MS);
    }
    sigpending(&pending);
    sigemptyset(&raised);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        if (!sigismember(&pending, fatal[i]))
            sigaddset(&raised, fatal[i]);
    sigprocmask(SIG_BLOCK, &raised, &mask);
    write_all(stream, line, length, until);
    while (sigtimedwait(&raised, NULL, &at_once) > 0)
        continue;
    sigprocmask(SIG_SETMASK, &mask, NULL);
    return true;
}
