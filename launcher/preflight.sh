#!/bin/sh
# Stands in for the launcher (src/decision.h says what each line of the pipe means) where there is
# no C compiler. It does the same as far as a shell can: a shell drops variables whose names are
# no identifiers, cannot end the JVM when it is killed itself, passes every signal on as TERM, waits
# for a reader that stalls, asks for the decision ten times a second, and leaves `check` to the JVM.
#
#   preflight.sh --java JAVA --home DIR SUBCOMMAND ARGS...
#
# Its own variables are called preflight_*, so that none of the job's is overwritten.

preflight_java=$2
preflight_home=$4
shift 4

# One ERROR line on standard error: TEXT, as JSON where the verdict would be JSON. A reader
# that is gone must not end this process; the subshell keeps that from the workload's own signals.
preflight_say() (
  trap '' PIPE XFSZ
  preflight_json=
  case $preflight_format in
    json) preflight_json=yes ;;
    text) ;;
    *) if [ -n "${CLOUD_RUN_JOB:-}${K_SERVICE:-}" ] && ! [ -t 2 ]; then preflight_json=yes; fi ;;
  esac
  if [ -n "$preflight_json" ]; then
    printf '{"severity":"ERROR","message":"%s"}\n' \
      "$(printf %s "$1" | LC_ALL=C tr '\001-\037\177-\377' '?' | sed 's/["\\]/\\&/g')" >&2
  else
    printf '%s\n' "$1" >&2
  fi
)

# Hides from java what java itself would obey; the agent reads it as data under its new name.
preflight_set_aside() {
  for preflight_name in JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JDK_AOT_VM_OPTIONS \
    CLASSPATH _JAVA_LAUNCHER_DEBUG; do
    unset "PREFLIGHT_JOB_$preflight_name"
    eval "[ -n \"\${$preflight_name+set}\" ] && export PREFLIGHT_JOB_$preflight_name=\"\$$preflight_name\""
    unset "$preflight_name"
  done
}

preflight_become_jvm() {
  preflight_set_aside
  export LC_ALL=C.UTF-8
  exec "$preflight_java" "@$preflight_home/jvm.args" "$@"
}

# As the agent reads a variable: without white space around it.
preflight_strip() {
  preflight_value=$1
  while :; do
    case $preflight_value in
      [[:space:]]*) preflight_value=${preflight_value#?} ;;
      *[[:space:]]) preflight_value=${preflight_value%?} ;;
      *) return ;;
    esac
  done
}

preflight_strip "${PREFLIGHT_GATE:-}"
preflight_gate=$preflight_value
preflight_strip "${PREFLIGHT_FORMAT:-}"
preflight_format=$preflight_value
preflight_strip "${PREFLIGHT_ON_FAULT:-}"
preflight_policy=$preflight_value
# What the options before "--" say; of two, the last.
preflight_help=
preflight_dashes=
preflight_behind=0
preflight_option=
for preflight_word in "$@"; do
  if [ -n "$preflight_dashes" ]; then
    preflight_behind=$((preflight_behind + 1))
    continue
  fi
  case $preflight_option in
    --format) preflight_format=$preflight_word ;;
    --on-fault) preflight_policy=$preflight_word ;;
  esac
  preflight_option=
  case $preflight_word in
    --) preflight_dashes=yes ;;
    --format=*) preflight_format=${preflight_word#*=} ;;
    --on-fault=*) preflight_policy=${preflight_word#*=} ;;
    --format | --on-fault) preflight_option=$preflight_word ;;
    --help | -h) preflight_help=yes ;;
  esac
done

if [ "${1:-}" != run ] || [ -n "$preflight_help" ]; then
  if [ -x "$preflight_java" ]; then
    preflight_become_jvm preflight.agent.Main "$@"
  fi
  preflight_say "Preflight could not run: $preflight_java cannot be started: mend the image, or name another with --java"
  exit 70
fi
if [ "$preflight_behind" -eq 0 ]; then
  preflight_say "preflight run: COMMAND is missing: write it behind '--', as in: preflight run -- ./a.sh -e dev"
  exit 64
fi

# Reads the decision that the JVM has written so far, complete lines only.
preflight_read_decision() {
  preflight_decision=
  while [ -z "$preflight_decision" ] && IFS= read -r preflight_line; do
    case $preflight_line in
      'on-fault open' | 'on-fault block') preflight_from_file=${preflight_line#on-fault } ;;
      ready) ;; # every signal goes on to the JVM
      'deadline '*[!0-9]*) preflight_decision="unknown $preflight_line" ;;
      'deadline '?*) preflight_limit=$((${preflight_line#deadline } / 1000 + 2)) ;;
      exec | 'fault '?*) preflight_decision=$preflight_line ;;
      'exit '[0-9] | 'exit '[0-9][0-9] | 'exit 1'[0-9][0-9] | 'exit 2'[0-4][0-9] | 'exit 25'[0-5])
        preflight_decision=$preflight_line
        ;;
      *) preflight_decision="unknown $preflight_line" ;;
    esac
  done <"$preflight_pipe/decision"
}

