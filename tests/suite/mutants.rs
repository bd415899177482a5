//! Minimal pairs of the shipped claims: how many hold, by kind of variation.

use crate::accuracy::CHECKER;
use crate::corpus::hold;
use gainsay::mutate::{Kind, Share, pairs};
use std::collections::BTreeSet;

#[test]
fn minimal_pairs_hold_as_often_as_before() {
    let pairs = pairs(&CHECKER, |_, _| true).expect("the words load");
    let mut shares = BTreeSet::new();
    for (kind, name, _) in Kind::ALL {
        let share = Share::of(pairs.iter().filter(|pair| pair.mutant.kind == kind));
        shares.insert(format!("{name} {} of {}", share.held, share.all));
    }
    let all = Share::of(pairs.iter());
    println!(
        "{} of {} pairs held jointly: {:.1} %",
        all.held,
        all.all,
        all.percent()
    );
    let kinds = Kind::ALL
        .iter()
        .filter(|(kind, ..)| pairs.iter().any(|pair| pair.mutant.kind == *kind));
    assert!(kinds.count() >= 20, "kinds are no longer made");
    assert!(all.all > 1000, "pairs are no longer made: {}", all.all);
    hold("mutants-pass.txt", &shares);
}
