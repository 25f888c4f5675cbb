//! A frame made small for slow lines: gzip put together from a part that was deflated once, for
//! all who get it, and parts of each reader's own, which are stored as they are.

use bytes::{BufMut, Bytes, BytesMut};
use flate2::{Compression, Crc, write::DeflateEncoder};
use std::{io::Write, sync::Arc};

/// Good enough for a view in about a millisecond.
const LEVEL: Compression = Compression::new(4);
/// Smaller frames come as they are.
pub(super) const PACKED_BYTES_MIN: usize = 4 << 10;
/// What one stored block holds at most.
const STORED_BYTES_MAX: usize = u16::MAX as usize;
/// A member without a name, a time or a system (RFC 1952).
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// Bytes as deflate blocks that end on a byte, so that others can follow. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Deflated {
    blocks: Bytes,
    sum: Arc<Crc>,
}

impl Deflated {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut deflate = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 3), LEVEL);
        // Memory takes all that is written. A flush ends on a byte and closes nothing.
        let written = deflate.write_all(bytes).and_then(|()| deflate.flush());
        debug_assert!(written.is_ok(), "{written:?}");
        let mut sum = Crc::new();
        sum.update(bytes);
        let blocks = Bytes::copy_from_slice(deflate.get_ref());
        Self { blocks, sum: Arc::new(sum) }
    }
}

/// Puts a gzip file together.
pub(super) struct Gzip {
    bytes: BytesMut,
    sum: Crc,
}

impl Gzip {
    pub(super) fn new() -> Self {
        Self { bytes: BytesMut::from(&HEADER[..]), sum: Crc::new() }
    }

    pub(super) fn store(&mut self, part: &[u8]) {
        for block in part.chunks(STORED_BYTES_MAX) {
            let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
            self.bytes.put_u8(0);
            self.bytes.put_u16_le(length);
            self.bytes.put_u16_le(!length);
            self.bytes.put_slice(block);
        }
        self.sum.update(part);
    }

    pub(super) fn push(&mut self, part: &Deflated) {
        self.bytes.put_slice(&part.blocks);
        self.sum.combine(&part.sum);
    }

    pub(super) fn finish(mut self) -> Bytes {
        // An empty last block.
        self.bytes.put_slice(&[1, 0, 0, 0xff, 0xff]);
        self.bytes.put_u32_le(self.sum.sum());
        self.bytes.put_u32_le(self.sum.amount());
        self.bytes.freeze()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    #[test]
    fn any_gzip_reads_it() {
        let (large, small) = ("people ".repeat(30_000), "Ana Ruiz, Lakeside ".repeat(400));
        let shared = Deflated::of(small.as_bytes());
        for (head, tail) in [("", ""), ("head", "tail"), (&*large, ""), ("", &*large)] {
            let mut gzip = Gzip::new();
            gzip.store(head.as_bytes());
            gzip.push(&shared);
            gzip.push(&Deflated::of(b""));
            gzip.store(tail.as_bytes());
            let bytes = gzip.finish();
            assert!(bytes.len() < head.len() + tail.len() + small.len() / 10 + 200);
            let mut text = String::new();
            GzDecoder::new(&*bytes).read_to_string(&mut text).unwrap();
            assert!(text == format!("{head}{small}{tail}"));
        }
    }
}
