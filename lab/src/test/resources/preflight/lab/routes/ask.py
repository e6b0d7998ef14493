"""Asks for a URL a line with urllib or requests."""
import sys
import urllib.request

if sys.argv[1] == "requests":
    import requests


def ask(url):
    if sys.argv[1] == "requests":
        requests.get(url, timeout=5)
    else:
        urllib.request.urlopen(url, timeout=5).read()


for line in sys.stdin:
    try:
        ask(line.rstrip("\n"))
    except Exception:
        pass  # Every answer is a refusal; what counts is who gave it.
    print("asked", flush=True)
