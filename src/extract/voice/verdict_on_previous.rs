//! A sentence that judges what was said before: "That was a lie.", "None of this is true.", "The documents tell a
//! different story."

use super::Heard;
use super::held::{Held, give_away};
use super::spared::tells_of_theory;
use crate::extract::assertion::{Assertion, Attribution, Polarity, Speaker};
use crate::extract::clause::case_of;
use crate::extract::lexicon::{Pronoun, WordSet};
use crate::extract::putting::{SpeakerStanding, judges_object, truth_of};
use crate::frame::Role;
use crate::language::tree::Upos;

/// What stands between a telling and its matter.
const TELLS: [&str; 3] = ["of", "about", "on"];

/// A judgement on earlier words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Judged {
    /// Whether it calls them true.
    holds: bool,
    /// Whether it judges the whole report and not only the last sentence.
    whole: bool,
    /// Whether it denies only who did it ("The roles were reversed.").
    turned: bool,
    /// Whether its word is about facts, not morals, so that it may be said of the author's own words.
    of_facts: bool,
    /// Whether it judges a speaker, and says nothing of the author's own words.
    of_speaker: bool,
}

/// If the sentence judges earlier ones, rejects or endorses these, and tells so.
pub fn apply(heard: &Heard, held: &mut Held, all: &mut [Assertion]) -> bool {
    let Some(judged) = judgement(heard) else {
        return unheld(heard, held, all);
    };
    let members = if judged.whole {
        held.members().to_vec()
    } else {
        let previous = heard.index.saturating_sub(1);
        held.members_of(previous, all)
    };
    for at in members {
        judge(heard, &mut all[at], judged);
    }
    held.end();
    true
}

fn judge(heard: &Heard, assertion: &mut Assertion, judged: Judged) {
    let speaker = match &assertion.voice {
        Attribution::Speaker(speaker) => speaker.clone(),
        Attribution::Author if tells_of_theory(heard, assertion) => return,
        Attribution::Author if !judged.holds && !judged.of_speaker => {
            let own = Speaker {
                words: heard.document.sentences[assertion.sentence].span,
                entity: None,
            };
            // "Wrong!" may judge the deed: the author is not accused of having said it, and agrees with nothing.
            if !judged.of_facts {
                assertion.echoes = Some(own);
                return;
            }
            own
        }
        _ => return,
    };
    if judged.turned {
        assertion.voice = Attribution::Author;
        assertion.polarity = Polarity::NotRole(Role::Agent);
        return;
    }
    assertion.judged_in = Some(heard.index).filter(|&at| at != assertion.sentence);
    assertion.voice = if judged.holds {
        Attribution::Endorsed(speaker)
    } else {
        Attribution::Rejected(speaker)
    };
}

fn judgement(heard: &Heard) -> Option<Judged> {
    let root = heard.root()?;
    fragment(heard)
        .or_else(|| copular(heard, root))
        .or_else(|| erring(heard, root))
        .or_else(|| existential(heard, root))
        .or_else(|| opposed(heard, root))
        .or_else(|| by_record(heard, root))
        .or_else(|| unconfirmed(heard))
}

