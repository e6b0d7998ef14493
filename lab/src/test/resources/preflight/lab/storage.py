"""Cloud Storage's JSON API over TLS, as far as an upload needs it.

  storage.py ADDRESS CERTIFICATE TOKEN FOLDER

Every request's line goes to FOLDER/requests, and an object that came with TOKEN to FOLDER/NAME.
"""

import gzip
import http.server
import json
import pathlib
import ssl
import sys
import urllib.parse


class Api(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        with (FOLDER / "requests").open("a") as log:
            log.write(self.requestline + "\n")
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        if self.headers["Authorization"] != "Bearer " + TOKEN:
            return self.answer(401, {"error": {"code": 401, "message": "Invalid Credentials"}})
        # RFC 2046: what the object is called in the first part, what it holds in the second.
        delimiter = b"\r\n" + body[: body.index(b"\r\n")]
        resource, content = (part.split(b"\r\n\r\n", 1)[1] for part in (b"\r\n" + body).split(delimiter)[1:3])
        name = urllib.parse.quote(json.loads(resource)["name"], safe="")
        if (FOLDER / name).exists():
            return self.answer(412, {"error": {"code": 412, "message": "conditionNotMet"}})
        (FOLDER / name).write_bytes(content)
        return self.answer(200, {"kind": "storage#object", "bucket": "verdicts", "name": name, "generation": "1"})

    def answer(self, status, resource):
        body = json.dumps(resource).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ADDRESS, CERTIFICATE, TOKEN, FOLDER = *sys.argv[1:4], pathlib.Path(sys.argv[4])
server = http.server.ThreadingHTTPServer((ADDRESS, 443), Api)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(CERTIFICATE)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
