package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.lab.GateProgram.Ended;

/** A green workload stays green: it sees just what it would see without the gate. */
class HandOverTest extends BothGates {

  /** What a workload can see of its process; {@code %s} is where the gate goes. */
  Stream<Arguments> handedOver() {
    // Each of these has broken a real job that was wrapped by something less careful.
    Stream<String> both =
        Stream.of(
            "exec %s sh -c 'tr \"\\0\" \"\\n\" </proc/$$/cmdline' '' @x -e -- \"$(printf '\\377')\" 'a \"b'",
            "me=$$; exec %s sh -c '[ $$ = \"$1\" ] && echo same process' sh $me",
            "exec env JAVA_TOOL_OPTIONS='-Dp=x y' CLASSPATH=c PREFLIGHT_JOB_CLASSPATH=mine"
                + " %s printenv JAVA_TOOL_OPTIONS CLASSPATH PREFLIGHT_JOB_CLASSPATH",
            "exec env -u LC_ALL %s sh -c 'echo ${LC_ALL-unset}'",
            "exec 7</dev/null; exec %s sh -c 'cd /proc/$$/fd && echo *'",
            "exec <&-; exec %s sh -c 'cd /proc/$$/fd && echo *'",
            "exec >&-; exec %s sh -c 'cd /proc/$$/fd && echo * >&2'",
            "exec 2>&-; exec %s sh -c 'cd /proc/$$/fd && echo *'",
            "ulimit -n 77; exec %s cat /proc/self/limits",
            "trap '' PIPE INT HUP; exec %s grep -E '^(Sig|Shd)(Pnd|Blk|Ign|Cgt)' /proc/self/status",
            "umask 027; cd /proc; exec %s sh -c 'pwd; umask'",
            "exec %s sh -c 'read children </proc/$$/task/$$/children; echo \"[$children]\"'",
            "printf 'a\\nb\\n' | %s cat",
            "exec %s sh -c 'exit 7'",
            "%s sh -c 'kill -9 $$'; echo $?");
    // A shell drops names that are no identifiers and has its own mind about masks.
    Stream<String> launcherOnly =
        Stream.of(
            "exec env -i B=2 A.B=1 JAVA_TOOL_OPTIONS=x \"N=$(printf '\\377')\" E= %s /bin/cat /proc/self/environ",
            "exec env --block-signal=USR1 --block-signal=TERM --block-signal=CHLD --ignore-signal=CHLD"
                + " %s grep -E '^(Sig|Shd)(Pnd|Blk|Ign|Cgt)' /proc/self/status",
            "exec env --block-signal=CHLD %s grep -E '^(Sig|Shd)(Pnd|Blk|Ign)' /proc/self/status");
    return Stream.concat(
        both.flatMap(
            script -> List.of(launcher, twin).stream().map(gate -> Arguments.of(gate, script))),
        launcherOnly.map(script -> Arguments.of(launcher, script)));
  }

  @ParameterizedTest
  @MethodSource("handedOver")
  void workloadSeesWhatItWouldSeeWithoutTheGate(GateProgram gate, String script) throws Exception {
    gate.jvm("cat; say deadline 20000; say exec; exec sleep 60");
    Ended bare = GateProgram.shell(script.formatted(""), Map.of());
    Ended gated =
        GateProgram.shell(script.formatted(gate.words() + " run --deadline 20s --"), Map.of());
    assertThat(gated).isEqualTo(bare);
    assertThat(bare.out() + bare.err() + bare.status()).isNotEqualTo("0");
  }
}