/// "Nobody still believes this.", "Hardly a sentence has been refuted so often.": what was said before is nobody's word any
/// more; it may be true all the same.
fn unheld(heard: &Heard, held: &mut Held, all: &mut [Assertion]) -> bool {
    let words = &heard.lexicon.voice;
    let polarity = &heard.lexicon.cues.polarity;
    let Some(root) = heard.root() else {
        return false;
    };
    let mut children = heard.tree.children(root).iter().copied();
    let subject = children.find(|&at| heard.tree.token(at).relation.is("nsubj"));
    // "Hardly a sentence": the adverb hangs anywhere before its noun.
    let few = |at: usize| {
        let lemma = heard.lemma(at);
        polarity.negators.contains(&lemma) || polarity.scarce.contains(&lemma)
    };
    let Some(subject) = subject.filter(|&subject| (0..=subject).any(few)) else {
        return false;
    };
    let lemma = heard.lemma(root);
    let mut objects = heard.tree.children_by(root, "obj");
    let upheld = words.upholding.contains(&lemma)
        && objects.any(|object| points_back(heard, object).is_some());
    let told = heard.lemma(subject);
    let telling = words.passages.contains(&told) || words.tells(&told);
    let compared = |at: usize| ["more", "so", "as"].contains(&heard.lemma(at).as_str());
    let refuted = words.verdict.refuting.contains(&lemma)
        && telling
        && heard.tree.subtree(root).into_iter().any(compared);
    if !upheld && !refuted {
        return false;
    }
    for at in held.members_of(heard.index.saturating_sub(1), all) {
        give_away(heard, &mut all[at..=at]);
    }
    held.end();
    true
}

/// "Nothing that the envoys saw bore it out.": wherever in the sentence it stands.
fn unconfirmed(heard: &Heard) -> Option<Judged> {
    let cues = &heard.lexicon.voice.verdict;
    let nothing = &heard.lexicon.cues.polarity.nothing;
    let tree = heard.tree;
    let confirms = |verb: &usize| {
        let lemma = heard.lemma(*verb);
        let particle = |at: usize| {
            let form = tree.token(at).form.to_lowercase();
            cues.confirming.contains(&format!("{lemma} {form}"))
        };
        let verbal = tree.token(*verb).upos == Upos::Verb;
        verbal
            && (cues.confirming.contains(&lemma)
                || tree.children(*verb).iter().any(|&at| particle(at)))
    };
    let verb = (0..tree.len()).find(confirms)?;
    let object = tree.children_by(verb, "obj").next()?;
    let above = tree.children_by(verb, "nsubj").chain(tree.ancestors(verb));
    let denied = above
        .into_iter()
        .any(|at| nothing.contains(&heard.lemma(at)));
    points_back(heard, object)
        .filter(|_| denied)
        .map(|_| Judged {
            holds: false,
            whole: true,
            turned: false,
            of_speaker: false,
            of_facts: false,
        })
}

/// How a subject points back at what was said: `Some(true)` at the whole of it.
fn points_back(heard: &Heard, at: usize) -> Option<bool> {
    let cues = &heard.lexicon.voice.verdict;
    let lemma = heard.lemma(at);
    // "the claim that ..." brings its own content, and so does "the tale of a raid".
    let content = ["acl", "ccomp"]
        .iter()
        .any(|relation| heard.tree.children_by(at, relation).next().is_some());
    let form = heard.tree.token(at).form.to_lowercase();
    let told: Vec<usize> = heard.tree.children_by(at, "nmod").collect();
    let of_this = told
        .iter()
        .any(|&of| cues.demonstratives.contains(&heard.lemma(of)));
    let noun = heard.tree.token(at).upos == Upos::Noun;
    let of_matter = noun
        && cues.whole.contains(&lemma)
        && told.into_iter().any(|of| {
            let pointing = heard.tree.subtree(of).into_iter().any(|word| {
                let form = heard.tree.token(word).form.to_lowercase();
                cues.demonstratives.contains(&form)
            });
            let owner = heard.tree.token(of).relation.as_str() == "nmod:poss";
            !pointing
                && !owner
                && case_of(heard.tree, of)
                    .iter()
                    .any(|case| TELLS.contains(&case.as_str()))
        });
    if content || of_matter {
        return None;
    }
    if cues.demonstratives.contains(&lemma) || cues.demonstratives.contains(&form) {
        return Some(false);
    }
    let pronoun = matches!(heard.tree.token(at).upos, Upos::Pron | Upos::Det);
    (cues.whole.contains(&lemma) && (!pronoun || of_this || lemma == "both")).then_some(true)
}

