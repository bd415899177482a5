//! Where the narrative stands in time: what headings, datelines and earlier sentences give to the dates of a sentence.

use super::assertion::When;
use super::clause::case_of;
use super::lexicon::Lexicon;
use super::names::NameSpan;
use super::tense::{self, Tense};
use super::time::{
    self, Anchor, Base, Carried, Qualifier, TimeExpression, TimeLexicon, TimeValue, Unit,
};
use crate::document::model::{BlockKind, Document};
use crate::frame::{Grain, Interval};
use crate::language::tree::{Tree, Upos};
use crate::span::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The level of headings under which another story begins.
const CHAPTER: u8 = 1;
/// The class of what is released or found long after the story.
const PAPERS: &str = "documents";

/// Up to how many bytes behind a date another one stands beside it (", ").
const APPOSED: usize = 2;

/// The time of the discourse before a sentence.
#[derive(Debug, Clone, Default)]
pub struct Chronology {
    /// The date last given in the narrative.
    narrative: Option<Interval>,
    /// A later date that was given in passing ("which had ended in 1945"), if its year is another one.
    aside: Option<Interval>,
    /// The date of the heading.
    heading: Option<Interval>,
    /// The date last given before the section began.
    earlier: Option<Interval>,
    /// The years that the chapter has named so far.
    years: Years,
    /// Whether the narrative's date was completed from the section before, and so is only likely.
    unsure: bool,
    /// Whether the narrative is told in the present tense.
    present: bool,
    /// The chapter: the outermost heading.
    chapter: Option<usize>,
    /// What the last dated sentence gives to undated ones of its scene.
    scene: Option<Scene>,
    /// A bare date just before, and the sentence that it is.
    bare: Option<(usize, When)>,
    /// The date that labels the entry at hand ("25 June: ..."), and its block.
    entry: Option<(usize, When)>,
    /// The day last named, and in which sentence.
    day: Option<(usize, Interval)>,
    /// The day of writing.
    published: Option<Date>,
}

/// The years that a chapter has named so far, wherever in its sentences.
#[derive(Debug, Clone, Copy, Default)]
enum Years {
    /// None.
    #[default]
    None,
    /// One only.
    One(Interval),
    /// Several.
    Several,
}

impl Years {
    /// Takes a date in; one that names no single year tells nothing.
    fn name(&mut self, date: Interval) {
        let Some(year) = date.single_year() else {
            return;
        };
        *self = match self {
            Years::None => Years::One(date),
            Years::One(known) if known.single_year() == Some(year) => return,
            _ => Years::Several,
        };
    }

    /// The only one.
    fn only(self) -> Option<Interval> {
        match self {
            Years::One(date) => Some(date),
            Years::None | Years::Several => None,
        }
    }
}

/// A dated sentence whose story goes on in the ones after it.
#[derive(Debug, Clone)]
struct Scene {
    /// The sentence last read of it.
    sentence: usize,
    /// The date, at the grain of a month or coarser.
    when: When,
    /// Who and what was named in it.
    entities: BTreeSet<usize>,
}

/// What a scene gives to a sentence without a date.
#[derive(Debug, Clone)]
pub struct SceneTime {
    /// The date: carried, and too vague to conflict.
    pub when: When,
    /// Who and what was named in the scene.
    pub entities: BTreeSet<usize>,
}

/// A sentence as far as its time is concerned.
pub struct Dated<'a> {
    /// Index in the document.
    pub index: usize,
    /// Its dates as written.
    pub dates: &'a [TimeExpression],
    /// Its names.
    pub names: &'a [NameSpan],
}

impl Chronology {
    /// A new section begins below `headings`: the nearest one with a date gives it.
    pub fn enter_section(
        &mut self,
        document: &Document,
        headings: &[usize],
        lexicon: &TimeLexicon,
    ) {
        let outermost = headings.first().copied();
        let chapter = outermost.is_some_and(|heading| {
            self.chapter != Some(heading)
                && document.blocks[heading].kind == BlockKind::Heading(CHAPTER)
        });
        self.earlier = self.narrative.or(self.earlier).filter(|_| !chapter);
        self.chapter = outermost.or(self.chapter);
        if chapter {
            self.years = Years::None;
        }
        self.narrative = None;
        self.aside = None;
        self.scene = None;
        self.unsure = false;
        self.heading = headings.iter().rev().find_map(|&heading| {
            let sentences = document.blocks[heading].sentences.clone();
            document.sentences[sentences].iter().find_map(|sentence| {
                time::find_dates(&document.text, sentence.span, lexicon)
                    .iter()
                    .find_map(TimeExpression::absolute)
            })
        });
    }

