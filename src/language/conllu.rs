//! CoNLL-U, the format of Universal Dependencies treebanks: only what training and evaluation need.

/// A syntactic word of a treebank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// The treebank's own tag.
    pub xpos: String,
    /// Position of the head from 1; 0 for the root.
    pub head: usize,
    /// Relation to the head.
    pub relation: String,
    /// Whether white space follows in the text.
    pub space_after: bool,
}

/// A sentence of a treebank: its text as written and its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The text line of the treebank, empty if it has none.
    pub text: String,
    /// The words.
    pub words: Vec<Word>,
}

/// Reads all sentences. Multiword tokens and empty nodes are left out, their words kept; malformed lines are skipped.
pub fn read(content: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut current = Sentence::default();
    // Last word and spacing of an open multiword token: only its last part carries the space.
    let mut fused: Option<(usize, bool)> = None;
    for line in content.lines() {
        if let Some(text) = line.strip_prefix("# text = ") {
            current.text = text.to_owned();
        } else if line.trim().is_empty() {
            if !current.words.is_empty() {
                sentences.push(std::mem::take(&mut current));
            }
            current = Sentence::default();
            fused = None;
        } else if !line.starts_with('#') {
            let columns: Vec<&str> = line.split('\t').collect();
            let spaced = !columns
                .get(9)
                .is_some_and(|misc| misc.contains("SpaceAfter=No"));
            if let Some((_, last)) = columns[0].split_once('-') {
                fused = last.parse().ok().map(|last| (last, spaced));
            } else if let Some(word) = word(&columns, spaced, &mut fused) {
                current.words.push(word);
            }
        }
    }
    if !current.words.is_empty() {
        sentences.push(current);
    }
    sentences
}

fn word(columns: &[&str], spaced: bool, fused: &mut Option<(usize, bool)>) -> Option<Word> {
    let index: usize = columns[0].parse().ok()?;
    let column = |at: usize| {
        columns
            .get(at)
            .map_or_else(String::new, |text| (*text).to_owned())
    };
    let space_after = match *fused {
        Some((last, after)) if index == last => {
            *fused = None;
            after
        }
        Some(_) => false,
        None => spaced,
    };
    let blank = |text: String| if text == "_" { String::new() } else { text };
    Some(Word {
        form: column(1),
        lemma: column(2),
        upos: column(3),
        xpos: blank(column(4)),
        head: columns.get(6)?.parse().ok()?,
        relation: column(7),
        space_after,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiword_tokens_give_their_words() {
        let text = "# text = I can't.\n1\tI\tI\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n\
                    2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
                    2\tca\tcan\tAUX\tMD\t_\t0\troot\t_\t_\n\
                    3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n\
                    4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
        let read = read(text);
        let forms: Vec<&str> = read[0]
            .words
            .iter()
            .map(|word| word.form.as_str())
            .collect();
        assert_eq!(forms, ["I", "ca", "n't", "."]);
        assert!(!read[0].words[1].space_after && !read[0].words[2].space_after);
    }
}
