"""Serves pages at addresses, or prints which of three URLs urllib and requests reach."""
import http.server
import sys
import threading
import urllib.request

if sys.argv[1] == "serve":
    for address in sys.argv[2:]:
        server = http.server.HTTPServer((address, 80), http.server.SimpleHTTPRequestHandler)
        threading.Thread(target=server.serve_forever).start()
else:
    import requests

    flavor = {"Metadata-Flavor": "Google"}
    for host, url in zip(["metadata", "api", "public"], sys.argv[2:]):
        try:
            urllib.request.urlopen(urllib.request.Request(url, headers=flavor), timeout=4).read()
            print("python-urllib", host)
        except OSError:
            pass
        try:
            requests.get(url, headers=flavor, timeout=4).raise_for_status()
            print("python-requests", host)
        except OSError:
            pass
