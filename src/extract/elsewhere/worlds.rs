//! Sentences that tell of a world which is not ours: plots, games, histories that never were, matches.
//!
//! A frame opens where a text speaks of a work and runs to the end of its block, where a heading or the opening of the
//! text names the work, to the end of the section or text; words such as "in reality" lead out of it. Nothing here
//! looks at names: what counts is how the work is spoken of.

use super::words::words;
use crate::document::model::{BlockKind, Document};
use crate::extract::lexicon::{ElsewhereWords, Phrases, WordSet};

/// The most words between an article and the kind of a work ("the 2011 South Korean action film").
const BETWEEN: usize = 5;
/// "In reality" leads out only where it stands near the head of its sentence.
const HEAD: usize = 4;
/// How many sentences of the first paragraph say what a text is about.
const OPENING: usize = 2;

/// What one sentence does to the frame it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nothing.
    Stay,
    /// It opens a frame for itself and what follows.
    Open,
    /// It tells of works itself, and no more.
    Alone,
    /// It leads back to the real world.
    Leave,
    /// It says of what stands before it that it is a work's.
    Past,
}

/// For each sentence of the document, whether what it tells is imagined.
pub fn imagined(document: &Document, cues: &ElsewhereWords) -> Vec<bool> {
    let mut marks = vec![false; document.sentences.len()];
    let about = opening(document, cues);
    let (mut section, mut before) = (about, about);
    for block in &document.blocks {
        let range = block.sentences.clone();
        let (mut whole, mut ends) = (Vec::new(), vec![0]);
        for at in range.clone() {
            whole.extend(words(document.sentence(at)));
            ends.push(whole.len());
        }
        if block.kind.is_heading() {
            section = match heading(&whole, cues) {
                Step::Open => true,
                Step::Leave => false,
                _ => {
                    about || section && block.headings.iter().any(|&at| framed(document, at, cues))
                }
            };
            marks[range].fill(section);
            before = section;
            continue;
        }
        let texts: Vec<&[String]> = ends.windows(2).map(|of| &whole[of[0]..of[1]]).collect();
        let company = about
            || texts
                .iter()
                .map(|text| cues.telling.count(text))
                .sum::<usize>()
                > 0;
        let inherited = match block.kind {
            BlockKind::Item | BlockKind::Row => before || section,
            _ => section,
        };
        before = frame(
            &mut marks[range],
            (&whole, &texts),
            inherited,
            company,
            cues,
        );
    }
    marks
}

/// Whether the heading of that block opens a frame.
fn framed(document: &Document, block: usize, cues: &ElsewhereWords) -> bool {
    let range = document.blocks[block].sentences.clone();
    let text: Vec<String> = range.flat_map(|at| words(document.sentence(at))).collect();
    heading(&text, cues) == Step::Open
}

/// Marks the sentences of one block, whose words are given as a whole and by sentence; whether the frame is open at its end.
fn frame(
    marks: &mut [bool],
    (whole, texts): (&[String], &[&[String]]),
    inherited: bool,
    company: bool,
    cues: &ElsewhereWords,
) -> bool {
    let played = cues.contest.count(whole);
    if played > 0 && played + cues.contest_company.count(whole) > 1 || cues.telling.count(whole) > 1
    {
        marks.fill(true);
        return true;
    }
    let (mut open, mut works_before) = (inherited, false);
    for (at, text) in texts.iter().enumerate() {
        let step = step(text, company, works_before, cues);
        open = match step {
            Step::Open => true,
            Step::Leave => false,
            _ => open,
        };
        marks[at] = open || matches!(step, Step::Alone | Step::Past);
        if step == Step::Past {
            marks[..at].fill(true);
        }
        works_before = mentions_works(text, cues);
    }
    open
}

