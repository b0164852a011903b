#!/usr/bin/env python3
"""Runs the peers beside concordia on a generated corpus and prints ratios.

    cargo build --release --bins --examples
    CONCORDIA_GENERATOR=gen_corpus.py CONCORDIA_EDITOR=edit_corpus.py python3 benches/peers [--size S|M|L] [--rounds 5]

The generator is called as `GENERATOR OUT --size SIZE` and `GENERATOR OUT --modules N --units K --langs LL --layout
single`, and writes `OUT/en/*.md`, `OUT/pot/*.pot` and `OUT/po/LANG/*.po` (or `OUT/po/LANG.po`); the editor is called as
`EDITOR CORPUS OUT` and writes the English of a corpus, edited. Peers that are not installed are left out: gettext,
po4a, mdbook-i18n-helpers. `pofilter` (translate-toolkit) and compare-locales are looked for on PATH and beside Python. Programs take turns within one round, so that a busy machine slows all of them; read the
ratios, not the seconds. CPU is user plus system time of the whole process.
"""
import argparse
import os
import pathlib

import catalogues
import checks
import lineage
import reports
import sources
from corpus import Corpora
from measure import Table

SECTIONS = {
    "single": lambda corpora, table, count, size: catalogues.single(corpora, table, count),
    "status": catalogues.status,
    "extract": sources.extract,
    "build": sources.build,
    "nothing": lineage.nothing,
    "edited": lineage.edited,
    "pofilter": checks.pofilter,
    "check": checks.status,
    "terms": checks.terms,
    "fluent": checks.fluent,
    "reports": reports.pages,
    "growth": lambda corpora, table, count, size: lineage.growth(corpora, table, count),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="S", choices=["S", "M", "L"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("/tmp/concordia-peers"))
    parser.add_argument("--generator", default=os.environ.get("CONCORDIA_GENERATOR"))
    parser.add_argument("--editor", default=os.environ.get("CONCORDIA_EDITOR"))
    parser.add_argument("--only", choices=list(SECTIONS), action="append")
    arguments = parser.parse_args()
    if not arguments.generator or not arguments.editor:
        parser.error("name the generator and the editor with --generator and --editor, or in the environment")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    corpora = Corpora(arguments.generator, arguments.editor, arguments.folder.resolve())
    table = Table()
    for name in arguments.only or SECTIONS:
        SECTIONS[name](corpora, table, arguments.rounds, arguments.size)
    table.print()


if __name__ == "__main__":
    main()