    /// Takes the day of writing from the first paragraph that opens with a dateline.
    pub fn enter_block(&mut self, text: &str, lexicon: &TimeLexicon) {
        if self.published.is_none() {
            self.published = time::dateline(text, lexicon)
                .and_then(|date| date.absolute())
                .and_then(Interval::single_day);
        }
    }

    /// The date on which the narrative stands; `None` where a date in passing leaves two possible.
    pub fn narrative(&self) -> Option<Interval> {
        self.narrative
            .filter(|_| self.aside.is_none() && !self.unsure)
    }

    /// Whether the narrative is told in the present tense.
    pub fn is_present(&self) -> bool {
        self.present
    }

    /// What the scene gives to a sentence without a date of its own.
    pub fn scene(&self, document: &Document, sentence: usize) -> Option<SceneTime> {
        let scene = self.scene.as_ref()?;
        let near = sentence == scene.sentence + 1
            && document.sentences[scene.sentence].block == document.sentences[sentence].block;
        near.then(|| SceneTime {
            when: scene.when.clone(),
            entities: scene.entities.clone(),
        })
    }

    /// The dates of a sentence, completed as far as the context allows, with the intervals found. `foreign` tells which
    /// names are those of places away from the events, whose day may be another.
    pub fn complete(
        &self,
        sentence: &Dated,
        foreign: &dyn Fn(&NameSpan) -> bool,
    ) -> Vec<(Option<Interval>, Option<When>)> {
        let mut last = self.narrative;
        let mut unsure = self.unsure;
        // "A worksheet on 25 June 1950: ... | 26 June | ...": where only one year has been named, it is likely meant.
        let only = self.years.only().filter(|_| self.published.is_none());
        let complete = |(at, date): (usize, &TimeExpression)| {
            // "on the same day, 26 April 1986": the date behind the comma says which.
            let told = sentence.dates.get(at + 1).filter(|next| {
                let next_to = next.span.start <= date.span.end + APPOSED;
                next_to
                    && is_same_day(&date.value)
                    && next.absolute().and_then(Interval::single_day).is_some()
            });
            let value = told.map_or(&date.value, |next| &next.value);
            let anchor = Anchor {
                last: self.day_before(sentence.index, value).or(last),
                aside: self.aside,
                heading: self.heading,
                earlier: (self.earlier.filter(|_| self.heading.is_none())).or(only),
                dateline: self.published,
            };
            let resolved = time::resolve(value, &anchor);
            if let Some(resolved) = &resolved {
                last = Some(resolved.interval);
                unsure &= resolved.is_carried();
                unsure |= resolved.carried == Some(Carried::Earlier);
            }
            let when = resolved.filter(|_| !date.in_name).and_then(|resolved| {
                Some(When {
                    words: date.span,
                    interval: stretch(date, resolved.interval)?,
                    carried: resolved.is_carried(),
                    zoned: zoned(date, sentence.names, foreign),
                    approximate: date.approximate || unsure || date.qualifier == Qualifier::By,
                    since: date.qualifier == Qualifier::Since,
                })
            });
            (resolved.map(|resolved| resolved.interval), when)
        };
        sentence.dates.iter().enumerate().map(complete).collect()
    }

    /// "That same day": the day that the sentence before named, where the story itself stands at no day.
    fn day_before(&self, sentence: usize, value: &TimeValue) -> Option<Interval> {
        let vague = self.narrative.is_none_or(|now| now.single_day().is_none());
        let (at, day) = self.day.filter(|_| vague && is_same_day(value))?;
        (at + 1 == sentence).then_some(day)
    }

