#!/usr/bin/env python3
"""Takes the real catalogues of a public book over real edits of its English, beside `msgmerge --previous`.

    cargo build --release && scripts/public-book.py [REPOSITORY] [--old COMMIT --catalogues COMMIT] [--steps N]

REPOSITORY is https://github.com/google/comprehensive-rust or a clone of it, bare or not; without one it is cloned into a
temporary folder. The book keeps one catalogue per language for all its pages. The script

1. goes back to the English that the catalogues fit best: of the days on which their templates were made, the one where
   most units find a translation (or to --old, with the catalogues of --catalogues);
2. makes a project of it, with a catalogue per page, and adopts every translation whose English is ours but for white
   space, for references that the book's tools write as links, and for the links around the titles of the summary;
3. goes on to the newest English, in one step or in several of equal length in time, with `concordia sync`, with msgmerge
   page by page, and with msgmerge on one catalogue per language, which can follow a text from page to page as the book's
   own tools do; all three from the same translations to the same English;
4. compares what became of every unit, and the CPU time (user and system, all processes).

A prefill is counted as wrong when the English it was made from still stands on every page where it stood: the unit did not
come from it, unless a page was renamed and a new one with the same text took its name. Where the programs do not agree on the origin of a unit, --sample writes the cases down, to be looked at by eye. Needs Git and
GNU gettext; --itself needs mdbook-i18n-helpers.
"""
import argparse
import collections
import io
import json
import os
import pathlib
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile

BOOK = "https://github.com/google/comprehensive-rust"
HERE = pathlib.Path(__file__).resolve().parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target")) / "release"
OFFICIAL = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split()
# Not official, but the book's fullest catalogue.
OTHERS = {"pt-BR": '{ endonym = "português (Brasil)", english = "Portuguese (Brazil)", categories = ["one", "other"], formula = "n > 1" }'}

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("repository", nargs="?", default=BOOK)
arguments.add_argument("--old", metavar="COMMIT", help="the English to begin with")
arguments.add_argument("--new", metavar="COMMIT", default="HEAD", help="the English to end with [default: HEAD]")
arguments.add_argument("--catalogues", metavar="COMMIT", help="whose catalogues [default: those of --new]")
arguments.add_argument("--languages", metavar="CODES", help="only these: da,pl [default: official languages, and pt-BR]")
arguments.add_argument("--steps", type=int, default=1, help="how many times the English moves on [default: 1]")
arguments.add_argument("--rounds", type=int, default=5, help="ours is the median of so many runs, msgmerge runs once [default: 5]")
arguments.add_argument("--alone", action="store_true", help="without msgmerge, which takes minutes")
arguments.add_argument("--itself", action="store_true", help="merge the book's own catalogues, too, with a template by mdbook-xgettext")
arguments.add_argument("--sample", metavar="FILE", help="write twenty of each kind of disagreement here")
arguments.add_argument("--folder", metavar="DIR", help="work here and keep the projects [default: a temporary folder]")
arguments.add_argument("--program", default=str(TARGET / "concordia"))
arguments = arguments.parse_args()


