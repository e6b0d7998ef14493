/*
 * preflight: the gate in front of a workload.
 *
 *   preflight [--java JAVA] [--home DIR] SUBCOMMAND ARGS...
 *
 * Every sub-command but `run` is the JVM, executed in this process's place. `run OPTIONS --
 * COMMAND` starts the JVM as a child, obeys what it writes on a pipe, ends and reaps it, and then
 * executes COMMAND with exactly what this process was given itself: arguments, environment,
 * descriptors, limits, signal mask and dispositions. A JVM cannot do that for itself: it raises
 * RLIMIT_NOFILE, blocks SIGQUIT, forgets an ignored SIGPIPE, and may die before its first
 * instruction.
 *
 * The JVM finds the pipe's number in the property preflight.decision.fd. The lines of the pipe:
 *
 *   deadline MILLIS      how long the JVM means to take; silence past it (and a grace) is a fault,
 *                        and so it is before this line where an option or variable has the deadline
 *   on-fault open|block  the policy of the configuration file
 *   exec                 the gate opens: run COMMAND
 *   exit STATUS          the gate stays closed: the verdict is out, end with STATUS
 *   fault TEXT           Preflight itself cannot go on, because of TEXT
 *
 * The end of the pipe before `exec` or `exit` is a fault, too: see on_fault(). A gate that is plainly
 * switched off needs no JVM: see skip().
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef VERSION
#define VERSION "unknown" /* launcher/build knows it */
#endif

enum { WRONG_USAGE = 64, FAULT = 70, CANNOT_EXECUTE = 126, NOT_FOUND = 127 };
enum { FIRST_WORD_MS = 30000, GRACE_MS = 200, LONGEST_GRACE_MS = 2000, FAREWELL_MS = 5000,
       PATIENCE_MS = 200 };

#define NO_JAVA "%s cannot be started: %s"

struct call {
    char home[PATH_MAX], java[PATH_MAX + 32];
    char **arguments; /* from SUBCOMMAND on */
    char **options;   /* behind SUBCOMMAND, up to "--" */
    char **command;   /* behind the first "--"; NULL where there is none */
};

struct decision {
    enum { OPEN, CLOSED, INTERRUPTED, FAULTY } kind;
    int status;       /* CLOSED: to exit with; INTERRUPTED: the signal */
    char policy[8];   /* of the configuration file: "open", "block" or unknown */
    char why[PATH_MAX + 256]; /* FAULTY; empty: the JVM has ended without a word */
};

