#!/usr/bin/env python3
"""Write a corpus of published human translations in EU languages as JSON lines, for examples/quality.rs.

Nothing it fetches is committed. Sources: Django and Weblate (gettext, from PyPI), Kate and Okular (KDE), Nautilus
(GNOME), EUSurvey (Java properties with HTML; all 23 languages), www.mozilla.org (Fluent), and two manuals in prose: the
GNOME user help (gettext with XML) and Comprehensive Rust (gettext with Markdown).

    pip install polib fluent.syntax
    scripts/quality-corpus.py WORKDIR > corpus.jsonl
    cargo run --release --example quality -- corpus.jsonl > table.md

`--repo OWNER/NAME=DIR` uses a clone that is already there. Fuzzy, obsolete and empty entries are left out.
"""
import argparse
import io
import json
import pathlib
import re
import subprocess
import sys
import zipfile

import polib
from fluent.syntax import FluentParser, ast

LANGUAGES = "bg es cs da de et el fr ga hr it lv lt hu mt nl pl pt ro sk sl fi sv".split()
# Folder names that stand for one of our codes; bare `pt` is European Portuguese here, as in all these projects.
ALIASES = {"pt_PT": "pt", "pt-PT": "pt", "es-ES": "es", "es_ES": "es", "ga-IE": "ga", "ga_IE": "ga", "nb": None}
WHEELS = ["django==5.2", "weblate==5.14.3"]
REPOSITORIES = ["KDE/kate", "KDE/okular", "GNOME/nautilus", "EUSurvey/EUSURVEY", "mozilla-l10n/www-l10n",
                "GNOME/gnome-user-docs", "google/comprehensive-rust"]
FLAGS = {"python-format": "python", "python-brace-format": "brace", "c-format": "c", "kde-format": "qt"}


def language(name):
    code = ALIASES.get(name, name)
    return code if code in LANGUAGES else None


def emit(**item):
    json.dump(item, sys.stdout, ensure_ascii=False)
    print()


def emit_po(data, code, corpus, module, default="plain"):
    try:
        entries = polib.pofile(data)
    except (OSError, UnicodeDecodeError) as error:
        print(f"skipped {module} {code}: {error}", file=sys.stderr)
        return
    for entry in entries:
        forms = [entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural)] or [entry.msgstr]
        if entry.obsolete or entry.fuzzy or not all(forms):
            continue
        if "translator-credits" in entry.msgid or "NAME OF TRANSLATORS" in (entry.msgctxt or "") or "EMAIL OF TRANSLATORS" in (entry.msgctxt or ""):
            continue
        content = next((FLAGS[flag] for flag in entry.flags if flag in FLAGS), default)
        emit(corpus=corpus, module=module, lang=code, content=content, context=entry.msgctxt, source=entry.msgid,
             plural=entry.msgid_plural or None, forms=forms)


def wheel(name, work):
    short = name.split("=")[0]
    if not list(work.glob(f"{short}-*.whl") or work.glob(f"{short.title()}-*.whl")):
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", work, name], check=True)
    found = [path for path in work.glob("*.whl") if path.name.lower().startswith(short)]
    with zipfile.ZipFile(found[0]) as archive:
        for path in sorted(archive.namelist()):
            match = re.match(r"(.*)/locale/([^/]+)/LC_MESSAGES/([^/]+)\.po$", path)
            code = match and language(match[2])
            if code:
                emit_po(archive.read(path).decode(), code, short, f"{match[1]}/{match[3]}")


def clone(name, work, given):
    if name in given:
        return given[name]
    target = work / name.replace("/", "+")
    if not target.exists():
        subprocess.run(["git", "clone", "-q", "--depth", "1", "--bare", f"https://github.com/{name}", target], check=True)
    return target


def git(repository, *arguments):
    return subprocess.run(["git", "-C", str(repository), *arguments], check=True, capture_output=True).stdout


def files(repository):
    return git(repository, "ls-tree", "-r", "--name-only", "HEAD").decode().split("\n")


def catalogues(repository, corpus, pattern, default):
    for path in files(repository):
        match = re.match(pattern, path)
        code = match and language(match["code"])
        if code:
            text = git(repository, "show", f"HEAD:{path}").decode("utf-8", "replace")
            emit_po(text, code, corpus, match.groupdict().get("name") or corpus, default)


def properties(text):
    table = {}
    for line in io.StringIO(re.sub(r"\\\n\s*", "", text)):
        match = re.match(r"\s*([^#!\s=:][^=:\s]*)\s*[=:]\s*(.*)$", line)
        if match:
            value = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), match[2])
            table[match[1]] = value.replace("\\n", "\n").replace("\\t", "\t").replace("\\", "").rstrip("\r")
    return table


def eusurvey(repository):
    folder = "src/main/webapp/WEB-INF/classes"
    english = properties(git(repository, "show", f"HEAD:{folder}/messages_en.properties").decode("utf-8", "replace"))
    for code in LANGUAGES:
        own = properties(git(repository, "show", f"HEAD:{folder}/messages_{code}.properties").decode("utf-8", "replace"))
        for key, source in english.items():
            if source.strip() and own.get(key, "").strip():
                emit(corpus="eusurvey", module="messages", lang=code, content="brace", context=key,
                     source=source, plural=None, forms=[own[key]])


def messages(text):
    table = {}
    for entry in FluentParser(with_spans=True).parse(text).body:
        if not isinstance(entry, (ast.Message, ast.Term)):
            continue
        name = ("-" if isinstance(entry, ast.Term) else "") + entry.id.name
        parts = [(name, entry.value)] + [(f"{name}.{a.id.name}", a.value) for a in entry.attributes]
        for key, pattern in parts:
            if pattern:
                lines = text[pattern.span.start:pattern.span.end].split("\n")
                indent = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
                table[key] = "\n".join([lines[0].strip()] + [line[indent:] for line in lines[1:]])
    return table


def fluent(repository, corpus):
    paths = [path for path in files(repository) if path.endswith(".ftl")]
    english = {path[3:]: messages(git(repository, "show", f"HEAD:{path}").decode()) for path in paths if path.startswith("en/")}
    for path in paths:
        folder, _, module = path.partition("/")
        code = language(folder)
        if code and module in english:
            own = messages(git(repository, "show", f"HEAD:{path}").decode())
            for key, source in english[module].items():
                if own.get(key):
                    emit(corpus=corpus, module=module, lang=code, content="fluent", context=key, source=source,
                         plural=None, forms=[own[key]])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--repo", action="append", default=[], metavar="OWNER/NAME=DIR")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    given = dict(item.split("=", 1) for item in options.repo)
    for name in WHEELS:
        wheel(name, options.work)
    at = {name: clone(name, options.work, given) for name in REPOSITORIES}
    catalogues(at["KDE/kate"], "kate", r"po/(?P<code>[^/]+)/(?P<name>[^/]+)\.po$", "qt")
    catalogues(at["KDE/okular"], "okular", r"po/(?P<code>[^/]+)/(?P<name>[^/]+)\.po$", "qt")
    catalogues(at["GNOME/nautilus"], "nautilus", r"po/(?P<code>[^/]+)\.po$", "plain")
    catalogues(at["GNOME/gnome-user-docs"], "gnome-help", r"(?P<name>[^/]+)/(?P<code>[^/]+)/(?P=code)\.po$", "plain")
    catalogues(at["google/comprehensive-rust"], "rust", r"po/(?P<code>[^/]+)\.po$", "markdown")
    eusurvey(at["EUSurvey/EUSURVEY"])
    fluent(at["mozilla-l10n/www-l10n"], "mozilla")


main()