def run(*command, cwd=None, accepted=(0,), stdin=None):
    """Runs a command; returns what it printed and its CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=cwd, capture_output=True, input=stdin)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in accepted:
        sys.exit(f"{' '.join(map(str, command[:5]))} failed: {(done.stderr or done.stdout).decode(errors='replace')[-2000:]}")
    return done.stdout.decode(), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def concordia(project, *words, **options):
    return run(str(pathlib.Path(arguments.program).resolve()), *words, cwd=project, **options)


def git(*words):
    return run("git", "-C", arguments.repository, *words)[0].strip()


# Catalogues

ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def plain(text):
    return " ".join(text.split())


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def entries(text):
    """The active entries of a catalogue without plurals: English → (translation, whether it is fuzzy, previous English)."""
    found = {}
    for block in re.split(r"\n\s*\n", text):
        fields, fuzzy, field = collections.defaultdict(str), False, None
        for line in block.splitlines():
            fuzzy |= line.startswith("#,") and "fuzzy" in line
            part = re.match(r'(#\| )?(?:(msgctxt|msgid|msgstr) )?"(.*)"$', line)
            if part:
                field = (part[1] or "") + part[2] if part[2] else field
                fields[field] += re.sub(r"\\(.)", lambda code: ESCAPES.get(code[1], code[1]), part[3])
        if fields["msgid"]:
            found[fields["msgid"]] = (fields["msgstr"], fuzzy, fields["#| msgid"])
    return found


def book_catalogue(commit, language):
    """The translations of the book that are not fuzzy, by English without line breaks."""
    text = git("show", f"{commit}:po/{language}.po")
    return {plain(source): target for source, (target, fuzzy, _) in entries(text).items() if target and not fuzzy}


# Pages

def lay(commit, project):
    """Puts the English of a commit into a project."""
    shutil.rmtree(project / "src", ignore_errors=True)
    archive = subprocess.run(["git", "-C", arguments.repository, "archive", commit, "src"], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(project, filter="data", members=[one for one in tar if one.isdir() or one.name.endswith(".md")])
    (project / "src" / "README.md").unlink(missing_ok=True)  # About the folder; no page of the book.


def begun(folder, languages, commit):
    """A project with the English of a commit and no catalogues."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    codes = ", ".join(map(json.dumps, languages))
    others = "".join(f"{code} = {OTHERS[code]}\n" for code in languages if code not in OFFICIAL)
    (folder / "concordia.toml").write_text(
        f'[project]\nsource = "src"\nlanguages = [{codes}]\n\n[custom-languages]\n{others}\n'
        '[[sources]]\nfiles = "**/*.md"\nfront-matter = ["title"]\n'
    )
    lay(commit, folder)
    return folder


def units(project):
    return [(one["module"], unit["source"]) for one in json.loads(concordia(project, "extract", "--format", "json")[0])["modules"]
            for unit in one["units"]]


REFERENCE = re.compile(r"\[((?:[^\[\]`]|`[^`]*`|\[[^\[\]]*\])+)\](?:\[([^\[\]]*)\])?(?![\[(:])")


def definitions(project):
    """The reference definitions of each page: label → address."""
    return {
        str(path.relative_to(project / "src")): {
            plain(label).lower(): address for label, address in re.findall(r"^ {0,3}\[([^\]]+)\]:\s*<?(\S+?)>?(?:\s.*)?$", path.read_text(), re.M)
        } for path in (project / "src").rglob("*.md")
    }


def translation(module, source, labels, known):
    """How a unit's translation is found in the book's catalogue, and the translation in our words; two times none if it is not."""
    text = plain(source)
    if text in known:
        return "as it stands", known[text]
    if module == "SUMMARY.md" and (title := re.fullmatch(r"\[(.*)\]\((\S*)\)", text)) and title[1] in known:
        return "titles", f"[{known[title[1]]}]({title[2]})"
    used = {}

    def linked(found):
        label = plain(found[2] or found[1]).lower()
        address = labels.get(label)
        used[address] = label
        return found[0] if address is None else f"[{found[1]}]({address})"

    text = known.get(REFERENCE.sub(linked, text))
    if not text:
        return None, None
    return "references", re.sub(r"\]\((\S*?)\)", lambda link: f"][{used[link[1]]}]" if link[1] in used else link[0], text)


def adopt(project, language, known):
    """Fills the empty catalogues of a language; returns how many entries were filled in which way."""
    labels, ways = definitions(project), collections.Counter()
    for path in sorted((project / "translations" / language).rglob("*.po")):
        module = str(path.relative_to(project / "translations" / language))[:-3]
        blocks = path.read_text().split("\n\n")
        for number, block in enumerate(blocks):
            for source in entries(block):
                way, target = translation(module, source, labels[module], known)
                ways[way] += 1
                if way:
                    blocks[number] = re.sub(r'^msgstr ""$', lambda _: f"msgstr {literal(target)}", block, flags=re.M)
        path.write_text("\n\n".join(blocks))
    return ways


# Both programs

def templates(project, commits, folder):
    """One folder of templates per commit, with a file per page, and one file with all of them."""
    made = []
    for number, commit in enumerate(commits):
        lay(commit, project)
        place = folder / f"{number}"
        concordia(project, "extract", "-q", "--pot", str(place / "pages"))
        pages = sorted((place / "pages").rglob("*.pot"))
        run("msgcat", "--use-first", "--no-wrap", "-o", place / "all.pot", *pages)
        made.append(place)
    return made


