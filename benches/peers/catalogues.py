"""Catalogues: reading one, and the status of all, beside GNU gettext and `cat`."""
import json
import os
import subprocess

from corpus import catalogues
from measure import CONCORDIA, ENGLISH, TARGET, measured, numbers, rounds, show

EACH = 'for file; do msgfmt --statistics -o /dev/null "$file"; done'


def single(corpora, table, count):
    """One catalogue of more than 50 MB."""
    file = corpora.made("single", "--modules", "700", "--units", "300", "--langs", "de", "--layout", "single")
    file = file / "po" / "de.po"
    ours = [str(TARGET / "examples" / "po_statistics"), str(file)]
    theirs = ["msgfmt", "--statistics", "-o", "/dev/null", str(file)]
    assert numbers(measured(ours)[3]) == numbers(measured(theirs, env=ENGLISH)[3]), "the counts differ"
    results = rounds(count, {
        "concordia": lambda: measured(ours),
        "msgfmt --statistics": lambda: measured(theirs, env=ENGLISH),
        "cat": lambda: measured(["cat", str(file)], output=subprocess.DEVNULL),
    })
    show(f"One catalogue of {file.stat().st_size / 1e6:.0f} MB: read it whole and count", results)
    ratio = results["msgfmt --statistics"][1] / results["concordia"][1]
    table.add("parse of one large file: CPU of `msgfmt --statistics` / ours", 20, 60, ratio)


def status(corpora, table, count, size):
    """Every catalogue of a project in sync."""
    root = corpora.project(size)
    files = catalogues(root)
    ours, theirs = [CONCORDIA, "status", "--format", "json"], ["sh", "-c", EACH, "sh", *files]
    theirs_counts = numbers(measured(theirs, env=ENGLISH)[3])
    units = [language["units"] for language in json.loads(measured(ours, cwd=root)[3])["languages"]]
    sums = {state: sum(unit[state] for unit in units) for state in units[0]}
    fresh = sums["translated"] + sums["revised"] + sums["approved"]
    counts = [fresh, sums["stale"] + sums["draft"], sums["missing"]]
    print(f"\nfresh, fuzzy, missing: concordia {counts}, msgfmt {theirs_counts}")
    assert counts == theirs_counts, "the counts differ"
    results = rounds(count, {
        "concordia status": lambda: measured(ours, cwd=root),
        "cat": lambda: measured(["cat", *files], output=subprocess.DEVNULL),
    })
    results |= rounds(max(1, count // 3), {"msgfmt --statistics": lambda: measured(theirs, env=ENGLISH)})
    total = sum(os.path.getsize(path) for path in files) / 1e6
    show(f"{len(files)} catalogues, {total:.0f} MB, {sum(counts)} entries", results)
    ours, cat = results["concordia status"], results["cat"]
    table.add(f"`status` on {size}: CPU of `msgfmt --statistics` / ours", 20, 80, results["msgfmt --statistics"][1] / ours[1])
    table.add(f"`status` on {size}: our wall / wall of `cat`", 3, 1, ours[0] / cat[0], is_least=False)
    table.add(f"`status` on {size}: peak memory", 80, 48, ours[2], is_least=False, unit="MiB")
