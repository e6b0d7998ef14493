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

/* Our end of a pipe is not the JVM's to keep, nor is the job's stream where it has a pipe. */
static void speak(int stream, int end, int null)
{
    if (end != stream)
        dup2(end, stream);
    else if (fcntl(stream, F_GETFD) < 0)
        dup2(null, stream);
}

/*
 * In the child: no standard input, no workload's output, no mask. What the job ignores or blocks is
 * ignored, or a signal to the whole group would end this process alone, and so open the gate: the
 * JVM leaves an ignored HUP, INT and TERM as they are, and blocks none.
 */
static void run_jvm(const struct call *call, pid_t launcher, const sigset_t *blocked, int out,
                    int err, int decision)
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

    int null = raised(open("/dev/null", O_RDWR | O_CLOEXEC));
    dup2(null, STDIN_FILENO);
    speak(STDERR_FILENO, err, null);
    if (call->stream == STDOUT_FILENO)
        speak(STDOUT_FILENO, out, null);
    else
        dup2(STDERR_FILENO, STDOUT_FILENO);
    fcntl(decision, F_SETFD, 0);
    dprintf(decision, "fault %s\n", become_jvm(call, decision));
    _exit(FAULT);
}

void start_jvm(struct jvm *jvm, const struct call *call, const sigset_t *blocked)
{
    int ends[2], out = STDOUT_FILENO;
    *jvm = (struct jvm){.pid = -1, .decision = -1, .out.from = -1, .err.from = -1};
    if (pipe2(ends, O_CLOEXEC) < 0)
        return;
    int writing = raised(ends[1]);
    jvm->decision = raised(ends[0]);
    int err = open_relay(&jvm->err, STDERR_FILENO);
    if (call->stream == STDOUT_FILENO)
        out = open_relay(&jvm->out, STDOUT_FILENO);
    pid_t launcher = getpid();
    if (jvm->decision >= 0 && writing >= 0)
        jvm->pid = fork();
    if (jvm->pid == 0)
        run_jvm(call, launcher, blocked, out, err, writing);
    close(writing);
    if (err != STDERR_FILENO)
        close(err);
    if (out != STDOUT_FILENO)
        close(out);
}

int end_jvm(struct jvm *jvm)
{
    int status = 0;
    kill(jvm->pid, SIGKILL);
    while (waitpid(jvm->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    take_rest(&jvm->out);
    take_rest(&jvm->err);
    close(jvm->decision);
    return status;
}