MERGE = ("msgmerge", "--quiet", "--previous", "--update", "--backup=off", "--no-wrap")


def ours(adopted, folder, commits):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(adopted, folder)
    cpu = 0
    for commit in commits:
        lay(commit, folder)
        cpu += concordia(folder, "sync", "-q")[1]
    return cpu


def by_page(adopted, folder, steps, languages):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(adopted / "translations", folder)
    cpu = 0
    for step in steps:
        for template in (step / "pages").rglob("*.pot"):
            for language in languages:
                catalogue = folder / language / template.relative_to(step / "pages").with_suffix(".po")
                if catalogue.exists():
                    cpu += run(*MERGE, catalogue, template)[1]
                else:
                    catalogue.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(template, catalogue)
    return cpu


def by_book(adopted, folder, steps, languages):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    cpu = 0
    for language in languages:
        catalogue = folder / f"{language}.po"
        run("msgcat", "--use-first", "--no-wrap", "-o", catalogue, *sorted((adopted / "translations" / language).rglob("*.po")))
        for step in steps:
            cpu += run(*MERGE, catalogue, step / "all.pot")[1]
    return cpu


def book_itself(project, folder, languages, catalogues):
    """The book's own way: its catalogues against a template by mdbook-xgettext, which takes in strings and comments of code."""
    summary = (project / "src" / "SUMMARY.md").read_text()
    paths = [path for path in dict.fromkeys(re.findall(r"\]\(([^)]+\.md)\)", summary)) if (project / "src" / path).exists()]
    chapters = [{"Chapter": {"name": path, "content": (project / "src" / path).read_text(), "number": None, "sub_items": [],
                             "path": path, "source_path": path, "parent_names": []}} for path in paths]
    context = {"version": "0.5.4", "root": str(project), "destination": str(folder), "book": {"items": chapters}, "config": {
        "book": {"title": "book", "language": "en", "src": "src", "authors": []},
        "output": {"xgettext": {"pot-file": "messages.pot", "granularity": 0}}}}
    folder.mkdir(exist_ok=True)
    run("mdbook-xgettext", cwd=project, stdin=json.dumps(context).encode())
    cpu, counts = 0, collections.Counter()
    for language in languages:
        catalogue = folder / f"{language}.po"
        catalogue.write_text(git("show", f"{catalogues}:po/{language}.po"))
        cpu += run(*MERGE, catalogue, folder / "messages.pot")[1]
        counts += collections.Counter(map(state, entries(catalogue.read_text()).values()))
    return cpu, counts


# What became of the units

def state(entry):
    return "missing" if not entry[0] else "stale" if entry[1] else "fresh"


def results(folder, languages, texts):
    """What a folder of catalogues has for each (language, page, English), by page or for the whole book."""
    found, read = {}, {}
    for language in languages:
        whole = folder / f"{language}.po"
        for module, text in texts:
            path = whole if whole.exists() else folder / language / f"{module}.po"
            if path not in read:
                read[path] = entries(path.read_text()) if path.exists() else {}
            found[language, module, text] = read[path].get(text, ("", False, ""))
    return found


def unmoved_texts(before, after):
    """The texts that stand on every page where they stood."""
    pages = lambda units: {(module, plain(text)) for module, text in units}
    gone = {text for _, text in pages(before) - pages(after)}
    return {text for _, text in pages(before)} - gone


def is_wrong(entry, unmoved):
    return state(entry) == "stale" and any(plain(part) in unmoved for part in entry[2].split("\n\n"))


def disagreement(mine, other):
    """How the origins of a prefill by msgmerge and of our unit differ; none where they do not."""
    if mine[0] == other[0] or plain(other[2]) in map(plain, mine[2].split("\n\n")):  # Of a merged unit, several texts.
        return None
    return {"missing": "new to us", "stale": "another origin to us", "fresh": "fresh with us"}[state(mine)]


