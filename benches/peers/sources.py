"""Sources: extraction and building beside mdbook-i18n-helpers, a bare Markdown parse, and po4a."""
import json
import os
import shutil
import subprocess
import time

from corpus import book, config
from measure import CONCORDIA, TARGET, measured, rounds, show

SAMPLE = ["bg", "de", "fi"]


def extract(corpora, table, count, size):
    """The Markdown of a corpus."""
    corpus, root = corpora.made(size, "--size", size), corpora.project(size)
    files = [str(path) for path in sorted((corpus / "en").glob("*.md"))]
    context = corpora.folder / f"{size}-xgettext.json"
    destination = corpora.folder / "xgettext"
    destination.mkdir(exist_ok=True)
    summary = corpora.folder / "xgettext-book" / "en" / "SUMMARY.md"  # It reads the titles of chapters there.
    summary.parent.mkdir(parents=True, exist_ok=True)
    summary.write_text("# Summary\n\n" + "".join(f"- [{path}]({path})\n" for path in sorted(os.listdir(corpus / "en"))))
    context.write_text(json.dumps({
        "version": "0.5.4", "root": str(summary.parent.parent), "book": book(corpus), "destination": str(destination),
        "config": config("en", output={"xgettext": {}}),
    }))
    passes = str(TARGET / "examples" / "markdown_passes")
    templates = corpora.folder / "templates"
    programs = {
        "concordia extract --pot": lambda: measured([CONCORDIA, "extract", "-q", "--pot", str(templates)], cwd=root),
        "bare parse, ten times": lambda: measured([passes, "parse", *files]),
        "extraction, ten times": lambda: measured([passes, "extract", *files]),
    }
    if shutil.which("mdbook-xgettext"):
        programs["mdbook-xgettext"] = lambda: measured(["mdbook-xgettext"], stdin=context, cwd=summary.parent.parent)
    results = rounds(count, programs)
    show(f"Extraction of {len(files)} modules", results)
    ours = results["concordia extract --pot"][1]
    if "mdbook-xgettext" in results:
        table.add(f"extraction of {size}: CPU of mdbook-xgettext / ours", 3, 10, results["mdbook-xgettext"][1] / ours)
    ratio = results["extraction, ten times"][1] / results["bare parse, ten times"][1]
    table.add(f"extraction of {size}: our CPU / bare pulldown-cmark parse", 3, 2, ratio, is_least=False)


def build(corpora, table, count, size):
    """Localised modules; the peers build a sample of the languages, and po4a a sample of the modules as well."""
    root = corpora.project(size)

    def aside():  # Deleting thousands of files makes the next ones dear on ext4, so that waits.
        if (root / "build").exists():
            (root / "build").rename(corpora.folder / f"aside-{time.monotonic_ns()}")

    def fresh():
        aside()
        return measured([CONCORDIA, "build", "-q"], cwd=root)

    def sample():
        aside()
        return measured([CONCORDIA, "build", "-q", "-l", ",".join(SAMPLE)], cwd=root)

    def one_edited():
        module = next(iter(sorted((root / "source-en").glob("*.md"))))
        old = module.read_bytes()
        module.write_bytes(old + b"\nOne more paragraph.\n")
        try:
            return measured([CONCORDIA, "build", "-q"], cwd=root)
        finally:
            module.write_bytes(old)

    programs = {f"concordia build, {','.join(SAMPLE)}": sample}
    if shutil.which("mdbook-gettext"):
        programs[f"mdbook-gettext, {','.join(SAMPLE)}"] = gettext(corpora, size)
    if shutil.which("mdbook") and shutil.which("mdbook-gettext"):
        programs[f"mdbook build, {','.join(SAMPLE)}"] = whole_book(corpora, size)
    programs["concordia build, all"] = fresh
    programs["concordia build, one module edited"] = one_edited
    results = rounds(count, programs)
    for folder in corpora.folder.glob("aside-*"):
        shutil.rmtree(folder)
    modules = len(list((root / "source-en").glob("*.md")))
    languages = len(list((root / "translations").iterdir()))
    show(f"Building {modules} modules in {languages} languages", results)
    whole = results["concordia build, all"]
    for name, what in (("mdbook-gettext", "mdbook-gettext, which writes no page"), ("mdbook build", "mdbook with mdbook-gettext")):
        peer = results.get(f"{name}, {','.join(SAMPLE)}")
        if peer:
            ratio = peer[1] * languages / len(SAMPLE) / whole[1]
            table.add(f"`build` of {size}: CPU of {what} ({len(SAMPLE)} languages, scaled to all) / ours", 10, 30, ratio)
    if shutil.which("po4a"):
        per_page = po4a(corpora, size)
        scaled = per_page * modules * languages
        print(f"  po4a: {per_page:.3f} s CPU per page over the sample; scaled to all pages: {scaled:.0f} s")
        table.add(f"`build` of {size}: CPU of po4a (scaled from a sample) / ours", 100, 280, scaled / whole[1])
    ratio = results["concordia build, one module edited"][1] / whole[1]
    table.add(f"`build` of {size} after editing one module / full build, CPU", 0.1, 0.02, ratio, is_least=False)


