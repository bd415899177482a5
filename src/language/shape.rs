//! The sizes of the network and the order of its parameters, shared by training, export and inference.

/// Sizes of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Width of word and n-gram embeddings.
    pub embedding: usize,
    /// Width of the encoder, both directions together.
    pub hidden: usize,
    /// Number of recurrent layers.
    pub layers: usize,
    /// Width of the arc representations.
    pub arc: usize,
    /// Width of the label representations.
    pub label: usize,
    /// Number of tags.
    pub tags: usize,
    /// Number of relations.
    pub relations: usize,
    /// Rows of the word table, the unknown word included.
    pub words: usize,
    /// Rows of the n-gram table.
    pub buckets: usize,
}

/// How a block of parameters is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// Rows looked up by index; 8 bits with one scale a row.
    Embedding,
    /// A dense layer, inputs x outputs; 8 bits with one scale an output.
    Dense,
    /// A vector; 32-bit floats.
    Vector,
}

/// Size and storage of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Rows (inputs).
    pub rows: usize,
    /// Columns (outputs).
    pub columns: usize,
    /// Storage.
    pub storage: Storage,
}

/// Word embeddings.
pub const WORD: usize = 0;
/// N-gram embeddings.
pub const GRAM: usize = 1;
/// Projection of the embeddings to the encoder, then its bias.
pub const PROJECT: usize = 2;
/// Tag scores from the input of the last layer, then the bias.
pub const TAG: usize = 4;
/// Dependents' arc representation, then the bias.
pub const DEPENDENT: usize = 6;
/// Heads' arc representation, then the bias.
pub const HEAD: usize = 8;
/// Biaffine weights, then the heads' prior.
pub const BIAFFINE: usize = 10;
/// The root's encoding.
pub const ROOT: usize = 12;
/// Dependents' label representation.
pub const LABEL_DEPENDENT: usize = 13;
/// Heads' label representation.
pub const LABEL_HEAD: usize = 14;
/// Bias of the label representation.
pub const LABEL_BIAS: usize = 15;
/// Relation scores, then the bias.
pub const RELATION: usize = 16;
/// The first recurrent layer: weights, forget and reset recurrence, forget and reset bias; five blocks a layer.
pub const LAYER: usize = 18;
/// Blocks of one recurrent layer.
pub const LAYER_BLOCKS: usize = 5;

impl Shape {
    /// The blocks in the order of the indices above.
    pub fn blocks(&self) -> Vec<Block> {
        let (h, a, q) = (self.hidden, self.arc, self.label);
        let embedding = |rows| Block {
            rows,
            columns: self.embedding,
            storage: Storage::Embedding,
        };
        let dense = |rows, columns| Block {
            rows,
            columns,
            storage: Storage::Dense,
        };
        let vector = |columns| Block {
            rows: 1,
            columns,
            storage: Storage::Vector,
        };
        let mut blocks = vec![
            embedding(self.words),
            embedding(self.buckets),
            dense(self.embedding, h),
            vector(h),
            dense(h, self.tags),
            vector(self.tags),
            dense(h, a),
            vector(a),
            dense(h, a),
            vector(a),
            dense(a, a),
            vector(a),
            vector(h),
            dense(h, q),
            dense(h, q),
            vector(q),
            dense(q, self.relations),
            vector(self.relations),
        ];
        for _ in 0..self.layers {
            blocks.push(dense(h, 3 * h));
            blocks.extend([vector(h); 4]);
        }
        blocks
    }

    /// Index of the first block of recurrent layer `layer`, from 0.
    pub fn layer(layer: usize) -> usize {
        LAYER + LAYER_BLOCKS * layer
    }
}
