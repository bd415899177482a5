//! The model file: a header with magic, version, sizes and checksum, then tags, relations, words, parameters, lemmas.
//!
//! All numbers are little-endian. Nothing is parsed at start but the header and the strings; embeddings stay where
//! they are in the binary.

use super::shape::{Shape, Storage};

/// The first bytes of every model file.
pub const MAGIC: &[u8; 8] = b"gainsay\x01";
/// The version of the format that this program reads.
pub const VERSION: u32 = 1;
/// Bytes of the header: magic, version, nine sizes, payload length, checksum.
pub const HEADER: usize = 8 + 4 + 9 * 4 + 8 + 8;

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Too short for what its header says.
    #[error("the model file is truncated: {expected} bytes expected, {found} found")]
    Truncated {
        /// Bytes that the header announces (or that a header needs).
        expected: usize,
        /// Bytes present.
        found: usize,
    },
    /// Not a model file at all.
    #[error("this is not a model file: it does not begin with the expected signature")]
    Foreign,
    /// Of another version.
    #[error(
        "the model file has format {found}; this program reads format {VERSION}: train or fetch it anew"
    )]
    Version {
        /// The version found.
        found: u32,
    },
    /// Damaged.
    #[error("the model file is damaged: its checksum does not match")]
    Checksum,
    /// Sizes or strings that do not fit together.
    #[error("the model file is inconsistent: {0}")]
    Inconsistent(&'static str),
}

/// A position in the payload.
pub struct Cursor {
    bytes: &'static [u8],
    at: usize,
}

impl Cursor {
    /// Checks the header and the checksum, and gives the sizes and the payload.
    pub fn open(file: &'static [u8]) -> Result<(Shape, Cursor), ModelError> {
        let (shape, sum, payload) = Self::built_in(file)?;
        if checksum(payload.bytes) != sum {
            return Err(ModelError::Checksum);
        }
        Ok((shape, payload))
    }

    /// As [`Cursor::open`] for a file that is part of the binary: its checksum is given, not checked. To read all its
    /// bytes at every start would cost more than anything else there.
    pub fn built_in(file: &'static [u8]) -> Result<(Shape, u64, Cursor), ModelError> {
        if file.len() < HEADER {
            let signed = file.starts_with(&MAGIC[..file.len().min(8)]);
            return Err(if signed {
                ModelError::Truncated {
                    expected: HEADER,
                    found: file.len(),
                }
            } else {
                ModelError::Foreign
            });
        }
        if &file[..8] != MAGIC {
            return Err(ModelError::Foreign);
        }
        let mut header = Cursor { bytes: file, at: 8 };
        let version = header.u32()?;
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let mut sizes = [0usize; 9];
        for size in &mut sizes {
            *size = header.u32()? as usize;
        }
        let length = header.u64()? as usize;
        let sum = header.u64()?;
        let payload = &file[HEADER..];
        if payload.len() != length {
            return Err(ModelError::Truncated {
                expected: HEADER.saturating_add(length),
                found: file.len(),
            });
        }
        let [
            embedding,
            hidden,
            layers,
            arc,
            label,
            tags,
            relations,
            words,
            buckets,
        ] = sizes;
        let shape = Shape {
            embedding,
            hidden,
            layers,
            arc,
            label,
            tags,
            relations,
            words,
            buckets,
        };
        if [
            embedding, hidden, layers, arc, label, tags, relations, words, buckets,
        ]
        .contains(&0)
        {
            return Err(ModelError::Inconsistent("a size is zero"));
        }
        let payload = Cursor {
            bytes: payload,
            at: 0,
        };
        Ok((shape, sum, payload))
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Result<&'static [u8], ModelError> {
        let end = self
            .at
            .checked_add(count)
            .filter(|&end| end <= self.bytes.len());
        let end = end.ok_or(ModelError::Inconsistent(
            "the parameters are shorter than the sizes say",
        ))?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    /// A 32-bit number.
    pub fn u32(&mut self) -> Result<u32, ModelError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn u64(&mut self) -> Result<u64, ModelError> {
        let (low, high) = (self.u32()?, self.u32()?);
        Ok(u64::from(low) | u64::from(high) << 32)
    }

    /// A string with its length in a byte before it.
    pub fn string(&mut self) -> Result<&'static str, ModelError> {
        let length = self.take(1)?[0] as usize;
        std::str::from_utf8(self.take(length)?)
            .map_err(|_| ModelError::Inconsistent("a string is not UTF-8"))
    }

    /// `count` 32-bit floats.
    pub fn floats(&mut self, count: usize) -> Result<Vec<f32>, ModelError> {
        let bytes = self.take(count.saturating_mul(4))?;
        Ok(bytes
            .chunks_exact(4)
            .map(|c| f32::from_le_bytes([c[0], c[1], c[2], c[3]]))
            .collect())
    }
}