def compared(name, mine, other, unmoved, cases):
    """Prints how one way of msgmerge compares with us, and keeps the cases of disagreement."""
    both = collections.Counter((state(mine[key]), state(other[key])) for key in mine)
    print(f"\nOurs and {name}, units × languages:")
    for (one, two), count in sorted(both.items()):
        print(f"  {one:<8} {two:<8} {count:>6}")
    kinds = collections.Counter()
    for key, entry in other.items():
        if state(entry) == "stale" and (kind := disagreement(mine[key], entry)):
            kinds[kind] += 1
            kinds[f"{kind}, titles of the summary"] += key[1] == "SUMMARY.md"
            kinds[f"{kind}, counted as wrong"] += is_wrong(entry, unmoved)
            cases[name, kind].setdefault(key[1:] + (entry[2],), (key[0], mine[key], entry))
        elif state(mine[key]) == "stale" and state(entry) == "missing":
            cases[name, "stale with us alone"].setdefault(key[1:] + (mine[key][2],), (key[0], mine[key], entry))
        elif state(mine[key]) == "missing" and state(entry) == "fresh":
            cases[name, "fresh there, missing with us"].setdefault(key[1:] + ("",), (key[0], mine[key], entry))
    for kind, count in sorted(kinds.items()):
        print(f"  prefills of {name}, {kind}: {count}")


def write_sample(cases, before, path):
    draw = random.Random(7)
    with open(path, "w", encoding="utf-8") as file:
        for (name, kind), found in cases.items():
            print(f"\n==== {name}: {kind}: {len(found)} different cases", file=file)
            for module, text, previous in draw.sample(sorted(found), min(20, len(found))):
                language, mine, other = found[module, text, previous]
                stood = ", ".join(sorted(page for page, source in before if plain(source) == plain(previous)))
                print(f"\n-- {module} ({language})\n   now   {text}\n   from  {previous}\n         in {stood or '–'}\n"
                      f"   ours  {state(mine)} {mine[2]}\n   says  {other[0]}", file=file)


# The run

def chosen(folder, languages, known, catalogues, new):
    """Of the days on which the templates of the catalogues were made, the commit whose units find most translations."""
    best = (-1, "")
    days = {re.search(r"POT-Creation-Date: ([^\\]+)", git("show", f"{catalogues}:po/{language}.po")) for language in languages}
    for commit in sorted({git("log", "-1", "--first-parent", "--format=%H", f"--until={day[1]}", new) for day in days if day}):
        found = units(begun(folder, languages, commit))
        labels = definitions(folder)
        count = sum(translation(module, text, labels[module], known[code])[0] is not None for module, text in found for code in languages)
        best = max(best, (count, commit))
    return best[1]


def share(part, whole):
    return f"{100 * part / max(1, whole):.1f} %"


