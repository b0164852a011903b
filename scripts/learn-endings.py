#!/usr/bin/env python3
"""Learn the tables of endings from train splits of Universal Dependencies and from lists of inflected forms.

    scripts/learn-endings.py FOLDER [LIST …]

FOLDER holds `*-train.conllu` files; a LIST is named `<language>.tsv` and has a base form and an inflected form on each
line, separated by a tab. Writes `src/glossary/morphology/endings/<language>.txt`. Files whose name has `dev` or `test`
are refused, so that what is measured was never learned from.
"""

import pathlib
import subprocess
import sys
import tempfile

CLASSES = {"NOUN", "ADJ", "VERB", "PROPN", "AUX", "NUM", "DET", "PRON", "ADV"}
ROOT = pathlib.Path(__file__).resolve().parent.parent


def clean(text: str) -> str:
    return text.replace("#", "").replace("_", "").replace("=", "").lower()


def is_word(text: str) -> bool:
    return len(text) >= 3 and text.isalpha()


def main() -> None:
    pairs: dict[str, set[tuple[str, str]]] = {}
    for path in sorted(pathlib.Path(sys.argv[1]).rglob("*train*.conllu")):
        if "dev" in path.name or "test" in path.name:
            sys.exit(f"{path} is not for learning")
        language = path.name.split("_")[0]
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) >= 8 and fields[0].isdigit() and fields[3] in CLASSES:
                base, form = clean(fields[2]), fields[1].lower()
                if is_word(base) and is_word(form):
                    pairs.setdefault(language, set()).add((base, form))
    for name in sys.argv[2:]:
        path = pathlib.Path(name)
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            base, _, form = line.lower().partition("\t")
            if is_word(base) and is_word(form):
                pairs.setdefault(path.stem, set()).add((base, form))
    for language, known in sorted(pairs.items()):
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".tsv") as file:
            file.writelines(f"{base}\t{form}\n" for base, form in sorted(known | {(b, b) for b, _ in known}))
            file.flush()
            options = ["--support", "1", "--probable", "0.1", "--sure", "0.6"]
            command = ["cargo", "run", "--release", "--quiet", "--example", "learn_endings", "--", language, file.name]
            table = subprocess.run(command + options, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        (ROOT / f"src/glossary/morphology/endings/{language}.txt").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