static bool same(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

/* A variable of ours as the agent reads it: without white space around it, and NULL where blank. */
static const char *variable(const char *name)
{
    static const char white[] = " \t\n\v\f\r\x1c\x1d\x1e\x1f";
    const char *value = getenv(name);
    if (!value)
        return NULL;
    value += strspn(value, white);
    size_t length = strlen(value);
    while (length > 0 && strchr(white, value[length - 1]))
        length--;
    return length > 0 ? strndup(value, length) : NULL;
}

/* The last value of an option, as `--name value` or `--name=value`, else the variable's. */
static const char *setting(const struct call *call, const char *option, const char *name)
{
    size_t length = strlen(option);
    const char *value = variable(name);
    for (char **o = call->options; *o && !same(*o, "--"); o++) {
        if (strncmp(*o, option, length) != 0)
            continue;
        if ((*o)[length] == '=')
            value = *o + length + 1;
        else if ((*o)[length] == '\0' && o[1] && !same(o[1], "--"))
            value = *++o;
    }
    return value;
}

static bool speaks_json(const struct call *call)
{
    const char *format = setting(call, "--format", "PREFLIGHT_FORMAT");
    if (same(format, "json") || same(format, "text"))
        return same(format, "json");
    const char *job = getenv("CLOUD_RUN_JOB"), *service = getenv("K_SERVICE");
    return ((job && *job) || (service && *service)) && !isatty(STDERR_FILENO);
}

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/*
 * Writes a line on standard error, in one write if it can, so that no other writer's line is torn.
 * Nobody may listen, and there is nobody else to tell: a reader that is gone must not end this
 * process, nor one that stalls keep the workload waiting. Neither the dispositions nor the
 * descriptor's flags are touched, for they are the job's.
 */
static void tell(const char *line, size_t length)
{
    static const int fatal[] = {SIGPIPE, SIGXFSZ};
    struct pollfd reader = {.fd = STDERR_FILENO, .events = POLLOUT};
    struct timespec at_once = {0};
    sigset_t pending, raised, mask;
    sigpending(&pending);
    sigemptyset(&raised);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        if (!sigismember(&pending, fatal[i]))
            sigaddset(&raised, fatal[i]);
    sigprocmask(SIG_BLOCK, &raised, &mask);
    /* A pipe that is ready takes PIPE_BUF bytes without a wait. */
    while (length > 0 && poll(&reader, 1, PATIENCE_MS) > 0) {
        ssize_t written = write(STDERR_FILENO, line, length < PIPE_BUF ? length : PIPE_BUF);
        if (written < 0)
            break;
        line += written;
        length -= (size_t)written;
    }
    while (sigtimedwait(&raised, NULL, &at_once) > 0)
        continue;
    sigprocmask(SIG_SETMASK, &mask, NULL);
}

/* One ERROR line. */
__attribute__((format(printf, 2, 3)))
static void say(const struct call *call, const char *format, ...)
{
    char text[2 * PATH_MAX], line[2 * sizeof text + 64], *end = line;
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    bool json = speaks_json(call);
    if (json)
        end = stpcpy(end, "{\"severity\":\"ERROR\",\"message\":\"");
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (json && (*c == '"' || *c == '\\'))
            *end++ = '\\';
        *end++ = *c < ' ' || *c == 127 || (json && *c > 127) ? '?' : (char)*c;
    }
    end = stpcpy(end, json ? "\"}\n" : "\n");
    tell(line, (size_t)(end - line));
}

/*
 * Hides a variable that java itself would obey. The agent reads it as data under its new name; a
 * variable that already has the new name gives way, for only the job's present options count.
 */
static void set_aside(const char *name)
{
    char aside[64];
    const char *value = getenv(name);
    snprintf(aside, sizeof aside, "PREFLIGHT_JOB_%s", name);
    unsetenv(aside);
    if (value) {
        setenv(aside, value, 1);
        unsetenv(name);
    }
}

/* What became of execv(): a file that is there, and is not found, lacks its loader. */
static const char *reason_and_mend(const char *java)
{
    if (errno == ENOENT && access(java, F_OK) == 0)
        return "the image has no GNU C library, which the Java runtime needs, and Alpine's musl is "
            "none: base the image on Debian, Ubuntu or the like";
    static char text[128];
    snprintf(text, sizeof text, "%s: mend the image, or name another with --java", strerror(errno));
    return text;
}

/* Becomes the JVM; returns only where that fails. java expands no @file behind the main class. */
static void become_jvm(const struct call *call, int decision)
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

    set_aside("JAVA_TOOL_OPTIONS");
    set_aside("JDK_JAVA_OPTIONS");
    set_aside("_JAVA_OPTIONS");
    set_aside("JDK_AOT_VM_OPTIONS");
    set_aside("CLASSPATH");
    set_aside("_JAVA_LAUNCHER_DEBUG");
    setenv("LC_ALL", "C.UTF-8", 1); /* else a JVM without LANG reads no argument beyond ASCII */
    /* No JVM starts in a folder that is gone. Here, too, a relative path finds and makes none. */
    if (!getcwd(folder, sizeof folder) && errno == ENOENT && chdir("/proc/self/fdinfo") < 0) {
        /* Then the JVM says so. */
    }
    execv(call->java, argv);
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
    become_jvm(call, decision);
    dprintf(decision, "fault " NO_JAVA "\n", call->java, reason_and_mend(call->java));
    _exit(FAULT);
}

/* A descriptor above the standard three, which the workload may have been given closed. */
static int raised(int fd)
{
    int above = fd < 0 || fd > STDERR_FILENO ? fd : fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (above != fd)
        close(fd);
    return above;
}

