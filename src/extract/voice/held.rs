//! A voice that is opened in one sentence and holds over the next ones until it changes.
//!
//! A *telling* ("the official version", "the textbook goes on:") holds to the end of its paragraph, or until the author
//! takes the word back. A single remark ("Moscow said that ...") holds only over what plainly continues it; what merely
//! says the like again is noted as an echo, for which nobody is accused.

use super::Heard;
use super::announcement;
use super::own_side::OwnSide;
use crate::document::model::BlockKind;
use crate::extract::assertion::{Assertion, Attribution, Modality, Polarity, Speaker};
use crate::extract::putting::{Frame, frame, said_of_previous};
use crate::frame::Role;

/// How many sentences after its last one a report can still be judged as a whole.
const RECALLED: usize = 6;

/// A paragraph of at most so many sentences can be given to a speaker as a whole by the next one.
const SHORT: usize = 4;

/// The words of one speaker, so far.
#[derive(Debug, Clone)]
pub struct Run {
    speaker: Speaker,
    /// Whether it is a telling, which goes on.
    holds: bool,
    /// Whether it goes on into the next block: the last sentence ended in a colon.
    opens_block: bool,
    /// Whether it was told in the past perfect: what goes on in it may be of it.
    backshifted: bool,
    /// Whether the author spoke of himself where it was opened ("a reader asks me"): where he does so again he has the word.
    beside_author: bool,
    /// Indices of the assertions that are its content.
    members: Vec<usize>,
    /// Its last sentence.
    last: usize,
    /// The block of its last sentence.
    block: usize,
}

/// The report that is under way or was made last, and the author's own words since.
#[derive(Debug, Default)]
pub struct Held {
    run: Option<Run>,
    /// The author's bare assertions in this block, since the last frame.
    bare: Vec<usize>,
    bare_block: usize,
    /// The author's bare assertions in the block before, if that was short.
    bare_before: Vec<usize>,
    /// The sentence that tells of somebody's speech and not what he said, and who he is.
    spoke: Option<(usize, Speaker)>,
    /// The block that names several accounts.
    several: Option<usize>,
}

impl Held {
    /// Hears a sentence after its own frames and quotation marks have been read.
    pub fn hear(&mut self, heard: &Heard, own: &OwnSide, all: &mut [Assertion], first: usize) {
        if self.bare_block != heard.block() {
            let bare = std::mem::take(&mut self.bare);
            let beside = self.bare_block + 1 == heard.block() && !bare.is_empty();
            let short = || heard.document.blocks[self.bare_block].sentences.len() <= SHORT;
            self.bare_before = if beside && short() { bare } else { Vec::new() };
            self.bare_block = heard.block();
        }
        if self
            .run
            .as_ref()
            .is_some_and(|run| heard.index > run.last + RECALLED)
        {
            self.run = None;
        }
        if self.says_so(heard, all) {
            return;
        }
        let quoted = self.block_quotation(heard, all, first);
        match frame(heard.tree, heard.lexicon, heard.names) {
            _ if quoted => {}
            Frame::Told { voice, holds } => {
                if let Some(speaker) = heard.speaker(voice)
                    && !own.includes(heard, &speaker)
                {
                    self.open(heard, speaker, holds, all, first);
                    self.note_speech(heard);
                    return;
                }
                self.end();
            }
            Frame::Own => self.end(),
            Frame::Bare => self.go_on(heard, all, first),
        }
        self.announced_in_clause(heard, all, first);
        self.note(heard, all, first);
    }

    /// The report last made, and the sentence it ended with.
    pub fn members_of(&self, sentence: usize, all: &[Assertion]) -> Vec<usize> {
        let from_run = self.run.iter().flat_map(|run| &run.members);
        from_run
            .chain(&self.bare)
            .copied()
            .filter(|&at| all[at].sentence == sentence)
            .collect()
    }

    /// Everything that the last report said; where there is none, the author's bare words in this paragraph.
    pub fn members(&self) -> &[usize] {
        match &self.run {
            Some(run) => &run.members,
            None => &self.bare,
        }
    }

    /// The author takes the word.
    pub fn end(&mut self) {
        if let Some(run) = &mut self.run {
            run.holds = false;
            run.opens_block = false;
        }
        self.bare.clear();
    }

