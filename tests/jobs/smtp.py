"""A mail server on this machine: says what a test wants it to say."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

HELLO, FINE, GO_ON, BYE = b"220 thu", b"250 OK", b"354 go on", b"221 bye"


@dataclass
class Post:
    """What the server answers, and what it took: recipient and letter."""

    port: int = 0
    to_recipient: bytes = FINE
    to_data: bytes = FINE
    to_sender: bytes = FINE
    hangs_up: bool = False
    silent: threading.Event | None = None  # says nothing until it is set
    taken: list[tuple[str, bytes]] = field(default_factory=list)

    def answer(self, line: bytes) -> bytes:
        verb = line[:4].upper()
        said = {b"RCPT": self.to_recipient, b"MAIL": self.to_sender}
        return {b"DATA": GO_ON, b"QUIT": BYE}.get(verb) or said.get(verb, FINE)


class Office(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, post: Post) -> None:
        self.post = post
        super().__init__(("127.0.0.1", 0), Speaker)
        post.port = self.server_address[1]


class Speaker(socketserver.StreamRequestHandler):
    server: Office

    def handle(self) -> None:
        post = self.server.post
        if post.silent is not None:
            post.silent.wait(20)
        elif not post.hangs_up:
            self._say(HELLO)
            self._talk(post)

    def _talk(self, post: Post) -> None:
        recipient = ""
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
            self._say(post.answer(line))
            if verb == b"DATA":
                self._take(post, recipient)
            if verb == b"QUIT":
                return

    def _take(self, post: Post, recipient: str) -> None:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        if post.to_data == FINE:
            post.taken.append((recipient, b"".join(lines)))
        self._say(post.to_data)

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


@contextmanager
def post_office() -> Iterator[Post]:
    post = Post()
    with Office(post) as server:
        serving = threading.Thread(
            target=server.serve_forever, args=(0.01,), daemon=True
        )
        serving.start()
        yield post
        if post.silent is not None:
            post.silent.set()
        server.shutdown()
        serving.join()
