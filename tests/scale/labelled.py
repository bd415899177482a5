#!/usr/bin/env python3
"""Compares the verdicts on labelled passages with those an expert gave, by running the program in filter mode.

SET holds a JSON object a line: {"id", "text", "verdicts": {CLAIM: VERDICT}, "lang"?}; a claim that is not listed is
omitted, and passages of another language than English are left out. Claims are given as `katyn/...` or bare.

With --misses, --why adds what `explain` found in each deciding sentence: its events, and what stopped them.

usage: labelled.py [--pack DIR] [--binary FILE] [--misses VERDICT|all [--why]] SET...
"""
import argparse
import collections
import json
import pathlib
import subprocess
import tempfile

VERDICTS = ["agrees", "contradicts", "partial", "reports", "mixed"]
ROOT = pathlib.Path(__file__).resolve().parents[2]


def found(binary, pack, passages):
    """The verdicts that the program gives, and its findings, by passage and claim."""
    lines = "".join(json.dumps({"id": p["id"], "text": p["text"]}) + "\n" for p in passages)
    command = [binary, "check", "--stdin-format", "jsonl", "--format", "jsonl", "--exit-zero"]
    command += ["--pack", pack] if pack else []
    run = subprocess.run(command, input=lines, capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(run.stderr)
    results = [json.loads(line) for line in run.stdout.splitlines()]
    return {r["id"]: r for r in results if "id" in r}


def explained(binary, pack, text, claim, sentence):
    """What the program makes of one sentence of a text, for one claim: a line for each event, then what stopped it."""
    at = text.find(sentence)
    if at < 0:
        return
    with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        place = f"{file.name}:{text.count(chr(10), 0, at) + 1}"
        command = [binary, "explain", claim, "--on", place, "--format", "json"] + (["--pack", pack] if pack else [])
        run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        yield run.stderr.strip()
        return
    for trace in json.loads(run.stdout)["sentences"]:
        if trace["claim"].split("/")[-1] == claim and trace["sentence"].strip() in sentence:
            yield from outlined(trace)


def outlined(trace):
    """The events of one explained sentence and their comparisons, in a line each."""
    if not trace["read"]:
        yield "not read"
    sought = sorted({p["kind"] for p in trace.get("propositions", [])})
    compared = trace.get("compared", [])
    for number, event in enumerate(trace.get("events", [])):
        roles = ", ".join(f"{r['role']}={r['words']}>{r['entity'] or r['concept'] or r['event']}" for r in event["roles"])
        time = event["time"]["means"] if event["time"] else "-"
        stance = "/".join((event["polarity"], event["modality"], event["voice"]))
        yield f"{event['kind']} \"{event['trigger']}\" [{roles}] {time} {stance}"
        for c in compared:
            if c["event"] == number:
                yield f"    {c['proposition']}: {c['stance'] or c['stopped']}"
    if not compared:
        yield f"nothing compared; sought {', '.join(sought)}"


def measured(labelled):
    """The claims that any passage of the set was labelled on; the other claims of a pack were not looked at."""
    return {claim for passage in labelled for claim in passage["verdicts"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack")
    parser.add_argument("--binary", default=str(ROOT / "target/release/gainsay"))
    parser.add_argument("--misses", metavar="VERDICT")
    parser.add_argument("--why", action="store_true")
    parser.add_argument("sets", nargs="+")
    arguments = parser.parse_args()
    for name in arguments.sets:
        lines = pathlib.Path(name).read_text(encoding="utf-8").splitlines()
        passages = [json.loads(line) for line in lines if line.strip()]
        passages = [p for p in passages if p.get("lang", "en") == "en"]
        score(name, passages, found(arguments.binary, arguments.pack, passages), arguments)


def score(name, passages, results, arguments) -> None:
    misses = arguments.misses
    right, expected, given = (collections.Counter() for _ in range(3))
    claims = measured(passages)
    for passage in passages:
        result = results[passage["id"]]
        verdicts = {v["claim"].split("/")[-1]: v for v in result["verdicts"]}
        for claim in sorted(claims):
            asked = passage["verdicts"].get(claim, "omits")
            verdict = verdicts.get(claim, {"verdict": "omits", "findings": []})
            said = verdict["verdict"] if verdict["verdict"] in VERDICTS else "omits"
            expected[asked] += 1
            given[said] += 1
            right[asked] += asked == said
            if asked != said and misses and (misses == "all" or misses in (asked, said)):
                words = [result["findings"][n]["sentence"] for n in verdict["findings"]]
                words = words if said != "omits" else passage.get("sentences", {}).get(claim, [])
                print(f"{passage['id']} {claim}: {asked}, found {said}")
                for sentence in words:
                    print(f"    {' '.join(sentence.split())}")
                    if arguments.why:
                        for line in explained(arguments.binary, arguments.pack, passage["text"], claim, sentence):
                            print(f"        {line}")
    print(f"{name}: {len(passages)} passages")
    shares = []
    for verdict in ["omits", *VERDICTS]:
        if not expected[verdict] and not given[verdict]:
            continue
        precision = right[verdict] / given[verdict] if given[verdict] else 1.0
        recall = right[verdict] / expected[verdict] if expected[verdict] else 1.0
        shares.append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
        counts = f"{right[verdict]} right, {expected[verdict]} expected, {given[verdict]} found"
        print(f"  {verdict:12} precision {precision:.2f} recall {recall:.2f}  ({counts})")
    print(f"  macro-F1 {sum(shares) / len(shares):.2f}")


if __name__ == "__main__":
    main()
