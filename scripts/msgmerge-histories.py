#!/usr/bin/env python3
"""The same histories of English edits through `msgmerge --previous` and `concordia sync`, side by side.

    cargo build --release && scripts/msgmerge-histories.py

Every history is a list of versions of one page, with everything translated after the first. Both programs follow every
version. A prefill is wrong when a text offers, fresh or fuzzy, the translation of a text that it did not come from; a
translation is lost when a text that still stands, or that came from one, offers nothing. Needs GNU gettext.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent
CONCORDIA = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target")) / "release" / "concordia"

A = "Participants must register online before the workshop."
B = "The facilitator opens the meeting and explains the rules."
C = "Draw lots among all residents over the age of sixteen. Publish the names in the town hall."
C1, C2 = "Draw lots among all residents over the age of sixteen.", "Publish the names in the town hall."
D = "Publish the results within four weeks."
NOT = "Participants must not register online before the workshop."
TYPO = "Particpants must register online before the workshop."
SIX = "Publish the results within six weeks."
LIKE = "The facilitator closes the meeting and explains the results."
NEW = "Participants must register by post before the excursion."

# name, versions, and for each text of the last version the texts it came from.
HISTORIES = [
    ("re-wrapped", [[A, B], [A.replace(" online ", " online\n"), B]], {A: [A], B: [B]}),
    ("typo mended", [[TYPO, B], [A, B]], {A: [TYPO], B: [B]}),
    ("must → must not", [[A, B], [NOT, B]], {NOT: [A], B: [B]}),
    ("four → six weeks", [[A, D], [A, SIX]], {A: [A], SIX: [D]}),
    ("reordered", [[A, B, D], [D, A, B]], {A: [A], B: [B], D: [D]}),
    ("reordered and edited", [[A, B, D], [D, NOT, B]], {NOT: [A], B: [B], D: [D]}),
    ("split", [[A, C, D], [A, C1, C2, D]], {A: [A], C1: [C], C2: [C], D: [D]}),
    ("merged", [[A, C1, C2, D], [A, C, D]], {A: [A], C: [C1, C2], D: [D]}),
    ("new text like another", [[A, B], [A, NEW, B]], {A: [A], NEW: [], B: [B]}),
    ("new text beside an edit", [[A, B], [NOT, NEW, B]], {NOT: [A], NEW: [], B: [B]}),
    ("replaced by another", [[A, B, D], [A, NEW, D]], {A: [A], NEW: [], D: [D]}),
    ("new text like a deleted one", [[A, B, D], [A, D], [A, D, LIKE]], {A: [A], D: [D], LIKE: []}),
    ("deleted and returned", [[A, B, D], [A, D], [A, B, D]], {A: [A], B: [B], D: [D]}),
    ("edited and reverted", [[A, B], [NOT, B], [A, B]], {A: [A], B: [B]}),
    ("edited twice", [[A, D], [A, SIX], [A, SIX.replace("results", "report")]], {A: [A], SIX.replace("results", "report"): [D]}),
]


def plain(text):
    return " ".join(text.split())


def template(texts):
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + "".join(f'\nmsgid "{plain(text)}"\nmsgstr ""\n' for text in texts)


def entries(text):
    """The active entries: text → (translation, fuzzy)."""
    found = {}
    for block in subprocess.run(["msgcat", "--no-wrap", "-"], input=text, capture_output=True, text=True, check=True).stdout.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        field = lambda name: next((line[len(name) + 2:-1] for line in lines if line.startswith(name + ' "')), None)
        source, target = field("msgid"), field("msgstr")
        if source and target is not None:
            found[source] = (target.replace("\\n", "\n"), any(line.startswith("#,") and "fuzzy" in line for line in lines))
    return found


def translated(text):
    """Fills every untranslated entry with `da: TEXT`."""
    out, source = [], ""
    for line in subprocess.run(["msgcat", "--no-wrap", "-"], input=text, capture_output=True, text=True, check=True).stdout.splitlines():
        if line.startswith('msgid "'):
            source = line[7:-1]
        out.append(f'msgstr "da: {source}"' if line == 'msgstr ""' and source else line)
    return "\n".join(out) + "\n"


def gettext(folder, versions):
    po, pot = folder / "da.po", folder / "new.pot"
    po.write_text(translated(template(versions[0])))
    for version in versions[1:]:
        pot.write_text(template(version))
        subprocess.run(["msgmerge", "--quiet", "--previous", "--update", "--backup=off", po, pot], check=True)
    return entries(po.read_text())


def concordia(folder, versions):
    page, po = folder / "source-en" / "page.md", folder / "translations" / "da" / "page.md.po"
    page.parent.mkdir()
    (folder / "concordia.toml").write_text('[project]\nlanguages = ["da"]\n')
    for number, version in enumerate(versions):
        page.write_text("\n\n".join(version) + "\n")
        subprocess.run([CONCORDIA, "sync", "-q"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        if number == 0:
            po.write_text(translated(po.read_text()))
    return entries(po.read_text())


def judged(found, origins):
    """Fresh, fuzzy and empty texts; wrong prefills; lost translations."""
    fresh = sum(bool(text) and not fuzzy for text, fuzzy in found.values())
    fuzzy = sum(bool(text) and fuzzy for text, fuzzy in found.values())
    wrong = lost = 0
    for source, (text, _) in found.items():
        own = origins[source]
        offered = [part.removeprefix("da: ") for part in text.replace("\n", " ").split("da: ") if part.strip()]
        wrong += any(part.strip() not in own for part in offered)
        lost += bool(own) and not text
    return fresh, fuzzy, len(found) - fresh - fuzzy, wrong, lost


def main():
    if not shutil.which("msgmerge") or not CONCORDIA.exists():
        sys.exit("needs GNU gettext, and `cargo build --release`")
    print("Fresh/fuzzy/empty texts after the last version, then wrong prefills and lost translations where there are any.\n")
    print("| history | msgmerge --previous | concordia sync |\n|:--|:--|:--|")
    totals = {"msgmerge": [0, 0], "concordia": [0, 0]}
    for name, versions, origins in HISTORIES:
        cells = []
        for program, follow in (("msgmerge", gettext), ("concordia", concordia)):
            with tempfile.TemporaryDirectory() as folder:
                fresh, fuzzy, empty, wrong, lost = judged(follow(pathlib.Path(folder), versions), origins)
            totals[program][0] += wrong
            totals[program][1] += lost
            remarks = [f"{count} {what}" for count, what in ((wrong, "wrong"), (lost, "lost")) if count]
            cells.append(", ".join([f"{fresh}/{fuzzy}/{empty}", *remarks]))
        print(f"| {name} | {cells[0]} | {cells[1]} |")
    sums = [f"{wrong} wrong, {lost} lost" for wrong, lost in totals.values()]
    print(f"| **all** | {sums[0]} | {sums[1]} |")


if __name__ == "__main__":
    main()
