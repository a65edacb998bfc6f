#!/usr/bin/env python3
"""Measures the wizard on a terminal of its own: how long it takes to its first screen, from a key to
the last byte of what that changes, and how many bytes a move of the focus sends.

    wizard.py EXECUTABLE MACHINE [ROUNDS]

MACHINE is a folder as `nixwiz probe --capture` makes it. Prints tab-separated lines.
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

TERMINALS = ["xterm-256color", "linux", "vt220"]
DOWN = {"xterm-256color": "\x1bOB", "linux": "\x1b[B", "vt220": "\x1b[B"}
# Longer than any pause within one repaint, which is one write(2) for each 4096 bytes.
QUIET = 0.03


class Wizard:
    """One run of the program."""

    def __init__(self, program, machine, home, term):
        self.start = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environment = {"TERM": term, "LC_ALL": "C.UTF-8", "HOME": home,
                           "PATH": "/usr/bin:/bin"}
            os.execve(program, [program, "--root", machine, "--output", home + "/out",
                                "--dry-run"], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read(self, seconds):
        """What comes before a pause, and when its last byte came."""
        data, last = b"", None
        while select.select([self.fd], [], [], seconds)[0]:
            try:
                data += os.read(self.fd, 65536)
            except OSError:
                break
            last = time.monotonic()
        return data, last

    def wait_for(self, text):
        """The time from the start to a text, and what came until then."""
        data = b""
        while text not in data and select.select([self.fd], [], [], 10)[0]:
            data += os.read(self.fd, 65536)
        return time.monotonic() - self.start, data

    def press(self, key):
        """Bytes and milliseconds of what a key changes."""
        self.read(QUIET)
        begin = time.monotonic()
        os.write(self.fd, key.encode())
        data, last = self.read(QUIET)
        return len(data), 0 if last is None else (last - begin) * 1000

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def row(name, values, unit):
    values = sorted(values)
    print(f"{name}\t{statistics.median(values):.1f}\t{values[0]:.1f}\t{values[-1]:.1f}\t{unit}",
          flush=True)


def measure(program, machine, home, term, rounds):
    """One terminal: starts, then keys in one run."""
    frames, screens = [], []
    for _ in range(rounds):
        wizard = Wizard(program, machine, home, term)
        frames.append(wizard.wait_for(b"nixwiz")[0] * 1000)
        screens.append(wizard.wait_for(b"What follows")[0] * 1000)
        wizard.end()
    row(f"{term}: to the first frame", frames, "ms")
    row(f"{term}: to the machine and what follows", screens, "ms")

    wizard = Wizard(program, machine, home, term)
    wizard.wait_for(b"What follows")
    wizard.read(0.5)
    move_bytes, move_times, letter_bytes, letter_times, step_bytes = [], [], [], [], []
    for _ in range(12):
        step_bytes.append(wizard.press("\x1b[6~")[0])
        for _ in range(8):
            count, milliseconds = wizard.press(DOWN[term])
            # At the last line nothing moves.
            if count > 8:
                move_bytes.append(count)
                move_times.append(milliseconds)
    wizard.press("/")
    for letter in "timezone":
        count, milliseconds = wizard.press(letter)
        letter_bytes.append(count)
        letter_times.append(milliseconds)
    wizard.end()
    row(f"{term}: a move of the focus", move_bytes, "bytes")
    row(f"{term}: a move of the focus", move_times, "ms")
    row(f"{term}: a letter that searches", letter_bytes, "bytes")
    row(f"{term}: a letter that searches", letter_times, "ms")
    row(f"{term}: the next step", step_bytes, "bytes")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, machine = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 11
    print("what\tmedian\tleast\tmost\tunit")
    with tempfile.TemporaryDirectory() as home:
        for term in TERMINALS:
            measure(program, machine, home, term, rounds)


main()