/// What the heading's words open or close.
fn heading(text: &[String], cues: &ElsewhereWords) -> Step {
    let whole = text.join(" ");
    let bare = text
        .split_first()
        .filter(|(first, _)| first.starts_with(|c: char| c.is_ascii_digit()));
    let unnumbered = bare.map(|(_, rest)| rest.join(" ")).unwrap_or_default();
    let named = |set: &WordSet| set.contains(&whole) || set.contains(&unnumbered);
    if named(&cues.history) {
        Step::Leave
    } else if named(&cues.sections)
        || cues.hypothetical.find(text).is_some()
        || cues.supposing.stand_at(text, 0)
        || (0..text.len()).any(|at| cues.works.in_any_number(text, at))
    {
        Step::Open
    } else {
        Step::Stay
    }
}

/// Whether the text as a whole is about a work: its title or the opening of its first paragraph says so.
fn opening(document: &Document, cues: &ElsewhereWords) -> bool {
    let first = document
        .blocks
        .iter()
        .find(|block| !block.kind.is_heading() && !block.sentences.is_empty());
    let titled = document
        .blocks
        .first()
        .filter(|block| block.kind.is_heading())
        .is_some_and(|block| {
            let text: Vec<String> = block
                .sentences
                .clone()
                .flat_map(|at| words(document.sentence(at)))
                .collect();
            heading(&text, cues) == Step::Open && !cues.sections.contains(&text.join(" "))
        });
    let said = first.is_some_and(|block| {
        block.sentences.clone().take(OPENING).any(|at| {
            let text = words(document.sentence(at));
            is_work(&text, cues, &cues.works) || cues.hypothetical.find(&text).is_some()
        })
    });
    titled || said
}

fn step(text: &[String], company: bool, works_before: bool, cues: &ElsewhereWords) -> Step {
    let real = cues.reality.find(text).is_some_and(|at| at < HEAD);
    if real {
        return Step::Leave;
    }
    let supposed = cues.supposing.stand_at(text, 0);
    if supposed || cues.hypothetical.find(text).is_some() {
        return Step::Open;
    }
    if pointing_back(text, cues) {
        return Step::Past;
    }
    let strong = [&cues.works];
    let both = [&cues.works, &cues.weak_works];
    let lists = if company { &both[..] } else { &strong[..] };
    if lists.iter().any(|list| {
        inside_one(text, cues, list) || spoken_of(text, cues, list) || is_work(text, cues, list)
    }) {
        return Step::Open;
    }
    // "The heroine of the story"
    let work = (0..text.len()).any(|at| both.iter().any(|list| work_at(text, at, list).is_some()));
    if work && cues.telling.find(text).is_some() {
        return Step::Open;
    }
    let several =
        (0..text.len()).any(|at| cues.inside.contains(&text[at]) && many_works(text, at + 1, cues));
    let of_them = works_before && cues.partitives.find(text).is_some();
    if several || of_them {
        return Step::Alone;
    }
    Step::Stay
}

/// "That is the plot of ..."
fn pointing_back(text: &[String], cues: &ElsewhereWords) -> bool {
    let pointing = text
        .first()
        .is_some_and(|first| ["this", "that", "such"].contains(&first.as_str()));
    let copular = text.get(1).is_some_and(|word| cues.copulas.contains(word));
    pointing && copular && cues.premises.find(text).is_some_and(|at| at < HEAD + 1)
}

/// "In the film", "in Kim's second novel", "at the end of the game".
fn inside_one(text: &[String], cues: &ElsewhereWords, works: &Phrases) -> bool {
    let after = |at: usize| {
        let start = at + 1;
        let given = text
            .get(start)
            .is_some_and(|word| cues.determiners.contains(word) || word.contains(['\'', '’']));
        given && work_after(text, start + 1, cues, works).is_some()
    };
    let part = text
        .first()
        .is_some_and(|first| cues.partly.contains(first));
    (0..text.len()).any(|at| {
        cues.inside.contains(&text[at]) && after(at)
            || part && at < HEAD && text[at] == "of" && after(at)
    })
}

/// "The film follows", "This novel", "Her thriller".
fn spoken_of(text: &[String], cues: &ElsewhereWords, works: &Phrases) -> bool {
    text.first()
        .is_some_and(|first| cues.determiners.contains(first))
        && work_after(text, 1, cues, works).is_some()
}

