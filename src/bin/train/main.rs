//! Trains and evaluates the language models; see `models/README.md` for the recipe.

mod checkpoint;
mod encoder;
mod evaluate;
mod events;
mod fit;
mod heads;
mod lemmas;
mod matrix;
mod parameters;
mod pretrain;
mod treebank;

use anyhow::{Context, Result, ensure};
use clap::{Parser, Subcommand};
use gainsay::language::Model;
use gainsay::language::shape::Shape;
use parameters::Parameters;
use std::path::{Path, PathBuf};

/// Sizes of the shipped network; vocabulary, tags and relations come from the data.
const SHAPE: Shape = Shape {
    embedding: 128,
    hidden: 256,
    layers: 3,
    arc: 128,
    label: 128,
    tags: 0,
    relations: 0,
    words: 0,
    buckets: 16384,
};

#[derive(Parser)]
#[command(about = "Trains and evaluates the language models of gainsay")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Pre-train the encoder on raw text, one paragraph a line.
    Pretrain {
        /// The text.
        #[arg(long)]
        text: PathBuf,
        /// Passes over it.
        #[arg(long, default_value_t = 5)]
        epochs: usize,
        /// Seed of all random choices.
        #[arg(long, default_value_t = 42)]
        seed: u64,
        /// The checkpoint to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Train tagger and parser on treebanks in CoNLL-U.
    Parse {
        /// Treebanks, separated by commas.
        #[arg(long, value_delimiter = ',')]
        treebanks: Vec<PathBuf>,
        /// A checkpoint of `pretrain`.
        #[arg(long)]
        pretrained: Option<PathBuf>,
        /// Passes over the treebanks.
        #[arg(long, default_value_t = 22)]
        epochs: usize,
        /// Seed of all random choices.
        #[arg(long, default_value_t = 42)]
        seed: u64,
        /// The checkpoint to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Learn the lemma rules and write the quantised model file.
    Export {
        /// The treebanks that the checkpoint was trained on, in the same order.
        #[arg(long, value_delimiter = ',')]
        treebanks: Vec<PathBuf>,
        /// The checkpoint of `parse`.
        #[arg(long)]
        checkpoint: PathBuf,
        /// The model file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Score the reading of events on annotated sentences.
    Events {
        /// The sentences: text, tab, `verb:agents>patients@time`.
        #[arg(long)]
        file: PathBuf,
        /// Print each miss.
        #[arg(long)]
        verbose: bool,
    },
    /// Score a model on treebanks.
    Evaluate {
        /// Treebanks, separated by commas.
        #[arg(long, value_delimiter = ',')]
        treebanks: Vec<PathBuf>,
        /// A model file; the built-in model if absent.
        #[arg(long)]
        model: Option<PathBuf>,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Pretrain {
            text,
            epochs,
            seed,
            out,
        } => pretrain::run(&text, epochs, seed, &out),
        Command::Parse {
            treebanks,
            pretrained,
            epochs,
            seed,
            out,
        } => {
            let sentences = treebank::read(&treebanks)?;
            let labels = treebank::Labels::of(&sentences);
            let before = pretrained.map(|path| checkpoint::load(&path)).transpose()?;
            let mut vocabulary = treebank::Vocabulary::default();
            if let Some((_, keys)) = &before {
                vocabulary.take(keys);
            }
            let words = sentences
                .iter()
                .flat_map(|s| &s.words)
                .map(|word| word.form.as_str());
            vocabulary.add(words, 3);
            let shape = Shape {
                words: vocabulary.len(),
                tags: labels.tags.len(),
                relations: labels.relations.len(),
                ..SHAPE
            };
            let examples = treebank::examples(&sentences, &vocabulary, &labels, shape.buckets);
            println!(
                "{} sentences, {} words, {} tags, {} relations",
                examples.len(),
                shape.words,
                shape.tags,
                shape.relations
            );
            let mut parameters = Parameters::random(shape, seed);
            if let Some((encoder, _)) = &before {
                parameters.take_encoder(encoder);
                fit::rescale_heads(&mut parameters, &examples);
            }
            fit::run(
                &mut parameters,
                &examples,
                epochs,
                seed + 1,
                &vocabulary.keys,
                &out,
            )
        }
        Command::Export {
            treebanks,
            checkpoint,
            out,
        } => export(&treebanks, &checkpoint, &out),
        Command::Events { file, verbose } => {
            let packs = gainsay::pack::embedded()?
                .into_iter()
                .map(|loaded| loaded.pack)
                .collect();
            let checker = gainsay::judge::Checker::new(packs)?;
            events::run(checker.reader(), &file, verbose)
        }
        Command::Evaluate { treebanks, model } => match model {
            None => evaluate::run(Model::english()?, &treebanks),
            Some(path) => {
                let bytes = std::fs::read(&path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                // The model borrows its embeddings from the file for as long as the program runs.
                let model = Model::from_bytes(Box::leak(bytes.into_boxed_slice()))?;
                evaluate::run(&model, &treebanks)
            }
        },
    }
}

/// Quantises a checkpoint and joins it with its labels, words and lemma rules.
fn export(treebanks: &[PathBuf], checkpoint: &Path, out: &Path) -> Result<()> {
    let sentences = treebank::read(treebanks)?;
    let labels = treebank::Labels::of(&sentences);
    let (parameters, keys) = checkpoint::load(checkpoint)?;
    ensure!(
        parameters.shape.tags == labels.tags.len()
            && parameters.shape.relations == labels.relations.len(),
        "{} was trained on other treebanks",
        checkpoint.display()
    );
    let mut words: Vec<(u32, u16)> = Vec::with_capacity(keys.len());
    for (row, &key) in keys.iter().enumerate() {
        words.push((
            key,
            u16::try_from(row + 1).context("too many words for 16 bits")?,
        ));
    }
    words.sort_unstable();
    let lemmas = lemmas::learn(&sentences).write();
    let file = gainsay::language::file::write(
        &parameters.shape,
        &labels.tags,
        &labels.relations,
        &words,
        &parameters.values,
        lemmas.as_bytes(),
    );
    println!("{} bytes", file.len());
    std::fs::write(out, file).with_context(|| format!("cannot write {}", out.display()))
}
