#!/usr/bin/env python3
"""Makes 10,000 files of about 5 KB from the texts of a folder, for measuring throughput by hand.

usage: make_corpus.py TEXTS OUT [COUNT]
"""
import itertools
import pathlib
import sys


def main() -> None:
    texts, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    lines = itertools.cycle(
        line for file in sorted(texts.glob("*.txt")) for line in file.read_text(encoding="utf-8").splitlines()
    )
    for number in range(count):
        part, size = [], 0
        while size < 5_000:
            line = next(lines)
            part.append(line)
            size += len(line.encode()) + 1
        file = out / f"{number // 100:03d}" / f"{number:05d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(part) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