/// A sum over eight bytes at a time.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0u8; 8];
        word.copy_from_slice(chunk);
        state = (state ^ u64::from_le_bytes(word))
            .wrapping_mul(0x2545_f491_4f6c_dd1d)
            .rotate_left(23);
    }
    for &byte in chunks.remainder() {
        state = (state ^ u64::from(byte))
            .wrapping_mul(0x2545_f491_4f6c_dd1d)
            .rotate_left(23);
    }
    state
}

/// Writes a model file: the counterpart of [`Cursor`].
pub fn write(
    shape: &Shape,
    tags: &[String],
    relations: &[String],
    words: &[(u32, u16)],
    parameters: &[Vec<f32>],
    lemmas: &[u8],
) -> Vec<u8> {
    let mut payload = Vec::new();
    for text in tags.iter().chain(relations) {
        payload.push(text.len().min(255) as u8);
        payload.extend(&text.as_bytes()[..text.len().min(255)]);
    }
    payload.extend((words.len() as u32).to_le_bytes());
    for (key, _) in words {
        payload.extend(key.to_le_bytes());
    }
    for (_, row) in words {
        payload.extend(row.to_le_bytes());
    }
    for (block, values) in shape.blocks().iter().zip(parameters) {
        match block.storage {
            Storage::Vector => payload.extend(values.iter().flat_map(|v| v.to_le_bytes())),
            Storage::Embedding => by_row(&mut payload, values, block.columns),
            Storage::Dense => {
                // Output-major, so that an output's weights lie together.
                let turned: Vec<f32> = (0..block.columns)
                    .flat_map(|column| {
                        (0..block.rows).map(move |row| values[row * block.columns + column])
                    })
                    .collect();
                by_row(&mut payload, &turned, block.rows);
            }
        }
    }
    payload.extend((lemmas.len() as u32).to_le_bytes());
    payload.extend(lemmas);
    let sizes = [
        shape.embedding,
        shape.hidden,
        shape.layers,
        shape.arc,
        shape.label,
        shape.tags,
        shape.relations,
        shape.words,
        shape.buckets,
    ];
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend(sizes.iter().flat_map(|&size| (size as u32).to_le_bytes()));
    file.extend((payload.len() as u64).to_le_bytes());
    file.extend(checksum(&payload).to_le_bytes());
    file.extend(payload);
    file
}

/// One scale a row, then all rows as signed bytes.
fn by_row(payload: &mut Vec<u8>, values: &[f32], columns: usize) {
    let scales: Vec<f32> = values
        .chunks_exact(columns)
        .map(|row| row.iter().fold(0.0f32, |most, value| most.max(value.abs())) / 127.0)
        .collect();
    payload.extend(scales.iter().flat_map(|scale| scale.to_le_bytes()));
    for (row, &scale) in values.chunks_exact(columns).zip(&scales) {
        payload.extend(row.iter().map(|value| {
            let units = if scale > 0.0 {
                (value / scale).round()
            } else {
                0.0
            };
            units.clamp(-127.0, 127.0) as i8 as u8
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leak(bytes: Vec<u8>) -> &'static [u8] {
        Box::leak(bytes.into_boxed_slice())
    }

    fn tiny() -> Vec<u8> {
        let shape = Shape {
            embedding: 2,
            hidden: 2,
            layers: 1,
            arc: 2,
            label: 2,
            tags: 1,
            relations: 1,
            words: 2,
            buckets: 2,
        };
        let parameters: Vec<Vec<f32>> = shape
            .blocks()
            .iter()
            .map(|b| vec![0.5; b.rows * b.columns])
            .collect();
        write(
            &shape,
            &["NOUN|NN".into()],
            &["root".into()],
            &[(7, 1)],
            &parameters,
            b"",
        )
    }

    #[test]
    fn a_whole_file_opens() {
        assert!(Cursor::open(leak(tiny())).is_ok());
    }

    #[test]
    fn broken_files_say_what_is_wrong() {
        let whole = tiny();
        let open = |bytes: Vec<u8>| Cursor::open(leak(bytes)).err();
        let mut cut = whole.clone();
        cut.truncate(whole.len() - 3);
        assert!(matches!(open(cut), Some(ModelError::Truncated { .. })));
        assert!(matches!(
            open(whole[..20].to_vec()),
            Some(ModelError::Truncated { .. })
        ));
        assert_eq!(
            open(b"PK\x03\x04 something else".to_vec()),
            Some(ModelError::Foreign)
        );
        assert_eq!(open(vec![0; 400]), Some(ModelError::Foreign));
        let mut newer = whole.clone();
        newer[8] = 9;
        assert_eq!(open(newer), Some(ModelError::Version { found: 9 }));
        let mut damaged = whole;
        let last = damaged.len() - 6;
        damaged[last] ^= 0x40;
        assert_eq!(open(damaged), Some(ModelError::Checksum));
    }
}
