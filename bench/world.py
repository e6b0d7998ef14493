"""The network of the bench: a job's namespace, and 20 ms away everything that it asks."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import time

DELAY_MS = 20
SERVICES = ["github", "jira", "nexus", "pypi", "app"]
NAMES = ["db", "cache", "queue"]
DOMAIN = "bench.test"
_BUNDLE = pathlib.Path("/etc/ssl/certs/ca-certificates.crt")
_TOKEN = '{"access_token":"ya29.bench","expires_in":3599,"token_type":"Bearer"}'
_METADATA = {
    "instance/service-accounts/default/token": _TOKEN,
    "instance/service-accounts/default/":
        '{"aliases":["default"],"email":"agent@bench.iam.gserviceaccount.com",'
        '"scopes":["https://www.googleapis.com/auth/cloud-platform"]}',
    "project/project-id": "bench",
    "instance/region": "projects/1/regions/europe-west1",
    "instance/id": "123456",
}
# Cloud Storage, with one bucket that takes everything and one, SILENT, that never answers.
STORAGE = "storage.googleapis.com"
SILENT = "silent"
_STORAGE_ADDRESS = "10.9.0.31"
_NOBODY = "10.9.0.99"
# What each service is recognised by.
_FIELDS = {"github": "X-GitHub-Request-Id A1B2", "jira": "X-AREQUESTID 1x1x1", "nexus": "X-Siesta-FaultId 1"}


def address(service):
    """The service's own address: each has another."""
    return f"10.9.0.{SERVICES.index(service) + 11}"


def sh(*words, **more):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, **more)


@contextlib.contextmanager
def world(folder):
    """Yields the name of the job's namespace, and removes all of it in the end."""
    job, far = f"pfbench-{os.getpid()}-job", f"pfbench-{os.getpid()}-world"
    running = []
    try:
        for namespace in (job, far):
            sh("ip", "netns", "add", namespace)
            sh("ip", "-n", namespace, "link", "set", "lo", "up")
        running.append(_cable(folder, job, far))
        sh("ip", "-n", job, "address", "add", "10.9.0.1/24", "dev", "link0")
        sh("ip", "-n", job, "route", "add", "169.254.169.254", "dev", "link0")
        for own in ["10.9.0.2/24", "169.254.169.254/32", _STORAGE_ADDRESS + "/24", *(address(s) + "/24" for s in SERVICES)]:
            sh("ip", "-n", far, "address", "add", own, "dev", "link0")
        _job_files(job, _certificates(folder))
        inside = ["ip", "netns", "exec", far]
        running.append(subprocess.Popen(inside + _dnsmasq(), stderr=subprocess.DEVNULL))
        running.append(subprocess.Popen(inside + _nginx(folder)))
        _await(job)
        yield job
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()
        for namespace in (job, far):
            subprocess.run(["ip", "netns", "delete", namespace], check=False)
            shutil.rmtree(f"/etc/netns/{namespace}", ignore_errors=True)


