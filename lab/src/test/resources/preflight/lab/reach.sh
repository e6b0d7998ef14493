# Prints "CLIENT HOST" for each host that a client reaches; arguments: a JDK, its class path.
metadata=http://metadata.google.internal/computeMetadata/v1/project/project-id
api=http://api.corp.test/
public=http://public.test/
for host in metadata api public; do
  eval "url=\$$host"
  curl -sf -m 4 -H 'Metadata-Flavor: Google' -o /dev/null "$url" && echo "curl $host"
  wget -q -t 1 -T 4 --header 'Metadata-Flavor: Google' -O /dev/null "$url" && echo "wget $host"
done
/usr/bin/python3 reach.py ask "$metadata" "$api" "$public"
node reach.mjs "$api" "$public"
"$1/bin/java" -XX:TieredStopAtLevel=1 -cp "$2" preflight.lab.Reaching "$metadata" "$api" "$public" 2>/dev/null
exit 0