    fn open(
        &mut self,
        heard: &Heard,
        mut speaker: Speaker,
        holds: bool,
        all: &mut [Assertion],
        first: usize,
    ) {
        let opens_block = heard.words().trim_end().ends_with(':');
        let before = self.run.take().filter(|run| {
            // "It adds", "he went on": the pronoun is the speaker's, whoever that was.
            let same = speaker.entity.is_some() && speaker.entity == run.speaker.entity;
            let pronoun = speaker.entity.is_none() && is_pronoun(heard, &speaker);
            same || pronoun
        });
        let (mut members, mut held) = (Vec::new(), false);
        if let Some(run) = before {
            members = run.members;
            held = run.holds;
            speaker.entity = speaker.entity.or(run.speaker.entity);
        }
        members.extend((first..all.len()).filter(|&at| is_open(&all[at])));
        self.bare.clear();
        self.run = Some(Run {
            speaker,
            holds: holds && !heard.lists_contents() || held || opens_block,
            opens_block,
            backshifted: heard.is_backshifted(),
            beside_author: heard.speaks_of_author(),
            members,
            last: heard.index,
            block: heard.block(),
        });
    }

    /// The sentence announces whose account follows.
    pub fn announce(&mut self, heard: &Heard) {
        let speaker = Speaker {
            words: heard.document.sentences[heard.index].span,
            entity: None,
        };
        match &mut self.run {
            Some(run) if run.last == heard.index => run.holds = true,
            _ => self.begin(heard, speaker, true),
        }
    }

    fn begin(&mut self, heard: &Heard, speaker: Speaker, holds: bool) {
        self.run = Some(Run {
            speaker,
            holds,
            opens_block: false,
            backshifted: false,
            beside_author: false,
            members: Vec::new(),
            last: heard.index,
            block: heard.block(),
        });
    }

    /// Notes that the sentence tells of a lie or a speech, or names several accounts; gives what goes on from such a one to
    /// its speaker.
    fn announced_in_clause(&mut self, heard: &Heard, all: &mut [Assertion], first: usize) {
        let spoke = self.spoke.take();
        if self.several == Some(heard.block()) && heard.begins_with(&heard.lexicon.voice.of_several)
        {
            let speaker = Speaker {
                words: heard.document.sentences[heard.index].span,
                entity: None,
            };
            self.give(heard, speaker, all, first);
            return;
        }
        if let Some((at, speaker)) = spoke
            && at + 1 == heard.index
            && heard.document.sentences[at].block == heard.block()
            && heard.is_backshifted()
        {
            for assertion in &mut all[first..] {
                let own = assertion.voice == Attribution::Author && assertion.echoes.is_none();
                assertion.echoes = assertion.echoes.take().or(own.then(|| speaker.clone()));
            }
            self.spoke = Some((heard.index, speaker));
            return;
        }
        if announcement::names_several(heard) {
            self.several = Some(heard.block());
        }
        self.note_speech(heard);
    }

    /// Notes that the sentence tells of a lie or a speech, and not what it said.
    fn note_speech(&mut self, heard: &Heard) {
        let told = announcement::lie(heard).or_else(|| announcement::what_was_told(heard));
        match (told, &mut self.run) {
            (Some(_), Some(run)) if run.last == heard.index => run.holds = true,
            (Some(lie), _) => self.begin(heard, lie, true),
            (None, _) => {
                let speech = announcement::speech(heard);
                self.spoke = speech.map(|speaker| (heard.index, speaker));
            }
        }
    }

    /// Gives what the sentence says in the author's voice to the speaker.
    fn give(&mut self, heard: &Heard, speaker: Speaker, all: &mut [Assertion], first: usize) {
        self.begin(heard, speaker.clone(), false);
        for (at, assertion) in all.iter_mut().enumerate().skip(first) {
            if assertion.voice == Attribution::Author {
                assertion.voice = Attribution::Speaker(speaker.clone());
                self.run.iter_mut().for_each(|run| run.members.push(at));
            }
        }
    }