static pid_t start_jvm(const struct call *call, const sigset_t *blocked, int *decision)
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

/* The number that is all of the text, or -1. One beyond `long long` is its most. */
static long long number(const char *text, long long most)
{
    char *end;
    long long value = *text >= '0' && *text <= '9' ? strtoll(text, &end, 10) : -1;
    return value < 0 || *end || value > most ? -1 : value;
}

/* 1m30s or 500ms as milliseconds, or -1: what is no duration, the JVM will say. */
static long long duration_ms(const char *text)
{
    static const struct { const char *unit; long ms; } units[] =
        {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}};
    long long total = 0;
    while (*text >= '0' && *text <= '9') {
        char *unit;
        long value = strtol(text, &unit, 10);
        size_t i = 0, count = sizeof units / sizeof *units;
        while (i < count && strncmp(unit, units[i].unit, strlen(units[i].unit)) != 0)
            i++;
        if (i == count || value > INT_MAX)
            return -1;
        total += (long long)value * units[i].ms;
        text = unit + strlen(units[i].unit);
    }
    return *text || total == 0 ? -1 : total;
}

/* When the JVM's first word is due: a JVM that has not even started by the deadline is too late. */
static long long first_limit(const struct call *call)
{
    const char *deadline = setting(call, "--deadline", "PREFLIGHT_DEADLINE");
    const char *gate = setting(call, "--gate", "PREFLIGHT_GATE");
    bool off = gate && strncmp(gate, "off", 3) == 0;
    long long value = deadline && !off ? duration_ms(deadline) : -1;
    return now_ms() + (value < 0 || value + GRACE_MS > FIRST_WORD_MS ? FIRST_WORD_MS
                                                                     : value + GRACE_MS);
}

static void unknown(const char *line, struct decision *decision)
{
    snprintf(decision->why, sizeof decision->why,
             "its JVM sent the unknown line '%.64s': install launcher and agent of one version",
             line);
}

/* A JVM that probes has a verdict to lose: on a starved machine it may be late by a tenth. */
static long long grace_ms(long long left)
{
    long long tenth = left / 10;
    return tenth < GRACE_MS ? GRACE_MS : tenth > LONGEST_GRACE_MS ? LONGEST_GRACE_MS : tenth;
}

/* Takes one line of the pipe; true when it decides. */
static bool decides(const char *line, struct decision *decision, long long *limit)
{
    long long value;
    if (strncmp(line, "deadline ", 9) == 0 && (value = number(line + 9, LLONG_MAX)) >= 0) {
        if (value > LLONG_MAX / 2)
            value = LLONG_MAX / 2;
        *limit = now_ms() + value + grace_ms(value);
        return false;
    }
    if (same(line, "on-fault open") || same(line, "on-fault block")) {
        strcpy(decision->policy, line + 9);
        return false;
    }
    if (same(line, "exec")) {
        decision->kind = OPEN;
    } else if (strncmp(line, "exit ", 5) == 0 && (value = number(line + 5, 255)) >= 0) {
        decision->kind = CLOSED;
        decision->status = (int)value;
    } else if (strncmp(line, "fault ", 6) == 0) {
        snprintf(decision->why, sizeof decision->why, "%s", line + 6);
    } else {
        unknown(line, decision);
    }
    return true;
}