    /// The date that a bare date just before, or the label of its entry, gives to this sentence.
    pub fn undated(&self, document: &Document, sentence: usize) -> Option<When> {
        let block = document.sentences[sentence].block;
        let bare = self.bare.as_ref().filter(|(at, _)| {
            let near = document.sentences[*at].block == block || sentence == at + 1;
            near && sentence <= at + 2
        });
        let entry = self.entry.as_ref().filter(|(at, _)| *at == block);
        bare.or(entry).map(|(_, when)| When {
            carried: true,
            ..when.clone()
        })
    }

    /// Moves the narrative on to the dates of the sentence that was read.
    pub fn leave(
        &mut self,
        document: &Document,
        sentence: &Dated,
        tree: &Tree,
        lexicon: &Lexicon,
        dates: &[(Span, Option<When>)],
    ) {
        let mut told = None;
        let mut tense = tense::of_sentence(tree);
        let mut parentheses = true;
        for (date, (_, when)) in sentence.dates.iter().zip(dates) {
            if let Some(named) = date.absolute() {
                self.years.name(named);
            }
            let Some(when) = when else { continue };
            if when.interval.single_day().is_some() {
                self.day = Some((sentence.index, when.interval));
            }
            if is_of_its_time(tree, date.span, when.interval, lexicon) {
                parentheses = false;
                continue;
            }
            if in_passing(tree, date.span, lexicon) {
                // "It can be read in papers that were released in 1993": said of the papers, not of the story.
                if !is_remark(tree, date.span, tense, lexicon) {
                    self.note_aside(when.interval);
                    parentheses = false;
                }
                continue;
            }
            parentheses = false;
            // "In March 1949, more than a year before the war": counted from elsewhere, and tells no other time.
            if told.is_some() && matches!(date.value, TimeValue::Shifted { .. }) {
                continue;
            }
            match date.qualifier {
                Qualifier::On | Qualifier::During | Qualifier::Between => {
                    self.keep_year(when.interval);
                    self.narrative = Some(when.interval);
                    self.unsure = when.carried && when.approximate && !date.approximate;
                    self.aside = None;
                    told = Some(when);
                }
                Qualifier::Before => self.note_aside(when.interval),
                Qualifier::By | Qualifier::Since | Qualifier::After | Qualifier::Until => {
                    if !is_to_come(tree, date.span) {
                        self.note_bound(date, when);
                    }
                }
            }
        }
        let moves = tense::moves_on(tree, lexicon);
        let remark = parentheses && !dates.is_empty();
        let open = (dates.is_empty() || remark) && !moves;
        if remark && self.scene.is_some() {
            tense = Tense::Other;
        }
        self.follow(document, sentence, tense, told, open);
        let opens = document.blocks[document.sentences[sentence.index].block]
            .sentences
            .start
            == sentence.index;
        if opens && told.is_none() && tense == Tense::Present {
            self.return_to_now();
        }
        let block = document.sentences[sentence.index].block;
        if let Some(when) = told.filter(|when| opens && labels_entry(document, block, when)) {
            self.entry = Some((block, when.clone()));
        } else if told.is_some() {
            self.entry = None;
        }
        if let Some(when) = told {
            self.present = tense == Tense::Present;
            self.bare = is_bare(document, sentence.index, tree, when)
                .then(|| (sentence.index, when.clone()));
        }
    }

    /// A sentence with a date opens a scene; one without goes on with it; one whose date is not known ends it.
    fn follow(
        &mut self,
        document: &Document,
        sentence: &Dated,
        tense: Tense,
        told: Option<&When>,
        open: bool,
    ) {
        let entities = sentence.names.iter().map(|name| name.entity);
        let scene = match told {
            Some(when) => coarse(when.interval).map(|interval| Scene {
                sentence: sentence.index,
                when: When {
                    interval,
                    carried: true,
                    approximate: true,
                    ..when.clone()
                },
                entities: entities.collect(),
            }),
            None if open && tense != Tense::Present => self.scene(document, sentence.index).map(
                |SceneTime {
                     when,
                     entities: mut of_scene,
                 }| {
                    of_scene.extend(entities);
                    Scene {
                        sentence: sentence.index,
                        when,
                        entities: of_scene,
                    }
                },
            ),
            None => None,
        };
        self.scene = scene.filter(|_| told.is_none() || tense == Tense::Past);
    }

