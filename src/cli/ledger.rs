//! What a run learns about its baseline and its list of suppressions, and what becomes of the baseline's file.

use super::arguments::Gate;
use crate::gate::{Baseline, Entry, External, Screening};
use crate::judge::model::Judgement;
use crate::pack::model::Pack;
use crate::pack::{Diagnostic, Level};
use crate::span::Span;
use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What is known before a run begins.
#[derive(Default)]
pub struct Known {
    pub baseline: Option<Baseline>,
    pub external: Option<External>,
}

/// What a run met of it.
#[derive(Default)]
pub struct Ledger {
    path: Option<PathBuf>,
    seen: BTreeSet<String>,
    read: BTreeSet<String>,
    /// Entries of the list that concern a text of the run, and those that set something aside.
    concerned: BTreeSet<usize>,
    used: BTreeSet<usize>,
    claims: BTreeSet<String>,
    entries: Vec<Entry>,
}

impl Ledger {
    /// Opens the baseline that the command line or the configuration names.
    pub fn open(
        gate: &Gate,
        path: Option<PathBuf>,
        external: Option<External>,
    ) -> Result<(Known, Self)> {
        let Some(path) = path else {
            if gate.write_baseline || gate.prune_baseline {
                bail!("no baseline is named: add --baseline FILE");
            }
            let known = Known {
                external,
                baseline: None,
            };
            return Ok((known, Self::default()));
        };
        let baseline = if path.exists() {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            Some(Baseline::parse(&text).with_context(|| path.display().to_string())?)
        } else if gate.write_baseline {
            None
        } else {
            bail!(
                "{}: no such baseline; write it with --baseline {} --write-baseline",
                path.display(),
                path.display()
            );
        };
        let ledger = Self {
            path: Some(path),
            ..Self::default()
        };
        Ok((Known { baseline, external }, ledger))
    }

    /// Keeps nothing of what grows with the texts: for a stream, of which there may be any number.
    pub fn streaming(self) -> Self {
        Self { path: None, ..self }
    }

    /// Notes what one document told; `listed` is its path as the list sees it.
    pub fn note(
        &mut self,
        (known, packs): (&Known, &[Pack]),
        path: &str,
        listed: Option<String>,
        judgement: &Judgement,
        screening: &mut Screening,
    ) {
        if listed.is_some() || self.path.is_some() {
            for verdict in &judgement.verdicts {
                let pack = &packs[verdict.pack];
                let id = format!("{}/{}", pack.id, pack.claims[verdict.claim].id);
                self.claims.insert(id);
            }
        }
        if let (Some(path), Some(list)) = (listed, &known.external) {
            let entries = list.entries.iter().enumerate();
            let concerned = entries.filter(|(_, entry)| entry.concerns(&path));
            self.concerned.extend(concerned.map(|(at, _)| at));
        }
        self.used.extend(&screening.external_used);
        if self.path.is_some() {
            self.read.insert(plain(path));
            self.seen.extend(std::mem::take(&mut screening.seen));
            self.entries.extend(std::mem::take(&mut screening.entries));
        }
    }

    /// Entries of the list that did nothing although their texts were read, or that have run out.
    pub fn unused(&self, known: &Known, today: Date) -> Vec<Diagnostic> {
        let Some(list) = &known.external else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (at, entry) in list.entries.iter().enumerate() {
            let (code, message) = if entry.expired(today) {
                (
                    "suppression-expired",
                    format!("this suppression has run out: {}", entry.reason),
                )
            } else if !self.used.contains(&at)
                && self.claims.contains(&entry.claim)
                && self.concerned.contains(&at)
            {
                (
                    "suppression-unused",
                    format!("nothing to suppress for {}", entry.claim),
                )
            } else {
                continue;
            };
            found.push(Diagnostic {
                path: list.path.clone(),
                span: Span::default(),
                line: entry.line,
                column: 1,
                severity: Level::Warning,
                code,
                message,
                help: Some("take the entry out, or mend it".into()),
            });
        }
        found
    }

    /// Writes or prunes the baseline if that was asked for, and says what it holds that no longer occurs.
    pub fn close(self, known: Known, gate: &Gate, whole: bool) -> Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        if (gate.write_baseline || gate.prune_baseline) && !whole {
            bail!(
                "{} is left as it was, because not everything could be read",
                path.display()
            );
        }
        let old = known.baseline.unwrap_or_default();
        let (read, claims) = (self.read, self.claims);
        let gone: BTreeSet<String> = old
            .stale(&self.seen, &|path| read.contains(path))
            .into_iter()
            .filter(|entry| claims.contains(&entry.claim))
            .map(|entry| entry.fingerprint.clone())
            .collect();
        let mut err = io::stderr();
        if gate.write_baseline {
            let mut new = old.without(&gone);
            for entry in self.entries {
                new.meet(entry, &|path| read.contains(path));
            }
            save(path, &new)?;
            let _ = writeln!(err, "gainsay: {} findings in {}", new.len(), path.display());
        } else if gate.prune_baseline {
            let new = old.without(&gone);
            save(path, &new)?;
            let _ = writeln!(
                err,
                "gainsay: {} findings taken out of {}, {} left",
                old.len() - new.len(),
                path.display(),
                new.len()
            );
        } else if !gone.is_empty() {
            let _ = writeln!(
                err,
                "gainsay: {} findings of {} no longer occur; --prune-baseline takes them out",
                gone.len(),
                path.display()
            );
        }
        Ok(())
    }
}

fn save(path: &Path, baseline: &Baseline) -> Result<()> {
    std::fs::write(path, baseline.write())
        .with_context(|| format!("cannot write {}", path.display()))
}

/// A path as entries of a baseline have it.
fn plain(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}
