//! Rosters of nobody, for trying out.

use crate::domain::{
    PersonId,
    breakout::plan::{Somebody, Workplace},
    organisation::{CdsCode, Organisation},
    roster::{JobRole, Language},
};
use uuid::Uuid;

/// The job roles, and how many of a hundred have each.
const SHARES: [(JobRole, u64); 9] = [
    (JobRole::Teacher, 30),
    (JobRole::Coach, 20),
    (JobRole::SiteAdmin, 13),
    (JobRole::CurriculumAdmin, 12),
    (JobRole::Specialist, 9),
    (JobRole::Cabinet, 5),
    (JobRole::EdtechData, 5),
    (JobRole::PupilServices, 4),
    (JobRole::FamilyCommunity, 2),
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) % n
    }
}

/// A synthetic district: 9, three digits and the check digit.
fn code(n: u64) -> Option<CdsCode> {
    let county = n * 7 % 58 + 1;
    let district = 9_000 + n;
    let written = (0..10).map(|check| format!("{county:02}{district}{check}"));
    written.filter_map(|code| CdsCode::parse(&code).ok()).next()
}

/// So many people of so many districts of unequal size; the first has `large` of a hundred.
pub(super) fn roster(people: usize, districts: u64, large: u64, seed: u64) -> Vec<Somebody> {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let weights: Vec<_> = (0..districts).map(|_| 3 + dice.below(8)).collect();
    let total: u64 = weights.iter().sum();
    let mut made = Vec::new();
    for n in 0..people as u64 {
        let mut at = dice.below(total);
        let mut district = weights.iter().position(|weight| {
            let is_here = at < *weight;
            at = at.saturating_sub(*weight);
            is_here
        });
        // Everyone comes from somewhere, and every district sends someone.
        if n < districts {
            district = Some(n as usize);
        } else if dice.below(100) < large {
            district = Some(0);
        }
        let mut share = dice.below(100);
        let role = SHARES.iter().find(|(_, of)| {
            let is_it = share < *of;
            share = share.saturating_sub(*of);
            is_it
        });
        let language = match dice.below(100) {
            0..88 => Language::English,
            88..97 => Language::Bilingual,
            _ => Language::Spanish,
        };
        let organisation = Organisation {
            code: district.and_then(|district| code(district as u64)),
            name: String::new(),
        };
        made.push(Somebody {
            id: PersonId(Uuid::from_u128(u128::from(n) + 1)),
            workplace: Workplace::from(&organisation),
            job_role: role.map(|(role, _)| *role),
            language: Some(language),
            needs_access: false,
            keep_with: [].into(),
            keep_apart: [].into(),
        });
    }
    made
}
