#include "signals.h"
#include "descriptor.h"
#include <sys/signalfd.h>

void watch_signals(struct signals *signals)
{
    static const int forwarded[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
    struct sigaction inherited, plain = {.sa_handler = SIG_DFL};
    sigset_t watched;
    sigprocmask(SIG_SETMASK, NULL, &signals->mask);
    sigemptyset(&watched);
    for (size_t i = 0; i < sizeof forwarded / sizeof *forwarded; i++)
        if (sigaction(forwarded[i], NULL, &inherited) == 0 && inherited.sa_handler != SIG_IGN
            && !sigismember(&signals->mask, forwarded[i]))
            sigaddset(&watched, forwarded[i]);
    sigprocmask(SIG_BLOCK, &watched, NULL);
    sigaction(SIGCHLD, &plain, &signals->child); /* where it is ignored, a child's status is lost */
    signals->arriving = raised(signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK));
}

int signal_that_came(const struct signals *signals)
{
    struct signalfd_siginfo info;
    return read(signals->arriving, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo
                                                                               : 0;
}

void restore_signals(const struct signals *signals)
{
    sigaction(SIGCHLD, &signals->child, NULL); /* drops a pending one of the JVM's, too */
    close(signals->arriving);
    sigprocmask(SIG_SETMASK, &signals->mask, NULL);
}
