//! dev harness (not committed)
#![allow(clippy::unwrap_used, missing_docs)]
use gainsay::extract::{lexicon::Lexicon, names::Names, predicate::predicate};
use gainsay::frame::{EntityTable, KindTable};
use gainsay::language::tree::*;
use gainsay::span::Span;
fn trees(path: &str) -> Vec<(String, Tree)> {
    let mut out = vec![];
    let mut text = String::new();
    let mut toks: Vec<Token> = vec![];
    let mut pos = 0;
    for l in std::fs::read_to_string(path).unwrap().lines() {
        if let Some(t) = l.strip_prefix("# text = ") { text = t.to_string(); pos = 0; continue; }
        if l.starts_with('#') { continue; }
        if l.is_empty() { if !toks.is_empty() { out.push((text.clone(), Tree::new(std::mem::take(&mut toks)))); } continue; }
        let c: Vec<&str> = l.split('\t').collect();
        let form = c[1].replace('\u{a0}', " ");
        let at = text[pos..].find(&form).map(|x| x + pos).unwrap_or(pos);
        let span = Span::new(at, (at + form.len()).min(text.len())); pos = span.end;
        let h: usize = c[6].parse().unwrap();
        toks.push(Token { span, form, lemma: c[2].into(), upos: Upos::from_name(c[3]), xpos: c[4].into(), head: h.checked_sub(1), relation: Relation::new(c[7]), margin: 5.0, collapsed: None });
    }
    out
}
fn dates(text: &str) -> Vec<Span> {
    let re = regex::Regex::new(r"(?x)(?:(?:[Ee]arly|[Ll]ate|spring|summer)\s(?:of\s)?)?(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{1,2}\b)?(?:,)?(?:\s\d{4})?|\b1[89]\d\d\b|the\sspring\sof\s1950|early\s1950|three\sdays\slater|Sunday|early\smorning|morning").unwrap();
    re.find_iter(text).map(|m| Span::new(m.start(), m.end())).collect()
}
fn main() {
    let kinds = KindTable::builtin().clone();
    let lex = Lexicon::english(&kinds).unwrap();
    let ents = EntityTable::default();
    let verbose = std::env::args().nth(3).is_some();
    let tsv = std::fs::read_to_string(std::env::args().nth(2).unwrap()).unwrap();
    let (mut all, mut ok) = (0, 0);
    for ((text, tree), line) in trees(&std::env::args().nth(1).unwrap()).iter().zip(tsv.lines()) {
        let text = text.split('\t').next().unwrap();
        let spec = line.split('\t').nth(1).unwrap();
        let ds = dates(text);
        let names = Names::new(text, tree, &lex, &ents, &[], &ds);
        let mut errs = vec![];
        for ev in spec.split(';') {
            all += 1;
            let re = regex::Regex::new(r"^([^:]+):(.*?)>(.*?)(?:@(.*?))?(!)?(?:%(.*))?$").unwrap();
            let m = re.captures(ev).unwrap();
            let g = |i: usize| m.get(i).map(|x| x.as_str()).unwrap_or("");
            let Some(head) = (0..tree.len()).find(|&i| tree.token(i).lemma.to_lowercase() == g(1) || tree.token(i).form == g(1)) else { errs.push(format!("{}: no predicate", g(1))); continue; };
            let p = predicate(tree, &lex, &names, head);
            let phrase = |i: usize| tree.subtree(i).iter().filter(|&&j| j == i || { let r = &tree.token(j).relation; ["compound", "flat", "amod"].contains(&r.universal()) && tree.token(j).head == Some(i) }).map(|&j| tree.token(j).form.clone()).collect::<Vec<_>>().join(" ");
            let eq = |gold: &str, pred: &[usize]| { let gs: Vec<&str> = if gold == "-" { vec![] } else { gold.split('+').collect() }; gs.len() == pred.len() && gs.iter().all(|x| pred.iter().any(|&y| { let ph = phrase(y); x.split(' ').all(|w| ph.split(|c: char| c == ' ' || c == '-').any(|z| z == w)) })) };
            let mut good = true;
            let show = |v: &[usize]| v.iter().map(|&i| phrase(i)).collect::<Vec<_>>();
            if !eq(g(2), &p.agents) { good = false; errs.push(format!("{}.agent want {} got {:?}", g(1), g(2), show(&p.agents))); }
            if !eq(g(3), &p.patients) { good = false; errs.push(format!("{}.patient want {} got {:?}", g(1), g(3), show(&p.patients))); }
            if !g(4).is_empty() { let d = p.date.map(|d| text[ds[d].range()].to_string()).unwrap_or_default(); let t: String = p.temporal.iter().map(|&i| tree.subtree(i).iter().map(|&j| tree.token(j).form.clone()).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(" "); if !d.contains(g(4)) && !t.contains(g(4)) { good = false; errs.push(format!("{}.time want {} got {d:?}", g(1), g(4))); } }
            if (g(5) == "!") != p.negated { good = false; errs.push(format!("{}.neg", g(1))); }
            if !g(6).is_empty() { let s = p.speaker.map(phrase).unwrap_or_default(); if !s.contains(g(6)) { good = false; errs.push(format!("{}.attr want {} got {s}", g(1), g(6))); } }
            ok += usize::from(good);
        }
        if verbose && !errs.is_empty() {
            println!("{text}");
            for e in errs { println!("    {e}"); }
            println!("     {}", tree.tokens().iter().map(|t| format!("{}/{}:{}<{}", t.form, t.upos.name(), t.relation.as_str(), t.head.map_or(0, |h| h + 1))).collect::<Vec<_>>().join(" "));
        }
    }
    println!("{ok}/{all}");
}
