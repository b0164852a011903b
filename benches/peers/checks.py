"""Checks: quality rules beside `pofilter`, beside our own `status`, by the number of terms; Fluent beside compare-locales."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys

from measure import CONCORDIA, measured, rounds, show

# Both say no when they find something.
SAYS_NO = (0, 1)
# What compare-locales looks at in a message: references, attributes, variants. Missing messages and syntax count always.
STRUCTURE = ("placeholders", "fluent")
LANGUAGES = "bg cs da de el es et fi fr ga-IE hr hu it lt lv mt nl pl pt-PT ro sk sl sv-SE".split()


def pofilter(corpora, table, count, size):
    """Every rule on every catalogue of a corpus, on a part of the languages where there are many entries."""
    corpus = corpora.made(size, "--size", size)
    languages = sorted(path.name for path in (corpus / "po").iterdir())
    languages = languages if size == "S" else ["de", "el", "fi"]
    folders = [str(corpus / "po" / language) for language in languages]
    out = corpora.folder / "pofilter"
    ours = [CONCORDIA, "lint", "-q", "--format", "json", "-o", str(corpora.folder / "lint.json"), *folders]

    def theirs():
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        total = [0.0, 0.0, 0.0]
        for language, folder in zip(languages, folders):
            run = measured(["pofilter", "--progress=none", "--language", language, folder, str(out / language)])
            total = [total[0] + run[0], total[1] + run[1], max(total[2], run[2])]
        return total

    results = rounds(count, {"concordia lint": lambda: measured(ours, accepted=SAYS_NO)})
    results |= rounds(max(1, count // 3), {"pofilter, all tests": theirs})
    show(f"{len(languages)} languages of {size}: every rule", results)
    ratio = results["pofilter, all tests"][1] / results["concordia lint"][1]
    table.add(f"quality rules on {size}: CPU of `pofilter` / ours", 50, 300, ratio)


def status(corpora, table, count, size):
    """`check` in a project that keeps nothing from earlier runs, beside `status`."""
    root = corpora.project(size)
    checked = [CONCORDIA, "check", "-q", "--format", "json", "-o", str(corpora.folder / "check.json")]
    results = rounds(count, {
        "concordia check": lambda: measured(checked, cwd=root, accepted=SAYS_NO),
        "concordia status": lambda: measured([CONCORDIA, "status", "--format", "json"], cwd=root),
    })
    show(f"The project of {size}", results)
    ratio = results["concordia check"][1] / results["concordia status"][1]
    table.add(f"`check` on {size}: CPU / that of `status`", 6, 3, ratio, is_least=False)


def termbase(path, count):
    """A termbase of so many made-up English terms of two words with German ones."""
    draw = random.Random(count)
    part = lambda: "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _ in range(draw.randint(2, 4)))
    with open(path, "w", encoding="utf-8") as file:
        file.write("concept,language,term,status,pos\n")
        for index in range(count):
            file.write(f"c{index},en,{part()} {part()},preferred,noun\nc{index},de,{part()}{part()},preferred,noun\n")


def terms(corpora, table, count, size):
    """The same catalogues with few and with many terms, and with one and ten modules' entries."""
    corpus = corpora.made(size, "--size", size)
    folder = str(corpus / "po" / "de")
    programs = {}
    for number in (0, 1000, 10000):
        path = corpora.folder / f"terms-{number}.csv"
        termbase(path, number)
        more = ["--termbase", str(path)] if number else []
        command = [CONCORDIA, "lint", "-q", "--format", "json", "-o", str(corpora.folder / "lint.json"), folder, *more]
        programs[f"{number} terms"] = lambda command=command: measured(command, accepted=SAYS_NO)
    results = rounds(count, programs)
    show(f"German of {size}, by the number of terms", results)
    empty = corpora.folder / "empty"
    empty.mkdir(exist_ok=True)
    reading = rounds(count, {
        number: lambda number=number: measured([CONCORDIA, "lint", "--termbase", str(corpora.folder / f"terms-{number}.csv"), str(empty)])
        for number in (1000, 10000)
    })
    show("Reading the termbase alone", {f"{number} terms": row for number, row in reading.items()})
    few, many = (results[f"{number} terms"][1] - reading[number][1] for number in (1000, 10000))
    table.add(f"terms on {size}: CPU with 10,000 / with 1,000, without reading them", 1.5, 1.2, many / few, is_least=False)


