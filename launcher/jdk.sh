# Sourced by `preflight` and `check`: finds a JDK 25 or newer, or ends with 70 and says what to do.

preflight_end() {
  printf 'preflight: %s\n' "$1" >&2
  exit 70
}

# Is this folder a JDK 25 or newer? Asks its `release` file: starting every JVM would take seconds.
preflight_is_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS== read -r preflight_key preflight_value; do
    if [ "$preflight_key" = JAVA_VERSION ]; then
      preflight_value=${preflight_value#\"}
      preflight_value=${preflight_value%%[!0-9]*}
      [ "${preflight_value:-0}" -ge 25 ]
      return
    fi
  done <"$1/release"
  return 1
}

preflight_find_jdk() {
  preflight_jdk=${PREFLIGHT_JAVA_HOME:-}
  if [ -n "$preflight_jdk" ]; then
    preflight_is_jdk "$preflight_jdk" ||
      preflight_end "PREFLIGHT_JAVA_HOME=$preflight_jdk is no JDK 25 or newer: correct it, or unset it to search the usual folders"
    return
  fi
  preflight_on_path=$(readlink -f "$(command -v javac)" 2>/dev/null) || preflight_on_path=
  for preflight_jdk in "${JAVA_HOME:-}" "${preflight_on_path%/bin/javac}" \
    /usr/lib/jvm/* /opt/* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    preflight_is_jdk "$preflight_jdk" && return
  done
  preflight_end "no JDK 25 or newer is found in JAVA_HOME=${JAVA_HOME:-(unset)}, PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks and \
/Library/Java: install one, for example Temurin 25 from https://adoptium.net, and name its folder in PREFLIGHT_JAVA_HOME"
}
