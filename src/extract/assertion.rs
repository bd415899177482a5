//! What one sentence of the input puts forward, as plain data.

use crate::frame::{EventKind, Interval, Quantity, Role};
use crate::span::Span;
use std::sync::Arc;

/// Whether the event is put as having happened, denied, or left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// It happened.
    Positive,
    /// It did not.
    Negative,
    /// It happened, but not with this filler of the role ("it was not the South that attacked").
    NotRole(Role),
}

/// How the event stands to fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Modality {
    /// Put as fact (or presupposed as one).
    Actual,
    /// Planned, ordered, wanted, threatened, agreed upon: its being done is not asserted.
    Intended,
    /// Might, could, perhaps, feared, conditional.
    Possible,
    /// Asked ("Did the South attack?", "whether").
    Questioned,
    /// Put in quotation marks as a word that is not the author's ("the so-named \"attack\"").
    Distanced,
}

/// Who is made to say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attribution {
    /// The author's own voice (factive frames such as "admitted that" included).
    Author,
    /// A speaker, neither endorsed nor denied.
    Speaker(Speaker),
    /// A speaker whom the author endorses ("rightly says", "as the archives show").
    Endorsed(Speaker),
    /// A speaker whom the author denies ("falsely claims", "That was a lie.").
    Rejected(Speaker),
}

/// A speaker other than the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker, or the words of the frame where nobody is named.
    pub words: Span,
    /// The entity, as an index into the run's entity table, if it could be resolved.
    pub entity: Option<usize>,
}

/// A number of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The words of the number.
    pub words: Span,
    /// The number.
    pub quantity: Quantity,
    /// What is counted, by the name that nouns which count the same share; "people" for a name of many.
    pub unit: String,
    /// The same by the noun itself, where that is a name ("civilians" who are listed as a people).
    pub noun: String,
    /// Whether it may be a part of all who are meant: other numbers stand in the sentence, or it is told which they are
    /// ("the nine in the square"), or it is denied ("not thirty but twelve").
    pub part: bool,
}

/// What fills a role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filler {
    /// The words of the whole phrase.
    pub words: Span,
    /// The entity that it names or stands for ("North Korean forces" stand for North Korea), as an index into
    /// the run's entity table.
    pub entity: Option<usize>,
    /// Where it names a bloc: the one state of it that the text has spoken of so far.
    pub member: Option<usize>,
    /// The dictionary form of its head noun, where it is one.
    pub lemma: Option<String>,
    /// The dictionary form of the verb, where it is a clause that tells of no event that the lexicon knows.
    pub deed: Option<Box<str>>,
    /// The class of thing that its head noun names ("arms", "forces", "war"), a key of the lexicon's concepts.
    pub concept: Option<String>,
    /// Whether that noun names a part of the class only ("planes" of "arms").
    pub partial: bool,
    /// Entities named inside the phrase, where its head names none ("camps at A and B").
    pub inner: Vec<usize>,
    /// The places that its phrases name, where its head names somebody ("the prisoners of Elba").
    pub of_places: Vec<usize>,
    /// The event that it names, as an index into the same list of assertions.
    pub event: Option<usize>,
    /// How many of them, if the text counts them.
    pub counted: Option<Box<Counted>>,
    /// Whether it was resolved from context (a pronoun, "the North") rather than named in full.
    pub resolved: bool,
    /// Whether the context had another candidate for what it refers to, a less likely one.
    pub weak: bool,
    /// Whether it is "anything", "anybody": whatever there may be.
    pub any: bool,
    /// Whether the text says that nobody else did it ("the United States alone").
    pub alone: bool,
    /// Whether the text says that it holds of each of them ("all members").
    pub whole: bool,
    /// Whether it is somebody's by a pronoun, and told apart by nothing else ("its troops").
    pub own: bool,
    /// Whether it is one of its kind, told for the first time ("an American plane").
    pub indefinite: bool,
    /// Whether the phrase names a part of what the entity is, and not which ("a large part of the South").
    pub portion: bool,
    /// Whether what is denied of them may hold of others: a number or a part of them, or those whom a clause without a
    /// comma tells apart ("the senators who had fled"); not "none of them".
    pub some: bool,
    /// Whether it is one of the bodies or the persons in the service of the entity ("its navy", "the 3rd Legion", "the Roman
    /// consul"): what they did not do, it may have done by others.
    pub arm: bool,
    /// What its phrase tells those who are meant apart by ("the legions that had stayed in Gaul", "the guards at the gate").
    pub told_by: Vec<Aside>,
    /// Whether it is told apart by a name that no pack lists ("the prisoners who had fled from Elba").
    pub strange: bool,
    /// Whether one coordinated or bracketed filler among several ("Stalin *and* Mao").
    pub coordinated: bool,
}

