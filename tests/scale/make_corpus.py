#!/usr/bin/env python3
"""Makes 10,000 files of about 5 KB from the texts of a folder, for measuring throughput by hand.

With --once no line occurs twice, and the texts must be enough for all files: 50 MB.

usage: make_corpus.py [--once] TEXTS OUT [COUNT]
"""
import itertools
import pathlib
import sys


def main() -> None:
    once = "--once" in sys.argv
    texts, out, *rest = (argument for argument in sys.argv[1:] if argument != "--once")
    texts, out = pathlib.Path(texts), pathlib.Path(out)
    count = int(rest[0]) if rest else 10_000
    files = sorted(texts.glob("*.txt"))
    if not files:
        sys.exit(f"{texts} holds no .txt file")
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    lines = iter(dict.fromkeys(lines)) if once else itertools.cycle(lines)
    for number in range(count):
        part, size = [], 0
        while size < 5_000:
            line = next(lines, None)
            if line is None:
                sys.exit(f"the texts are enough for {number} files only")
            part.append(line)
            size += len(line.encode()) + 1
        file = out / f"{number // 100:03d}" / f"{number:05d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(part) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
