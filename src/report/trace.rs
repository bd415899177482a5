//! `gainsay explain CLAIM --on FILE:LINE`: how a sentence came by its stance, slot by slot, for people.

use super::layout::{cells, pad, wrap};
use super::wording::{comparison, confidence, gate, modality, polarity};
use super::{Style, escape, trace_json};
use crate::document::model::Document;
use crate::extract::lexicon::Lexicon;
use crate::extract::{Assertion, Attribution, Filler, Reading, Seen, When};
use crate::frame::{EntityTable, KindTable, Role};
use crate::judge::model::Finding;
use crate::judge::trace::{Candidate, Proposition, Trace};
use crate::judge::{Bearing, Outcome, Relation};
use crate::language::tree::Upos;
use crate::pack::model::Claim;
use crate::span::Span;
use std::io::{self, Write};

/// Everything about one sentence and one claim.
pub struct TraceReport<'a> {
    /// The pack's id.
    pub pack: &'a str,
    /// The claim.
    pub claim: &'a Claim,
    /// The document.
    pub document: &'a Document,
    /// Index of the sentence.
    pub sentence: usize,
    /// What was read in the whole document.
    pub reading: &'a Reading,
    /// The sentence as it was read, or as it would be.
    pub seen: &'a Seen,
    /// Whether the document's reading took the sentence up at all.
    pub read: bool,
    /// What was compared.
    pub trace: &'a Trace,
    /// What the judgement says of this claim at this sentence.
    pub findings: Vec<&'a Finding>,
    /// The run's entities.
    pub entities: &'a EntityTable,
    /// The run's kinds.
    pub kinds: &'a KindTable,
    /// The words by which events are found.
    pub lexicon: &'a Lexicon,
}

/// Writes the traces for people.
///
/// # Errors
/// When `out` cannot be written to.
pub fn render(reports: &[TraceReport], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for (number, report) in reports.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        Page {
            report,
            width: style.width,
        }
        .write(out)?;
    }
    Ok(())
}

/// Writes the traces for programs.
///
/// # Errors
/// When `out` cannot be written to.
pub fn render_json(reports: &[TraceReport], out: &mut dyn Write) -> io::Result<()> {
    trace_json::render(reports, out)
}

impl TraceReport<'_> {
    /// The words of a span, safe for a terminal.
    pub(super) fn words(&self, span: Span) -> String {
        escape(self.document.text.get(span.range()).unwrap_or_default())
    }

    /// The first name of an entity.
    pub(super) fn entity(&self, index: usize) -> &str {
        let entity = &self.entities.all()[index];
        entity
            .names
            .get(&self.document.language)
            .and_then(|names| names.first())
            .unwrap_or(&entity.id)
    }

    /// The events of the sentence, each with its index in the document.
    pub(super) fn events(&self) -> impl Iterator<Item = (usize, &Assertion)> {
        let all = self.reading.assertions.iter().enumerate();
        all.filter(|(_, assertion)| assertion.sentence == self.sentence)
    }

    /// Where a date came from, if not from its own words.
    pub(super) fn carried(&self, when: &When) -> Option<String> {
        if !when.carried {
            return None;
        }
        let inside = self.document.sentences[self.sentence].span;
        Some(if !inside.contains(when.words) {
            let line = self.document.position(when.words.start).line;
            format!("carried over from line {line}")
        } else if let Some(narrative) = self.seen.narrative {
            format!("completed from the date before it, {narrative}")
        } else {
            "completed from a heading, a dateline or a date of this sentence".into()
        })
    }

    /// Words that could have named an event and did not, with the reason.
    pub(super) fn without_event(&self) -> Vec<(String, String)> {
        let taken: Vec<Span> = self.events().map(|(_, event)| event.trigger).collect();
        let open = self.seen.tree.tokens().iter();
        open.filter(|token| !taken.contains(&token.span) && token.collapsed.is_none())
            .filter_map(|token| {
                let lemma = token.lemma.to_lowercase();
                let kinds: Vec<&str> = match token.upos {
                    Upos::Verb => self.lexicon.verbs(&lemma).collect::<Vec<_>>(),
                    Upos::Noun | Upos::Propn => self.lexicon.nouns(&lemma).collect(),
                    _ => return None,
                }
                .into_iter()
                .map(|word| self.kinds.name(word.kind))
                .collect();
                let why = if !kinds.is_empty() {
                    format!(
                        "another object, subject or particle is needed for {}",
                        kinds.join(", ")
                    )
                } else if token.upos == Upos::Verb {
                    format!("the lexicon has no event word `{lemma}`")
                } else {
                    return None;
                };
                Some((escape(&token.form), why))
            })
            .collect()
    }
}

