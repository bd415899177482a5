//! `--canary`: proof that the gate of this run can fail, by false sentences which the packs themselves hold.

use super::settings::Settings;
use crate::document::model::Document;
use crate::gate::{Rules, screen};
use crate::judge::Checker;
use crate::judge::model::Verdict;
use anyhow::{Result, bail};
use std::io::{self, Write};

/// Sends the contradicting examples of every pack through the gate. One caught of a pack proves it; none is an error.
pub fn run(checker: &Checker, settings: &Settings) -> Result<()> {
    let mut deaf = Vec::new();
    for (at, pack) in checker.packs().iter().enumerate() {
        let (mut tried, mut caught) = (0, 0);
        for (claim, told) in pack.claims.iter().enumerate() {
            let examples = told
                .examples
                .iter()
                .filter(|example| example.expected == "contradicts" && example.language == "en");
            for example in examples {
                tried += 1;
                let fails = fails(checker, settings, (at, claim), &example.text);
                caught += usize::from(fails);
            }
        }
        let _ = writeln!(
            io::stderr(),
            "gainsay: canary {}: {caught} of {tried} false sentences caught",
            pack.id
        );
        if caught == 0 {
            deaf.push(pack.id.as_str());
        }
    }
    if !deaf.is_empty() {
        bail!(
            "the canary died: no false sentence of {} would fail this run; look at --fail-on, --claim, --topic and the levels (--show-config)",
            deaf.join(", ")
        );
    }
    Ok(())
}

/// Whether a false sentence makes its claim fail as contradicted: that a sentence which was missed counts as an
/// omission proves nothing.
fn fails(checker: &Checker, settings: &Settings, claim: (usize, usize), text: &str) -> bool {
    let Ok(document) = Document::from_text("canary.txt", text) else {
        return false;
    };
    let judgement = checker.check(&document, &settings.options);
    let rules = Rules {
        levels: settings.levels.clone(),
        ..Rules::default()
    };
    let screening = screen(checker.packs(), &document, &judgement, &rules);
    judgement
        .verdicts
        .iter()
        .zip(&screening.fails)
        .filter(|(verdict, _)| (verdict.pack, verdict.claim) == claim)
        .any(|(verdict, fails)| {
            *fails && matches!(verdict.verdict, Verdict::Contradicts | Verdict::Mixed)
        })
}
