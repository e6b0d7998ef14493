#include "command.h"
#include "standard_error.h"
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* A script whose interpreter is missing is found, and cannot be executed. */
int execute(const struct call *call)
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
