#!/usr/bin/env python3
"""Compares the memory's look-ups with rapidfuzz on the same texts: the same hits, and how much faster.

  scripts/compare-memory.py TEXTS QUERIES [--check N]

Both files hold one JSON string a line. rapidfuzz answers the first N queries only (default 300), since it is slow; the
program answers all. Needs `pip install rapidfuzz`.
"""
import argparse, json, subprocess, sys, time
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

arguments = argparse.ArgumentParser()
arguments.add_argument("texts")
arguments.add_argument("queries")
arguments.add_argument("--check", type=int, default=300)
arguments = arguments.parse_args()
texts = [json.loads(line) for line in open(arguments.texts, encoding="utf-8")]
queries = [json.loads(line) for line in open(arguments.queries, encoding="utf-8")]

run = subprocess.run(["cargo", "bench", "--quiet", "--bench", "memory", "--", arguments.texts, arguments.queries],
                     capture_output=True, text=True, check=True)
print(run.stderr.strip())
ours = [json.loads(line) for line in run.stdout.splitlines()]
mean = float(run.stderr.split("mean ")[1].split(" ")[0])

wrong = hits = 0
times = []
for query, found in list(zip(queries, ours))[:arguments.check]:
    start = time.perf_counter()
    top = process.extract(query, texts, scorer=Levenshtein.normalized_similarity, limit=5, score_cutoff=0.7)
    times.append(time.perf_counter() - start)
    # Among equally near texts either order is right, so the similarities are compared, and the distances checked.
    expected = [round(score, 9) for _, score, _ in top]
    measured = [round(Levenshtein.normalized_similarity(query, texts[index]), 9) for index, _ in found]
    wrong += expected != measured or any(Levenshtein.distance(query, texts[index]) != distance for index, distance in found)
    hits += len(top)
theirs = sum(times) / len(times) * 1e6
print(f"rapidfuzz, {len(times)} queries: mean {theirs:.0f} µs, {hits} hits; {wrong} queries differ")
print(f"ratio of the means over their own queries: {theirs / mean:.0f} ×")
sys.exit(wrong > 0)
