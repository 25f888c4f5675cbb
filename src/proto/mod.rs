//! The generated types, and their descriptors for canonical JSON. Nothing else.

#![expect(missing_docs, reason = "the .proto files document these types")]
#![allow(clippy::pedantic, clippy::all, reason = "generated")]

use prost_reflect::DescriptorPool;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/convene.v1.rs"));

/// Describes every message, and every route of the service.
#[expect(clippy::expect_used, reason = "the bytes were made by the build from the same files")]
pub static DESCRIPTORS: LazyLock<DescriptorPool> = LazyLock::new(|| {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));
    DescriptorPool::decode(bytes.as_slice()).expect("the embedded descriptors are whole")
});
