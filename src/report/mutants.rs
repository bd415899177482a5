//! `gainsay claims mutate`: how many minimal pairs hold, by kind, and those that do not.

use super::escape;
use super::layout::{pad, wrap};
use crate::mutate::{BaseId, Kind, Pair, Share};
use serde::Serialize;
use std::io::{self, Write};

const VERSION: u32 = 1;

/// Writes the pairs for people, to `width` cells: the survivors, then the table.
///
/// # Errors
/// When `out` cannot be written to.
pub fn render(pairs: &[Pair], width: usize, out: &mut dyn Write) -> io::Result<()> {
    for pair in pairs.iter().filter(|pair| !pair.holds()) {
        survivor(pair, width, out)?;
    }
    table(pairs, out)
}

fn survivor(pair: &Pair, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let expected = pair.mutant.expected.to_string();
    writeln!(out, "{} {}", pair.mutant.kind.name(), pair.claim)?;
    for (expected, found, text) in [
        (
            pair.original_expected.as_str(),
            pair.original_found,
            &pair.original,
        ),
        (expected.as_str(), pair.found, &pair.mutant.text),
    ] {
        let holds = match text == &pair.original {
            true => pair.original_holds(),
            false => pair.mutant_holds(),
        };
        let outcome = if holds {
            format!("{expected}: ")
        } else {
            format!("expected {expected}, found {found}: ")
        };
        let mark = if holds { "  = " } else { "  ! " };
        for line in wrap(&format!("{outcome}{}", escape(text)), width, mark, "    ") {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)
}

fn table(pairs: &[Pair], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "kind          held  pairs  share  of sound originals  what is varied"
    )?;
    for (kind, name, gloss) in Kind::ALL {
        let share = Share::of(pairs.iter().filter(|pair| pair.mutant.kind == kind));
        if share.all > 0 {
            row(name, share, gloss, out)?;
        }
    }
    let all = Share::of(pairs.iter());
    row("all", all, "", out)?;
    writeln!(
        out,
        "\n{} of {} pairs held jointly: {:.1} %",
        all.held,
        all.all,
        all.percent()
    )
}

fn row(name: &str, share: Share, gloss: &str, out: &mut dyn Write) -> io::Result<()> {
    let sound = Share {
        all: share.sound,
        ..share
    };
    let line = format!(
        "{}{:>5}  {:>5}  {:>3.0} %  {:>14.0} %      {gloss}",
        pad(name, 13),
        share.held,
        share.all,
        share.percent(),
        sound.percent()
    );
    writeln!(out, "{}", line.trim_end())
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'a> {
    version: u32,
    share: f64,
    total: Share,
    kinds: Vec<KindJson>,
    pairs: Vec<PairJson<'a>>,
}

#[derive(Serialize)]
struct KindJson {
    kind: &'static str,
    held: usize,
    sound: usize,
    all: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct PairJson<'a> {
    kind: &'static str,
    claim: &'a str,
    sentence: String,
    original: SideJson<'a>,
    mutant: SideJson<'a>,
    held: bool,
}

#[derive(Serialize)]
struct SideJson<'a> {
    text: &'a str,
    expected: String,
    found: &'static str,
}

/// Writes the pairs for programs.
///
/// # Errors
/// When `out` cannot be written to.
pub fn render_json(pairs: &[Pair], out: &mut dyn Write) -> io::Result<()> {
    let total = Share::of(pairs.iter());
    let root = Root {
        version: VERSION,
        share: total.percent(),
        total,
        kinds: Kind::ALL
            .iter()
            .map(|(kind, name, _)| {
                let share = Share::of(pairs.iter().filter(|pair| pair.mutant.kind == *kind));
                KindJson {
                    kind: name,
                    held: share.held,
                    sound: share.sound,
                    all: share.all,
                }
            })
            .collect(),
        pairs: pairs.iter().map(pair).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &root)?;
    writeln!(out)
}

fn pair(pair: &Pair) -> PairJson<'_> {
    PairJson {
        kind: pair.mutant.kind.name(),
        claim: &pair.claim,
        sentence: match pair.base {
            BaseId::Statement => "statement".into(),
            BaseId::Example(number) => format!("{} {number}", pair.original_expected),
        },
        original: SideJson {
            text: &pair.original,
            expected: pair.original_expected.clone(),
            found: pair.original_found,
        },
        mutant: SideJson {
            text: &pair.mutant.text,
            expected: pair.mutant.expected.to_string(),
            found: pair.found,
        },
        held: pair.holds(),
    }
}
