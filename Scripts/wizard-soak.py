#!/usr/bin/env python3
"""Sends random keys and sizes to the wizard on terminals of its own, and looks whether it stands.

    wizard-soak.py EXECUTABLE MACHINE [KEYS [SEED]]

MACHINE is a folder as `nixwiz probe --capture` makes it. The wizard may end as its keys say; a
crash, an unexpected status, a terminal left in disorder or memory that grows is a failure. Each run
has the next kind of terminal. Then, in tmux where that is installed, what is on the screen after
random keys is compared with what Ctrl-L draws anew.
"""

import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import subprocess
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
TERMS = ["xterm-256color", "linux", "vt100", "screen", "tmux-256color", "vt220"]
# A redraw is compared after so many keys, so often.
BURST, REDRAWS = 25, 120


class Wizard:
    """One run of the program."""

    def __init__(self, program, machine, home, term):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(home)  # random keys save answers under random names
            environment = {"TERM": term, "LC_ALL": "C.UTF-8", "HOME": home,
                           "PATH": "/usr/bin:/bin"}
            os.execve(program, [program, "--root", machine, "--output", home + "/out",
                                "--dry-run"], environment)
        self.resize(80, 24)
        self.output = b""
        # Whether the terminal has a second screen, which must be left at the end.
        self.has_second_screen = term not in ("linux", "vt100", "vt220")

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

    def leave(self):
        """Ends it from outside."""
        os.kill(self.pid, signal.SIGTERM)
        status = self.end()
        if status not in ALLOWED:
            sys.exit(f"error: status {status} after SIGTERM")

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


class Tmux:
    """The wizard in a terminal whose screen can be read, started anew whenever it ends."""

    def __init__(self, program, machine, home):
        self.server = f"nixwiz-soak-{os.getpid()}"
        loop = (f"cd '{home}'; while :; do env -i TERM=screen-256color LC_ALL=C.UTF-8 HOME='{home}' "
                f"PATH=/usr/bin:/bin '{program}' --root '{machine}' --output '{home}/out' --dry-run; done")
        self.tmux("new-session", "-d", "-s", "soak", "-x", "80", "-y", "24", loop)

    def tmux(self, *words):
        return subprocess.run(["tmux", "-L", self.server, "-f", "/dev/null", *words], check=False,
                              capture_output=True, text=True).stdout

    def type(self, data):
        self.tmux("send-keys", "-t", "soak", "-H", *[f"{byte:02x}" for byte in data])

    def settled(self):
        """The rows, once they have not changed for a while."""
        rows, same, deadline = None, 0, time.monotonic() + 20
        while time.monotonic() < deadline:
            time.sleep(0.15)
            text = self.tmux("capture-pane", "-p", "-t", "soak")
            # In the review Ctrl-L checks anew, which takes another time.
            now = re.sub(r"\d+\.\d\d s", "some s", text).split("\n")
            same = same + 1 if now == rows else 0
            if same == 3:
                return rows
            rows = now
        return None


def compare_redraws(program, machine, chance):
    compared = 0
    with tempfile.TemporaryDirectory() as home:
        terminal = Tmux(program, machine, home)
        try:
            terminal.settled()
            for _ in range(REDRAWS):
                if chance.random() < 0.2:
                    terminal.tmux("resize-window", "-t", "soak", "-x", str(chance.randrange(20, 150)),
                                  "-y", str(chance.randrange(6, 50)))
                keys = [chance.choice(KEYS) for _ in range(BURST)]
                terminal.type(b"".join(k if isinstance(k, bytes) else k.encode() for k in keys))
                before = terminal.settled()
                terminal.type(b"\x0c")
                after = terminal.settled()
                if before is None or after is None:
                    continue
                # A key takes back what is said once, above the row of keys; a check may end.
                if before[1:-3] != after[1:-3]:
                    differing = [(a, b) for a, b in zip(before, after) if a != b]
                    sys.exit(f"error: a redraw shows something else after {keys}: {differing[:4]}")
                compared += 1
        finally:
            terminal.tmux("kill-server")
    print(f"{compared} redraws showed what was there")


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
                wizard = Wizard(program, machine, home, TERMS[runs % len(TERMS)])
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
                if wizard.has_second_screen and b"\x1b[?1049l" not in wizard.output:
                    sys.exit(f"error: seed {seed}, {sent} keys: the terminal is left in disorder")
                wizard = None
                continue
            peak = max(peak, wizard.memory())
            if peak > 600_000:
                sys.exit(f"error: seed {seed}, {sent} keys: {peak} KiB of memory")
            if sent * len(TERMS) >= total * runs:
                wizard.leave()
                wizard = None
        if wizard is not None:
            wizard.leave()
    print(f"{sent} keys in {runs} runs, at most {peak} KiB of memory, seed {seed}")
    if shutil.which("tmux"):
        compare_redraws(program, machine, chance)


main()
