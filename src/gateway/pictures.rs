//! Pictures that people put on boards: drawn anew, so that nothing of the file itself is kept.

use crate::{
    gateway::{Error, Gateway},
    proto::ErrorCode,
};
use bytes::Bytes;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder};
use std::{io::Cursor, sync::Arc};

/// Longest side of what is read, and of what is kept, in points.
const READ_MAX: u32 = 8_192;
const KEPT_MAX: u32 = 2_048;
/// Memory that reading one picture may take.
const ALLOC_MAX: u64 = 300 << 20;
const JPEG_QUALITY: u8 = 85;

/// A picture as it is kept.
pub(super) struct Redrawn {
    pub(super) bytes: Bytes,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Reads a picture and draws it anew, one after the other: each takes a core and much memory.
pub(super) async fn redraw(gateway: &Gateway, bytes: Bytes) -> Result<Redrawn, Error> {
    let one = Arc::clone(&gateway.redrawing).acquire_owned().await;
    let one = one.map_err(|error| Error::internal(&error))?;
    let redrawn = tokio::task::spawn_blocking(move || {
        let _one = one;
        redrawn(&bytes)
    });
    let redrawn = redrawn.await.map_err(|error| Error::internal(&error))?;
    redrawn.map_err(|_| Error::new(ErrorCode::BadFile, "this is no PNG, JPEG, WebP or GIF"))
}

fn redrawn(bytes: &[u8]) -> image::ImageResult<Redrawn> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(READ_MAX);
    limits.max_image_height = Some(READ_MAX);
    limits.max_alloc = Some(ALLOC_MAX);
    reader.limits(limits);
    let picture = reader.decode()?;
    let picture = match picture.width().max(picture.height()) > KEPT_MAX {
        true => picture.thumbnail(KEPT_MAX, KEPT_MAX),
        false => picture,
    };
    let (width, height) = (picture.width(), picture.height());
    let mut out = Vec::new();
    if picture.color().has_alpha() {
        let picture = DynamicImage::ImageRgba8(picture.into_rgba8());
        picture.write_to(&mut Cursor::new(&mut out), ImageFormat::Png)?;
    } else {
        let picture = DynamicImage::ImageRgb8(picture.into_rgb8());
        JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY).encode_image(&picture)?;
    }
    Ok(Redrawn { bytes: out.into(), width, height })
}
