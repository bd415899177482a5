//! What is documented: claims, evidence, citations, entities and topics.

pub mod model;
