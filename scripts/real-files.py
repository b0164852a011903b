#!/usr/bin/env python3
"""Round trip of real catalogues, and identity of real Markdown and Fluent files, from any Git repositories.

    cargo build --release --bins --examples && scripts/real-files.py FOLDER REPOSITORY…

Writes the `.po`, `.pot`, `.md` and `.ftl` files of each repository's HEAD below FOLDER, and prints per repository: how
many catalogues are read and written back byte for byte and how many are refused; whether the counts of translated,
fuzzy and untranslated messages agree with those of `msgfmt` (file by file, where `msgfmt` accepts the file); and how
many Markdown and Fluent files an identity rendering returns byte for byte.
"""
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target")) / "release"
WANTED = (".po", ".pot", ".md", ".ftl")


def written(repository, folder):
    """Writes the wanted files of a repository's HEAD; returns them by ending."""
    name = repository.rstrip("/").removesuffix("/repo").rsplit("/", 1)[-1]
    listing = subprocess.run(["git", "-C", repository, "ls-tree", "-r", "-z", "HEAD"], capture_output=True, check=True).stdout
    files = {ending: [] for ending in WANTED}
    blobs = []
    for row in listing.split(b"\0"):
        head, _, path = row.partition(b"\t")
        ending = pathlib.PurePosixPath(path.decode(errors="replace")).suffix
        if ending in files and head.startswith(b"100"):
            target = folder / name / f"{len(blobs):06}{ending}"
            blobs.append((head.split()[2], target))
            files[ending].append(target)
    (folder / name).mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(["git", "-C", repository, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for blob, target in blobs:
        process.stdin.write(blob + b"\n")
        process.stdin.flush()
        head = process.stdout.readline().split()
        if len(head) < 3:  # A snapshot may lack its largest files.
            files[target.suffix].remove(target)
            continue
        target.write_bytes(process.stdout.read(int(head[2])))
        process.stdout.read(1)
    process.stdin.close()
    process.wait()
    return name, files


def counts(text):
    return [sum(int(n) for n in re.findall(rf"(?<!\w)(\d+) {word}", text)) for word in ("translated", "fuzzy", "untranslated")]


def agreement(files):
    """In how many files the counts are those of msgfmt, of how many that both accept."""
    same = both = 0
    for file in files:
        theirs = subprocess.run(["msgfmt", "--statistics", "-o", "/dev/null", file], capture_output=True, text=True, errors="replace",
                                env={**os.environ, "LC_ALL": "C.UTF-8"})
        ours = subprocess.run([TARGET / "examples" / "po_statistics", file], capture_output=True, text=True)
        if theirs.returncode or ours.returncode:
            continue
        both += 1
        mine, other = counts(ours.stdout.rsplit(": ", 1)[-1]), counts(theirs.stderr)
        same += mine == other
        if mine != other:
            print(f"  {file}: ours {mine}, msgfmt {other}")
    return same, both


def main():
    folder = pathlib.Path(sys.argv[1])
    for repository in sys.argv[2:]:
        name, files = written(repository, folder)
        print(name)
        catalogues = files[".po"] + files[".pot"]
        if catalogues:
            done = subprocess.run([TARGET / "examples" / "po_round_trip"], input="\n".join(map(str, catalogues)), capture_output=True, text=True)
            print("  " + (done.stdout or done.stderr).strip().replace("\n", "\n  "))
            print("  counts as msgfmt's: {} of {}".format(*agreement(files[".po"])))
        for ending in (".md", ".ftl"):
            if files[ending]:
                done = subprocess.run([TARGET / "concordia", "identity", *files[ending]], capture_output=True, text=True)
                print(f"  {len(files[ending])} {ending}: " + (done.stdout + done.stderr).strip().replace("\n", "\n  "))


if __name__ == "__main__":
    main()
