"""Cloud Logging's entries.list over TLS: throttled at first, two pages, the second after a failure.

  logging.py ADDRESS CERTIFICATE TOKEN ENTRIES

ENTRIES holds an entry a line; each page has half of them. Every answer's status goes to ENTRIES.answers.
"""

import http.server
import json
import ssl
import sys


class Api(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    troubles = {1: 429, 3: 503}
    requests = 0

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Api.requests += 1
        if self.headers["Authorization"] != "Bearer " + TOKEN:
            return self.answer(401, {"error": {"code": 401, "message": "Invalid Credentials"}})
        if Api.requests in Api.troubles:
            return self.answer(Api.troubles[Api.requests], {"error": {"message": "later"}})
        half = len(LINES) // 2
        if "pageToken" in asked:
            return self.answer(200, {"entries": LINES[half:]})
        return self.answer(200, {"entries": LINES[:half], "nextPageToken": "second"})

    def answer(self, status, resource):
        with open(ENTRIES + ".answers", "a") as log:
            log.write(f"{status} {self.client_address[0]}\n")
        body = json.dumps(resource).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(body)


ADDRESS, CERTIFICATE, TOKEN, ENTRIES = sys.argv[1:]
LINES = [json.loads(line) for line in open(ENTRIES)]
server = http.server.ThreadingHTTPServer((ADDRESS, 443), Api)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(CERTIFICATE)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