/* A signal that the workload would have died of, if one has come. */
static int signal_from(int signals)
{
    struct signalfd_siginfo info;
    return read(signals, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

/* Waits for the JVM's decision, end or time. A signal is passed on; then only its end counts. */
static void await(struct decision *decision, pid_t jvm, int pipe, int signals, long long limit)
{
    char text[sizeof decision->why];
    size_t length = 0;
    struct pollfd ready[] = {{.fd = signals, .events = POLLIN}, {.fd = pipe, .events = POLLIN}};
    decision->kind = FAULTY;
    for (;;) {
        long long left = limit - now_ms();
        if (left <= 0) {
            strcpy(decision->why, "its JVM is silent past its deadline: give the task more CPU, "
                   "or set PREFLIGHT_GATE=off:REASON");
            return;
        }
        if (poll(ready, 2, left < INT_MAX ? (int)left : INT_MAX) <= 0)
            continue;
        int received = ready[0].revents ? signal_from(signals) : 0;
        if (received) {
            kill(jvm, received);
            if (decision->kind != INTERRUPTED)
                limit = now_ms() + FAREWELL_MS;
            decision->kind = INTERRUPTED;
            decision->status = decision->status ? decision->status : received;
            continue;
        }
        if (!ready[1].revents)
            continue;
        ssize_t got = read(pipe, text + length, sizeof text - 1 - length);
        if (got <= 0)
            return;
        if (decision->kind == INTERRUPTED)
            continue;
        length += (size_t)got;
        text[length] = '\0';
        for (char *end; (end = strchr(text, '\n'));) {
            *end = '\0';
            if (decides(text, decision, &limit))
                return;
            length -= (size_t)(end + 1 - text);
            memmove(text, end + 1, length + 1);
        }
        if (strlen(text) != length || length == sizeof text - 1) {
            unknown(text, decision);
            return;
        }
    }
}

/* Ends the JVM, leaves no zombie, and says how it ended where it never said a word. */
static void end_jvm(pid_t jvm, struct decision *decision)
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

/* Whether execvp() had a file to try: to it, a missing interpreter is a missing file. */
static bool found(const char *name)
{
    if (!*name || strchr(name, '/'))
        return access(name, F_OK) == 0;
    char file[PATH_MAX];
    const char *folder = getenv("PATH");
    for (folder = folder ? folder : "/bin:/usr/bin";; folder++) {
        size_t length = strcspn(folder, ":");
        int full = snprintf(file, sizeof file, "%.*s%s%s", (int)length, folder,
                            length > 0 ? "/" : "", name);
        if (full < PATH_MAX && access(file, X_OK) == 0)
            return true;
        folder += length;
        if (!*folder)
            return false;
    }
}

/* Becomes COMMAND. A script whose interpreter is missing is found, and cannot be executed. */
static int execute(const struct call *call)
{
    char *name = call->command[0];
    execvp(name, call->command);
    int error = errno;
    bool missing = error == ENOENT || error == ENOTDIR;
    if (missing && found(name)) {
        say(call, "%s cannot be executed: the interpreter that its first line names does not exist "
            "here; install it, or remove a carriage return at that line's end", name);
        return CANNOT_EXECUTE;
    }
    if (missing) {
        say(call, "%s is not found: correct COMMAND behind '--', or PATH in the environment", name);
        return NOT_FOUND;
    }
    say(call, "%s cannot be executed (%s): make it an executable file for this user (chmod +x) "
        "and machine", name, strerror(error));
    return CANNOT_EXECUTE;
}

/* A fault of ours opens the gate, unless the user wants it closed; PREFLIGHT_GATE beats that wish. */
static int on_fault(const struct call *call, const struct decision *decision)
{
    const char *gate = variable("PREFLIGHT_GATE");
    const char *policy = setting(call, "--on-fault", "PREFLIGHT_ON_FAULT");
    if (!same(policy, "open") && !same(policy, "block"))
        policy = decision->policy;
    bool beaten = same(gate, "warn") || same(gate, "off")
        || (gate && strncmp(gate, "off:", 4) == 0);
    if (same(policy, "block") && !beaten) {
        say(call, "Preflight could not run: %s. The workload does not start (--on-fault block).",
            decision->why);
        return FAULT;
    }
    say(call, "Preflight could not run: %s. The workload starts unchecked (%s).", decision->why,
        beaten ? "PREFLIGHT_GATE" : "--on-fault open");
    return execute(call);
}

/* Whether a text needs no quoting and no masking, wherever it is printed. */
static bool plain(const char *text)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-# ")
        == strlen(text) && strlen(text) <= 63;
}

/* The reason in off:REASON, if that is what the value says, and in plain words. */
static const char *reason_in(const char *gate)
{
    if (same(gate, "off"))
        return "";
    if (!gate || strncmp(gate, "off:", 4) != 0)
        return NULL;
    const char *reason = gate + 4;
    size_t length = strlen(reason);
    bool padded = length && (reason[0] == ' ' || reason[length - 1] == ' ');
    return plain(reason) && !padded ? reason : NULL;
}

/* Whether nothing but --gate and --format is set anywhere, so that nothing else can be wrong. */
static bool gate_alone(const struct call *call)
{
    for (char **o = call->options; *o && !same(*o, "--"); o++) {
        if (strncmp(*o, "--gate=", 7) == 0 || strncmp(*o, "--format=", 9) == 0)
            continue;
        if ((!same(*o, "--gate") && !same(*o, "--format")) || !o[1] || same(o[1], "--"))
            return false;
        o++;
    }
    for (char **variable = environ; *variable; variable++)
        if (strncmp(*variable, "PREFLIGHT_", 10) == 0)
            return false;
    const char *format = setting(call, "--format", "");
    return access("/etc/preflight.yaml", F_OK) != 0
        && (!format || same(format, "auto") || same(format, "text") || same(format, "json"));
}

/*
 * The reason why the gate is off, where that needs no JVM to be told: PREFLIGHT_GATE beats
 * everything, --gate only where it stands alone.
 */
static const char *skip(const struct call *call)
{
    static const char *const job[] = {"CLOUD_RUN_JOB", "K_SERVICE", "CLOUD_RUN_EXECUTION",
                                      "CLOUD_RUN_TASK_INDEX", "CLOUD_RUN_TASK_ATTEMPT"};
    for (size_t i = 0; i < sizeof job / sizeof *job; i++) {
        const char *value = getenv(job[i]);
        if (value && (!*value || !plain(value)))
            return NULL;
    }
    const char *reason = reason_in(variable("PREFLIGHT_GATE"));
    if (!reason && gate_alone(call))
        reason = reason_in(setting(call, "--gate", ""));
    return isatty(STDERR_FILENO) ? NULL : reason;
}

static char *text_field(char *end, const char *separator, const char *name, const char *value)
{
    return value ? end + sprintf(end, "%s\"%s\":\"%s\"", separator, name, value) : end;
}

static char *number_field(char *end, const char *separator, const char *name, const char *value)
{
    long long parsed = value ? number(value, 999999999) : -1;
    return parsed < 0 ? end : end + sprintf(end, "%s\"%s\":%lld", separator, name, parsed);
}

/* The verdict of a gate that is off, as the agent's TextReport and VerdictJson write it. */
static void say_skipped(const struct call *call, const char *reason)
{
    char line[2048], *end = line;
    struct timespec now;
    struct tm utc;
    if (!speaks_json(call)) {
        end += sprintf(end, *reason ? "SKIPPED (%s)  nothing was probed\n"
                       : "SKIPPED%s  nothing was probed\n", reason);
    } else {
        clock_gettime(CLOCK_REALTIME, &now);
        gmtime_r(&now.tv_sec, &utc);
        end += sprintf(end, "{\"severity\":\"WARNING\",\"message\":\"Preflight SKIPPED");
        end += sprintf(end, *reason ? " (%s)" : "%s", reason);
        end += sprintf(end, ": nothing was probed\",\"time\":\"");
        end += strftime(end, 32, "%Y-%m-%dT%H:%M:%S", &utc);
        end += sprintf(end, ".%09ldZ\",\"logging.googleapis.com/labels\":{"
                       "\"preflight_outcome\":\"skipped\",\"preflight_causes\":\"\"},\"preflight\":{"
                       "\"schema\":\"preflight/v1\",\"kind\":\"verdict\",\"outcome\":\"skipped\","
                       "\"action\":\"exec\",\"gate\":\"off\",\"job\":{", now.tv_nsec);
        char *fields = end;
        const char *job = getenv("CLOUD_RUN_JOB");
        end = text_field(end, "", "name", job ? job : getenv("K_SERVICE"));
        end = text_field(end, end > fields ? "," : "", "execution", getenv("CLOUD_RUN_EXECUTION"));
        end = number_field(end, end > fields ? "," : "", "task", getenv("CLOUD_RUN_TASK_INDEX"));
        end = number_field(end, end > fields ? "," : "", "attempt",
                           getenv("CLOUD_RUN_TASK_ATTEMPT"));
        end += sprintf(end, "},\"findings\":[],\"targets\":[],\"unexplained\":[],\"elapsedMs\":0,"
                       "\"version\":\"" VERSION "\"}}\n");
    }
    tell(line, (size_t)(end - line));
}

/* `run`: watches for signals that the job neither ignores nor blocks, and restores all of it. */
static int run(const struct call *call)
{
    static const int forwarded[] = {SIGTERM, SIGINT, SIGHUP};
    struct sigaction inherited, plain = {.sa_handler = SIG_DFL};
    struct decision decision = {.kind = FAULTY};
    long long limit = first_limit(call);
    sigset_t mask, watched;
    int pipe = -1;

    sigprocmask(SIG_SETMASK, NULL, &mask);
    sigemptyset(&watched);
    for (size_t i = 0; i < sizeof forwarded / sizeof *forwarded; i++)
        if (sigaction(forwarded[i], NULL, &inherited) == 0 && inherited.sa_handler != SIG_IGN
            && !sigismember(&mask, forwarded[i]))
            sigaddset(&watched, forwarded[i]);
    sigprocmask(SIG_BLOCK, &watched, NULL);
    sigaction(SIGCHLD, &plain, &inherited); /* where it is ignored, a child's status is lost */

    int signals = raised(signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK));
    pid_t jvm = signals < 0 ? -1 : start_jvm(call, &mask, &pipe);
    if (jvm > 0) {
        await(&decision, jvm, pipe, signals, limit);
        end_jvm(jvm, &decision);
    } else {
        snprintf(decision.why, sizeof decision.why,
                 "its JVM cannot be forked (%s): raise the limits of the task", strerror(errno));
    }
    int late = signal_from(signals);
    if (late && decision.kind != INTERRUPTED)
        decision = (struct decision){.kind = INTERRUPTED, .status = late};

    sigaction(SIGCHLD, &inherited, NULL); /* drops a pending one of the JVM's, too */
    close(signals);
    close(pipe);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    switch (decision.kind) {
    case OPEN:
        return execute(call);
    case CLOSED:
        return decision.status;
    case INTERRUPTED:
        return 128 + decision.status;
    case FAULTY:
        break;
    }
    return on_fault(call, &decision);
}

