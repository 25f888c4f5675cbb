//! Which rows of a table are not shown, so that few people are never told apart.

/// Groups of fewer are not shown to those who run a session.
pub const K_TEAM: u32 = 5;

/// Which rows are hidden (true), given how many people are in each. Rows of fewer than `k` are;
/// and while what is hidden is one row alone, or fewer than `k` people together, so is the
/// smallest that is shown, because the total less what is shown would give it away. Rows of
/// nobody are shown and count for nothing. Of equal rows the first goes.
///
/// When every row is hidden that still may be fewer than `k` people: then the total is one row,
/// and is for the caller to withhold.
#[must_use]
pub fn suppressed(sizes: &[u32], k: u32) -> Vec<bool> {
    let mut hidden: Vec<bool> = sizes.iter().map(|size| (1..k).contains(size)).collect();
    loop {
        let of = |wanted: bool| {
            let rows = sizes.iter().zip(&hidden).enumerate();
            rows.filter(move |(_, (size, hidden))| **size > 0 && **hidden == wanted)
                .map(|(row, (size, _))| (*size, row))
        };
        let rows = of(true).count();
        let people: u64 = of(true).map(|(size, _)| u64::from(size)).sum();
        if rows == 0 || (rows > 1 && people >= u64::from(k)) {
            return hidden;
        }
        let Some(row) = of(false).min().map(|(_, row)| row) else { return hidden };
        if let Some(hidden) = hidden.get_mut(row) {
            *hidden = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tables of up to seven rows that nobody thought of.
    fn tables() -> impl Iterator<Item = (Vec<u32>, u32)> {
        let mut dice: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut below = move |n: u64| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            u32::try_from((dice >> 33) % n).unwrap()
        };
        (0..20_000).map(move |_| {
            let rows = below(8);
            let most = [4, 8, 20][below(3) as usize];
            ((0..rows).map(|_| below(most)).collect(), below(12))
        })
    }

    /// How many people the hidden rows can have that the sizes of the others and the total leave
    /// together, and how many rows these are.
    fn remainder(sizes: &[u32], hidden: &[bool]) -> (usize, u32) {
        let rows = sizes.iter().zip(hidden);
        let shown: u32 = rows.clone().filter(|(_, hidden)| !**hidden).map(|(size, _)| size).sum();
        let hidden = rows.filter(|(_, hidden)| **hidden).count();
        (hidden, sizes.iter().sum::<u32>() - shown)
    }

    #[test]
    fn by_hand() {
        assert_eq!(suppressed(&[], 5), Vec::<bool>::new());
        assert_eq!(suppressed(&[7, 5, 0], 5), [false, false, false], "nothing is small");
        assert_eq!(suppressed(&[9, 3, 6], 5), [false, true, true], "not one row alone");
        assert_eq!(suppressed(&[9, 1, 1, 6], 5), [false, true, true, true], "not so few together");
        assert_eq!(suppressed(&[9, 3, 2], 5), [false, true, true], "enough together");
        assert_eq!(suppressed(&[6, 4, 6], 5), [true, true, false], "of equals the first");
        assert_eq!(suppressed(&[0, 3], 5), [false, true], "nobody hides nobody");
        assert_eq!(suppressed(&[3, 1], 0), [false, false], "nothing is too small");
        assert_eq!(suppressed(&[u32::MAX, u32::MAX, 1], 5), [true, false, true]);
    }

    #[test]
    fn the_total_gives_nobody_away() {
        for (sizes, k) in tables() {
            let hidden = suppressed(&sizes, k);
            let case = || format!("{sizes:?} {k} {hidden:?}");
            let (rows, people) = remainder(&sizes, &hidden);
            let is_all = sizes.iter().zip(&hidden).all(|(size, hidden)| *hidden || *size == 0);
            let is_safe = rows > 1 && people >= k;
            assert!(rows == 0 || is_safe || is_all, "{}", case());
            for (size, hidden) in sizes.iter().zip(&hidden) {
                assert!(!(1..k).contains(size) || *hidden, "small: {}", case());
                assert!(*size > 0 || !hidden, "nobody: {}", case());
            }
        }
    }

    #[test]
    fn no_more_is_hidden_than_must_be() {
        for (sizes, k) in tables() {
            let hidden = suppressed(&sizes, k);
            let case = || format!("{sizes:?} {k} {hidden:?}");
            let of = |wanted: bool| {
                let rows = sizes.iter().zip(&hidden);
                rows.filter(move |(size, hidden)| **hidden == wanted && **size >= k.max(1))
                    .map(|(size, _)| *size)
            };
            if let (Some(hidden), Some(shown)) = (of(true).max(), of(false).min()) {
                assert!(hidden <= shown, "the smallest go: {}", case());
            }
            let (rows, people) = remainder(&sizes, &hidden);
            if let Some(last) = of(true).max() {
                let would_do = rows - 1 > 1 && people - last >= k;
                assert!(!would_do, "not one too many: {}", case());
            }
        }
    }

    #[test]
    fn rows_of_nobody_and_their_order_change_nothing() {
        for (sizes, k) in tables() {
            let sorted = |sizes: &[u32]| {
                let hidden = suppressed(sizes, k);
                let mut rows: Vec<(u32, bool)> = sizes.iter().copied().zip(hidden).collect();
                rows.retain(|(size, _)| *size > 0);
                rows.sort_unstable();
                rows
            };
            let mut other: Vec<u32> = sizes.iter().rev().copied().collect();
            other.insert(other.len() / 2, 0);
            assert_eq!(sorted(&sizes), sorted(&other), "{sizes:?} {k}");
        }
    }
}
