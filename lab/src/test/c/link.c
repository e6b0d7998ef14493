/*
 * link: a cable between two network namespaces that takes its time.
 *
 *   link [--delay MILLISECONDS] [--loss PERCENT] NAMESPACE DEVICE NAMESPACE DEVICE
 *
 * Makes a TAP device in each of the two namespaces (of `ip netns`), brings both up, writes "ready"
 * on standard output, and carries every Ethernet frame from one to the other after the delay, which
 * holds for each way: a round trip takes twice of it. Of 100 frames, PERCENT are lost; which ones is
 * the same in every run. The tests and the bench use it instead of `tc qdisc ... netem`, which needs
 * a kernel module that small kernels lack; this needs /dev/net/tun and root.
 *
 * It ends with its standard input, so that it never outlives who started it, and takes its devices
 * along. While nothing is on its way it sleeps.
 */
#define _GNU_SOURCE
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { NS_PER_MS = 1000000, NS_PER_S = 1000000000, LARGEST = 65536 };
enum { QUEUE = 4096 }; /* frames on their way in one direction; more are lost, as in a router */

struct frame {
    long long due;
    size_t size;
    unsigned char *bytes;
};

/* One direction: what was read from one device, until it is written to the other. */
struct direction {
    int from, to;
    struct frame frames[QUEUE];
    size_t first, count;
};

static long long delay;
static double loss;

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * (long long)NS_PER_S + time.tv_nsec;
}

/* The device belongs to the namespace in which /dev/net/tun is opened. */
static int tap(const char *name, const char *device)
{
    char path[PATH_MAX];
    struct ifreq request = {.ifr_flags = IFF_TAP | IFF_NO_PI};
    snprintf(path, sizeof path, "/var/run/netns/%s", name);
    int namespace = open(path, O_RDONLY | O_CLOEXEC);
    if (namespace < 0 || setns(namespace, CLONE_NEWNET) < 0)
        err(1, "network namespace %s cannot be entered", name);
    close(namespace);

    int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        err(1, "/dev/net/tun cannot be opened");
    snprintf(request.ifr_name, sizeof request.ifr_name, "%s", device);
    if (ioctl(fd, TUNSETIFF, &request) < 0)
        err(1, "device %s cannot be made in %s", device, name);

    int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    if (any < 0 || ioctl(any, SIOCSIFFLAGS, &request) < 0)
        err(1, "device %s cannot be brought up in %s", device, name);
    close(any);
    return fd;
}

/* Takes what has arrived; a frame that is lost, or too many, is read and forgotten. */
static void receive(struct direction *way)
{
    static unsigned char buffer[LARGEST];
    ssize_t size;
    while ((size = read(way->from, buffer, sizeof buffer)) > 0) {
        if (way->count == QUEUE || drand48() * 100 < loss)
            continue;
        unsigned char *bytes = malloc((size_t)size);
        if (!bytes)
            err(1, "no memory for a frame");
        memcpy(bytes, buffer, (size_t)size);
        way->frames[(way->first + way->count++) % QUEUE] =
            (struct frame){now() + delay, (size_t)size, bytes};
    }
    if (size < 0 && errno != EAGAIN && errno != EINTR)
        err(1, "a device is gone");
}

/* Hands over what is due; what the other device does not take is lost. */
static void deliver(struct direction *way)
{
    while (way->count > 0 && way->frames[way->first].due <= now()) {
        struct frame *frame = &way->frames[way->first];
        if (write(way->to, frame->bytes, frame->size) < 0 && errno == EBADFD)
            err(1, "a device is gone");
        free(frame->bytes);
        way->first = (way->first + 1) % QUEUE;
        way->count--;
    }
}

static long long due(const struct direction *way)
{
    return way->count > 0 ? way->frames[way->first].due : LLONG_MAX;
}

static void carry(struct direction *there, struct direction *back)
{
    struct pollfd ready[] = {{.fd = there->from, .events = POLLIN},
                             {.fd = back->from, .events = POLLIN},
                             {.fd = STDIN_FILENO, .events = POLLIN}};
    for (;;) {
        long long next = due(there) < due(back) ? due(there) : due(back);
        long long left = next == LLONG_MAX ? 0 : next - now();
        struct timespec wait = {left > 0 ? left / NS_PER_S : 0, left > 0 ? left % NS_PER_S : 0};
        if (ppoll(ready, 3, next == LLONG_MAX ? NULL : &wait, NULL) < 0 && errno != EINTR)
            err(1, "the devices cannot be watched");
        receive(there);
        receive(back);
        deliver(there);
        deliver(back);
        char byte;
        if (ready[2].revents && read(STDIN_FILENO, &byte, 1) <= 0)
            return;
    }
}

int main(int argc, char **argv)
{
    char **next = argv + 1;
    while (argc - (next - argv) > 4 && strncmp(*next, "--", 2) == 0) {
        if (strcmp(*next, "--delay") == 0)
            delay = (long long)(atof(next[1]) * NS_PER_MS);
        else if (strcmp(*next, "--loss") == 0)
            loss = atof(next[1]);
        else
            break;
        next += 2;
    }
    if (argc - (next - argv) != 4)
        errx(64, "usage: link [--delay MILLISECONDS] [--loss PERCENT] "
             "NAMESPACE DEVICE NAMESPACE DEVICE");
    static struct direction there, back;
    there.from = back.to = tap(next[0], next[1]);
    back.from = there.to = tap(next[2], next[3]);
    srand48(1);
    if (write(STDOUT_FILENO, "ready\n", 6) != 6)
        err(1, "nobody listens");
    carry(&there, &back);
    return 0;
}
