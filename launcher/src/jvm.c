#include "jvm.h"
#include "descriptor.h"
#include "settings.h"
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/*
 * Hides what java itself would obey. The agent reads it as data under its new name; a variable that
 * already has the new name gives way, for only the job's present options count.
 */
static void set_aside(void)
{
    static const char *const obeyed[] = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS",
                                         "JDK_AOT_VM_OPTIONS", "CLASSPATH",
                                         "_JAVA_LAUNCHER_DEBUG"};
    for (size_t i = 0; i < sizeof obeyed / sizeof *obeyed; i++) {
        char aside[64];
        const char *value = getenv(obeyed[i]);
        snprintf(aside, sizeof aside, "PREFLIGHT_JOB_%s", obeyed[i]);
        unsetenv(aside);
        if (value) {
            setenv(aside, value, 1);
            unsetenv(obeyed[i]);
        }
    }
}

/* What became of execv(): a file that is there, and is not found, lacks its loader. */
static const char *failure(const char *java)
{
    static char text[PATH_MAX + 256];
    const char *reason = strerror(errno), *mend = "mend the image, or name another with --java";
    if (errno == ENOENT && access(java, F_OK) == 0) {
        reason = "the image has no GNU C library, which the Java runtime needs, and Alpine's musl "
            "is none";
        mend = "base the image on Debian, Ubuntu or the like";
    }
    snprintf(text, sizeof text, "%s cannot be started: %s: %s", java, reason, mend);
    return text;
}

/* java expands no @file behind the main class. */
const char *become_jvm(const struct call *call, int decision)
{
    char options[PATH_MAX + 16], pipe[64], folder[PATH_MAX];
    size_t count = 0;
    while (call->arguments[count])
        count++;
    char *argv[count + 7], **next = argv;
    snprintf(options, sizeof options, "@%s/jvm.args", call->home);
    snprintf(pipe, sizeof pipe, "-Dpreflight.decision.fd=%d", decision);
    *next++ = (char *)call->java;
    *next++ = options;
    if (decision >= 0)
        *next++ = pipe;
    if (count > 0 && strcmp(call->arguments[0], "diagnose") == 0) {
        /* A gigabyte of log is worth C2; a run that lasts a second is not. */
        *next++ = "-XX:TieredStopAtLevel=4";
        *next++ = "-XX:CompileThresholdScaling=1";
    }
    *next++ = "preflight.agent.Main";
    memcpy(next, call->arguments, (count + 1) * sizeof *next);

    set_aside();
    setenv("LC_ALL", "C.UTF-8", 1); /* else a JVM without LANG reads no argument beyond ASCII */
    /* No JVM starts in a folder that is gone. Here, too, a relative path finds and makes none. */
    if (!getcwd(folder, sizeof folder) && errno == ENOENT && chdir("/proc/self/fdinfo") < 0) {
        /* Then the JVM says so. */
    }
    execv(call->java, argv);
    return failure(call->java);
}

/*
 * In the child: no standard input, no workload's output, no mask. What the job ignores or blocks is
 * ignored, or a signal to the whole group would end this process alone, and so open the gate: the
 * JVM leaves an ignored HUP, INT and TERM as they are, and blocks none.
 */
static void run_jvm(const struct call *call, pid_t launcher, const sigset_t *blocked, int decision)
{
    sigset_t none;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != launcher)
        _exit(FAULT);
    for (int number = 1; number < NSIG; number++)
        if (sigismember(blocked, number) == 1 && number != SIGCHLD)
            signal(number, SIG_IGN);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    int null = open("/dev/null", O_RDWR);
    dup2(null, STDIN_FILENO);
    if (fcntl(STDERR_FILENO, F_GETFD) < 0)
        dup2(null, STDERR_FILENO);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    if (null > STDERR_FILENO)
        close(null);
    fcntl(decision, F_SETFD, 0);
    dprintf(decision, "fault %s\n", become_jvm(call, decision));
    _exit(FAULT);
}

pid_t start_jvm(const struct call *call, const sigset_t *blocked, int *decision)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return -1;
    int writing = raised(ends[1]);
    *decision = raised(ends[0]);
    pid_t launcher = getpid();
    pid_t pid = *decision < 0 || writing < 0 ? -1 : fork();
    if (pid == 0)
        run_jvm(call, launcher, blocked, writing);
    close(writing);
    return pid;
}

void end_jvm(pid_t jvm, struct decision *decision)
{
    int status = 0;
    kill(jvm, SIGKILL);
    while (waitpid(jvm, &status, 0) < 0 && errno == EINTR)
        continue;
    if (decision->kind == FAULTY && !*decision->why)
        snprintf(decision->why, sizeof decision->why,
                 "its JVM ended %s %d before it decided: run 'preflight selftest' in this image",
                 WIFSIGNALED(status) ? "by signal" : "with status",
                 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}
