//! The shipped accounts: all are in the binary, and each gets the verdicts that its folder expects.

use crate::corpus::hold;
use gainsay::judge::model::Verdict;
use gainsay::narrative::{Account, Narrative, NarrativeError, embedded, load_dir};
use gainsay::pack::model::Pack;
use gainsay::{Checker, Options};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn packs() -> Vec<Pack> {
    gainsay::pack::embedded()
        .expect("the shipped packs load")
        .into_iter()
        .map(|loaded| loaded.pack)
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("narratives")
}

fn folders() -> BTreeSet<String> {
    std::fs::read_dir(root())
        .expect("the narratives are there")
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// All narratives, read strictly from their folders.
fn narratives(packs: &[Pack]) -> Vec<Narrative> {
    let loaded = load_dir(&root(), packs);
    if let Err(NarrativeError::Invalid { diagnostics, .. }) = &loaded {
        let told: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        println!("{}", told.join("\n"));
    }
    loaded.expect("the narratives load")
}

#[test]
fn every_folder_is_sound_and_in_the_binary() {
    let packs = packs();
    let own: BTreeSet<String> = narratives(&packs).into_iter().map(|one| one.id).collect();
    let shipped: BTreeSet<String> = embedded(&packs)
        .expect("the shipped narratives load")
        .into_iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(own, folders());
    assert_eq!(shipped, folders());
}

/// A rival account of a claim may name the narrative that tells it.
#[test]
fn narratives_that_claims_name_are_there() {
    let (known, mut named) = (folders(), 0);
    for pack in packs() {
        for claim in &pack.claims {
            for id in claim
                .rivals
                .iter()
                .filter_map(|rival| rival.narrative.as_ref())
            {
                named += 1;
                assert!(known.contains(id), "{}: no narrative `{id}`", claim.id);
            }
        }
    }
    assert!(named > 0 && known.len() > 7);
}

/// A narrative that concerns a pack which is not loaded is not among the known ones.
#[test]
fn accounts_of_other_subjects_are_left_out() {
    assert!(embedded(&[]).expect("nothing is wrong").is_empty());
}

/// `narratives-pass.txt` holds the expected verdicts that come out, `narratives-strays.txt` what is found beside them:
/// a claim without an expected verdict must be left out or not due.
#[test]
fn narratives_get_the_verdicts_that_they_expect() {
    let checker = Checker::new(packs()).expect("the shipped packs are readable");
    let (mut passed, mut strays) = (BTreeSet::new(), BTreeSet::new());
    let mut shares: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let all = narratives(checker.packs());
    for narrative in &all {
        let account = Account::of_narrative(&checker, narrative, &Options::default())
            .expect("a narrative has sentences");
        let expected: BTreeMap<&str, Verdict> = narrative
            .expected
            .iter()
            .map(|(claim, verdict)| (claim.as_str(), *verdict))
            .collect();
        for found in &account.judgement.verdicts {
            let pack = &checker.packs()[found.pack];
            let claim = format!("{}/{}", pack.id, pack.claims[found.claim].id);
            match expected.get(claim.as_str()) {
                Some(wanted) => {
                    let share = shares.entry(wanted.name()).or_default();
                    share.1 += 1;
                    if *wanted == found.verdict {
                        share.0 += 1;
                        passed.insert(format!("{}: {claim} {}", narrative.id, wanted.name()));
                    }
                }
                None if matches!(found.verdict, Verdict::Omits | Verdict::NotDue) => {}
                None => {
                    let verdict = found.verdict.name();
                    strays.insert(format!("{}: {claim} {verdict}", narrative.id));
                }
            }
        }
    }
    for (verdict, (right, of)) in &shares {
        println!("{verdict:12} {right} of {of}");
    }
    println!("{} narratives, {} strays", all.len(), strays.len());
    hold("narratives-pass.txt", &passed);
    hold("narratives-strays.txt", &strays);
}