/* HOME is two above the program (HOME/bin/preflight), and its runtime is in it. */
static void locate(struct call *call, const char *java, const char *home)
{
    if (home)
        snprintf(call->home, sizeof call->home, "%s", home);
    else if (readlink("/proc/self/exe", call->home, sizeof call->home - 1) > 0)
        dirname(dirname(call->home)); /* cuts in place */
    if (java)
        snprintf(call->java, sizeof call->java, "%s", java);
    else
        snprintf(call->java, sizeof call->java, "%s/runtime/bin/java", call->home);
}

int main(int argc, char **argv)
{
    static struct call call;
    const char *java = NULL, *home = NULL;
    char **next = argv + (argc > 0);
    for (; next[0] && next[1] && (same(next[0], "--java") || same(next[0], "--home")); next += 2)
        *(same(next[0], "--java") ? &java : &home) = next[1];
    locate(&call, java, home);
    call.arguments = next;
    call.options = *next ? next + 1 : next;

    bool help = false;
    for (next = call.options; *next && !same(*next, "--"); next++)
        help |= same(*next, "--help") || same(*next, "-h");
    call.command = next[0] && next[1] ? next + 1 : NULL;

    if (!same(call.arguments[0], "run") || help) {
        become_jvm(&call, -1);
        say(&call, "Preflight could not run: " NO_JAVA, call.java, reason_and_mend(call.java));
        return FAULT;
    }
    if (!call.command) {
        say(&call, "preflight run: COMMAND is missing: write it behind '--', "
            "as in: preflight run -- ./a.sh -e dev");
        return WRONG_USAGE;
    }
    const char *reason = skip(&call);
    if (reason) {
        say_skipped(&call, reason);
        return execute(&call);
    }
    return run(&call);
}
