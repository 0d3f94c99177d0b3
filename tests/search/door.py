"""A door before the real server that shuts in several ways. While it is open, all goes through."""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

HEAD = (
    "HTTP/1.1 {} x\r\nContent-Type: application/json\r\nConnection: close\r\n"
    "{}Content-Length: {}\r\n\r\n{}"
)
OURS = "X-Elastic-Product: Elasticsearch\r\n"


def answer(status: int, body: str, signed: str = OURS) -> bytes:
    return HEAD.format(status, signed, len(body), body).encode()


ANSWERS = {
    "500": answer(500, '{"error": "out of order"}'),
    "503": answer(503, '{"error": "cluster_block_exception"}'),
    "401": answer(401, '{"error": "who are you?"}'),
    "garbage": answer(200, "<html>Welcome to another server"),
    "nonsense": answer(200, '{"hits": 3}'),
    "somebody else": answer(200, "{}", signed=""),
}


class Door:
    def __init__(self, url: str):
        parts = urlsplit(url)
        self.server = (parts.hostname, parts.port)
        self.mode = "open"
        self.asked = 0  # since it was shut
        self.connections: list[socket.socket] = []
        self.listener: socket.socket | None = None
        self.port = 0
        self.listen()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def listen(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def shut(self, mode: str) -> None:
        self.mode, self.asked = mode, 0
        if mode == "refused":
            self.close()

    def open(self) -> None:
        if self.mode == "refused":
            self.listen()
        self.mode = "open"
        self.cut()  # whoever hangs is let go

    def close(self) -> None:
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.cut()

    def cut(self) -> None:
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self.connections.clear()

    def accept(self, listener) -> None:
        with suppress(OSError):
            while True:
                visitor, _address = listener.accept()
                threading.Thread(target=self.serve, args=(visitor,), daemon=True).start()

    def serve(self, visitor) -> None:
        server = socket.create_connection(self.server)
        self.connections += [visitor, server]
        threading.Thread(target=relay, args=(server, visitor), daemon=True).start()
        with suppress(OSError):
            while said := visitor.recv(65536):
                if self.mode == "open":
                    server.sendall(said)
                    continue
                self.asked += 1
                if self.mode in ANSWERS:
                    visitor.sendall(ANSWERS[self.mode])
                    break
        visitor.close()
        server.close()


def relay(server, visitor) -> None:
    with suppress(OSError):
        while said := server.recv(65536):
            visitor.sendall(said)