def _cable(folder, job, far):
    source = pathlib.Path(__file__).parent.parent / "lab/src/test/c/link.c"
    sh("gcc", "-O2", "-o", folder / "link", source)
    cable = subprocess.Popen(
        [folder / "link", "--delay", str(DELAY_MS), job, "link0", far, "link0"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert cable.stdout.readline() == b"ready\n"
    return cable


def _certificates(folder):
    """A root, an intermediate, and a P-256 leaf for each service; returns the root's file."""
    def certificate(name, subject, issuer, extensions):
        key, request = folder / f"{name}.key", folder / f"{name}.csr"
        sh("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key)
        sh("openssl", "req", "-new", "-key", key, "-subj", f"/CN={subject}", "-out", request)
        signed = ["-signkey", key] if issuer is None else [
            "-CA", folder / f"{issuer}.pem", "-CAkey", folder / f"{issuer}.key", "-CAcreateserial"]
        (folder / "extensions").write_text(extensions)
        sh("openssl", "x509", "-req", "-in", request, "-days", "2", *signed, "-sha256",
           "-extfile", folder / "extensions", "-out", folder / f"{name}.pem", stderr=subprocess.DEVNULL)

    certificate("root", "Bench Root", None, "basicConstraints=critical,CA:TRUE\n")
    certificate("issuing", "Bench Issuing CA", "root", "basicConstraints=critical,CA:TRUE,pathlen:0\n")
    for service, name in [("storage", STORAGE), *((s, f"{s}.{DOMAIN}") for s in SERVICES)]:
        certificate(service, service, "issuing", f"subjectAltName=DNS:{name}\n")
        chain = (folder / f"{service}.pem").read_text() + (folder / "issuing.pem").read_text()
        (folder / f"{service}.chain.pem").write_text(chain)
    return folder / "root.pem"


def _job_files(job, root):
    """What the job's container holds: its resolver, and the public roots with the bench's own."""
    etc = pathlib.Path("/etc/netns") / job
    (etc / "ssl/certs").mkdir(parents=True)
    (etc / "ssl/certs/ca-certificates.crt").write_text(_BUNDLE.read_text() + root.read_text())
    (etc / "resolv.conf").write_text("nameserver 10.9.0.2\n")
    (etc / "hosts").write_text("127.0.0.1 localhost\n")
    (etc / "nsswitch.conf").write_text("hosts: files dns\n")


def _dnsmasq():
    hosts = {f"{s}.{DOMAIN}": address(s) for s in SERVICES}
    hosts |= {f"{n}.{DOMAIN}": f"10.9.0.{100 + i}" for i, n in enumerate(NAMES)}
    hosts |= {"metadata.google.internal": "169.254.169.254", STORAGE: _STORAGE_ADDRESS}
    return ["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts",
            "--listen-address=10.9.0.2", "--bind-interfaces", "--pid-file=", "--local=/#/",
            *(f"--host-record={host},{own}" for host, own in hosts.items())]


def _nginx(folder):
    metadata = "".join(
        f"location = /computeMetadata/v1/{path} {{ return 200 '{text}'; }}\n"
        for path, text in _METADATA.items())
    services = "".join(
        f"server {{ listen {address(s)}:443 ssl; server_name {s}.{DOMAIN};\n"
        f"ssl_certificate {folder}/{s}.chain.pem; ssl_certificate_key {folder}/{s}.key;\n"
        + (f"add_header {_FIELDS[s]} always;\n" if s in _FIELDS else "")
        + "location / { return 200 'ok'; } }\n"
        for s in SERVICES)
    services += (
        f"server {{ listen {_STORAGE_ADDRESS}:443 ssl; server_name {STORAGE};\n"
        f"ssl_certificate {folder}/storage.chain.pem; ssl_certificate_key {folder}/storage.key;\n"
        f"location ~ /b/{SILENT}/ {{ proxy_pass http://{_NOBODY}; }}\n"
        "location / { default_type application/json;\n"
        "return 200 '{\"bucket\": \"verdicts\", \"name\": \"o\", \"generation\": \"1\"}'; } }\n")
    (folder / "nginx.conf").write_text(
        f"""daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 2048; }}
http {{ access_log off; default_type text/plain; keepalive_requests 10000;
ssl_protocols TLSv1.2 TLSv1.3;
server {{ listen 169.254.169.254:80; add_header Metadata-Flavor Google always;
{metadata}}}
{services}}}
""")
    return ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", str(folder / "nginx.log")]


def _await(job):
    for _ in range(100):
        ask = ["ip", "netns", "exec", job, "curl", "-sf", "-m", "2", f"https://app.{DOMAIN}/"]
        if subprocess.run(ask, check=False, stdout=subprocess.DEVNULL).returncode == 0:
            return
        time.sleep(0.1)
    raise SystemExit("bench: the services do not answer")
