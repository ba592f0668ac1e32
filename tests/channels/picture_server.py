"""A server of pictures on this machine that answers exactly the bytes it is told, however wrong."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from parlour.core.nouns.picture import Picture

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x03 and so on"
WHOLE = Picture("image/png", PNG)


def answer(body: bytes, *, status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; header names are written with underscores."""
    told = {"Content-Type": "image/png", "Content-Length": str(len(body))}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return answer(b"", status=status, Location=to, Set_Cookie="crumb=1; Path=/")


@dataclass
class PictureServer:
    """Where it listens, what it was asked so far, and the answers by path: bytes, or parts with a wait before each."""

    port: int
    answers: dict[str, bytes | list[tuple[float, bytes]]] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [request.split(b" ", 2)[1].decode() for request in self.asked]

    def headers(self) -> Mapping[str, str]:
        """Of the last request, names in lower case."""
        lines = self.asked[-1].decode("latin-1").split("\r\n")[1:]
        return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}


@contextmanager
def serve() -> Iterator[PictureServer]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = PictureServer(listening.getsockname()[1])
    ended = threading.Event()
    thread = threading.Thread(target=_accept, args=(listening, server, ended), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        ended.set()
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def _accept(listening: socket.socket, server: PictureServer, ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            line, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_talk, args=(line, server, ended), daemon=True).start()


def _talk(line: socket.socket, server: PictureServer, ended: threading.Event) -> None:
    with line, suppress(OSError):
        request = b""
        while b"\r\n\r\n" not in request:
            request += line.recv(4096)
        server.asked.append(request)
        told = server.answers.get(server.paths[-1], answer(b"", status="404 Not Found"))
        for wait, part in [(0.0, told)] if isinstance(told, bytes) else told:
            if wait and ended.wait(wait):
                return
            line.sendall(part)