/// "... is a board game for two".
fn is_work(text: &[String], cues: &ElsewhereWords, works: &Phrases) -> bool {
    (1..text.len()).any(|at| {
        cues.copulas.contains(&text[at - 1])
            && ["a", "an", "the"].contains(&text[at].as_str())
            && work_after(text, at + 1, cues, works).is_some()
    })
}

/// The kind of a work within a few words of `start`, with nothing between that breaks the phrase.
fn work_after(
    text: &[String],
    start: usize,
    cues: &ElsewhereWords,
    works: &Phrases,
) -> Option<usize> {
    for at in start..(start + BETWEEN).min(text.len()) {
        if work_at(text, at, works).is_some() {
            return Some(at);
        }
        if cues.breaks.contains(&text[at]) {
            return None;
        }
    }
    None
}

fn work_at(text: &[String], at: usize, works: &Phrases) -> Option<usize> {
    works.longest(text, at)
}

/// "many films", "novels and comics" from `start` on.
fn many_works(text: &[String], start: usize, cues: &ElsewhereWords) -> bool {
    (start..(start + BETWEEN).min(text.len()))
        .take_while(|&at| !cues.breaks.contains(&text[at]))
        .any(|at| cues.works.in_any_number(text, at) && work_at(text, at, &cues.works).is_none())
}

fn mentions_works(text: &[String], cues: &ElsewhereWords) -> bool {
    (0..text.len()).any(|at| cues.works.in_any_number(text, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::Lexicon;
    use crate::frame::KindTable;

    /// The sentences that are told as real, by their index.
    fn real(text: &str) -> Vec<usize> {
        let lexicon = Lexicon::english(KindTable::builtin()).unwrap();
        let document = Document::from_text("x.md", text).unwrap();
        let marks = imagined(&document, &lexicon.elsewhere);
        (0..marks.len()).filter(|&at| !marks[at]).collect()
    }

    #[test]
    fn a_work_frames_what_follows_in_its_block() {
        assert_eq!(
            real(
                "Rome burned. In the film, Nero lights the fire. He sings.\n\nThe city was rebuilt."
            ),
            [0, 3]
        );
        assert_eq!(
            real("The heroine of the story flees. Nero dies.\n\nRome burned."),
            [2]
        );
        assert_eq!(
            real("Rome burned in the year 64. It is told in many novels. The city was rebuilt."),
            [0, 2]
        );
    }

    #[test]
    fn what_a_text_is_about_frames_it_whole() {
        let text = "Carthage is a board game for two.\n\nRome attacks first.\n\n## Historical background\n\nCarthage attacked Saguntum.";
        assert_eq!(real(text), [2, 3]);
        assert_eq!(
            real("# A counterfactual\n\nHannibal took Rome.\n\nHe became consul."),
            [0usize; 0]
        );
    }

    #[test]
    fn reality_leads_out() {
        assert_eq!(
            real(
                "In this thriller Hannibal takes Rome. He is crowned. In reality, he never tried. He went home."
            ),
            [2, 3]
        );
    }

    #[test]
    fn suppositions_run_on() {
        assert_eq!(
            real("What if Hannibal had marched on? He took Rome. The senate fled."),
            [0usize; 0]
        );
        assert_eq!(
            real("He took Rome. That is the premise of her new book."),
            [0usize; 0]
        );
    }

    #[test]
    fn sections_of_works() {
        assert_eq!(
            real(
                "# Carthage\n\nIt fell.\n\n## In popular culture\n\n- The song says it won.\n\n## Legacy\n\nIt was rebuilt."
            ),
            [0, 1, 4, 5]
        );
    }

    #[test]
    fn matches_are_no_wars() {
        assert_eq!(
            real("Rome attacked from the kick-off and scored first. Carthage defended."),
            [0usize; 0]
        );
        assert_eq!(
            real("The goals of the war were set out in the minutes."),
            [0]
        );
    }

    #[test]
    fn plain_history_stays_real() {
        let text = "The drama of the war lay in its opening scene. Rome attacked. The role they played is disputed.";
        assert_eq!(real(text), [0, 1, 2]);
        assert_eq!(
            real("The great powers played a game of their own. Rome attacked first."),
            [0, 1]
        );
    }
}
