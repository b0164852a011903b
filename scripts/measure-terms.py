#!/usr/bin/env python3
"""Measure term recognition on Universal Dependencies, and put the table into docs/terminology.md.

    scripts/measure-terms.py [FOLDER]

FOLDER holds the treebanks (`*.conllu` anywhere below it). Without one, they are cloned from
https://github.com/UniversalDependencies into a temporary folder. Only dev and test splits are measured; nothing of the
treebanks is kept.
"""

import pathlib
import subprocess
import sys
import tempfile

TREEBANKS = [
    "Bulgarian-BTB", "Croatian-SET", "Czech-CAC", "Danish-DDT", "Dutch-Alpino", "Estonian-EDT", "Finnish-TDT",
    "French-GSD", "German-GSD", "Greek-GDT", "Hungarian-Szeged", "Irish-IDT", "Italian-ISDT", "Latvian-LVTB",
    "Lithuanian-ALKSNIS", "Polish-PDB", "Portuguese-Bosque", "Romanian-RRT", "Slovak-SNK", "Slovenian-SSJ",
    "Spanish-AnCora", "Swedish-Talbanken",
]
ROOT = pathlib.Path(__file__).resolve().parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = sys.argv[1] if len(sys.argv) > 1 else temporary
        if len(sys.argv) < 2:
            for name in TREEBANKS:
                url = f"https://github.com/UniversalDependencies/UD_{name}.git"
                subprocess.run(["git", "clone", "--quiet", "--depth", "1", url, f"{folder}/{name}"], check=True)
        command = ["cargo", "run", "--release", "--quiet", "--example", "measure_terms", "--", folder]
        table = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    page = ROOT / "docs" / "terminology.md"
    before, _, rest = page.read_text(encoding="utf-8").partition("<!-- table -->\n")
    _, _, after = rest.partition("<!-- /table -->")
    page.write_text(f"{before}<!-- table -->\n{table}<!-- /table -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
