#!/usr/bin/env python3
"""Runs GNU gettext beside concordia on a generated corpus and prints ratios.

    CONCORDIA_GENERATOR=gen_corpus.py benches/peers.py [--size S|M|L] [--rounds 5] [--folder /tmp/concordia-peers]

Builds the release binaries first (`cargo build --release --bins --examples`). The generator is called as
`GENERATOR OUT --size SIZE` and `GENERATOR OUT --modules N --units K --langs LL --layout single`, and writes
`OUT/en/*.md` and `OUT/po/LANG/*.po` (or `OUT/po/LANG.po`). Programs take turns within one round, so that a busy machine
slows all of them; read the ratios, not the seconds. CPU is user plus system time.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target")) / "release"


def measured(command, **options):
    """Runs a command; returns wall seconds, CPU seconds, peak MiB and its output."""
    output = options.pop("output", subprocess.PIPE)
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:  # A process of its own, so that its children's peak memory is theirs alone.
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, **options)
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
    return result


def rounds(count, programs):
    """Runs each program once per round; returns the median wall, CPU and peak of each."""
    runs = {name: [] for name in programs}
    for _ in range(count):
        for name, call in programs.items():
            runs[name].append(call())
    return {name: [statistics.median(run[i] for run in all_runs) for i in range(3)] for name, all_runs in runs.items()}


def numbers(text):
    return [sum(int(n) for n in re.findall(rf"(\d+) {word}", text)) for word in ("translated", "fuzzy", "untranslated")]


def show(title, results, ours, peers):
    print(f"\n{title}")
    for name, (wall, cpu, peak) in results.items():
        print(f"  {name:<28} wall {wall:8.3f} s   CPU {cpu:8.3f} s   peak {peak:7.1f} MiB")
    for peer in peers:
        print(
            f"  {peer}: {results[peer][1] / max(results[ours][1], 1e-4):.1f} times our CPU, "
            f"{results[peer][0] / max(results[ours][0], 1e-4):.1f} times our wall"
        )


def single(generator, folder, count):
    """One large catalogue."""
    out = folder / "single"
    if not out.exists():
        subprocess.run(
            [sys.executable, generator, out, "--modules", "700", "--units", "300", "--langs", "de", "--layout", "single"],
            check=True, stdout=subprocess.DEVNULL,
        )
    file = out / "po" / "de.po"
    size = file.stat().st_size / 1e6
    ours = [str(TARGET / "examples" / "po_statistics"), str(file)]
    theirs = ["msgfmt", "--statistics", "-o", "/dev/null", str(file)]
    environment = {**os.environ, "LC_ALL": "C"}
    assert numbers(measured(ours)[3]) == numbers(measured(theirs, env=environment)[3]), "the counts differ"
    results = rounds(count, {
        "concordia (parse and count)": lambda: measured(ours),
        "msgfmt --statistics": lambda: measured(theirs, env=environment),
        "cat": lambda: measured(["cat", str(file)], output=subprocess.DEVNULL),
    })
    show(f"One catalogue of {size:.1f} MB", results, "concordia (parse and count)", ["msgfmt --statistics", "cat"])


def project(generator, folder, size):
    """A project made of the corpus, in sync."""
    corpus, root = folder / size, folder / f"{size}-project"
    if not corpus.exists():
        subprocess.run([sys.executable, generator, corpus, "--size", size], check=True, stdout=subprocess.DEVNULL)
    if root.exists():
        return root
    (root / "source-en").mkdir(parents=True)
    for module in sorted((corpus / "en").glob("*.md")):
        shutil.copy(module, root / "source-en" / module.name)
    languages = sorted(path.name for path in (corpus / "po").iterdir() if path.is_dir())
    for language in languages:
        (root / "translations" / language).mkdir(parents=True)
        for catalogue in (corpus / "po" / language).glob("*.po"):
            if (root / "source-en" / f"{catalogue.stem}.md").exists():
                shutil.copy(catalogue, root / "translations" / language / f"{catalogue.stem}.md.po")
    codes = ", ".join(f'"{code}"' for code in languages)
    (root / "concordia.toml").write_text(
        f'[project]\nname = "peers"\nlanguages = [{codes}]\n\n[[sources]]\nfiles = "**/*.md"\n'
    )
    subprocess.run([TARGET / "concordia", "sync", "-q"], cwd=root, check=True, stdout=subprocess.DEVNULL)
    return root


def status(generator, folder, size, count):
    """Every catalogue of a project."""
    root = project(generator, folder, size)
    files = [str(path) for path in sorted((root / "translations").glob("*/*.po"))]
    total = sum(os.path.getsize(path) for path in files) / 1e6
    environment = {**os.environ, "LC_ALL": "C"}
    ours = [str(TARGET / "concordia"), "status", "--format", "json"]
    each = 'for file; do msgfmt --statistics -o /dev/null "$file"; done'
    theirs = ["sh", "-c", each, "sh", *files]
    theirs_counts = numbers(measured(theirs, env=environment)[3])
    units = [language["units"] for language in json.loads(measured(ours, cwd=root)[3])["languages"]]
    sums = {state: sum(unit[state] for unit in units) for state in units[0]}
    fresh = sums["translated"] + sums["revised"] + sums["approved"]
    counts = [fresh, sums["stale"] + sums["draft"], sums["missing"]]
    print(f"\ncounts: concordia {counts}, msgfmt {theirs_counts}: {'equal' if counts == theirs_counts else 'DIFFERENT'}")
    results = rounds(count, {
        "concordia status": lambda: measured(ours, cwd=root),
        "msgfmt --statistics": lambda: measured(theirs, env=environment),
        "cat": lambda: measured(["cat", *files], output=subprocess.DEVNULL),
    })
    show(f"{len(files)} catalogues, {total:.0f} MB", results, "concordia status", ["msgfmt --statistics", "cat"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="S", choices=["S", "M", "L"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("/tmp/concordia-peers"))
    parser.add_argument("--generator", default=os.environ.get("CONCORDIA_GENERATOR"))
    parser.add_argument("--only", choices=["single", "status"])
    arguments = parser.parse_args()
    if not arguments.generator:
        parser.error("name the generator with --generator or CONCORDIA_GENERATOR")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if arguments.only != "status":
        single(arguments.generator, arguments.folder, arguments.rounds)
    if arguments.only != "single":
        status(arguments.generator, arguments.folder, arguments.size, arguments.rounds)


if __name__ == "__main__":
    main()