/// A circumstance that fills no role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The dictionary form of its head, in lower case.
    pub lemma: String,
    /// Whom or what it names, where it says where or over what.
    pub entity: Option<usize>,
    /// Whether it is an adverb ("immediately") rather than a phrase.
    pub adverb: bool,
    /// Whether it says that it was done late, in part or but once ("finally", "in one point").
    pub qualifies: bool,
}

/// When it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The words of the date; of the heading or earlier sentence where it was carried over.
    pub words: Span,
    /// The stretch of days in which the event lies.
    pub interval: Interval,
    /// Whether the year or the whole date was carried over from a heading, dateline or earlier sentence.
    pub carried: bool,
    /// Whether the text names a time zone or place whose day may differ by one.
    pub zoned: bool,
    /// Whether the date is vague in the text ("about", "around").
    pub approximate: bool,
    /// Whether the text tells from when on it was so ("from the spring"), rather than when it happened.
    pub since: bool,
}

impl When {
    /// Whether it is only another clause's or sentence's date, which tells about when and rules out little.
    pub fn is_lent(&self) -> bool {
        self.carried && self.approximate
    }
}

/// A proposition as the text puts it.
#[derive(Debug, Clone)]
pub struct Assertion {
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// The kind of event.
    pub kind: EventKind,
    /// The words that name the event.
    pub trigger: Span,
    /// Who fills which role; a role may have several fillers and is absent where the text leaves it open.
    pub roles: Vec<(Role, Filler)>,
    /// When it happened, if the text says so.
    pub time: Option<When>,
    /// The date on which the narrative stands here: it can rule an undated event out, never in.
    pub narrative_time: Option<Interval>,
    /// Whether it only tells which of several are meant ("the men whom they did not shoot").
    pub tells_which: bool,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Whether it is denied of all time ("has never left").
    pub at_no_time: bool,
    /// Whether a denial is for a while only ("had not yet agreed"): the deed may have come later.
    pub for_a_while: bool,
    /// Whether what was done is told to have ended ("kept it until May").
    pub passing: bool,
    /// Whether it was on another occasion than the one told of ("on earlier flights").
    pub other_occasion: bool,
    /// Whether a verb of its own tells it, which may be denied by itself, and no noun.
    pub clausal: bool,
    /// Fact or not.
    pub modality: Modality,
    /// Whose voice.
    pub voice: Attribution,
    /// In the author's voice, but a speaker was made to say the like just before and may still be speaking: it
    /// accuses nobody.
    pub echoes: Option<Speaker>,
    /// The sentence in which the author judges it ("That was a lie."), where it is another one.
    pub judged_in: Option<usize>,
    /// Whether the text marks it as the opening act ("attacked first", "started").
    pub opening: bool,
    /// Whether the text tells of its beginning, or of the first of several: more of it came later.
    pub onset: bool,
    /// Whether the text sets it before or after another hostile deed ("after the landing"), so that without a date of its own
    /// it may be of any time.
    pub told_after: bool,
    /// Whether the text tells it of the day on which it was written ("to this day it insists").
    pub of_today: bool,
    /// Whether the text tells that it had happened before: then its date and doer are another occasion's.
    pub repeated: bool,
    /// Whether a role's filler was looked for and could not be resolved (a pronoun without antecedent); the
    /// comparison then knows that something is said but not what.
    pub unresolved: Vec<(Role, Span)>,
    /// Whether it follows from another assertion of the sentence and is not itself in the words ("a war against the
    /// invasion of X": X began it). Such a one agrees, or repeats a listed rival account, but conflicts with nothing.
    pub inferred: bool,
    /// Whether its word fits another kind of event more closely: it can agree, and no more.
    pub loose: bool,
    /// Whether it is told of another war, or of a world that is not ours (a novel, a game, a supposition): it meets no
    /// claim.
    pub elsewhere: bool,
    /// Whether the text's own key to an exercise calls it false; which part of it is, stays open.
    pub struck: bool,
    /// Roles whose filler the text itself leaves open, and by which words: "who fired first", "each side accused the
    /// other"; the event where it says that this is open ("it is unclear whether").
    pub left_open: Vec<(Role, Span)>,
    /// The circumstances of its clause that fill no role ("unanimously", "without a reason", "over Korea").
    pub asides: Vec<Aside>,
    /// Whether it is done to forces on their way, which does not tell who came first.
    pub meets_forces: bool,
    /// Whether it is said to be so in part only.
    pub in_part: bool,
    /// The adjectives that tell of what sort those are who fill a role ("unarmed"), in lower case, names left out.
    pub qualities: Vec<(Role, String)>,
    /// The least margin of the arcs that all of the reading rests on, whoever takes part, in nats; low means unsure.
    pub margin: f32,
    /// The margin of the arc of each participant.
    pub margins: Vec<(Role, f32)>,
    /// The entities that its sentence, or the one before, speaks of, whether or not they take part; not those by whom others
    /// are only told apart ("Brandt's brother").
    pub near: Arc<[usize]>,
}