def main():
    folder = pathlib.Path(arguments.folder).resolve()
    if not pathlib.Path(arguments.repository).exists():
        run("git", "clone", "-q", "--bare", arguments.repository, folder / "repository")
        arguments.repository = str(folder / "repository")
    new = git("rev-parse", arguments.new)
    catalogues = git("rev-parse", arguments.catalogues or new)
    there = [pathlib.PurePosixPath(path).stem for path in git("ls-tree", "--name-only", catalogues, "po/").splitlines() if path.endswith(".po")]
    wanted = arguments.languages.split(",") if arguments.languages else OFFICIAL + list(OTHERS)
    languages = [code for code in there if code in wanted]
    known = {code: book_catalogue(catalogues, code) for code in languages}
    old = git("rev-parse", arguments.old) if arguments.old else chosen(folder / "adopted", languages, known, catalogues, new)
    day = lambda commit: git("log", "-1", "--format=%cs", commit)
    print(f"English of {old[:8]} ({day(old)}), then of {new[:8]} ({day(new)}); catalogues of {catalogues[:8]} ({day(catalogues)})")
    print(git("diff", "-M", "--shortstat", old, new, "--", "src/**.md", "src/*.md"))

    adopted = begun(folder / "adopted", languages, old)
    before = units(adopted)
    print("identity:", concordia(adopted, "identity", "src")[0].strip())
    concordia(adopted, "sync", "-q")
    ways = {code: adopt(adopted, code, known[code]) for code in languages}
    concordia(adopted, "sync", "--check", "-q")
    counted = {one["language"]: sum(module["units"]["translated"] for module in one["modules"])
               for one in json.loads(concordia(adopted, "status", "--units", "--format", "json")[0])["languages"]}
    kinds = ("as it stands", "titles", "references")
    print(f"\n{len(before)} units. Adopted entries, of entries; the book's translations that are not fuzzy:")
    for code in languages:
        filled = sum(ways[code][kind] for kind in kinds)
        print(f"  {code:<6} {filled:>5} of {sum(ways[code].values())} {share(filled, sum(ways[code].values())):>7}; "
              + ", ".join(f"{ways[code][kind]} {kind}" for kind in kinds) + f"; {len(known[code])}; status: {counted[code]}")
    lint = concordia(adopted, "lint", "-q", "--format", "json", "translations", accepted=(0, 1))[0]
    print("lint:", dict(collections.Counter(one["rule"] for one in json.loads(lint)["findings"]).most_common()))

    first, last = (int(git("log", "-1", "--format=%ct", commit)) for commit in (old, new))
    moments = [first + (last - first) * step // arguments.steps for step in range(1, arguments.steps)]
    commits = [git("log", "-1", "--first-parent", "--format=%H", f"--until={moment}", new) for moment in moments] + [new]
    steps = templates(begun(folder / "english", languages, old), commits, folder / "templates")
    programs = {
        "concordia sync": lambda: ours(adopted, folder / "ours", commits),
        "msgmerge by page": lambda: by_page(adopted, folder / "pages", steps, languages),
        "msgmerge by book": lambda: by_book(adopted, folder / "book", steps, languages),
    }
    if arguments.alone:
        del programs["msgmerge by page"], programs["msgmerge by book"]
    cpu = {name: statistics.median(call() for _ in range(arguments.rounds if name == "concordia sync" else 1)) for name, call in programs.items()}

    after = list(dict.fromkeys(units(folder / "ours")))
    unmoved = unmoved_texts(before, after)
    places = {"concordia sync": folder / "ours" / "translations", "msgmerge by page": folder / "pages", "msgmerge by book": folder / "book"}
    found = {name: results(places[name], languages, after) for name in programs}
    print(f"\nIdentity: {concordia(folder / 'ours', 'identity', 'src')[0].strip()}")
    print(f"{len(after)} entries × {len(languages)} languages; fresh/stale/missing:")
    for code in [*languages, None]:
        row = [collections.Counter(state(entry) for key, entry in one.items() if code in (key[0], None)) for one in found.values()]
        print(f"  {code or 'all':<6}" + "  ".join(f"{each['fresh']:>6}/{each['stale']}/{each['missing']}" for each in row))
    for name in programs:
        print(f"{name:<18} CPU {cpu[name]:8.3f} s, {cpu[name] / cpu['concordia sync']:6.1f} × ours; "
              f"{sum(is_wrong(entry, unmoved) for entry in found[name].values())} prefills counted as wrong")

    cases = collections.defaultdict(dict)
    for name in list(programs)[1:]:
        compared(name, found["concordia sync"], found[name], unmoved, cases)
    if arguments.sample:
        write_sample(cases, before, arguments.sample)
    stale = json.loads(concordia(folder / "ours", "outdated", "--format", "json")[0])["items"]
    print("\nClasses of the stale units:", dict(collections.Counter(one["class"] for one in stale).most_common()))
    print("the same, each English edit once:", dict(collections.Counter(
        name for name, *_ in {(one["class"], one["module"], one["unit"]) for one in stale}).most_common()))
    shutil.rmtree(folder / "drafted", ignore_errors=True)
    shutil.copytree(folder / "ours", folder / "drafted")
    seconds = concordia(folder / "drafted", "draft", "-q")[1]
    drafts = collections.Counter(state(entry) for entry in results(folder / "drafted" / "translations", languages, after).values())
    print(f"`draft` from the project's own memory ({seconds:.2f} s of CPU): fresh/fuzzy/missing {drafts['fresh']}/{drafts['stale']}/{drafts['missing']}")
    if arguments.itself:
        seconds, counts = book_itself(folder / "ours", folder / "itself", languages, catalogues)
        print(f"the book's own catalogues and template: CPU {seconds:.3f} s; {counts['fresh']}/{counts['stale']}/{counts['missing']}")


if not shutil.which("msgmerge") or not pathlib.Path(arguments.program).exists():
    sys.exit("needs GNU gettext, and `cargo build --release`")
if arguments.folder:
    pathlib.Path(arguments.folder).mkdir(parents=True, exist_ok=True)
    main()
else:
    with tempfile.TemporaryDirectory() as arguments.folder:
        main()