/// "A lie.", "Not true.", "Quite the reverse."
fn fragment(heard: &Heard) -> Option<Judged> {
    const LONGEST: usize = 4;
    let cues = &heard.lexicon.voice.verdict;
    let words: Vec<String> = (0..heard.tree.len())
        .filter(|&at| heard.tree.token(at).upos != Upos::Punct)
        .map(|at| heard.lemma(at))
        .collect();
    let verbal =
        (0..heard.tree.len()).any(|at| matches!(heard.tree.token(at).upos, Upos::Verb | Upos::Aux));
    let choice = words.iter().any(|word| cues.falsehood.contains(word))
        && words.iter().any(|word| cues.truth.contains(word));
    let asked = heard.words().trim_end().ends_with('?');
    if words.is_empty() || words.len() > LONGEST || verbal || choice || asked {
        return None;
    }
    let negated = words
        .iter()
        .any(|word| heard.lexicon.cues.polarity.negators.contains(word));
    let last = words.last()?;
    let opposite = cues.opposite.contains(last) && words.len() > 1 && last != "other";
    let holds = if cues.falsehood.contains(last) || opposite {
        negated
    } else if cues.truth.contains(last) && (negated || words.len() == 1 && last != "so") {
        !negated
    } else {
        return None;
    };
    Some(Judged {
        holds,
        whole: false,
        turned: false,
        of_speaker: false,
        of_facts: false,
    })
}

/// "This is a fable.", "None of this is true.", "The story is false."
fn copular(heard: &Heard, root: usize) -> Option<Judged> {
    let subject = heard.tree.children_by(root, "nsubj").next()?;
    let whole = points_back(heard, subject)?;
    let copular = heard.tree.children_by(root, "cop").next().is_some();
    let content = ["acl", "csubj", "ccomp"]
        .iter()
        .any(|relation| heard.tree.children_by(root, relation).next().is_some());
    // "Nor is it true that ...": what is judged follows.
    let ahead = heard.lemma(subject) == "it"
        && heard
            .lexicon
            .cues
            .polarity
            .negators
            .contains(&heard.lemma(0));
    if !copular || content || ahead {
        return None;
    }
    let holds = truth_of(heard.tree, heard.lexicon, heard.names, root)?;
    // "not a word of this is true"
    let word = heard.lemma(subject) == "word"
        && heard.tree.subtree(subject).iter().any(|&at| {
            heard
                .lexicon
                .cues
                .polarity
                .negators
                .contains(&heard.lemma(at))
        });
    let of_facts = heard
        .lexicon
        .voice
        .verdict
        .of_facts
        .contains(&heard.lemma(root))
        || heard.lemma(root) == "true";
    // "Rome's version is a lie": it is Rome that lies, and not the author.
    let of_speaker = heard
        .tree
        .children_by(subject, "nmod")
        .any(|owner| heard.tree.token(owner).relation.as_str() == "nmod:poss");
    Some(Judged {
        holds: holds && !word,
        whole,
        turned: false,
        of_speaker,
        of_facts,
    })
}

/// "He is mistaken on both counts.", "They were lying.": whoever was made to say it.
fn erring(heard: &Heard, root: usize) -> Option<Judged> {
    let cues = &heard.lexicon.voice.verdict;
    let subject = heard.tree.children_by(root, "nsubj").next()?;
    let form = heard.tree.token(subject).form.to_lowercase();
    let someone = matches!(
        heard.lexicon.cues.pronoun(&form),
        Some(Pronoun::Masculine | Pronoun::Feminine | Pronoun::Plural)
    );
    let bare = ["obj", "ccomp", "xcomp", "advcl", "acl"]
        .iter()
        .all(|relation| heard.tree.children_by(root, relation).next().is_none());
    let negators = &heard.lexicon.cues.polarity.negators;
    let denied = (heard.tree.children(root).iter()).any(|&at| negators.contains(&heard.lemma(at)));
    let errs = cues.erring.contains(&heard.lemma(root));
    (someone && errs && bare && !denied).then_some(Judged {
        holds: false,
        whole: true,
        turned: false,
        of_speaker: true,
        of_facts: true,
    })
}

