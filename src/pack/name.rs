//! Names of people and bodies, in the parts by which an index sorts them.

/// The name of a person in its parts, or of a body as a whole.
///
/// It is written as BibTeX has it: "Family, Given", "van den Berg, Jan", "King, Jr., Martin Luther", "Humboldt,
/// Alexander von"; without a comma it is a whole name ("Global Times"). Braces keep together what would be parted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Family name, or the whole of a name that has no parts.
    pub family: String,
    /// Given names; none if the name is a whole.
    pub given: String,
    /// "van den" of "van den Berg", which stays with the family name.
    pub particle: String,
    /// "von" of "Alexander von Humboldt", which an index leaves behind the given name.
    pub dropping: String,
    /// "Jr.".
    pub suffix: String,
}

impl Name {
    /// A name that has no parts.
    pub fn whole(text: &str) -> Self {
        let family = bare(text);
        Self {
            family,
            ..Self::default()
        }
    }

    /// Whether the name has no parts.
    pub fn is_whole(&self) -> bool {
        [&self.given, &self.particle, &self.dropping, &self.suffix]
            .iter()
            .all(|part| part.is_empty())
    }

    /// Takes apart what was written.
    pub fn read(written: &str) -> Self {
        let parts = outside(written, |c| c == ',');
        let (family, suffix, given) = match parts.as_slice() {
            [] | [_] => return Self::whole(written),
            [family, given] => (family, "", given.clone()),
            [family, suffix, given @ ..] => (family, suffix.as_str(), given.join(", ")),
        };
        let small = |word: &String| word.starts_with(char::is_lowercase);
        let words = outside(family, char::is_whitespace);
        let before = words.iter().take_while(|word| small(word)).count();
        let (particle, family) = words.split_at(before.min(words.len().saturating_sub(1)));
        let words = outside(&given, char::is_whitespace);
        let behind = words.iter().rev().take_while(|word| small(word)).count();
        let (given, dropping) = words.split_at((words.len() - behind).max(1).min(words.len()));
        let part = |words: &[String]| bare(&words.join(" "));
        Self {
            family: part(family),
            given: part(given),
            particle: part(particle),
            dropping: part(dropping),
            suffix: bare(suffix),
        }
    }

    /// As it is written, so that reading it gives the same.
    pub fn written(&self) -> String {
        let part = |text: &String, kept: bool| match kept {
            true => format!("{{{text}}}"),
            false => text.clone(),
        };
        let write = |(first, last): (bool, bool)| {
            if self.is_whole() {
                return part(&self.family, first);
            }
            let family = words(&[self.particle.clone(), part(&self.family, first)]);
            let given = words(&[part(&self.given, last), self.dropping.clone()]);
            let suffix = Some(part(&self.suffix, last)).filter(|_| !self.suffix.is_empty());
            let parts = [Some(family), suffix, Some(given)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        let fewest = [(false, false), (true, false), (false, true)];
        let mut plain = fewest.into_iter().map(write);
        plain
            .find(|written| Self::read(written) == *self)
            .unwrap_or_else(|| write((true, true)))
    }

    /// In the order of speech.
    pub fn spoken(&self) -> String {
        let Self {
            family,
            given,
            particle,
            dropping,
            suffix,
        } = self;
        let name = words(&[given, dropping, particle, family].map(String::clone));
        match suffix.is_empty() {
            true => name,
            false => format!("{name}, {suffix}"),
        }
    }
}

fn words(parts: &[String]) -> String {
    let kept: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    kept.join(" ")
}

/// Without braces and outer blanks.
fn bare(text: &str) -> String {
    text.replace(['{', '}'], "").trim().to_owned()
}

/// The stretches between separators that stand outside braces, without outer blanks.
fn outside(text: &str, separates: impl Fn(char) -> bool) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0usize);
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match parts.last_mut() {
            Some(last) if depth > 0 || !separates(c) => last.push(c),
            _ => parts.push(String::new()),
        }
    }
    let trimmed = parts.into_iter().map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_taken_apart() {
        for (written, family, spoken) in [
            ("Polybius", "Polybius", "Polybius"),
            ("Author, An", "Author", "An Author"),
            ("van den Berg, Jan", "Berg", "Jan van den Berg"),
            (
                "Humboldt, Alexander von",
                "Humboldt",
                "Alexander von Humboldt",
            ),
            (
                "King, Jr., Martin Luther",
                "King",
                "Martin Luther King, Jr.",
            ),
            (
                "{Archive, Library and Museum}",
                "Archive, Library and Museum",
                "Archive, Library and Museum",
            ),
            ("{de Gaulle}, Charles", "de Gaulle", "Charles de Gaulle"),
        ] {
            let name = Name::read(written);
            assert_eq!(
                (name.family.as_str(), name.spoken().as_str()),
                (family, spoken)
            );
            assert_eq!(name.written(), written);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            family in "[A-Za-zÀ-ž' ,]{0,9}[A-Za-z]", given in "[A-Za-z., ]{0,8}[A-Za-z.]",
            particle in "|de|van der", dropping in "|von|de la", suffix in "|Jr\\.|III",
        ) {
            let [family, given] = [family, given].map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
            let name = Name { family, given, particle, dropping, suffix };
            prop_assert_eq!(Name::read(&name.written()), name);
        }
    }
}
