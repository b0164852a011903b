"""Lineage: catalogues brought up to edited English, beside `msgmerge --previous`, and with nothing to do."""
import math
import os
import shutil
import subprocess

from corpus import catalogues, english, joined
from measure import CONCORDIA, measured, rounds, show

MERGE = 'po="$1"; pot="$2"; out="$3"; for file in "$po"/*.po; do name="${file##*/}"; ' \
        'msgmerge --quiet --previous -o "$out/$name" "$file" "$pot/${name%.po}.pot" || exit 1; done'


def edited(corpora, table, count, size):
    """The English of a corpus is edited; msgmerge does two of the languages, and is scaled to all."""
    root, new, old = corpora.project(size), corpora.edited(size), corpora.made(size, "--size", size)
    work, out = corpora.folder / f"{size}-work", corpora.folder / "msgmerge"
    out.mkdir(exist_ok=True)
    languages = sorted(path.name for path in (root / "translations").iterdir())

    def ours(*options):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(root, work, ignore=shutil.ignore_patterns("build"))
        english(new, work)
        return measured([CONCORDIA, "sync", "-q", *options], cwd=work)

    def theirs():
        runs = [
            measured(["sh", "-c", MERGE, "sh", str(old / "po" / language), str(new / "pot"), str(out)])
            for language in languages[:2]
        ]
        return [sum(run[i] for run in runs) for i in (0, 1)] + [max(run[2] for run in runs)]

    results = rounds(count, {"concordia sync": ours, "concordia sync, one language": lambda: ours("-l", languages[0])})
    results |= rounds(1, {"msgmerge --previous, two languages": theirs})
    show(f"Edited English, {len(languages)} languages", results)
    scaled = results["msgmerge --previous, two languages"][1] * len(languages) / 2
    table.add(f"`sync` of edited {size}: CPU of `msgmerge --previous` (two languages, scaled) / ours", 20, 100,
              scaled / results["concordia sync"][1])
    shutil.rmtree(work, ignore_errors=True)


def nothing(corpora, table, count, size):
    """A project that is in sync already."""
    root = corpora.project(size)
    files = catalogues(root)
    before = [os.stat(path).st_mtime_ns for path in files]
    results = rounds(count, {
        "concordia sync": lambda: measured([CONCORDIA, "sync", "-q"], cwd=root),
        "cat": lambda: measured(["cat", *files], output=subprocess.DEVNULL),
    })
    show("Nothing to do", results)
    touched = sum(os.stat(path).st_mtime_ns != old for path, old in zip(files, before))
    assert touched == 0 and catalogues(root) == files, f"{touched} files were touched"
    table.add(f"`sync` of {size} with nothing to do: our wall / wall of `cat` (no file touched)", 3, 1,
              results["concordia sync"][0] / results["cat"][0], is_least=False)


def growth(corpora, table, count):
    """One catalogue of 5,000 and one of 50,000 entries, their English edited."""
    cpu = {}
    for name, modules in (("entries-5000", 17), ("entries-50000", 167)):
        root, corpus = corpora.single(name, modules), corpora.folder / name
        new, out = corpora.edited(name), corpora.folder / "merged.po"
        work = corpora.folder / f"{name}-work"

        def ours():
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(root, work)
            joined(new, work)
            return measured([CONCORDIA, "sync", "-q"], cwd=work)

        merge = ["msgmerge", "--quiet", "--previous", "-o", str(out), str(corpus / "po" / "de.po"), str(new / "pot" / "all.pot")]
        results = rounds(count, {"concordia sync": ours}) | rounds(1, {"msgmerge --previous": lambda: measured(merge)})
        show(f"One catalogue of {name.split('-')[1]} entries", results)
        cpu[name] = (results["concordia sync"][1], results["msgmerge --previous"][1])
        shutil.rmtree(work, ignore_errors=True)
    (small, small_peer), (large, large_peer) = cpu.values()
    exponent = lambda one, other: math.log(other / max(one, 1e-3)) / math.log(167 / 17)
    print(f"  growth: ours {exponent(small, large):.2f}, msgmerge {exponent(small_peer, large_peer):.2f}")
    table.add("50,000 entries in one file: CPU of `msgmerge --previous` / ours", 100, 500, large_peer / large)
    table.add("growth exponent from 5,000 to 50,000 entries", 1.3, 1.1, exponent(small, large), is_least=False, unit="")