/// "There is no truth in this."
fn existential(heard: &Heard, root: usize) -> Option<Judged> {
    let subject = heard.tree.children_by(root, "nsubj").next()?;
    let cues = &heard.lexicon.voice.verdict;
    let expletive = heard.tree.children_by(root, "expl").next().is_some();
    let truth = heard
        .tree
        .subtree(subject)
        .iter()
        .any(|&at| cues.truths.contains(&heard.lemma(at)));
    let denied = heard.tree.children_by(subject, "det").any(|det| {
        let lemma = heard.lemma(det);
        heard.lexicon.cues.polarity.determiners.contains(&lemma)
    });
    let about = (0..heard.tree.len()).any(|at| points_back(heard, at).is_some());
    (expletive && truth && denied && about).then_some(Judged {
        holds: false,
        whole: true,
        turned: false,
        of_speaker: false,
        of_facts: true,
    })
}

/// "The truth is the opposite.", "The opposite is true.", "The roles were reversed.", "Nothing could be further from
/// the truth."
fn opposed(heard: &Heard, root: usize) -> Option<Judged> {
    let cues = &heard.lexicon.voice.verdict;
    let subject = heard.tree.children_by(root, "nsubj").next()?;
    let (about, said) = (heard.lemma(subject), heard.lemma(root));
    let lemmas: Vec<String> = (0..heard.tree.len()).map(|at| heard.lemma(at)).collect();
    let has = |words: &WordSet| lemmas.iter().any(|word| words.contains(word));
    let otherwise = cues.truths.contains(&about) && cues.opposite.contains(&said)
        || cues.opposite.contains(&about) && (cues.truth.contains(&said) || said == "case");
    let turned = about == "role" && cues.turned.contains(&said);
    let far = about == "nothing"
        && has(&cues.truths)
        && lemmas
            .iter()
            .any(|word| word.starts_with("far") || word == "further");
    let round = said == "way"
        && lemmas.iter().any(|word| word == "other")
        && points_back(heard, subject).is_some();
    (otherwise || turned || far || round).then_some(Judged {
        of_speaker: false,
        holds: false,
        whole: true,
        turned,
        of_facts: far,
    })
}

/// "The archives refute this.", "This has been disproved.", "The documents tell a different story."
fn by_record(heard: &Heard, root: usize) -> Option<Judged> {
    let cues = &heard.lexicon.voice.verdict;
    if let Some((object, standing)) = judges_object(heard.tree, heard.lexicon, heard.names, root) {
        let whole = points_back(heard, object)?;
        return Some(Judged {
            holds: standing == SpeakerStanding::Endorsed,
            whole,
            turned: false,
            of_speaker: false,
            of_facts: false,
        });
    }
    let subject = heard.tree.children_by(root, "nsubj").next()?;
    let record =
        crate::extract::putting::is_evidence(heard.tree, heard.lexicon, heard.names, subject);
    let tells = cues.telling_otherwise.contains(&heard.lemma(root));
    let content = heard.tree.children_by(root, "ccomp").next().is_some();
    let otherwise = heard
        .tree
        .subtree(root)
        .iter()
        .any(|&at| at > root && cues.opposite.contains(&heard.lemma(at)));
    let nothing = heard.tree.children_by(root, "obj").any(|object| {
        ["nothing", "thing"].contains(&heard.lemma(object).as_str())
            && heard
                .tree
                .subtree(object)
                .iter()
                .any(|&at| ["kind", "sort", "such"].contains(&heard.lemma(at).as_str()))
    });
    (record && tells && !content && (otherwise || nothing)).then_some(Judged {
        holds: false,
        whole: true,
        turned: false,
        of_speaker: false,
        of_facts: false,
    })
}
