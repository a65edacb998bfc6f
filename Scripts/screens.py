#!/usr/bin/env python3
"""The screens in the README: captured with tmux, drawn as SVG, and compared with what is there.

    screens.py capture EXECUTABLE MACHINE    runs the wizard and rewrites docs/screens and README.md
    screens.py check                         fails when a picture or the README is not of its capture

MACHINE is a folder as `nixwiz probe --capture` makes it. `docs/screens/NAME.ansi` is what tmux saw,
colours included. In README.md a block of code behind `<!-- screen NAME -->` is its text.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, "docs", "screens")
README = os.path.join(ROOT, "README.md")
COLUMNS, ROWS = 80, 24

# What is typed, and a text that says that the screen is there.
SCREENS = {
    "machine": ([], "What follows"),
    "form": (["/", "graphics.nvidia.branch", "Enter", "?"], "Key in answers"),
    "preview": (["/", "llama.acceleration", "Enter", "v"], "llama-cpp"),
    "choice": (["/", "time.timeZone", "Enter", "Enter", "lon"], "Europe/London"),
    "review": (["r"], "Proof"),
}
ANSWERS = """{
  users = [
    {
      name = "ada";
      hashedPasswordFile = "/var/lib/nixwiz/ada.passwd";
    }
  ];
}
"""

# The palette of xterm, as far as the theme uses it.
COLORS = {243: "#767676", 28: "#008700", 130: "#af5f00", 160: "#d70000"}
TEXT, PAPER = "#d8d8d8", "#16181d"
CELL, LINE, MARGIN = 8.4, 18, 12


SERVER = f"nixwiz-screens-{os.getpid()}"


def tmux(*words):
    return subprocess.run(["tmux", "-L", SERVER, "-f", "/dev/null", *words],
                          check=False, capture_output=True, text=True).stdout


def capture(program, machine):
    """Runs the wizard once for each screen."""
    with tempfile.TemporaryDirectory() as home:
        answers = os.path.join(home, "answers.nix")
        with open(answers, "w", encoding="utf-8") as file:
            file.write(ANSWERS)
        command = (f"env -i TERM=tmux-256color LC_ALL=C.UTF-8 HOME={home} PATH=/usr/bin:/bin "
                   f"{program} --root {machine} --output {home}/etc/nixos --answers {answers}")
        for name, (keys, wanted) in SCREENS.items():
            tmux("new-session", "-d", "-s", name, "-x", str(COLUMNS), "-y", str(ROWS), command)
            tmux("set", "-g", "status", "off")
            tmux("resize-window", "-t", name, "-x", str(COLUMNS), "-y", str(ROWS))
            wait_for(name, lambda text: "What follows" in text and "checking" not in text)
            for key in keys:
                if key in ("Enter",):
                    tmux("send-keys", "-t", name, key)
                else:
                    tmux("send-keys", "-t", name, "-l", key)
                time.sleep(0.3)
            wait_for(name, lambda text: wanted in text and "checking" not in text)
            text = tmux("capture-pane", "-t", name, "-p", "-e").replace(home, "")
            with open(os.path.join(FOLDER, f"{name}.ansi"), "w", encoding="utf-8") as file:
                file.write(text)
        tmux("kill-server")


def wait_for(name, is_there):
    """Waits for a screen at most half a minute."""
    for _ in range(300):
        if is_there(tmux("capture-pane", "-t", name, "-p")):
            return
        time.sleep(0.1)
    sys.exit("error: the screen did not come:\n" + tmux("capture-pane", "-t", name, "-p"))


def runs(line, style):
    """The pieces of a line with their style, which goes on behind its end."""
    pieces, text = [], ""
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if not part.startswith("\x1b"):
            text += part
            continue
        if text:
            pieces.append((text, dict(style)))
            text = ""
        numbers = [int(word or 0) for word in part[2:-1].split(";")]
        while numbers:
            number = numbers.pop(0)
            if number == 0:
                style.clear()
            elif number in (1, 7):
                style["bold" if number == 1 else "reverse"] = True
            elif number in (22, 27):
                style.pop("bold" if number == 22 else "reverse", None)
            elif number == 38 and numbers[:1] == [5]:
                style["color"] = numbers[1]
                del numbers[:2]
            elif number == 39:
                style.pop("color", None)
    return pieces + ([(text, dict(style))] if text else [])


def columns(text):
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def svg(capture_text):
    """The picture of a capture."""
    lines = capture_text.split("\n")[:ROWS]
    width, height = COLUMNS * CELL + 2 * MARGIN, ROWS * LINE + 2 * MARGIN
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
           f'width="{width:g}" height="{height:g}" font-family="ui-monospace, \'DejaVu Sans Mono\', '
           'Menlo, Consolas, monospace" font-size="14" xml:space="preserve">',
           f'<rect width="100%" height="100%" rx="6" fill="{PAPER}"/>']
    style = {}
    for row, line in enumerate(lines):
        column = 0
        for text, look in runs(line, style):
            x, y = MARGIN + column * CELL, MARGIN + row * LINE
            size = columns(text)
            color = COLORS.get(look.get("color"), TEXT)
            if look.get("reverse"):
                out.append(f'<rect x="{x:g}" y="{y:g}" width="{size * CELL:g}" height="{LINE}" '
                           f'fill="{color}"/>')
                color = PAPER
            if text.strip():
                bold = ' font-weight="bold"' if look.get("bold") else ""
                out.append(f'<text x="{x:g}" y="{y + 14:g}" textLength="{size * CELL:g}" '
                           f'lengthAdjust="spacingAndGlyphs" fill="{color}"{bold}>'
                           f"{html.escape(text, quote=False)}</text>")
            column += size
    return "\n".join(out + ["</svg>", ""])


def plain(capture_text):
    text = re.sub(r"\x1b\[[0-9;]*m", "", capture_text)
    return "\n".join(line.rstrip() for line in text.split("\n")[:ROWS]).rstrip() + "\n"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def readme():
    """README.md with the captures in it."""
    def block(match):
        text = plain(read(os.path.join(FOLDER, match.group(1) + ".ansi")))
        return f"<!-- screen {match.group(1)} -->\n```\n{text}```\n"
    return re.sub(r"<!-- screen (\w+) -->\n```\n(?:.*?\n)??```\n", block, read(README), flags=re.S)


def outputs():
    """What belongs into which file."""
    files = {README: readme()}
    for name in SCREENS:
        files[os.path.join(FOLDER, f"{name}.svg")] = svg(read(os.path.join(FOLDER, f"{name}.ansi")))
    return files


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "capture":
        capture(os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]))
        for path, text in outputs().items():
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    elif sys.argv[1:] == ["check"]:
        for path, text in outputs().items():
            if not os.path.exists(path) or read(path) != text:
                sys.exit(f"error: {os.path.relpath(path, ROOT)} is not of its capture: "
                         "run Scripts/screens.py capture")
    else:
        sys.exit(__doc__)


main()
