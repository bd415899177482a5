//! Verbs that make or take away what a word below them names: occasions that are seized, decisions that are withheld.

use super::case_of;
use crate::extract::lexicon::Cues;
use crate::language::tree::Tree;

/// "used the visit to ask for ships", "took the opportunity to ask": the verb by which what the infinitive tells was done.
pub fn occasion_seized(tree: &Tree, cues: &Cues, infinitive: usize) -> Option<usize> {
    let token = tree.token(infinitive);
    let to = case_of(tree, infinitive).iter().any(|mark| mark == "to");
    let above = token.head.filter(|_| to)?;
    let words = &cues.implicative;
    let lemma = |at: usize| tree.token(at).lemma.to_lowercase();
    let finite = |verb: usize| {
        let auxiliary = tree.children_by(verb, "aux").next().is_some();
        let tag = tree.token(verb).xpos.as_str();
        auxiliary || ["VBD", "VBZ", "VBP"].contains(&tag)
    };
    let verb = match token.relation.universal() {
        "acl" if words.occasions.contains(&lemma(above)) => {
            let noun = tree.token(above);
            noun.head.filter(|_| noun.relation.is("obj"))?
        }
        "advcl" | "xcomp" => {
            let mut objects = tree.children_by(above, "obj");
            let occasion = |at: usize| words.occasions.contains(&lemma(at));
            objects.any(occasion).then_some(above)?
        }
        _ => return None,
    };
    (words.seizing.contains(&lemma(verb)) && finite(verb)).then_some(verb)
}

/// "was the first to ask", "was the last state to sign": the word by which it is the one of several that did what the
/// infinitive tells.
pub fn first_to_do(tree: &Tree, cues: &Cues, infinitive: usize) -> Option<usize> {
    let token = tree.token(infinitive);
    let to = case_of(tree, infinitive).iter().any(|mark| mark == "to");
    let clause = ["acl", "xcomp", "advcl"].contains(&token.relation.universal());
    let predicate = token.head.filter(|_| to && clause)?;
    let order = |&at: &usize| cues.qualities.order.contains(&*tree.token(at).lower());
    let mut adjectives = tree.children_by(predicate, "amod");
    Some(predicate)
        .filter(order)
        .or_else(|| adjectives.find(order))
}

/// "withheld his approval", "held back consent": the verb by which the noun's decision was not given.
pub fn withheld_by(tree: &Tree, cues: &Cues, noun: usize) -> Option<usize> {
    let token = tree.token(noun);
    let object = token.relation.is("obj") || token.relation.as_str() == "nsubj:pass";
    let verb = token.head.filter(|_| object)?;
    let lemma = tree.token(verb).lemma.to_lowercase();
    let words = &cues.turning.withholding;
    let with_particle = |&child: &usize| {
        let form = tree.token(child).form.to_lowercase();
        words.contains(&format!("{lemma} {form}"))
    };
    let withholds = words.contains(&lemma) || tree.children(verb).iter().any(with_particle);
    let mut receivers = tree.children_by(verb, "iobj");
    // "denied his support" says that there was none, "denied them his support" gives none.
    let said = cues.turning.saying.contains(&lemma)
        && receivers.next().is_none()
        && token.relation.as_str() != "nsubj:pass";
    (withholds && !said).then_some(verb)
}
