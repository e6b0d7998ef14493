# Sourced by `preflight` and `launcher/install`: lays out a home, the folder with which the launcher
# starts the JVM.

# As java's @files want it inside double quotes.
preflight_quoted() {
  printf %s "$1" | sed 's/["\\]/\\&/g'
}

# preflight_lay_out HOME LAUNCHER TARGET
# The jar that was built in TARGET, and the JVM's options, one a line. What the JVM itself has to say
# goes to standard error or nowhere.
preflight_lay_out() {
  preflight_home=$1
  preflight_gate=$2
  preflight_jar=$preflight_home/lib/preflight.jar
  # The cache of classes knows its jar by the time, too: the same one is not copied anew.
  mkdir -p "$preflight_home/lib"
  cmp -s "$3/lib/preflight.jar" "$preflight_jar" || {
    cp "$3/lib/preflight.jar" "$preflight_jar.new" && mv -f "$preflight_jar.new" "$preflight_jar"
  }
  preflight_lay_out_native "$3/conscrypt/META-INF/native"
  # No answer of DNS outlives its attempt; these are read from no -D. The providers that come sixth and
  # later are not part of java.base, and looking for them opens every jar.
  printf 'networkaddress.cache.ttl=0\nnetworkaddress.cache.negative.ttl=0\nsecurity.provider.6=\n' \
    >"$preflight_home/java.security"
  # dnsjava would close its sockets by a hook, which a JVM that a signal ends refuses it: a bug, to whoever
  # reads on behind the verdict.
  cat >"$preflight_home/jvm.args.new" <<ARGS
-XX:+UseSerialGC
-XX:+UnlockDiagnosticVMOptions
-XX:+IgnoreUnrecognizedVMOptions
-XX:ArchiveRelocationMode=0
-XX:TieredStopAtLevel=1
-XX:CompileThresholdScaling=4
-XX:-AOTRecordTraining
-XX:-AOTReplayTraining
-Xms12m
-Xmn5m
-Xss512k
-Xmx192m
-XX:-UsePerfData
-XX:+ExitOnOutOfMemoryError
-XX:-CreateCoredumpOnCrash
-XX:ErrorFile=/tmp/preflight-crash-%p.log
-XX:+DisplayVMOutputToStderr
-Xlog:disable
-Dfile.encoding=UTF-8
"-Dpreflight.home=$(preflight_quoted "$preflight_home")"
"-Dpreflight.launcher=$(preflight_quoted "$preflight_gate")"
"-Djava.security.properties=$(preflight_quoted "$preflight_home/java.security")"
--enable-native-access=ALL-UNNAMED
"-Djava.library.path=$(preflight_quoted "$preflight_home/native")"
"-Dorg.conscrypt.tmpdir=$(preflight_quoted "$preflight_home/native")"
-Djdk.reflect.useNativeAccessorOnly=true
-Ddnsjava.nio.register_shutdown_hook=false
-cp "$(preflight_quoted "$preflight_jar")"
ARGS
  mv -f "$preflight_home/jvm.args.new" "$preflight_home/jvm.args"
}

# preflight_lay_out_native FOLDER
# Of the libraries in FOLDER, this machine's; without one the JVM does its own arithmetic.
preflight_lay_out_native() {
  mkdir -p "$preflight_home/native"
  for preflight_library in "$1"/lib*-linux-"$(uname -m | sed s/aarch64/aarch_64/)".so; do
    # A JVM that meets half of one ends at once.
    [ ! -e "$preflight_library" ] || {
      cp "$preflight_library" "$preflight_home/native/new" &&
        mv -f "$preflight_home/native/new" "$preflight_home/native/${preflight_library##*/}"
    }
  done
}

# The JVM as the launcher starts it, with options of its own.
preflight_trainer() {
  env -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS -u _JAVA_OPTIONS LC_ALL=C.UTF-8 \
    "$preflight_java" "@$preflight_home/jvm.args" "$@"
}

# preflight_train JAVA
# Has the JVM remember the classes that `selftest` loads, for the home that was laid out last. Nothing
# notices a jar that has changed behind the cache's back, so its name carries the hash of all that it
# was made from.
preflight_train() {
  preflight_java=$1
  preflight_hash=$(cat "$preflight_home/jvm.args" "${preflight_java%/bin/java}/release" "$preflight_jar" | sha256sum) || return
  preflight_cache=$preflight_home/classes-${preflight_hash%% *}.aot
  if ! [ -e "$preflight_cache" ]; then
    rm -f "$preflight_home"/classes-*.aot
    # In two steps, for in one the JVM passes its options on by way of a variable that splits paths.
    preflight_trainer -XX:AOTMode=record "-XX:AOTConfiguration=$preflight_cache.conf" preflight.agent.Main selftest &&
      preflight_trainer -XX:AOTMode=create "-XX:AOTConfiguration=$preflight_cache.conf" "-XX:AOTCache=$preflight_cache.new" &&
      rm "$preflight_cache.conf" && mv -f "$preflight_cache.new" "$preflight_cache" || return
  fi
  { cat "$preflight_home/jvm.args" && printf '"-XX:AOTCache=%s"\n' "$(preflight_quoted "$preflight_cache")"; } \
    >"$preflight_home/jvm.args.new"
  mv -f "$preflight_home/jvm.args.new" "$preflight_home/jvm.args"
}