    /// A stretch of years ("in the 1960s") has no year to lend: that of the story before stays likely.
    fn keep_year(&mut self, next: Interval) {
        let year = self.narrative.filter(|now| now.single_year().is_some());
        if next.single_year().is_none() && year.is_some() {
            self.earlier = year;
        }
    }

    /// "To this day it insists ...": a paragraph that opens in the present leaves a story of many years.
    fn return_to_now(&mut self) {
        let years = |narrative: &Interval| narrative.single_year().is_none();
        if !self.present && self.narrative.as_ref().is_some_and(years) {
            self.narrative = None;
            self.aside = None;
        }
    }

    /// "By June the army was ready": the story has moved on to that time, unless it lies further back in it.
    fn note_bound(&mut self, date: &TimeExpression, when: &When) {
        let bound = date.absolute().unwrap_or(when.interval);
        let later = self
            .narrative
            .is_none_or(|narrative| narrative.earliest <= bound.earliest);
        // The day of writing is no time of the story: what it tells of lies before.
        let now = self.narrative.and_then(Interval::single_day);
        let written = now.is_some() && now == self.published;
        if (later || written) && bound.is_bounded() {
            self.keep_year(bound);
            self.narrative = Some(bound);
            self.aside = None;
        } else {
            self.note_aside(bound);
        }
    }

    fn note_aside(&mut self, interval: Interval) {
        let Some(narrative) = self.narrative else {
            return;
        };
        let year = interval.single_year();
        if year.is_some() && year != narrative.single_year() {
            self.aside = Some(interval);
        }
    }
}

/// The months or the year around a date; `None` where it is coarser than a year.
fn coarse(interval: Interval) -> Option<Interval> {
    match interval.single_month() {
        Some((year, month)) => Interval::month(year, month),
        None => interval.single_year().and_then(Interval::year),
    }
}

/// "that day", "the same day".
fn is_same_day(value: &TimeValue) -> bool {
    let (unit, base) = (Unit::Day, Base::Spoken);
    matches!(value, TimeValue::Shifted { unit: found, by: 0, base: from, .. } if (*found, *from) == (unit, base))
}

/// "historians of the 1970s": years that only tell whose time somebody belongs to.
fn is_of_its_time(tree: &Tree, date: Span, interval: Interval, lexicon: &Lexicon) -> bool {
    let of = |at: usize| case_of(tree, at).iter().any(|case| case == "of");
    let happens = |noun: usize| {
        let lemma = tree.token(noun).lemma.to_lowercase();
        let war = lexicon
            .concepts(&lemma)
            .iter()
            .any(|concept| concept == "war");
        war || lexicon.nouns(&lemma).next().is_some()
    };
    let date = head_of(tree, date).filter(|&at| tree.token(at).relation.is("nmod") && of(at));
    let noun = date.and_then(|at| tree.token(at).head);
    interval.single_year().is_none() && noun.is_some_and(|noun| !happens(noun))
}

/// "said that they would come by the 10th": the story has not gone on to what is only to come.
fn is_to_come(tree: &Tree, date: Span) -> bool {
    let Some(at) = (0..tree.len()).find(|&at| date.overlaps(tree.token(at).span)) else {
        return false;
    };
    let verb = tree
        .ancestors(at)
        .find(|&above| tree.token(above).upos == Upos::Verb);
    verb.is_some_and(|verb| {
        tree.token(verb).head.is_some()
            && tree.children(verb).iter().any(|&child| {
                let token = tree.token(child);
                token.xpos == "MD" || token.relation.is("mark") && token.lemma == "to"
            })
    })
}

/// The token that heads the words of a date.
fn head_of(tree: &Tree, date: Span) -> Option<usize> {
    (0..tree.len()).find(|&at| {
        let token = tree.token(at);
        let within = |head: usize| date.overlaps(tree.token(head).span);
        date.overlaps(token.span) && token.head.is_none_or(|head| !within(head))
    })
}

/// Whether `at` heads a clause that tells of a noun in passing.
fn is_relative(tree: &Tree, at: usize) -> bool {
    let token = tree.token(at);
    let copular = token
        .head
        .is_some_and(|head| tree.children_by(head, "cop").next().is_some());
    // "It was on 25 June that ...": the clause of a cleft tells the story.
    token.relation.is("acl") && token.upos == Upos::Verb && !copular
}

