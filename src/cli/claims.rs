//! `gainsay claims`: list, lint, test and vary; what helps while writing stands in `author`.

use super::arguments::{Claims, Folders, Mutate, Packs, Shape};
use super::output::width;
use super::{Status, author, packs};
use crate::document::model::Document;
use crate::frame::KindTable;
use crate::judge::{Checker, Options};
use crate::mutate::{Pair, Share, pairs};
use crate::pack::Loaded;
use crate::pack::model::{KindSpec, Pack};
use crate::report::{mutants, render_statement};
use anyhow::{Result, bail};
use std::io::{self, BufWriter, Write};

/// Two sentences one under the other are compared by eye: long lines help.
const SURVIVOR_WIDTH: usize = 100;

pub fn run(command: &Claims) -> Result<Status> {
    match command {
        Claims::List(arguments) => list(arguments),
        Claims::Lint(folders) => lint(folders),
        Claims::Test(folders) => test(folders),
        Claims::Mutate(arguments) => mutate(arguments),
        Claims::Kinds(arguments) => kinds(arguments),
        Claims::New(arguments) => author::new(arguments),
        Claims::Import(arguments) => author::import(arguments),
        Claims::Export(arguments) => author::export(arguments),
        Claims::Schema(arguments) => author::schema(arguments),
    }
}

fn list(arguments: &Packs) -> Result<Status> {
    let mut out = io::stdout().lock();
    for pack in packs::load(arguments)? {
        writeln!(out, "{} {} - {}", pack.id, pack.version, pack.title)?;
        let widest = pack
            .claims
            .iter()
            .map(|claim| claim.id.len())
            .max()
            .unwrap_or(0);
        for claim in &pack.claims {
            writeln!(
                out,
                "  {:widest$}  {:10}  {}",
                claim.id,
                claim.standing.name(),
                claim.statement
            )?;
        }
    }
    Ok(Status::Clean)
}

/// The kinds of events with their roles, those of the packs last.
fn kinds(arguments: &Packs) -> Result<Status> {
    let table = KindTable::builtin();
    let known = table.all().map(|(kind, name)| {
        let text = format!("{}: {}", table.gloss(kind), table.form(kind));
        (name, text)
    });
    let packs = packs::load(arguments)?;
    let added = packs.iter().flat_map(|pack| {
        let gloss = |kind: &KindSpec| match kind.is_a.as_slice() {
            [] => format!("of pack {}", pack.id),
            above => format!("of pack {}, a kind of {}", pack.id, above.join(", ")),
        };
        let kinds = pack.kinds.iter();
        kinds.map(move |kind| (kind.id.as_str(), gloss(kind)))
    });
    let all: Vec<(&str, String)> = known.chain(added).collect();
    let widest = all.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut out = BufWriter::new(io::stdout().lock());
    for (name, gloss) in all {
        writeln!(out, "{}", format!("{name:widest$}  {gloss}").trim_end())?;
    }
    out.flush()?;
    Ok(Status::Clean)
}

fn loaded(folders: &Folders) -> Result<Vec<Loaded>> {
    if folders.folders.is_empty() {
        packs::shipped()
    } else {
        packs::folders(&folders.folders)
    }
}

/// Problems of the files come out of loading; what remains is whether the engine can read each claim.
fn lint(folders: &Folders) -> Result<Status> {
    let loaded = loaded(folders)?;
    let mut warnings: usize = loaded.iter().map(|pack| pack.warnings.len()).sum();
    for pack in &loaded {
        packs::print(&pack.warnings);
    }
    let all: Vec<Pack> = loaded.into_iter().map(|loaded| loaded.pack).collect();
    let claims: usize = all.iter().map(|pack| pack.claims.len()).sum();
    let checker = Checker::new(all)?;
    let mut out = io::stdout().lock();
    for reading in checker.statements() {
        let claim = &checker.packs()[reading.pack].claims[reading.claim];
        warnings += reading
            .doubts
            .iter()
            .filter(|doubt| !doubt.is_notice())
            .count();
        render_statement(claim, &reading, checker.kinds(), width(), &mut out)?;
    }
    for unreadable in checker.unreadable() {
        writeln!(io::stderr(), "error[unreadable-statement] {unreadable}")?;
    }
    let errors = checker.unreadable().len();
    writeln!(out, "{claims} claims, {errors} errors, {warnings} warnings")?;
    Ok(if errors == 0 {
        Status::Clean
    } else {
        Status::Trouble
    })
}