impl Assertion {
    /// A plain one: affirmed as a fact in the author's voice, with nothing told of it.
    pub fn bare(sentence: usize, kind: EventKind, trigger: Span) -> Self {
        Self {
            sentence,
            kind,
            trigger,
            roles: Vec::new(),
            time: None,
            narrative_time: None,
            tells_which: false,
            polarity: Polarity::Positive,
            at_no_time: false,
            for_a_while: false,
            passing: false,
            other_occasion: false,
            clausal: false,
            modality: Modality::Actual,
            voice: Attribution::Author,
            echoes: None,
            judged_in: None,
            opening: false,
            onset: false,
            told_after: false,
            of_today: false,
            repeated: false,
            unresolved: Vec::new(),
            inferred: false,
            loose: false,
            elsewhere: false,
            struck: false,
            left_open: Vec::new(),
            asides: Vec::new(),
            meets_forces: false,
            in_part: false,
            qualities: Vec::new(),
            margin: f32::INFINITY,
            margins: Vec::new(),
            near: Arc::default(),
        }
    }

    /// The least margin of the arcs that the event and its participants in these roles rest on, in nats.
    pub fn margin_of(&self, compared: impl Fn(Role) -> bool) -> f32 {
        let roles = self.margins.iter().filter(|(role, _)| compared(*role));
        roles.fold(self.margin, |least, (_, margin)| least.min(*margin))
    }

    /// The least margin of all arcs that it rests on, in nats.
    pub fn least_margin(&self) -> f32 {
        self.margin_of(|_| true)
    }

    /// Whether it is affirmed as done.
    pub fn is_done(&self) -> bool {
        self.polarity == Polarity::Positive && self.modality == Modality::Actual && !self.elsewhere
    }

    /// Whether it is put as what is not to be done ("agreed not to attack").
    pub fn withheld(&self) -> bool {
        self.polarity == Polarity::Negative && self.modality == Modality::Intended
    }

    /// The fillers of `role`, in the order of the text.
    pub fn fillers(&self, role: Role) -> impl Iterator<Item = &Filler> {
        self.roles
            .iter()
            .filter(move |(found, _)| *found == role)
            .map(|(_, filler)| filler)
    }
}
