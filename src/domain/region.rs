//! The service regions in which county offices work together.

/// The region of each of the 58 counties, in the order of their codes.
const REGIONS: [u8; 58] = [
    4, 3, 6, 2, 6, 3, 4, 1, 3, 7, 2, 1, 9, 10, 8, 7, 1, 2, 11, 7, 4, 7, 1, 7, 2, 10, 5, 4, 3, 9, 3,
    2, 10, 3, 5, 10, 9, 4, 6, 8, 4, 8, 5, 5, 2, 3, 2, 4, 1, 6, 3, 2, 2, 7, 6, 8, 3, 3,
];

/// The region, 1 to 11, of a county, 1 to 58.
pub(super) fn of_county(county: u32) -> Option<u8> {
    let index = usize::try_from(county).ok()?.checked_sub(1)?;
    REGIONS.get(index).copied()
}