/// An example that came out otherwise than its claim says.
struct Failure {
    claim: String,
    kind: &'static str,
    expected: String,
    found: &'static str,
    text: String,
    /// Whether it would come out right if the subject of its pack were named.
    subjectless: bool,
}

/// Whether an example comes out as expected once a sentence before it names the subject of its pack.
fn lacks_subject(checker: &Checker, pack: usize, claim: usize, expected: &str, text: &str) -> bool {
    let of = &checker.packs()[pack];
    let named = of.subject.iter().find_map(|id| {
        let entity = of.entities.iter().find(|entity| entity.id == *id)?;
        entity.names.values().flatten().next()
    });
    let Some(name) = named else { return false };
    let told = format!("Much is told of {name}. {text}");
    Document::from_text(&of.id, told.as_str()).is_ok_and(|document| {
        let judgement = checker.check(&document, &Options::default());
        judgement.word(pack, claim) == expected
    })
}

fn test(folders: &Folders) -> Result<Status> {
    let all: Vec<Pack> = loaded(folders)?
        .into_iter()
        .map(|loaded| loaded.pack)
        .collect();
    let checker = Checker::new(all)?;
    let (mut run, mut failures) = (0usize, Vec::new());
    for (pack_index, pack) in checker.packs().iter().enumerate() {
        for (claim_index, claim) in pack.claims.iter().enumerate() {
            for example in claim
                .examples
                .iter()
                .filter(|example| example.language == "en")
            {
                run += 1;
                let Ok(document) = Document::from_text(&claim.id, example.text.as_str()) else {
                    continue;
                };
                let judgement = checker.check(&document, &Options::default());
                let found = judgement.word(pack_index, claim_index);
                if found != example.expected {
                    failures.push(Failure {
                        claim: claim.id.clone(),
                        kind: if found == "unrelated" {
                            "missing"
                        } else {
                            "noisy"
                        },
                        expected: example.expected.clone(),
                        found,
                        text: example.text.clone(),
                        subjectless: found == "unrelated"
                            && lacks_subject(
                                &checker,
                                pack_index,
                                claim_index,
                                &example.expected,
                                &example.text,
                            ),
                    });
                }
            }
        }
    }
    let mut out = io::stdout().lock();
    for failure in &failures {
        let Failure {
            claim,
            kind,
            expected,
            found,
            text,
            subjectless,
        } = failure;
        let why = if *subjectless {
            " (nobody of the subject is named)"
        } else {
            ""
        };
        writeln!(
            out,
            "{kind}: {claim}: expected {expected}, found {found}{why}: {text}"
        )?;
    }
    writeln!(
        out,
        "{run} examples, {} right, {} wrong",
        run - failures.len(),
        failures.len()
    )?;
    Ok(if failures.is_empty() {
        Status::Clean
    } else {
        Status::Findings
    })
}

/// Pairs below the share that was asked for fail the run; no pair at all is nothing done.
fn mutate(arguments: &Mutate) -> Result<Status> {
    let all: Vec<Pack> = loaded(&arguments.folders)?
        .into_iter()
        .map(|loaded| loaded.pack)
        .collect();
    for id in &arguments.claims {
        packs::find(&all, id)?;
    }
    let checker = Checker::new(all)?;
    let wanted = |pack: usize, claim: usize| {
        let (pack, claim) = (&checker.packs()[pack], &checker.packs()[pack].claims[claim]);
        let named = |id: &String| *id == claim.id || *id == format!("{}/{}", pack.id, claim.id);
        arguments.claims.is_empty() || arguments.claims.iter().any(named)
    };
    let pairs: Vec<Pair> = pairs(&checker, wanted)?;
    if pairs.is_empty() {
        bail!("no sentence of these claims could be varied");
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        Shape::Full => mutants::render(&pairs, SURVIVOR_WIDTH, &mut out)?,
        Shape::Json => mutants::render_json(&pairs, &mut out)?,
    }
    out.flush()?;
    Ok(if Share::of(pairs.iter()).percent() >= arguments.at_least {
        Status::Clean
    } else {
        Status::Findings
    })
}