def gettext(corpora, size):
    """mdbook-gettext over the sample languages: one catalogue per language, as it wants them."""
    corpus = one_file(corpora, size)
    inputs = []
    for language in SAMPLE:
        path = corpora.folder / f"{size}-gettext-{language}.json"
        context = {"root": str(corpus), "renderer": "markdown", "mdbook_version": "0.5.4",
                   "config": config(language, preprocessor={"gettext": {"po-dir": "po"}})}
        path.write_text(json.dumps([context, book(corpus)]))
        inputs.append(str(path))
    each = 'for file; do mdbook-gettext < "$file" || exit 1; done'
    return lambda: measured(["sh", "-c", each, "sh", *inputs], cwd=corpus, output=subprocess.DEVNULL)


def one_file(corpora, size):
    """A corpus with one catalogue per language for the sample of languages."""
    modules, units = {"S": ("10", "120"), "M": ("100", "300"), "L": ("145", "300")}[size]
    options = ["--modules", modules, "--units", units, "--langs", ",".join(SAMPLE), "--layout", "single"]
    return corpora.made(f"{size}-one-file", *options)


def whole_book(corpora, size):
    """The same as a reader of its documentation would: mdbook reads the book, has it translated, and writes Markdown."""
    corpus, root = one_file(corpora, size), corpora.folder / f"{size}-book"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(corpus / "en", root / "src")
    shutil.copytree(corpus / "po", root / "po")
    chapters = sorted(path.name for path in (root / "src").glob("*.md") if path.name != "SUMMARY.md")
    (root / "src" / "SUMMARY.md").write_text("# Summary\n\n" + "".join(f"- [{name}]({name})\n" for name in chapters))
    (root / "book.toml").write_text('[book]\ntitle = "L"\nlanguage = "en"\n\n[preprocessor.gettext]\n\n[output.markdown]\n')
    each = 'for language; do MDBOOK_BOOK__LANGUAGE=$language mdbook build -d "out/$language" 2>/dev/null || exit 1; done'

    def measure():
        if (root / "out").exists():
            (root / "out").rename(corpora.folder / f"aside-{time.monotonic_ns()}")
        return measured(["sh", "-c", each, "sh", *SAMPLE], cwd=root)

    return measure


def po4a(corpora, size):
    """The CPU seconds of po4a-translate for one page, over four modules in two languages."""
    root, out = corpora.project(size), corpora.folder / "po4a"
    out.mkdir(exist_ok=True)
    total, pages = 0.0, 0
    for language in SAMPLE[:2]:
        for module in sorted((root / "source-en").glob("*.md"))[:4]:
            command = ["po4a-translate", "-f", "text", "-o", "markdown", "-o", "neverwrap", "-k", "0", "-M", "UTF-8", "-L", "UTF-8",
                       "-m", str(module), "-p", str(root / "translations" / language / f"{module.name}.po"),
                       "-l", str(out / module.name)]
            total += measured(command)[1]
            pages += 1
    return total / pages