    /// A sentence without a frame of its own: the telling's while that holds.
    fn go_on(&mut self, heard: &Heard, all: &mut [Assertion], first: usize) {
        let Some(run) = &mut self.run else { return };
        let cues = &heard.lexicon.voice;
        let kind = |block: usize| heard.document.blocks[block].kind;
        // What follows a block quotation is the author's again.
        let quoting =
            kind(run.block) != BlockKind::Quotation || kind(heard.block()) == BlockKind::Quotation;
        let reaches =
            run.block == heard.block() || run.opens_block && quoting && follows(heard, run.block);
        let author = run.beside_author && heard.speaks_of_author();
        let taken = heard.begins_with(&cues.returning) || author;
        let adverse = taken || heard.begins_with(&cues.adversative) || is_cleft(heard);
        let rebutted: Vec<usize> = run
            .members
            .iter()
            .copied()
            .filter(|&member| {
                let said = &all[first..];
                let rebutted = || said.iter().any(|one| rebuts(one, &all[member]));
                let denied = || said.iter().any(|one| denies(one, &all[member]));
                adverse && rebutted() || denied()
            })
            .filter(|_| run.last + 1 >= heard.index)
            .collect();
        for &member in &rebutted {
            if let Attribution::Speaker(speaker) = &all[member].voice {
                all[member].voice = Attribution::Rejected(speaker.clone());
                all[member].judged_in = Some(heard.index);
            }
        }
        if !reaches || !rebutted.is_empty() || taken {
            self.end();
            return;
        }
        let continued = run.last + 1 == heard.index
            && (heard.begins_with(&cues.continuing) || run.backshifted && heard.is_backshifted());
        if run.holds || continued {
            for (at, assertion) in all.iter_mut().enumerate().skip(first) {
                if assertion.voice == Attribution::Author {
                    assertion.voice = Attribution::Speaker(run.speaker.clone());
                    run.members.push(at);
                }
            }
            run.last = heard.index;
            run.block = heard.block();
        } else if run.last + 1 == heard.index {
            let (reported, said) = all.split_at_mut(first);
            for assertion in said {
                let echo = run
                    .members
                    .iter()
                    .filter_map(|&member| reported.get(member))
                    .any(|member| repeats(assertion, member));
                if echo && assertion.voice == Attribution::Author {
                    assertion.echoes = Some(run.speaker.clone());
                }
            }
        }
    }

    /// Notes what a sentence says in the author's own voice, and what it reports in passing.
    fn note(&mut self, heard: &Heard, all: &[Assertion], first: usize) {
        let known = |run: &Option<Run>, at: usize| {
            run.as_ref().is_some_and(|run| run.members.contains(&at))
        };
        for (at, assertion) in all.iter().enumerate().skip(first) {
            match &assertion.voice {
                Attribution::Author => self.bare.push(at),
                // "The myth that ... is false": nobody's words, denied by whoever has the word.
                Attribution::Rejected(speaker) if speaker.entity.is_none() => self.bare.push(at),
                Attribution::Speaker(speaker) if !known(&self.run, at) => match &mut self.run {
                    Some(run) if run.last == heard.index => run.members.push(at),
                    _ => {
                        self.run = Some(Run {
                            speaker: speaker.clone(),
                            holds: false,
                            opens_block: false,
                            backshifted: false,
                            beside_author: false,
                            members: vec![at],
                            last: heard.index,
                            block: heard.block(),
                        });
                    }
                },
                _ => {}
            }
        }
    }

    /// A block quotation is its speaker's: of the sentence that opened it, or of somebody unnamed.
    fn block_quotation(&mut self, heard: &Heard, all: &mut [Assertion], first: usize) -> bool {
        let block = &heard.document.blocks[heard.block()];
        if block.kind != BlockKind::Quotation {
            return false;
        }
        let words = heard
            .document
            .text
            .get(block.span.range())
            .unwrap_or_default()
            .trim_start_matches(['>', '*', '_', ' ']);
        // A callout is named at the head of its block.
        let is_callout = |callout: &String| {
            let head = words.chars().take(callout.chars().count());
            head.flat_map(char::to_lowercase).eq(callout.chars())
        };
        if heard.lexicon.voice.callouts.iter().any(is_callout) {
            return false;
        }
        let speaker = match &self.run {
            Some(run) if run.opens_block && follows(heard, run.block) => run.speaker.clone(),
            Some(run) if run.block == heard.block() => run.speaker.clone(),
            _ => Speaker {
                words: heard.document.sentences[heard.index].span,
                entity: None,
            },
        };
        for assertion in &mut all[first..] {
            if assertion.voice == Attribution::Author {
                assertion.voice = Attribution::Speaker(speaker.clone());
            }
        }
        if let Some(run) = &mut self.run
            && run.speaker == speaker
        {
            run.last = heard.index;
            run.block = heard.block();
            run.opens_block = true;
        }
        true
    }

