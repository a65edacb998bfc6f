#!/usr/bin/env python3
"""Sends random keys and sizes to the wizard on terminals of its own, and looks whether it stands.

    wizard-soak.py EXECUTABLE MACHINE [KEYS [SEED]]

MACHINE is a folder as `nixwiz probe --capture` makes it. The wizard may end as its keys say; a
crash, an unexpected status, a terminal left in disorder or memory that grows is a failure.
"""

import fcntl
import os
import pty
import random
import select
import signal
import struct
import sys
import tempfile
import termios
import time

KEYS = (
    ["\r", "\r", "\t", "\x1b[Z", "\x7f", "\x1b[3~", "\x1b", "\x1b[A", "\x1b[B", "\x1b[B"]
    + ["\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "\x1bOP", "\x1b[20~"]
    + ["\x15", "\x17", "\x0b", "\x14", "\x0c", "\x1br", "\x1b[200~q\r\x1b[201~", "\x1b[99;9z"]
    + ["é", "日", "\xff".encode("latin-1"), "\x1b[<0;30;5M", " "]
    + list("abcdefghijklmnoprstuvwxyzMUVG0123456789/?+-=[].")
)
ALLOWED = {0, 1}


class Wizard:
    """One run of the program."""

    def __init__(self, program, machine, home):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(home)  # random keys save answers under random names
            environment = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": home,
                           "PATH": "/usr/bin:/bin"}
            os.execve(program, [program, "--root", machine, "--output", home + "/out",
                                "--dry-run"], environment)
        self.resize(80, 24)
        self.output = b""

    def resize(self, width, height):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def drain(self, seconds):
        """Reads what comes; False at the end."""
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.output = (self.output + data)[-4096:]
        return True

    def memory(self):
        with open(f"/proc/{self.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * 4

    def end(self):
        """The status; negative for a signal."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            self.drain(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return "hangs"


def main():
    program, machine = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    total = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    chance = random.Random(seed)
    runs = sent = peak = 0
    with tempfile.TemporaryDirectory() as home:
        wizard = None
        while sent < total:
            if wizard is None:
                wizard = Wizard(program, machine, home)
                runs += 1
                wizard.drain(0.3)
            for _ in range(20):
                if chance.random() < 0.02:
                    wizard.resize(chance.randrange(0, 200), chance.randrange(0, 60))
                key = chance.choice(KEYS)
                os.write(wizard.fd, key if isinstance(key, bytes) else key.encode())
                sent += 1
            if not wizard.drain(0.001):
                status = wizard.end()
                if status not in ALLOWED:
                    sys.exit(f"error: seed {seed}, {sent} keys: status {status}\n"
                             f"{wizard.output[-800:]!r}")
                if b"\x1b[?1049l" not in wizard.output:
                    sys.exit(f"error: seed {seed}, {sent} keys: the terminal is left in disorder")
                wizard = None
                continue
            peak = max(peak, wizard.memory())
            if peak > 600_000:
                sys.exit(f"error: seed {seed}, {sent} keys: {peak} KiB of memory")
        if wizard is not None:
            os.kill(wizard.pid, signal.SIGTERM)
            status = wizard.end()
            if status not in ALLOWED:
                sys.exit(f"error: seed {seed}: status {status} after SIGTERM")
    print(f"{sent} keys in {runs} runs, at most {peak} KiB of memory, seed {seed}")


main()
