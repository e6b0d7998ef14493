#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H
#include <fcntl.h>
#include <unistd.h>

/* A descriptor above the standard three, which the workload may have been given closed. */
static inline int raised(int fd)
{
    int above = fd < 0 || fd > STDERR_FILENO ? fd : fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (above != fd)
        close(fd);
    return above;
}

#endif