struct Page<'a> {
    report: &'a TraceReport<'a>,
    width: usize,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let report = self.report;
        let span = report.document.sentences[report.sentence].span;
        let at = report.document.position(span.start);
        let head = format!(
            "{}/{} on {}:{}:{}",
            report.pack,
            report.claim.id,
            escape(&report.document.path),
            at.line,
            at.column
        );
        self.line(out, &head, "")?;
        self.line(out, &report.claim.statement, "  - ")?;
        self.line(out, &report.words(span), "  + ")?;
        if !report.read {
            let words = "The check does not read this sentence: no name of a loaded subject \
                         stands near it, or it is no prose. What follows is what would be read.";
            self.line(out, words, "  ! ")?;
        }
        self.tree(out)?;
        self.names(out)?;
        self.dates(out)?;
        self.events(out)?;
        self.propositions(out)?;
        self.compared(out)?;
        self.result(out)
    }

    fn line(&self, out: &mut dyn Write, text: &str, indent: &str) -> io::Result<()> {
        let rest = " ".repeat(cells(indent));
        for line in wrap(text, self.width, indent, &rest) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    fn title(&self, out: &mut dyn Write, title: &str) -> io::Result<()> {
        writeln!(out, "\n{title}")
    }

    /// Head first, dependents below it, indented; a dependent before its head is marked.
    fn tree(&self, out: &mut dyn Write) -> io::Result<()> {
        let room = self.width.saturating_sub(30).max(20);
        let title = pad("Tree (margin in nats: low is unsure)", room + 2);
        self.title(out, &format!("{title}tag    relation     margin"))?;
        let tree = &self.report.seen.tree;
        let mut stack: Vec<(usize, usize)> = (0..tree.len())
            .rev()
            .filter(|&at| tree.token(at).head.is_none())
            .map(|at| (at, 0))
            .collect();
        while let Some((at, depth)) = stack.pop() {
            let token = tree.token(at);
            stack.extend(
                tree.children(at)
                    .iter()
                    .rev()
                    .map(|&child| (child, depth + 1)),
            );
            let lemma = if token.lemma.eq_ignore_ascii_case(&token.form) {
                String::new()
            } else {
                format!(" ({})", token.lemma)
            };
            let indent = " ".repeat((2 * depth).min(room / 2));
            let word = cut(&format!("{indent}{}{}", escape(&token.form), lemma), room);
            let margin = format!("{:.1}", token.margin.min(99.9));
            writeln!(
                out,
                "  {}{} {} {margin:>6}",
                pad(&word, room),
                pad(token.upos.name(), 6),
                pad(token.relation.as_str(), 12)
            )?;
        }
        Ok(())
    }

    fn names(&self, out: &mut dyn Write) -> io::Result<()> {
        self.title(out, "Names")?;
        if self.report.seen.names.is_empty() {
            return self.line(out, "none", "  ");
        }
        for name in &self.report.seen.names {
            let how = match (name.adjective, name.certain) {
                (true, _) => "adjective or inhabitant",
                (_, true) => "certain",
                (_, false) => "only where the subject is established",
            };
            let entity = self.report.entity(name.entity);
            let text = format!("{} = {entity} ({how})", self.report.words(name.span));
            self.line(out, &text, "  ")?;
        }
        Ok(())
    }

    fn dates(&self, out: &mut dyn Write) -> io::Result<()> {
        self.title(out, "Dates")?;
        let seen = self.report.seen;
        for (span, when) in &seen.dates {
            let words = self.report.words(*span);
            let text = match when {
                Some(when) => format!("{words} = {}", self.when(when)),
                None => format!("{words}: part of a name, or context does not tell when"),
            };
            self.line(out, &text, "  ")?;
        }
        if let Some(when) = &seen.dateline {
            let text = format!("undated events may take {}", self.when(when));
            self.line(out, &text, "  ")?;
        }
        match seen.narrative {
            Some(narrative) => {
                let text = format!("the narrative stands at {narrative}");
                self.line(out, &text, "  ")
            }
            None if seen.dates.is_empty() && seen.dateline.is_none() => {
                self.line(out, "none", "  ")
            }
            None => Ok(()),
        }
    }

    fn when(&self, when: &When) -> String {
        let mut text = when.interval.describe();
        if let Some(carried) = self.report.carried(when) {
            text.push_str(&format!(", {carried}"));
        }
        if when.zoned {
            text.push_str(", in a named time zone");
        }
        if when.approximate {
            text.push_str(", approximate");
        }
        text
    }

    fn events(&self, out: &mut dyn Write) -> io::Result<()> {
        self.title(out, "Events")?;
        let mut none = true;
        for (number, (_, event)) in self.report.events().enumerate() {
            none = false;
            self.event(out, number + 1, event)?;
        }
        if none {
            self.line(out, "none", "  ")?;
        }
        for (word, why) in self.report.without_event() {
            self.line(out, &format!("{word}: no event, {why}"), "  ")?;
        }
        Ok(())
    }

    fn event(&self, out: &mut dyn Write, number: usize, event: &Assertion) -> io::Result<()> {
        let kind = self.report.kinds.name(event.kind);
        let trigger = self.report.words(event.trigger);
        self.line(out, &format!("{number}. {kind}: {trigger}"), "  ")?;
        for (role, filler) in &event.roles {
            let text = format!("{}: {}", role.name(), self.filler(filler));
            self.line(out, &text, "     ")?;
        }
        for (role, words) in &event.unresolved {
            let text = format!(
                "{}: {} (not resolved: no antecedent, or several that compete)",
                role.name(),
                self.report.words(*words)
            );
            self.line(out, &text, "     ")?;
        }
        if let Some(when) = &event.time {
            let words = self.report.words(when.words);
            let text = format!("time: {words} = {}", self.when(when));
            self.line(out, &text, "     ")?;
        } else if let Some(narrative) = event.narrative_time {
            let text = format!("time: not said; the narrative stands at {narrative}");
            self.line(out, &text, "     ")?;
        }
        let mut put = format!(
            "put as {}, {}, {}",
            polarity(event.polarity),
            modality(event.modality),
            self.voice(&event.voice)
        );
        if event.opening {
            put.push_str(", as the opening act");
        }
        if event.loose {
            put.push_str("; a looser reading, which can agree, and no more");
        }
        let margin = event.least_margin();
        if margin.is_finite() {
            put.push_str(&format!("; least margin {margin:.1}"));
        }
        self.line(out, &put, "     ")
    }

    fn filler(&self, filler: &Filler) -> String {
        let mut text = self.report.words(filler.words);
        let mut known = Vec::new();
        if let Some(entity) = filler.entity {
            known.push(self.report.entity(entity).to_owned());
        }
        if let Some(concept) = &filler.concept {
            known.push(format!("a kind of {concept}"));
        }
        if let Some(event) = filler.event {
            let number = self.report.events().position(|(index, _)| index == event);
            known.push(match number {
                Some(number) => format!("event {}", number + 1),
                None => "an event".into(),
            });
        }
        if known.is_empty() {
            text.push_str(" (nobody and nothing known)");
        } else {
            text.push_str(&format!(" = {}", known.join(", ")));
        }
        if filler.resolved {
            text.push_str(" (from context)");
        }
        text
    }

    fn voice(&self, voice: &Attribution) -> String {
        let words = |speaker: &crate::extract::Speaker| {
            let name = speaker.entity.map(|entity| self.report.entity(entity));
            let words = self.report.words(speaker.words);
            match name {
                Some(name) if name != words => format!("{words} = {name}"),
                _ => words,
            }
        };
        match voice {
            Attribution::Author => "in the author's voice".into(),
            Attribution::Speaker(speaker) => format!("said by {}, left open", words(speaker)),
            Attribution::Endorsed(speaker) => {
                format!("said by {}, and the author endorses it", words(speaker))
            }
            Attribution::Rejected(speaker) => {
                format!("said by {}, and the author denies it", words(speaker))
            }
        }
    }

    fn propositions(&self, out: &mut dyn Write) -> io::Result<()> {
        self.title(out, "What the claim holds")?;
        for (number, one) in self.report.trace.propositions.iter().enumerate() {
            let bearing = match one.bearing {
                Bearing::States => "states it",
                Bearing::Denies => "denies it (a rival account)",
            };
            let planned = if one.planned { "planned " } else { "" };
            let not = if one.negated { "not " } else { planned };
            let kind = self.report.kinds.name(one.kind);
            let text = format!("{}. {bearing}: {not}{kind}", letter(number));
            self.line(out, &text, "  ")?;
            self.line(out, &slots(one), "     ")?;
        }
        Ok(())
    }

    fn compared(&self, out: &mut dyn Write) -> io::Result<()> {
        self.title(out, "Compared")?;
        let trace = self.report.trace;
        if trace.candidates.is_empty() {
            let mut kinds: Vec<&str> = Vec::new();
            for one in &trace.propositions {
                let kind = self.report.kinds.name(one.kind);
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            let text = format!(
                "nothing: no event of the sentence is of a kind that the claim speaks of ({}), or \
                 that excludes one",
                kinds.join(", ")
            );
            return self.line(out, &text, "  ");
        }
        for candidate in &trace.candidates {
            self.candidate(out, candidate)?;
        }
        Ok(())
    }

    fn candidate(&self, out: &mut dyn Write, candidate: &Candidate) -> io::Result<()> {
        let number = self
            .report
            .events()
            .position(|(index, _)| index == candidate.event)
            .unwrap_or_default();
        let relation = match candidate.relation {
            Relation::Is => "",
            Relation::Excludes => " (kinds that exclude each other)",
            Relation::AmountsTo => " (a kind that amounts to it)",
        };
        let text = format!(
            "event {} with {}{relation}",
            number + 1,
            letter(candidate.proposition)
        );
        self.line(out, &text, "  ")?;
        let reasons = match &candidate.outcome {
            Outcome::Aligned(aligned) => &aligned.reasons,
            Outcome::Stopped { reasons, .. } => reasons,
        };
        for reason in reasons {
            self.line(out, &comparison(reason), "     ")?;
        }
        let end = match &candidate.outcome {
            Outcome::Aligned(aligned) => {
                let points = aligned.points_to.map_or(String::new(), |stance| {
                    format!(", pointing to {}", stance.name())
                });
                format!(
                    "-> {}{points} [{}], {} confidence",
                    aligned.stance.name(),
                    aligned.code,
                    confidence(aligned.confidence)
                )
            }
            Outcome::Stopped { gate: at, .. } => format!("-> no stance: {}", gate(*at)),
        };
        self.line(out, &end, "     ")
    }

    fn result(&self, out: &mut dyn Write) -> io::Result<()> {
        self.title(out, "Result")?;
        if self.report.findings.is_empty() {
            let mut text = String::from("no stance toward the claim");
            if !self.report.trace.established {
                text.push_str("; the subject is not established at this sentence");
            }
            self.line(out, &text, "  ")?;
        }
        for finding in &self.report.findings {
            let points = finding.points_to.map_or(String::new(), |stance| {
                format!(", pointing to {}", stance.name())
            });
            let text = format!("{}{points} [{}]", finding.stance.name(), finding.code);
            self.line(out, &text, "  ")?;
        }
        for open in self.unknown() {
            self.line(out, &open, "  ")?;
        }
        Ok(())
    }

    /// What stayed unknown, in plain words.
    fn unknown(&self) -> Vec<String> {
        let mut open: Vec<String> = Vec::new();
        for candidate in &self.report.trace.candidates {
            let reasons = match &candidate.outcome {
                Outcome::Aligned(aligned) => &aligned.reasons,
                Outcome::Stopped { reasons, .. } => reasons,
            };
            let unknown = reasons
                .iter()
                .filter(|reason| reason.outcome == crate::frame::Comparison::Unknown);
            for reason in unknown {
                let text = match reason.text.as_str() {
                    "" => format!("unknown: {}, not said", reason.role.name()),
                    words => format!(
                        "unknown: {}, {} could not be compared with {}",
                        reason.role.name(),
                        escape(words),
                        reason.record
                    ),
                };
                if !open.contains(&text) {
                    open.push(text);
                }
            }
        }
        open
    }
}

/// Propositions are lettered, events numbered.
fn letter(number: usize) -> String {
    let letter = char::from(b'A' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// `text` cut to `width` cells.
fn cut(text: &str, width: usize) -> String {
    if cells(text) < width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if cells(&kept) + 3 > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

fn slots(one: &Proposition) -> String {
    let mark = |role: Role| {
        let mut marks = Vec::new();
        if one.decisive.contains(&role) {
            marks.push("decisive");
        }
        if one.exclusive.contains(&role) {
            marks.push("exclusive");
        }
        if marks.is_empty() {
            String::new()
        } else {
            format!(" ({})", marks.join(", "))
        }
    };
    let mut slots: Vec<String> = one
        .fillers
        .iter()
        .map(|(role, words)| format!("{}: {words}{}", role.name(), mark(*role)))
        .collect();
    if let Some(time) = one.time {
        slots.push(format!("time: {time}{}", mark(Role::Time)));
    }
    if let Some(window) = one.window.filter(|window| Some(*window) != one.time) {
        slots.push(format!("an event counts as this one within {window}"));
    }
    slots.join("; ")
}
