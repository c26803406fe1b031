"""A mail server on this machine that answers as it is told, for what no library can be asked for."""

import socket
from contextlib import contextmanager
from threading import Thread

HANG_UP = None
GO_ON = b"354 go on"
USUAL = {"HELLO": b"220 ready", "DATA": GO_ON, "QUIT": b"221 bye"}


class MailServer:
    """`answers` maps a step (HELLO, MAIL, RCPT, DATA, TEXT, QUIT) to a line, or to HANG_UP.

    `before` maps a step to what is done when it is reached, before it is answered.
    """

    def __init__(self):
        self.answers = {}
        self.before = {}
        self.received = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self):
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as stream:
                self._converse(stream)

    def _converse(self, stream):
        answer = self._answer(stream, "HELLO")
        while answer and (line := stream.readline()):
            answer = self._answer(stream, line[:4].upper().decode())
            if answer == GO_ON:
                self.received.append(b"".join(iter(stream.readline, b".\r\n")).decode())
                answer = self._answer(stream, "TEXT")

    def _answer(self, stream, step):
        self.before.get(step, lambda: None)()
        answer = (USUAL | self.answers).get(step, b"250 ok")
        if answer is not HANG_UP:
            stream.write(answer + b"\r\n")
            stream.flush()
        return answer


@contextmanager
def mail_server(settings):
    """A server that Django's mail goes to."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.stop()