/// Whether the date is that of a remark in a relative clause: outside the story, or on when papers were released.
fn is_remark(tree: &Tree, date: Span, tense: Tense, lexicon: &Lexicon) -> bool {
    let papers = |noun: usize| {
        let concepts = lexicon.concepts(&tree.token(noun).lemma.to_lowercase());
        concepts.iter().any(|concept| concept == PAPERS)
    };
    let remark = |at: usize| {
        is_relative(tree, at) && (tense != Tense::Past || tree.token(at).head.is_some_and(papers))
    };
    head_of(tree, date).is_some_and(|head| {
        std::iter::once(head)
            .chain(tree.ancestors(head))
            .any(remark)
    })
}

/// Whether the date stands in a relative clause or in a phrase that is set apart from the story
/// ("after the victory of 1949").
fn in_passing(tree: &Tree, date: Span, lexicon: &Lexicon) -> bool {
    let Some(head) = head_of(tree, date) else {
        return false;
    };
    let apart = |at: usize| {
        case_of(tree, at)
            .iter()
            .any(|case| lexicon.reference.apart.contains(case))
    };
    let aside = |at: usize| is_relative(tree, at) || at != head && apart(at);
    std::iter::once(head).chain(tree.ancestors(head)).any(aside)
}

/// "June 25, 1950." standing alone dates what follows.
fn is_bare(document: &Document, sentence: usize, tree: &Tree, when: &When) -> bool {
    let sentence = &document.sentences[sentence];
    let verb = |token: &crate::language::tree::Token| matches!(token.upos, Upos::Verb | Upos::Aux);
    sentence.span.len() <= when.words.len() + 2
        || document.blocks[sentence.block].kind.is_heading()
        || sentence.span.end <= when.words.end + 1
            && tree.children(0).len() < 3
            && !tree.tokens().iter().any(verb)
}

/// "25 June: ...", "| 25 June | ...": whether the block opens with the date and a mark that sets it apart.
fn labels_entry(document: &Document, block: usize, when: &When) -> bool {
    let span = document.blocks[block].span;
    let before = document.text.get(span.start..when.words.start);
    let after = document.text.get(when.words.end..span.end);
    let bare = before.is_some_and(|before| !before.contains(char::is_alphanumeric));
    bare && after.is_some_and(|after| {
        let after = after.trim_start_matches(['*', '_']);
        after.starts_with([':', '|'])
            || after.trim_start().starts_with(['|', '–', '—']) && after.starts_with(' ')
            || after.starts_with(" - ")
    })
}

/// Whether the day may differ by one from that of the events: a time zone is named, or the place of the clock.
fn zoned(date: &TimeExpression, names: &[NameSpan], foreign: &dyn Fn(&NameSpan) -> bool) -> bool {
    let of_events = |place: Span| {
        names
            .iter()
            .any(|name| name.span.overlaps(place) && !foreign(name))
    };
    date.zone.is_some()
        || date.grain() == Grain::Day && date.place.is_some_and(|place| !of_events(place))
}

