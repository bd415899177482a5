//! Unquantised parameters on disk, between pre-training, training and export.

use crate::parameters::Parameters;
use anyhow::{Context, Result, ensure};
use gainsay::language::shape::Shape;
use std::path::Path;

/// Writes sizes, vocabulary keys and parameters.
pub fn save(path: &Path, parameters: &Parameters, keys: &[u32]) -> Result<()> {
    let s = parameters.shape;
    let sizes = [
        s.embedding,
        s.hidden,
        s.layers,
        s.arc,
        s.label,
        s.tags,
        s.relations,
        s.words,
        s.buckets,
        keys.len(),
    ];
    let mut bytes: Vec<u8> = sizes
        .iter()
        .flat_map(|&n| (n as u32).to_le_bytes())
        .collect();
    bytes.extend(keys.iter().flat_map(|key| key.to_le_bytes()));
    bytes.extend(
        parameters
            .values
            .iter()
            .flatten()
            .flat_map(|value| value.to_le_bytes()),
    );
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Reads what [`save`] wrote.
pub fn load(path: &Path) -> Result<(Parameters, Vec<u32>)> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut words = bytes
        .chunks_exact(4)
        .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]));
    let sizes: Vec<usize> = words.by_ref().take(10).map(|n| n as usize).collect();
    ensure!(sizes.len() == 10, "{} is no checkpoint", path.display());
    let shape = Shape {
        embedding: sizes[0],
        hidden: sizes[1],
        layers: sizes[2],
        arc: sizes[3],
        label: sizes[4],
        tags: sizes[5],
        relations: sizes[6],
        words: sizes[7],
        buckets: sizes[8],
    };
    let keys: Vec<u32> = words.by_ref().take(sizes[9]).collect();
    let values: Vec<Vec<f32>> = shape
        .blocks()
        .iter()
        .map(|block| {
            words
                .by_ref()
                .take(block.rows * block.columns)
                .map(f32::from_bits)
                .collect()
        })
        .collect();
    let whole = shape
        .blocks()
        .iter()
        .zip(&values)
        .all(|(b, v)| v.len() == b.rows * b.columns);
    ensure!(
        whole && words.next().is_none(),
        "{} is truncated or no checkpoint",
        path.display()
    );
    Ok((Parameters { shape, values }, keys))
}
