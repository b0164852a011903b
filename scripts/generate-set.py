#!/usr/bin/env python3
"""Writes Markdown and Fluent files of every shape, for proving that identity rendering returns them byte for byte.

    scripts/generate-set.py FOLDER [FILES] && concordia identity FOLDER

Blocks are strung together and nested at random, with every line ending, with and without a byte order mark and a last
line end. The same number of files gives the same bytes on every machine.
"""
import pathlib
import random
import sys

WORDS = "panel lots *must* **not** `code` [link](a.md#b) ![image](i.png \"title\") <b>bold</b> a\\|b &amp; [ref] é žluť 参加 :smile: 1. - # $x$ <!-- c --> https://example.org _it_ ~~gone~~ [^1] {#id}".split(" ")
LEAVES = [
    lambda r: text(r, 12), lambda r: f"{'#' * r.randint(1, 6)} {text(r, 4)} {{#a{r.randint(1, 9)}}}", lambda r: f"{text(r, 3)}\n{r.choice('=-') * 3}",
    lambda r: f"```rust\n{text(r, 5)}\n\n    {text(r, 2)}\n```", lambda r: f"    {text(r, 4)}", lambda r: r.choice(["---", "***", "___"]),
    lambda r: f"| {text(r, 2)} | b |\n|:--|--:|\n| {text(r, 2)} | `x \\| y` |\n| only |", lambda r: f"<div>\n{text(r, 4)}\n</div>",
    lambda r: f"[ref]: https://example.org \"{r.choice(['Title', 'Other'])}\"", lambda r: f"[^1]: {text(r, 5)}\n\n    {text(r, 3)}",
    lambda r: f"Term\n: {text(r, 5)}", lambda r: f"$$\n{text(r, 2)}\n$$", lambda r: f":::note\n{text(r, 5)}\n:::", lambda r: f"!!! tip\n    {text(r, 4)}",
    lambda r: "<!-- concordia: skip -->", lambda r: f"{text(r, 3)}  \n{text(r, 3)}\\\n{text(r, 2)}", lambda r: f"- [ ] {text(r, 3)}\n- [x] {text(r, 3)}",
]
FLUENT = [
    lambda r, k: f"m{k} = {plain(r)}", lambda r, k: f"m{k} =\n    {plain(r)}\n\n    {plain(r)}\n    .title = {plain(r)}", lambda r, k: f"-t{k} = {plain(r)}\n    .case = {plain(r)}",
    lambda r, k: f"m{k} = {{ $n ->\n    [one] {plain(r)}\n   *[other] {{ $n }} {plain(r)}\n}}", lambda r, k: f"m{k} = {{ -t{r.randint(0, 9)}(case: \"x\") }} {{\"{{\"}} {plain(r)}",
    lambda r, k: f"{'#' * r.randint(1, 3)} {plain(r)}", lambda r, k: f"junk {plain(r)}", lambda r, k: "", lambda r, k: f"m{k} = {{ NUMBER($n, digits: 2) }}",
    lambda r, k: f"m{k} = {{ $a ->\n   *[x] {{ $b ->\n        [1] {plain(r)}\n       *[2] {plain(r)}\n    }}\n}}",
]


def text(r, most):
    words = [r.choice(WORDS) for _ in range(r.randint(1, most))]
    return "".join(word + (r.choice([" "] * 6 + ["\n", "  "]) if at + 1 < len(words) else "") for at, word in enumerate(words))


def plain(r):
    return " ".join(r.choice("Save the form of every participant { $name } now".split(" ")) for _ in range(r.randint(1, 6))).replace("{", "").replace("}", "").strip()


def block(r, depth):
    if depth < 4 and r.random() < 0.35:
        inner = blocks(r, depth + 1, 3)
        prefix = r.choice(["> ", "- ", "1. ", "   - ", "> [!NOTE]\n> "])
        first, rest = prefix, "> " if prefix.startswith(">") else " " * len(prefix)
        lines = inner.split("\n")
        return "\n".join((first if at == 0 else rest if r.random() < 0.95 else "") + line for at, line in enumerate(lines))
    return r.choice(LEAVES)(r)


def blocks(r, depth, most):
    return r.choice(["\n\n", "\n\n", "\n", "\n\n\n"]).join(block(r, depth) for _ in range(r.randint(1, most)))


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        r = random.Random(number)
        if number % 4 == 3:
            name, content = f"{number:05}.ftl", "\n".join(r.choice(FLUENT)(r, k) for k in range(r.randint(1, 15)))
        else:
            head = r.choice(["", "", "---\ntitle: A title\ntags: [a, b]\n---\n\n", "+++\ntitle = 'A title'\n+++\n\n"])
            name, content = f"{number:05}.md", head + blocks(r, 0, 12)
        content = r.choice(["", "", "\ufeff"]) + content + r.choice(["\n", "\n", "", "\n\n"])
        (folder / name).write_bytes(content.replace("\n", r.choice(["\n", "\n", "\r\n"])).encode())


if __name__ == "__main__":
    main()