    /// "So says Moscow.", "That is the official version.": the words before, in this paragraph, were somebody else's.
    fn says_so(&mut self, heard: &Heard, all: &mut [Assertion]) -> bool {
        let Some(voice) = said_of_previous(heard.tree, heard.lexicon, heard.names) else {
            return false;
        };
        let Some(speaker) = heard.speaker(voice) else {
            return false;
        };
        let mut members = std::mem::take(&mut self.bare);
        // "So says Moscow." may open the next paragraph.
        let opens = heard.document.blocks[heard.block()].sentences.start == heard.index;
        if members.is_empty() && opens {
            members = std::mem::take(&mut self.bare_before);
        }
        if members.is_empty() {
            return false;
        }
        for &at in &members {
            if let Attribution::Rejected(_) = all[at].voice {
                all[at].polarity = match all[at].polarity {
                    Polarity::Positive => Polarity::Negative,
                    _ => Polarity::Positive,
                };
            }
            all[at].voice = Attribution::Speaker(speaker.clone());
        }
        self.run = Some(Run {
            speaker,
            holds: false,
            opens_block: false,
            backshifted: false,
            beside_author: false,
            members,
            last: heard.index,
            block: heard.block(),
        });
        true
    }
}

/// Gives what a sentence says in the author's voice to somebody unnamed.
pub(super) fn give_away(heard: &Heard, said: &mut [Assertion]) {
    for assertion in said {
        if assertion.voice == Attribution::Author {
            assertion.voice = Attribution::Speaker(Speaker {
                words: heard.document.sentences[assertion.sentence].span,
                entity: None,
            });
        }
    }
}

fn is_open(assertion: &Assertion) -> bool {
    matches!(assertion.voice, Attribution::Speaker(_))
}

fn is_pronoun(heard: &Heard, speaker: &Speaker) -> bool {
    let words = heard
        .document
        .text
        .get(speaker.words.range())
        .unwrap_or_default()
        .to_lowercase();
    heard.lexicon.cues.pronoun(&words).is_some()
}

/// Whether the sentence's block comes right after the one at `before`, headings aside.
fn follows(heard: &Heard, before: usize) -> bool {
    heard.block() == before + 1
}

/// "It was the North that ...".
fn is_cleft(heard: &Heard) -> bool {
    heard.root().is_some_and(|root| {
        heard.tree.children_by(root, "cop").next().is_some()
            && heard.tree.children_by(root, "acl").next().is_some()
            && heard.lemma(0) == "it"
    })
}

fn agents(assertion: &Assertion) -> Vec<usize> {
    assertion
        .fillers(Role::Agent)
        .filter_map(|filler| filler.entity)
        .collect()
}

/// Whether `said` cannot go on where `reported` left off: the like by another doer, or its denial.
pub(super) fn rebuts(said: &Assertion, reported: &Assertion) -> bool {
    let (mine, theirs) = (agents(said), agents(reported));
    let other =
        !mine.is_empty() && !theirs.is_empty() && mine.iter().all(|agent| !theirs.contains(agent));
    let denied = said.polarity != reported.polarity && said.polarity != Polarity::Positive;
    said.kind == reported.kind && (other || denied)
}

/// "It never took place": whether `said` denies what was reported, with no word that tells another deed. Nobody gainsays
/// himself in one breath: another has the word.
fn denies(said: &Assertion, reported: &Assertion) -> bool {
    let (mine, theirs) = (agents(said), agents(reported));
    let same_doer = mine.is_empty() || mine.iter().any(|agent| theirs.contains(agent));
    let same_time = match (&said.time, &reported.time) {
        (Some(mine), Some(theirs)) => mine.interval.contains(theirs.interval),
        (mine, _) => mine.is_none(),
    };
    let told = |one: &Assertion| one.modality == Modality::Actual;
    said.kind == reported.kind
        && (&said.polarity, &reported.polarity) == (&Polarity::Negative, &Polarity::Positive)
        && told(said)
        && told(reported)
        && same_doer
        && same_time
}

/// Whether `said` says the like of `reported` again.
fn repeats(said: &Assertion, reported: &Assertion) -> bool {
    let (mine, theirs) = (agents(said), agents(reported));
    mine.iter().any(|agent| theirs.contains(agent))
        || said.kind == reported.kind && (mine.is_empty() || theirs.is_empty())
}