/// The stretch in which the event lies. "By June 1949" names the time at which it was complete, "from 23 June" the time
/// at which it began: these are what a record can be compared with.
fn stretch(date: &TimeExpression, interval: Interval) -> Option<Interval> {
    match date.qualifier {
        Qualifier::By | Qualifier::Since => Some(interval),
        _ => date.window(interval),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;

    fn time(text: &str, trigger: &str) -> Option<(String, bool)> {
        read(text).time(trigger)
    }

    #[test]
    fn a_year_is_likely_to_last_beyond_a_heading_that_gives_none() {
        let text = "# The Punic War\n\n## Causes\n\nOn 5 March 1219 Rome armed.\n\n## The war\n\n\
                    On 25 June Carthage attacked Saguntum.\n";
        assert_eq!(time(text, "attacked"), Some(("25 June 1219".into(), true)));
        // Another chapter is another story.
        let text = text.replace("## ", "# ");
        assert_eq!(time(&text, "attacked"), None);
    }

    #[test]
    fn the_only_year_of_a_text_is_likely_meant() {
        let text =
            "The order, signed on 25 June 1950, names no aim. On 26 June Rome attacked Carthage.";
        assert_eq!(time(text, "attacked"), Some(("26 June 1950".into(), true)));
        let two = "The order, signed on 25 June 1950, copied in May 1953, names no aim. On 26 June Rome attacked Carthage.";
        assert_eq!(time(two, "attacked"), None);
    }

    #[test]
    fn a_year_of_its_own_makes_the_section_sure_again() {
        let text = "# The Punic War\n\nRome armed in 1218.\n\n## The war\n\nIn May 1219 Rome armed. \
                    On 25 June Carthage attacked Saguntum.\n";
        assert_eq!(time(text, "attacked"), Some(("25 June 1219".into(), false)));
    }

    #[test]
    fn a_scene_keeps_its_date_about() {
        let text = "On 5 March 1219 Hannibal met Scipio. Hannibal attacked Rome.";
        assert_eq!(time(text, "attacked"), Some(("March 1219".into(), true)));
        for text in [
            "On 5 March 1219 Hannibal met Scipio. Later Hannibal attacked Rome.",
            "On 5 March 1219 Hannibal met Scipio. Hannibal had attacked Rome.",
            "On 5 March 1219 Hannibal met Scipio. Carthage attacked Rome.",
            "On 5 March 1219 Hannibal met Scipio.\n\nHannibal attacked Rome.",
        ] {
            assert_eq!(time(text, "attacked"), None, "{text}");
        }
    }

    #[test]
    fn an_entry_is_of_the_date_that_labels_it() {
        let text =
            "- 27 May 1201: The Senate sleeps. Carthage attacks Rome.\n\n- Hannibal rests.\n";
        let (when, _) = time(text, "attacks").unwrap();
        assert_eq!(when, "27 May 1201");
        let prose = "On 27 May 1201 the Senate slept. Carthage attacked Rome.";
        assert!(time(prose, "attacked").is_none_or(|(when, _)| when != "27 May 1201"));
    }

    #[test]
    fn an_hour_does_not_end_the_scene() {
        let text =
            "On 5 March 1219 Hannibal met Scipio. Shortly before midnight Hannibal attacked Rome.";
        assert_eq!(time(text, "attacked"), Some(("March 1219".into(), true)));
        let text = text.replace("midnight", "the war");
        assert_eq!(time(&text, "attacked"), None);
    }

    #[test]
    fn what_is_said_now_is_not_of_the_narrative() {
        let narrative = |text: &str| read(text).one("attacked").narrative_time.is_some();
        assert!(narrative("In 1985 Rome armed. Carthage attacked Rome."));
        assert!(!narrative(
            "In 1985 Rome armed. The book says that Carthage attacked Rome."
        ));
    }

    #[test]
    fn what_is_only_to_come_does_not_move_the_story() {
        let text = "On 1 July 1219 Hannibal said that the ships would come by the 10th. On the 5th Hannibal attacked Rome.";
        assert_eq!(time(text, "attacked"), Some(("5 July 1219".into(), false)));
    }

    #[test]
    fn a_stretch_of_years_leaves_the_year_of_the_story_likely() {
        let text = "In May 1219 Rome armed. From the late 1230s a school spread in Rome. \
                    On 23 June Carthage attacked Saguntum.";
        assert_eq!(time(text, "attacked"), Some(("23 June 1219".into(), true)));
    }

    #[test]
    fn a_paragraph_in_the_present_leaves_a_story_of_many_years() {
        let narrative = |text: &str| read(text).one("attacked").narrative_time.is_some();
        assert!(!narrative(
            "In the 1230s Rome armed.\n\nRome has not moved. Carthage attacked Rome."
        ));
        assert!(narrative(
            "In 1230 Rome armed.\n\nRome has not moved. Carthage attacked Rome."
        ));
        assert!(!narrative(
            "In 1230 Rome armed. This week Carthage attacked Rome."
        ));
    }

    #[test]
    fn whose_capital_the_scene_is_may_be_there_too() {
        let text = "On 5 March 1219 Hannibal met Scipio. As to Rome his advice was to attack it.";
        assert_eq!(time(text, "advice"), Some(("March 1219".into(), true)));
    }
}