def fluent(corpora, table, count, size):
    """The forty largest Fluent files of a repository with one folder per locale (`CONCORDIA_FLUENT`), in 23 locales."""
    given = os.environ.get("CONCORDIA_FLUENT")
    if not given:
        return
    root, plain = corpora.folder / "fluent-project", corpora.folder / "fluent"
    if not (root / ".done").exists():
        fluent_project(pathlib.Path(given), root, plain)
    compare = [str(pathlib.Path(sys.executable).parent / "compare-locales"), "--quiet", str(plain / "l10n.toml"), str(plain)]
    checked = [CONCORDIA, "check", "-q", "--format", "json", "-o", str(corpora.folder / "check.json")]

    def ours(settings):
        shutil.rmtree(root / ".concordia", ignore_errors=True)
        plain_settings = (root / "concordia.toml").read_text().split("\n[check")[0]
        (root / "concordia.toml").write_text(plain_settings + settings)
        return measured(checked, cwd=root, accepted=SAYS_NO)

    listed = subprocess.run([CONCORDIA, "check", "--list"], cwd=root, capture_output=True, text=True, check=True).stdout
    units = [line.split()[0] for line in listed.splitlines() if line.split()[2] in ("unit", "module", "languages", "findings", "terms")]
    structure = "\n[check.rules]\n" + "".join(f'{rule} = "off"\n' for rule in units if rule not in STRUCTURE)
    results = rounds(count, {"concordia check": lambda: ours(""), "concordia check, structure alone": lambda: ours(structure)})
    results |= rounds(max(1, count // 3), {"compare-locales": lambda: measured(compare, accepted=SAYS_NO)})
    show("Forty Fluent files in 23 locales", results)
    ratio = lambda name: results["compare-locales"][1] / results[name][1]
    table.add("Fluent, the checks of `compare-locales`: its CPU / ours", 50, 150, ratio("concordia check, structure alone"))
    table.add("Fluent, every rule: CPU of `compare-locales` / ours", 50, 150, ratio("concordia check"))


def fluent_project(given, root, plain):
    for folder in (root, plain):
        shutil.rmtree(folder, ignore_errors=True)
    files = sorted((given / "en").rglob("*.ftl"), key=lambda path: -path.stat().st_size)[:40]
    names = [path.relative_to(given / "en") for path in files]
    here = [locale for locale in LANGUAGES if (given / locale).is_dir()]
    for name in names:
        for folder, locale in [(root / "source-en", "en"), (plain / "en", "en"), *((plain / locale, locale) for locale in here)]:
            if (given / locale / name).exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(given / locale / name, folder / name)
    listed = ", ".join(json.dumps(locale) for locale in here)
    (plain / "l10n.toml").write_text(
        f'basepath = "."\nlocales = [{listed}]\n[[paths]]\n    reference = "en/**/*.ftl"\n    l10n = "{{locale}}/**/*.ftl"\n'
    )
    codes = [locale.split("-")[0] for locale in here]
    (root / "concordia.toml").write_text(f'[project]\nlanguages = {json.dumps(codes)}\n\n[[sources]]\nfiles = "**/*.ftl"\n')
    for code, locale in zip(codes, here):
        for name in names:
            if (plain / locale / name).exists():
                command = [CONCORDIA, "import", "-q", "-l", code, "-m", str(name), str(plain / locale / name)]
                measured(command, cwd=root, accepted=(0, 1, 2))
    (root / ".done").touch()
