"""A Firefox that does as told, over the protocol it speaks itself (Marionette): no driver has to be installed."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

# All but this machine goes to a proxy that is not there: as with the cable pulled.
_PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 1,
    "network.manage-offline-status": False,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}
_SECONDS = 60


class FirefoxError(Exception):
    """What Firefox answered to a command that it could not do."""


class Firefox:
    """One window of Firefox with a profile of its own in ``folder``."""

    def __init__(self, program: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        told = _PREFERENCES | {"marionette.port": port}
        (folder / "user.js").write_text("".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in told.items()))
        command = [program, "--headless", "--no-remote", "--profile", str(folder), "--marionette"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._socket = self._connect(port)
        self._number = 0
        self._read()  # its greeting
        self.version: str = self.call("WebDriver:NewSession")["capabilities"]["browserVersion"]

    def _connect(self, port: int) -> socket.socket:
        end = time.monotonic() + _SECONDS
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=_SECONDS)
            except ConnectionRefusedError:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise
                time.sleep(0.2)

    def _read(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._socket.recv(1)
        answer = b""
        while len(answer) < int(size[:-1]):
            answer += self._socket.recv(int(size[:-1]) - len(answer))
        return json.loads(answer)

    def call(self, command: str, **given: object) -> Any:
        """One command of the protocol. Raises FirefoxError."""
        self._number += 1
        message = json.dumps([0, self._number, command, given]).encode()
        self._socket.sendall(f"{len(message)}:".encode() + message)
        _, _, error, result = self._read()
        if error:
            raise FirefoxError(error["message"])
        return result

    def open(self, address: str) -> None:
        """Go to a page and wait until it has loaded."""
        self.call("WebDriver:Navigate", url=address)

    def ask(self, script: str) -> Any:
        """The value of an expression on the page."""
        return self.call("WebDriver:ExecuteScript", script=f"return {script}", args=[])["value"]

    def do(self, script: str) -> None:
        """Statements on the page."""
        self.call("WebDriver:ExecuteScript", script=script, args=[])

    def until(self, script: str) -> None:
        """Wait for an expression on the page to be true, also over a change of pages."""
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            try:
                if self.ask(script):
                    return
            except FirefoxError:  # between two pages
                pass
            time.sleep(0.1)
        raise AssertionError(script)

    def close(self) -> None:
        """End it, by force where it does not go."""
        try:
            self.call("Marionette:Quit", flags=["eForceQuit"])
            self._process.wait(_SECONDS)
        except (OSError, FirefoxError, subprocess.TimeoutExpired):
            self._process.kill()
        self._socket.close()
