//! `gainsay explain`: one claim, what it rests on, who denies it, what is often got wrong.

use super::arguments::Explain;
use super::{Status, packs};
use crate::pack::model::{Claim, EvidenceKind, Pack};
use crate::report::{citation, wrap};
use anyhow::Result;
use std::io::{self, Write};

const WIDTH: usize = 80;

pub fn run(arguments: &Explain) -> Result<Status> {
    let packs = packs::load(&arguments.packs)?;
    let (pack, claim) = packs::find(&packs, &arguments.claim)?;
    print(pack, claim, &mut io::stdout().lock())?;
    Ok(Status::Clean)
}

fn print(pack: &Pack, claim: &Claim, out: &mut dyn Write) -> Result<()> {
    let mut paragraph = |text: &str, first: &str, rest: &str| -> io::Result<()> {
        for line in wrap(text, WIDTH, first, rest) {
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
                format!(" Held by: {}.", rival.held_by.join(", "))
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
