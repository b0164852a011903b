#!/usr/bin/env python3
"""Compares the memory's look-ups with rapidfuzz on the same texts: the same hits, and how much faster.

  scripts/compare-memory.py TEXTS QUERIES [--check N]
  scripts/compare-memory.py --make FOLDER TEXTS QUERIES    first write both from the templates (.pot) below FOLDER

Both files hold one JSON string a line. Made queries are 1,000 texts of the templates, two in three with one to three words
changed, dropped or added. rapidfuzz answers the first N queries only (default 200), since it is slow; the times of both are
those of these queries, for each the least of three. Needs `pip install rapidfuzz`.
"""
import argparse, glob, json, random, re, subprocess, sys, time
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

arguments = argparse.ArgumentParser()
arguments.add_argument("texts")
arguments.add_argument("queries")
arguments.add_argument("--check", type=int, default=200)
arguments.add_argument("--make", metavar="FOLDER")
arguments.add_argument("--bench", metavar="PROGRAM", help="the bench, where it is built already")
arguments = arguments.parse_args()


def make(folder):
    texts = {}
    for path in sorted(glob.glob(f"{folder}/**/*.pot", recursive=True)):
        for block in open(path, encoding="utf-8").read().split("\n\n")[1:]:
            found = re.search(r'^msgid ((?:".*"\n?)+)', block, re.M)
            if found:
                texts["".join(json.loads(line) for line in found[1].splitlines())] = None
    texts = [text for text in texts if text]
    draw = random.Random(7)
    queries = []
    for text in draw.sample(texts, min(1000, len(texts))):
        words = text.split(" ")
        for _ in range(draw.choice([0, 1, 3])):
            at = draw.randrange(len(words))
            words[at:at + 1] = draw.choice([[], ["changed"], [words[at], "added"]])
            words = words or ["changed"]
        queries.append(" ".join(words))
    for path, lines in ((arguments.texts, texts), (arguments.queries, queries)):
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


if arguments.make:
    make(arguments.make)
texts = [json.loads(line) for line in open(arguments.texts, encoding="utf-8")]
queries = [json.loads(line) for line in open(arguments.queries, encoding="utf-8")]

bench = [arguments.bench] if arguments.bench else ["cargo", "bench", "--quiet", "--bench", "memory", "--"]
run = subprocess.run([*bench, arguments.texts, arguments.queries], capture_output=True, text=True, check=True)
print(run.stderr.strip())
ours = [json.loads(line) for line in run.stdout.splitlines()]

wrong = hits = 0
times = []
for query, answer in list(zip(queries, ours))[:arguments.check]:
    found, took = answer["hits"], []
    for _ in range(3):
        start = time.perf_counter()
        top = process.extract(query, texts, scorer=Levenshtein.normalized_similarity, limit=5, score_cutoff=0.7)
        took.append(time.perf_counter() - start)
    times.append(min(took))
    # Among equally near texts either order is right, so the similarities are compared, and the distances checked.
    expected = [round(score, 9) for _, score, _ in top]
    measured = [round(Levenshtein.normalized_similarity(query, texts[index]), 9) for index, _ in found]
    wrong += expected != measured or any(Levenshtein.distance(query, texts[index]) != distance for index, distance in found)
    hits += len(top)
theirs = sum(times) / len(times) * 1e6
mine = sum(answer["microseconds"] for answer in ours[:arguments.check]) / len(times)
print(f"rapidfuzz, {len(times)} queries: mean {theirs:.0f} µs, {hits} hits; {wrong} queries differ")
print(f"ratio of the means over the same queries: {theirs / mine:.0f} × ({mine:.0f} µs)")
sys.exit(wrong > 0)
