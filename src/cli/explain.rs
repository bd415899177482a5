//! `gainsay explain`: one claim, what it rests on, who denies it, what is often got wrong; and why a sentence did or
//! did not get its stance toward it.

use super::arguments::{Explain, Place, Shape};
use super::output::width;
use super::{Status, packs};
use crate::document::Written;
use crate::document::model::Document;
use crate::extract::Seen;
use crate::judge::{Checker, Options};
use crate::pack::model::{Claim, EvidenceKind, Pack};
use crate::report::trace::{TraceReport, render, render_json};
use crate::report::{IS_REPORT, Style, citation, is_report, wrap};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

pub fn run(arguments: &Explain) -> Result<Status> {
    let packs = packs::load(&arguments.packs)?;
    let (pack, claim) = packs::find(&packs, &arguments.claim)?;
    let Some(place) = &arguments.on else {
        print(pack, claim, &mut io::stdout().lock())?;
        return Ok(Status::Clean);
    };
    let (pack, claim) = (pack.id.clone(), claim.id.clone());
    explain_on(
        &Checker::new(packs)?,
        (&pack, &claim),
        place,
        arguments.format,
    )?;
    Ok(Status::Clean)
}

/// The claim against each sentence at `place`.
fn explain_on(
    checker: &Checker,
    (pack_id, claim_id): (&str, &str),
    place: &Place,
    shape: Shape,
) -> Result<()> {
    let written = if place.file.as_os_str() == "-" {
        Written::stdin()?
    } else {
        Written::open(&place.file)?
    };
    if is_report(&written.text) {
        bail!("{}: {IS_REPORT}", written.path);
    }
    let document = written.read()?;
    let sentences = at(&document, place)?;
    let mut seen: BTreeMap<usize, Seen> = BTreeMap::new();
    let reading = checker.reader().read_with(&document, &mut |watched| {
        if sentences.contains(&watched.sentence) {
            seen.insert(watched.sentence, watched.keep());
        }
    });
    let judgement = checker.judge(&document, &reading, &Options::default());
    let Some(pack) = checker.packs().iter().position(|pack| pack.id == pack_id) else {
        bail!("no pack `{pack_id}`");
    };
    let claims = &checker.packs()[pack].claims;
    let Some(claim) = claims.iter().position(|claim| claim.id == claim_id) else {
        bail!("no claim `{claim_id}`");
    };
    let read: Vec<usize> = seen.keys().copied().collect();
    for &sentence in &sentences {
        let span = document.sentences[sentence].span;
        seen.entry(sentence)
            .or_insert_with(|| checker.reader().parse(&document.text, span).seen());
    }
    let traces: Vec<_> = sentences
        .iter()
        .map(|&sentence| checker.trace(&document, &reading, sentence, (pack, claim)))
        .collect();
    let reports: Vec<TraceReport> = sentences
        .iter()
        .zip(&traces)
        .map(|(&sentence, trace)| TraceReport {
            pack: pack_id,
            claim: &claims[claim],
            document: &document,
            sentence,
            reading: &reading,
            seen: &seen[&sentence],
            read: read.contains(&sentence),
            trace,
            findings: judgement
                .findings
                .iter()
                .filter(|found| {
                    (found.pack, found.claim, found.sentence) == (pack, claim, sentence)
                })
                .collect(),
            entities: checker.reader().entities(),
            kinds: checker.kinds(),
            lexicon: checker.reader().lexicon(),
        })
        .collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let style = Style {
        width: width(),
        verbose: true,
        ..Style::default()
    };
    match shape {
        Shape::Full => render(&reports, &style, &mut out)?,
        Shape::Json => render_json(&reports, &mut out)?,
    }
    Ok(out.flush()?)
}

/// The sentences on a line, or the one at a column.
fn at(document: &Document, place: &Place) -> Result<Vec<usize>> {
    let lines = document.lines.lines();
    if place.line > lines {
        bail!("{} has {lines} lines, none {}", document.path, place.line);
    }
    let here = |index: &usize| {
        let (start, end) = document.positions(document.sentences[*index].span);
        let (from, to) = ((start.line, start.column), (end.line, end.column));
        match place.column {
            None => (start.line..=end.line).contains(&place.line),
            Some(column) => from <= (place.line, column) && (place.line, column) < to,
        }
    };
    let found: Vec<usize> = (0..document.sentences.len()).filter(here).collect();
    if found.is_empty() {
        bail!("no sentence at line {} of {}", place.line, document.path);
    }
    Ok(found)
}

fn print(pack: &Pack, claim: &Claim, out: &mut dyn Write) -> Result<()> {
    let mut paragraph = |text: &str, first: &str, rest: &str| -> io::Result<()> {
        for line in wrap(text, width(), first, rest) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    };
    paragraph(&format!("{}/{}", pack.id, claim.id), "", "")?;
    paragraph(&claim.statement, "", "")?;
    let mut standing = format!("{}, {}", claim.standing.name(), claim.severity.name());
    if let Some(topic) = claim.topic {
        standing.push_str(&format!("; topic: {}", pack.topics[topic].title));
    }
    if let Some(released) = claim.released {
        standing.push_str(&format!("; decisive evidence public since {released}"));
    }
    paragraph(&standing, "", "")?;
    paragraph("", "", "")?;
    paragraph("What it rests on", "", "")?;
    for evidence in &claim.evidence {
        let kind = match evidence.kind {
            EvidenceKind::Primary => "primary",
            EvidenceKind::Secondary => "secondary",
        };
        paragraph(&format!("{} ({kind})", evidence.records), "  - ", "    ")?;
        if let Some(record) = pack.records.get(&evidence.record) {
            paragraph(&citation(record, evidence), "    ", "    ")?;
        }
    }
    let rivals: Vec<String> = claim
        .rivals
        .iter()
        .map(|rival| {
            let held = if rival.held_by.is_empty() {
                String::new()
            } else {
                let names: Vec<&str> = rival.held_by.iter().map(|id| name(pack, id)).collect();
                format!(" Held by: {}.", names.join(", "))
            };
            format!("{}{held}", rival.statement)
        })
        .collect();
    for (title, lines) in [
        ("Who says otherwise", &rivals),
        ("Sides of the debate", &claim.sides),
        ("Often got wrong", &claim.pitfalls),
    ] {
        if !lines.is_empty() {
            paragraph("", "", "")?;
            paragraph(title, "", "")?;
            for line in lines {
                paragraph(line, "  - ", "    ")?;
            }
        }
    }
    Ok(())
}

/// The printed name of an entity.
fn name<'a>(pack: &'a Pack, id: &'a str) -> &'a str {
    pack.entities
        .iter()
        .find(|entity| entity.id == id)
        .and_then(|entity| entity.names.get("en")?.first())
        .map_or(id, String::as_str)
}
