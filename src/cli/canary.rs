//! `--canary`: proof that the gate of this run can fail, by false sentences which the packs themselves hold.

use super::settings::Settings;
use crate::document::model::Document;
use crate::gate::{Rules, screen};
use crate::judge::Checker;
use crate::judge::model::{Stance, Verdict};
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Sends the contradicting examples of every pack through the gate. Half of those of a pack must be caught: one alone
/// would prove little, and all are more than an engine that keeps silent in doubt can promise for packs of others.
/// Packs of which the run asks for no claim are left out, and said to be.
pub fn run(checker: &Checker, settings: &Settings) -> Result<()> {
    let asked = asked(checker, settings);
    let mut deaf = Vec::new();
    for (at, pack) in checker.packs().iter().enumerate() {
        let mut err = io::stderr();
        if !asked.iter().any(|&(pack, _)| pack == at) {
            let _ = writeln!(
                err,
                "gainsay: canary {}: left out, this run asks for none of its claims",
                pack.id
            );
            continue;
        }
        let (mut tried, mut caught) = (0, 0);
        for (claim, told) in pack.claims.iter().enumerate() {
            if !asked.contains(&(at, claim)) {
                continue;
            }
            let examples = told
                .examples
                .iter()
                .filter(|example| example.expected == "contradicts" && example.language == "en");
            for example in examples {
                let fate = fate(checker, settings, (at, claim), &example.text);
                tried += usize::from(fate != Fate::Excused);
                caught += usize::from(fate == Fate::Caught);
            }
        }
        let _ = writeln!(
            err,
            "gainsay: canary {}: {caught} of {tried} false sentences caught",
            pack.id
        );
        if caught == 0 || 2 * caught < tried {
            deaf.push(pack.id.as_str());
        }
    }
    if asked.is_empty() {
        bail!(
            "the canary died: this run asks for no claim; look at --claim, --topic and the levels (--show-config)"
        );
    }
    if !deaf.is_empty() {
        bail!(
            "the canary died: too few false sentences of {} would fail this run; look at --fail-on, --claim, --topic and the levels (--show-config)",
            deaf.join(", ")
        );
    }
    Ok(())
}

/// The claims for which the run asks.
fn asked(checker: &Checker, settings: &Settings) -> BTreeSet<(usize, usize)> {
    let Ok(document) = Document::from_text("canary.txt", "A canary sings.") else {
        return BTreeSet::new();
    };
    let judgement = checker.check(&document, &settings.options);
    let verdicts = judgement.verdicts.iter();
    verdicts.map(|one| (one.pack, one.claim)).collect()
}

/// What becomes of a false sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Its claim fails as contradicted.
    Caught,
    /// It goes through.
    Missed,
    /// It never fails, as was decided for this very claim: it is debated, its evidence came out after the edition, or the
    /// configuration gives it a level of its own.
    Excused,
}

/// That a sentence which was missed counts as an omission proves nothing.
fn fate(checker: &Checker, settings: &Settings, claim: (usize, usize), text: &str) -> Fate {
    let Ok(document) = Document::from_text("canary.txt", text) else {
        return Fate::Missed;
    };
    let judgement = checker.check(&document, &settings.options);
    let rules = Rules {
        levels: settings.levels.clone(),
        ..Rules::default()
    };
    let screening = screen(checker.packs(), &document, &judgement, &rules);
    let contradicted = |verdict| matches!(verdict, Verdict::Contradicts | Verdict::Mixed);
    let caught = judgement
        .verdicts
        .iter()
        .zip(&screening.fails)
        .any(|(verdict, fails)| {
            *fails && (verdict.pack, verdict.claim) == claim && contradicted(verdict.verdict)
        });
    if caught {
        return Fate::Caught;
    }
    let pack = &checker.packs()[claim.0];
    let id = format!("{}/{}", pack.id, pack.claims[claim.1].id);
    let leveled = settings.levels.claims.contains_key(&id)
        && !settings.levels.fails(&id, Verdict::Contradicts);
    let excused = judgement.findings.iter().any(|finding| {
        (finding.pack, finding.claim) == claim
            && finding.stance == Stance::Contradicts
            && (finding.debated || finding.superseded)
    });
    match leveled || excused {
        true => Fate::Excused,
        false => Fate::Missed,
    }
}
