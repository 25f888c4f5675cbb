#!/usr/bin/env python3
"""A whole Convene client, written from README.md alone: joins, consents, says one line.

    python3 proto/example.py http://127.0.0.1:8080/j/TOKEN "Hello from Python"
"""
import base64, http.client, json, os, socket, sys, urllib.parse


def post(host, path, body, cookie=""):
    http_connection = http.client.HTTPConnection(host)
    headers = {"Content-Type": "application/json", "Cookie": cookie}
    http_connection.request("POST", path, json.dumps(body), headers)
    answer = http_connection.getresponse()
    data = json.loads(answer.read())
    if answer.status >= 400:
        sys.exit(f"{path}: {data.get('detail', data)}")
    return data, (answer.getheader("Set-Cookie") or cookie).split(";")[0]


class WebSocket:
    """As much of RFC 6455 as it takes, so that this file needs no library."""

    def __init__(self, host, path, protocol):
        name, port = host.split(":")
        self.file = socket.create_connection((name, int(port))).makefile("rwb")
        key = base64.b64encode(os.urandom(16)).decode()
        self.file.write(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: {protocol}\r\n\r\n".encode())
        self.file.flush()
        assert b" 101 " in self.file.readline()
        while self.file.readline() != b"\r\n":
            pass

    def send(self, message):
        data, mask = json.dumps(message).encode(), os.urandom(4)
        size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big")
        self.file.write(b"\x81" + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data)))
        self.file.flush()

    def items(self):
        while True:
            kind, size = self.file.read(2)
            size = int.from_bytes(self.file.read({126: 2, 127: 8}[size]), "big") if size > 125 else size
            data = self.file.read(size)
            if kind == 0x88:
                return
            if kind == 0x81:
                yield from json.loads(data).get("items", [])


def main(link, text):
    url = urllib.parse.urlparse(link)
    seat, cookie = post(url.netloc, "/api/join/link", {"token": url.path.rsplit("/", 1)[1]})
    tickets = f"/api/sessions/{seat['session']['id']}/tickets"
    ticket, _ = post(url.netloc, tickets, {}, cookie)
    live = WebSocket(url.netloc, "/live", "convene.v1.json")
    live.send({"hello": {"ticket": ticket["ticket"], "revision": 1}})
    for item in live.items():
        if "welcome" in item:
            live.send({"command": {"n": 1, "answerConsent": {"answer": "CONSENT_GIVEN"}}})
            live.send({"command": {"n": 2, "sendLine": {"plenary": {}, "text": text}}})
        elif "change" in item and "lineAdded" in item["change"]:
            line = item["change"]["lineAdded"]
            print(f"{line['authorName']}: {line['text']}", flush=True)
        elif "ack" in item and item["ack"]["n"] == "2":
            return print("said", flush=True)
        elif "reject" in item or "goodbye" in item:
            sys.exit(f"refused: {item}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
