#!/usr/bin/env python3
"""Carries gainsay over 100,000 documents by Spark's `pipe`, in local mode, and checks that nothing was lost.

Needs Java and `pip install pyspark`; the continuous integration skips it. The documents are paragraphs of the texts of
a folder, with a known false sentence in every thousandth one.

usage: spark.py GAINSAY TEXTS [COUNT]
"""
import itertools
import json
import pathlib
import sys
import time

FALSE = "South Korean troops invaded North Korea on 25 June 1950."


def documents(texts: pathlib.Path, count: int):
    files = sorted(texts.glob("*.txt"))
    if not files:
        sys.exit(f"{texts} holds no .txt file")
    lines = itertools.cycle(
        line
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if any(c.isalnum() for c in line)
    )
    for number in range(count):
        text = next(lines)
        if number % 1000 == 0:
            text += "\n\n" + FALSE
        yield json.dumps({"id": number, "text": text}, ensure_ascii=False)


def main() -> int:
    from pyspark.sql import SparkSession

    program, texts = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    spark = SparkSession.builder.master("local[2]").appName("gainsay").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    records = list(documents(texts, count))
    size = sum(len(record.encode()) for record in records)
    begin = time.monotonic()
    # A finding is no failure of the pipe; the lines tell it.
    command = f"{program} check --jobs 1 --exit-zero --format jsonl --stdin-format jsonl"
    # The program speaks UTF-8, whatever the locale of the cluster is.
    lines = spark.sparkContext.parallelize(records, 8).pipe(command, checkCode=True)
    results = lines.map(json.loads).map(lambda one: (one["id"], one.get("failed"), one.get("error"))).collect()
    seconds = time.monotonic() - begin
    spark.stop()
    ids = [one[0] for one in results]
    wrong = [one for one in results if one[2] is not None]
    caught = [one[0] for one in results if one[1]]
    print(f"{len(results)} documents, {size / 1e6:.1f} MB, {seconds:.1f} s, {len(caught)} fail, {len(wrong)} unusable")
    assert ids == list(range(count)), "documents were lost or change their order"
    assert not wrong, wrong[:3]
    assert set(range(0, count, 1000)) <= set(caught), "a false sentence was not caught"
    return 0


if __name__ == "__main__":
    sys.exit(main())
