"""Runs programs beside each other and keeps the ratios."""
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent.parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target")) / "release"
CONCORDIA = str(TARGET / "concordia")
ENGLISH = {**os.environ, "LC_ALL": "C"}


def measured(command, **options):
    """Runs a command; returns wall seconds, CPU seconds (user and system), peak MiB, output and exit code."""
    output = options.pop("output", subprocess.PIPE)
    accepted = options.pop("accepted", (0,))
    stdin = options.pop("stdin", None)
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:  # A process of its own, so that its children's peak memory is theirs alone.
        os.close(read_end)
        given = open(stdin, "rb") if stdin else subprocess.DEVNULL
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(command, stdin=given, stdout=output, stderr=subprocess.STDOUT, **options)
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        text = (done.stdout or b"").decode(errors="replace")
        with os.fdopen(write_end, "w") as pipe:
            json.dump([wall, cpu, after.ru_maxrss / 1024, text, done.returncode], pipe)
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        result = json.load(pipe)
    os.waitpid(pid, 0)
    if result[4] not in accepted:
        raise SystemExit(f"{command[:4]} failed with {result[4]}: {result[3][-2000:]}")
    return result


def rounds(count, programs):
    """Runs each program once per round, in turn; returns the median wall, CPU and peak of each."""
    runs = {name: [] for name in programs}
    for _ in range(count):
        for name, call in programs.items():
            runs[name].append(call())
    return {name: [statistics.median(run[i] for run in all_runs) for i in range(3)] for name, all_runs in runs.items()}


def show(title, results):
    print(f"\n{title}")
    for name, (wall, cpu, peak) in results.items():
        print(f"  {name:<44} wall {wall:8.3f} s   CPU {cpu:8.3f} s   peak {peak:7.1f} MiB", flush=True)


def numbers(text):
    """The sums of translated, fuzzy and untranslated in the output of `msgfmt --statistics`."""
    return [sum(int(n) for n in re.findall(rf"(\d+) {word}", text)) for word in ("translated", "fuzzy", "untranslated")]


class Table:
    """What was asked for, and what was measured."""

    def __init__(self):
        self.rows = []

    def add(self, what, floor, aim, value, is_least=True, unit="×"):
        """Keeps one ratio; `is_least` says whether floor and aim are least or greatest values."""
        reached = lambda bound: value >= bound if is_least else value <= bound
        verdict = "aim" if reached(aim) else "floor" if reached(floor) else "missed"
        sign = "≥" if is_least else "≤"
        digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 0.1 else 3
        self.rows.append((what, f"{sign} {floor:g} {unit}", f"{sign} {aim:g} {unit}", f"{value:.{digits}f} {unit}", verdict))

    def print(self):
        print("\n| what | floor | aim | measured | reached |\n|:--|--:|--:|--:|:--|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")
