"""The reports of a whole project: time, peak memory and size, with a history of 3,001 commits behind them."""
import random
import re
import shutil
import subprocess

from measure import CONCORDIA, HERE, measured, rounds, show

FIRST = 1_767_600_000  # Monday, 5 January 2026
DAYS = 115
COMMITS = 3_001


def pages(corpora, table, count, size):
    """`report` with nothing kept, again, after one edited catalogue, with a workbook, and of one language."""
    root = history(corpora, size)
    kept, reports = root / ".git" / "concordia", root / "reports"

    def fresh(*options):
        shutil.rmtree(reports, ignore_errors=True)
        shutil.rmtree(kept, ignore_errors=True)
        return run(root, *options)

    def written(*options):
        shutil.rmtree(reports, ignore_errors=True)
        return run(root, *options)

    def edited():
        catalogue = sorted((root / "translations" / "da").rglob("*.po"))[0]
        text = catalogue.read_bytes()
        catalogue.write_bytes(text + b"# edited\n")
        result = run(root)
        catalogue.write_bytes(text)
        return result

    programs = {
        "report, nothing kept": fresh,
        "report, results and history kept": written,
        "report again, nothing to do": lambda: run(root),
        "report, one catalogue edited": edited,
        "report --xlsx": lambda: written("--xlsx"),
        "report -l da": lambda: written("-l", "da"),
    }
    for name, program in programs.items():
        show(f"Reports of {size}", rounds(count, {name: program}))
        print(f"  {weight(reports)}")


def run(root, *options):
    return measured([CONCORDIA, "report", "-q", *options], cwd=root)


def weight(folder):
    """What lies in a folder, and its largest page and workbook."""
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    html = [size for path, size in sizes.items() if path.suffix == ".html"]
    books = "".join(f", {path.name} {size / 1e6:.1f} MB" for path, size in sizes.items() if path.suffix == ".xlsx")
    return (
        f"{len(sizes)} files, {sum(sizes.values()) / 1e6:.1f} MB; {len(html)} pages, "
        f"the largest {max(html, default=0) / 1e3:.0f} kB{books}"
    )


def history(corpora, size):
    """The project of a corpus in a repository of its own: one commit in ten edits an English module, the others one catalogue each."""
    root = corpora.folder / f"{size}-history"
    if (root / ".git" / "done").exists():
        return root
    shutil.rmtree(root, ignore_errors=True)
    made = corpora.project(size)
    root.mkdir()
    for folder in ("source-en", "translations"):
        shutil.copytree(made / folder, root / folder)
    shutil.copytree(HERE / "glossaries", root / "glossaries")
    shutil.copy(made / "concordia.toml", root / "concordia.toml")
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    importer = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=root, stdin=subprocess.PIPE)
    for number, (subject, files) in enumerate(commits(root)):
        importer.stdin.write(commit(number, subject, files))
    importer.stdin.close()
    if importer.wait() != 0:
        raise SystemExit("git fast-import failed")
    subprocess.run(["git", "reset", "-q", "--mixed", "main"], cwd=root, check=True)
    (root / ".git" / "done").touch()
    return root


def commit(number, subject, files):
    time = FIRST + number * DAYS * 86_400 // COMMITS
    head = f"commit refs/heads/main\ncommitter The translators <t@example.org> {time} +0000\ndata {len(subject)}\n{subject}\n"
    parts = [head.encode()]
    for path, content in files:
        parts.append(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")
    return b"".join(parts)


def commits(root):
    """The subjects and files of all commits, oldest first; after the last, everything is as it lies in the folder."""
    chance = random.Random(7)
    read = lambda paths: [(str(path.relative_to(root)), path.read_bytes()) for path in sorted(paths)]
    english = read((root / "source-en").rglob("*.md"))
    catalogues = read((root / "translations").rglob("*.po"))
    chance.shuffle(catalogues)
    edits = (COMMITS - 1) // 10
    later = min(COMMITS - 1 - edits, len(catalogues))
    steps = [english[at % len(english)] for at in range(edits)]
    left = {path: steps.count((path, content)) for path, content in english}
    others = [file for root_path in ("concordia.toml",) for file in read([root / root_path])] + read((root / "glossaries").rglob("*.*"))
    first = others + [(path, earlier(content, left[path])) for path, content in english] + catalogues[later:]
    yield "begin", first
    coming = iter(catalogues[:later])
    steps = iter(steps)
    for number in range(1, COMMITS):
        if number % 10 == 0:
            path, content = next(steps)
            left[path] -= 1
            yield f"edit {path}", [(path, earlier(content, left[path]))]
        else:
            path, content = next(coming, (None, None))
            yield f"translate {path}", [(path, content)] if path else []


def earlier(content, edits):
    """A module before its last `edits` edits, each of which took the word `formerly` out of one paragraph."""
    lines = content.decode().split("\n")
    places = [at for at, line in enumerate(lines) if re.match(r"[A-Z][a-z]+ [a-z]+ [a-z]+ ", line)]
    for at in places[:edits]:
        first, rest = lines[at].split(" ", 1)
        lines[at] = f"{first} formerly {rest}"
    return "\n".join(lines).encode()