# A signal goes on to the JVM. As TERM: a background child of a shell ignores INT.
preflight_pass_on() {
  preflight_signal=${preflight_signal:-$1}
  preflight_deadline=5
  preflight_started=$(date +%s)
  kill -TERM "$preflight_jvm" 2>/dev/null
}

preflight_signal=
preflight_from_file=
preflight_fault=
preflight_limit=30
preflight_deadline=
if preflight_pipe=$(mktemp -d) && : >"$preflight_pipe/decision"; then
  (
    trap - TERM INT HUP
    [ -x "$preflight_java" ] && preflight_become_jvm -Dpreflight.decision.fd=9 preflight.agent.Main "$@"
  ) </dev/null >&2 9>>"$preflight_pipe/decision" &
  preflight_jvm=$!
  trap 'preflight_pass_on 15' TERM
  trap 'preflight_pass_on 2' INT
  trap 'preflight_pass_on 1' HUP
  preflight_started=$(date +%s)
  while :; do
    preflight_ended=
    kill -0 "$preflight_jvm" 2>/dev/null || preflight_ended=yes
    preflight_read_decision
    if [ -z "$preflight_signal" ] && [ -n "$preflight_decision" ]; then
      break
    fi
    if [ -n "$preflight_ended" ]; then
      break
    fi
    if [ $(($(date +%s) - preflight_started)) -ge "${preflight_deadline:-$preflight_limit}" ]; then
      preflight_fault="its JVM is silent past its deadline: give the task more CPU, or set PREFLIGHT_GATE=off:REASON"
      break
    fi
    # In the background, so that a signal ends the wait at once.
    sleep 0.1 &
    wait $!
  done
  kill -KILL "$preflight_jvm" 2>/dev/null
  wait "$preflight_jvm" 2>/dev/null
  preflight_status=$?
  # A signal has cut the last `sleep` short: leave no child to the workload.
  wait
  rm -rf "$preflight_pipe"
  trap - TERM INT HUP
  if [ -n "$preflight_signal" ]; then
    exit $((128 + preflight_signal))
  fi
  case $preflight_decision in
    'exit '*) exit "${preflight_decision#exit }" ;;
    'fault '*) preflight_fault=${preflight_decision#fault } ;;
    'unknown '*) preflight_fault="its JVM sent the unknown line '${preflight_decision#unknown }': install launcher and agent of one version" ;;
  esac
  if [ -z "$preflight_decision$preflight_fault" ]; then
    preflight_fault="its JVM ended with status $preflight_status before it decided: run 'preflight selftest' in this image"
    [ -x "$preflight_java" ] ||
      preflight_fault="$preflight_java cannot be started: mend the image, or name another with --java"
  fi
else
  preflight_fault="no file can be written in ${TMPDIR:-/tmp}: make it writable"
fi

if [ -n "$preflight_fault" ]; then
  case $preflight_policy in
    open | block) ;;
    *) preflight_policy=$preflight_from_file ;;
  esac
  preflight_because="--on-fault open"
  case $preflight_gate in
    warn | off | off:*)
      preflight_policy=open
      preflight_because=PREFLIGHT_GATE
      ;;
  esac
  if [ "$preflight_policy" = block ]; then
    preflight_say "Preflight could not run: $preflight_fault. The workload does not start (--on-fault block)."
    exit 70
  fi
  preflight_say "Preflight could not run: $preflight_fault. The workload starts unchecked ($preflight_because)."
fi
while [ "$1" != -- ]; do
  shift
done
shift

case $1 in
  */*) preflight_found=$1 ;;
  *) preflight_found=$(command -v "$1") ;;
esac
case $preflight_found in
  */*)
    if ! [ -e "$preflight_found" ]; then
      preflight_found=
    elif ! [ -x "$preflight_found" ] || [ -d "$preflight_found" ]; then
      preflight_say "$1 cannot be executed: make it an executable file for this user (chmod +x) and machine"
      exit 126
    fi
    ;;
esac
if [ -z "$preflight_found" ]; then
  preflight_say "$1 is not found: correct COMMAND behind '--', or PATH in the environment"
  exit 127
fi
exec "$@"
