"""Who is compared: Preflight, the scripts that people write instead, and a JVM that does nothing."""

import pathlib
import subprocess

from upload import homes
from world import DOMAIN, NAMES, SERVICES, SILENT

_TOKEN = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token"
_CURL = "curl -sSf -m 10 -o /dev/null"
_CLIENTS = "gcloud-detection,gcloud-token,google-auth-python,curl,git"

WITHOUT_LIBRARIES = "run, installed without Google's libraries"
WITH_LIBRARIES = "run, installed with them"
SILENT_BUCKET = "run, verdict to a silent bucket"


def _steps():
    """The nine questions of the main comparison, as a shell asks them."""
    yield f"curl -sSf -m 10 -H 'Metadata-Flavor: Google' {_TOKEN} | jq -e .access_token >/dev/null"
    yield from (f"getent hosts {name}.{DOMAIN} >/dev/null" for name in NAMES)
    yield from (f"{_CURL} https://{service}.{DOMAIN}/" for service in SERVICES)


def _nine():
    """The same nine as targets; metadata is one of its own on Cloud Run."""
    kinds = {"github": "github", "jira": "jira", "nexus": "nexus"}
    return ([f"dns={name}.{DOMAIN}" for name in NAMES]
            + [f"{kinds.get(service, 'http')}=https://{service}.{DOMAIN}/" for service in SERVICES])


def _many(count):
    """That many URLs of the five services, and nothing else."""
    return [f"http=https://{SERVICES[n % len(SERVICES)]}.{DOMAIN}/health/{n}" for n in range(count)]


def _configuration(folder, name, targets, metadata):
    file = folder / f"{name}.yaml"
    lines = ["clients: " + _CLIENTS, "target:", *(f"  - {target}" for target in targets)]
    file.write_text("\n".join(lines + ([] if metadata else ["no-metadata: true"])) + "\n")
    return ["--config", str(file)]


def _script(folder, name, text):
    file = folder / name
    file.write_text("#!/bin/sh\nset -e\n" + text)
    file.chmod(0o755)
    return [str(file)]


def contestants(folder):
    """Name, command and environment of each."""
    path = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    job = path | {"CLOUD_RUN_JOB": "bench"}
    preflight = str(folder / "home/bin/preflight")
    java = str(pathlib.Path(_jdk()) / "bin/java")
    steps = list(_steps())
    (folder / "steps").write_text("\n".join(steps) + "\n")
    check = [preflight, "check"]
    yield "hello: java -version", [java, "-version"], path
    yield ("preflight check, 9 targets",
           check + _configuration(folder, "nine", _nine(), metadata=True), job)
    yield "script, one after another", _script(folder, "script", "\n".join(steps) + "\n"), job
    yield ("script, xargs -P 9",
           _script(folder, "parallel", f"xargs -a {folder}/steps -d '\\n' -P 9 -I @ sh -c @\n"), job)
    for service in SERVICES:
        yield f"curl {service}", [*_CURL.split(), f"https://{service}.{DOMAIN}/"], path
    yield "curl metadata", [*_CURL.split(), "-H", "Metadata-Flavor: Google", _TOKEN], path
    yield "handover: --gate off:bench", [preflight, "run", "--gate", "off:bench", "--", "true"], job
    off = folder / "off.yaml"
    off.write_text("gate: off:bench\n")
    yield ("handover: gate: off in a file", [preflight, "run", "--config", str(off), "--", "true"], job)
    yield ("handover: PREFLIGHT_GATE=off:bench",
           [preflight, "run", "--", "true"], job | {"PREFLIGHT_GATE": "off:bench"})
    lean, uploading = homes(folder, pathlib.Path(_jdk()))
    nine = _configuration(folder, "nine", _nine(), metadata=True)
    gate = [preflight, "--java", str(folder / "home/runtime/bin/java"), "--home"]
    for name, home, options in (
            (WITHOUT_LIBRARIES, lean, []),
            (WITH_LIBRARIES, folder / "home", []),
            ("run, verdict in a bucket", uploading, ["--upload", "gs://verdicts", "--upload-on", "always"]),
            (SILENT_BUCKET, uploading, ["--upload", f"gs://{SILENT}", "--upload-on", "always"])):
        yield name, gate + [str(home), "run", *nine, *options, "--", "true"], job
    for count in (1, 10, 50, 200):
        yield (f"preflight check, {count} URLs",
               check + _configuration(folder, f"many-{count}", _many(count), metadata=False), job)


def _jdk():
    """The JDK that builds Preflight; its runtime without a cache would be no fair floor."""
    root = pathlib.Path(__file__).resolve().parent.parent
    found = subprocess.run(["sh", "-c", '. launcher/jdk.sh; preflight_find_jdk; echo "$preflight_jdk"'],
                           cwd=root, check=True, stdout=subprocess.PIPE, text=True)
    return found.stdout.strip()
