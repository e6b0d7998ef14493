"""Asks for a URL a line, each with the proxy variables that follow it, separated by tabs."""
import os
import socket
import sys
import urllib.request

# No name leaves this process: every one of them is this machine.
real = socket.getaddrinfo
socket.getaddrinfo = lambda host, port, *rest, **named: real("127.0.0.1", port, *rest, **named)

OWN = dict(os.environ)


def ask(url):
    if sys.argv[1] == "python-urllib":
        urllib.request.build_opener().open(url, timeout=5).read()
    else:
        import requests

        requests.get(url, timeout=5)


for line in sys.stdin:
    url, *assignments = line.rstrip("\n").split("\t")
    os.environ.clear()
    os.environ.update(OWN)
    os.environ.update(assignment.split("=", 1) for assignment in assignments)
    try:
        ask(url)
    except Exception:
        pass  # Every answer is a refusal; what counts is where it came from.
    print("asked", flush=True)
