#!/usr/bin/env python3
"""Measure the recognition of Maltese forms, for which no treebank has lemmas.

    scripts/measure-maltese.py [REPOSITORY] [--program target/debug/concordia]

REPOSITORY is a clone of https://github.com/johnjcamilleri/Maltese-GF-Resource-Grammar; without one it is cloned into a
temporary folder. Its hand-checked tables of verbs (`test/verbs/*.treebank`: every person, tense and number, without
pronoun suffixes) and the plurals and feminines of its lexicon are the cases: the base form is the term, another form the
text. Look-alikes are forms of another word with the same first three letters and at most two letters more or fewer. The
tables of endings were made without this repository.
"""
import argparse, json, pathlib, re, subprocess, tempfile

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("repository", nargs="?")
arguments.add_argument("--program", default="target/debug/concordia")
arguments = arguments.parse_args()


def git(repository, *words):
    return subprocess.run(["git", "-C", repository, "-c", "core.quotepath=off", *words], check=True, capture_output=True, text=True).stdout


def pairs(repository):
    """(kind, base form, another form)"""
    for path in git(repository, "ls-tree", "-r", "--name-only", "HEAD", "test/verbs").splitlines():
        if not path.endswith(".treebank"):
            continue
        base = pathlib.PurePosixPath(path).stem
        for line in git(repository, "show", f"HEAD:{path}").splitlines():
            found = re.match(r"s \. (VPerf|VImpf|VImp) .*=> VSuffixNone => Pos => (\S+)$", line)
            if found and found[2] not in (base, "NOEXIST"):
                yield "verbs", base, found[2]
    lexicon = git(repository, "show", "HEAD:LexiconMlt.gf")
    for kind, base, other in re.findall(r'\b(mkN|brokenN|mkA|brokenA|sameA)\b[^"\n]*"(\w[^"\n]*)" +"(\w[^"\n]*)"', lexicon):
        if other != base and " " not in base + other:
            yield "nouns and adjectives", base, other


def ask(questions):
    lines = "".join(json.dumps({"lang": "mt", "term": term, "text": text}, ensure_ascii=False) + "\n" for term, text in questions)
    run = subprocess.run([arguments.program, "glossary", "test"], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line)["match"] for line in run.stdout.splitlines()]


def measure(repository):
    cases = sorted(set(pairs(repository)))
    print("| cases | forms | recall | sure recall | look-alikes | false |\n|---|--:|--:|--:|--:|--:|")
    for kind in ("verbs", "nouns and adjectives", None):
        own = [(base, form) for what, base, form in cases if kind in (what, None)]
        families = {}
        for what, base, form in cases:
            families.setdefault(base, {base}).add(form)
        alike = sorted({
            (base, form)
            for base in {base for base, _ in own}
            for other, forms in families.items()
            for form in forms
            if form not in families[base] and form[:3] == base[:3] and abs(len(form) - len(base)) <= 2
        })
        answers, wrong = ask(own), ask(alike)
        share = lambda list_, test: sum(map(test, list_)) / max(1, len(list_))
        print(f"| {kind or 'all'} | {len(own)} | {share(answers, lambda a: a != 'none'):.3f} "
              f"| {share(answers, lambda a: a not in ('none', 'probable')):.3f} | {len(alike)} "
              f"| {share(wrong, lambda a: a != 'none'):.3f} |")
    missed = [pair for pair, answer in zip(own, answers) if answer == "none"]
    print(f"\nMissed, the first forty of {len(missed)}: " + ", ".join(f"{base} {form}" for base, form in missed[:40]))


if arguments.repository:
    measure(arguments.repository)
else:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "-q", "--depth", "1", "https://github.com/johnjcamilleri/Maltese-GF-Resource-Grammar", folder], check=True)
        measure(folder)
