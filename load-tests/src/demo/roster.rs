//! Who is invited to the demo: generated, the same for the same seed.

use super::names::{DISTRICTS, FIRST, GROUPS, Group, LAST, PARTNERS};
use crate::rng::Rng;
use convene::proto::{JobRole, Language};
use std::collections::HashSet;

/// Share of the people who prefer Spanish.
const SPANISH: f64 = 0.09;
/// Share of the people who are at home in both languages.
const BILINGUAL: f64 = 0.03;
/// Share of the people who need something to take part.
const ACCESS: f64 = 0.03;
/// People that a small district sends; a large one sends up to ten more.
const DISTRICT_PEOPLE_MIN: usize = 5;

/// Someone on the roster.
#[derive(Clone)]
pub struct Invitee {
    pub name: String,
    pub email: String,
    pub title: &'static str,
    pub role: JobRole,
    pub place: Place,
    pub language: Language,
    pub access: &'static str,
    pub cohort: &'static str,
}

#[derive(Clone)]
pub struct Place {
    pub name: String,
    /// Empty for partners.
    pub code: String,
    /// Where in the list of districts; nothing for the others.
    pub district: Option<usize>,
}

/// County, then four digits and their check digit.
pub fn code(county: u32, district: u32) -> String {
    let digit = |power: u32| district / power % 10;
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum = doubled(digit(1)) + digit(10) + doubled(digit(100)) + digit(1000);
    format!("{county:02}{district:04}{}", (10 - sum % 10) % 10)
}

fn district(n: usize) -> Place {
    let (name, county) = DISTRICTS[n % DISTRICTS.len()];
    let number = 9_001 + 37 * u32::try_from(n).unwrap_or_default();
    Place { name: name.to_owned(), code: code(county, number), district: Some(n) }
}

/// The office of a county: its number is 10 and the county.
pub fn county_office(county: u32) -> Place {
    Place { name: String::new(), code: code(county, 1_000 + county), district: None }
}

/// This many people, and behind them two whose places are left free.
pub fn generate(people: usize, seed: u64) -> Vec<Invitee> {
    let mut rng = Rng::new(seed);
    // Large districts send more people than small ones.
    let weighted: Vec<usize> = (0..DISTRICTS.len())
        .flat_map(|n| std::iter::repeat_n(n, DISTRICT_PEOPLE_MIN + n * 7 % 11))
        .collect();
    let mut taken = HashSet::new();
    let mut invited = Vec::new();
    for (n, group) in groups(people, &mut rng).into_iter().enumerate() {
        let name = new_name(&mut rng, &mut taken);
        let place = match group.role {
            JobRole::CoeStaff => county_office(DISTRICTS[n % DISTRICTS.len()].1),
            JobRole::Partner => Place {
                name: PARTNERS[n % PARTNERS.len()].to_owned(),
                code: String::new(),
                district: None,
            },
            _ => district(weighted[rng.below(weighted.len())]),
        };
        let language = match rng.share() {
            share if share < SPANISH => Language::Spanish,
            share if share < SPANISH + BILINGUAL => Language::Bilingual,
            _ => Language::English,
        };
        invited.push(Invitee {
            email: format!("{}.{n}@example.org", mailbox(&name)),
            name,
            title: group.titles[rng.below(group.titles.len())],
            role: group.role,
            place,
            language,
            access: if rng.chance(ACCESS) { "Captions" } else { "" },
            cohort: ["Cohort North", "Cohort South"][n % 2],
        });
    }
    invited.push(free("Ella Educator", Language::English, 2));
    invited.push(free("Elena Educadora", Language::Spanish, 5));
    invited
}

fn free(name: &str, language: Language, n: usize) -> Invitee {
    Invitee {
        name: name.to_owned(),
        email: format!("{}@example.org", mailbox(name)),
        title: "4th grade teacher",
        role: JobRole::Teacher,
        place: district(n),
        language,
        access: "",
        cohort: "Cohort North",
    }
}

/// The group of each person, by the shares, in random order.
fn groups(people: usize, rng: &mut Rng) -> Vec<&'static Group> {
    let all: usize = GROUPS.iter().map(|group| group.share).sum();
    let mut groups: Vec<&Group> = GROUPS
        .iter()
        .flat_map(|group| std::iter::repeat_n(group, (people * group.share + all / 2) / all))
        .collect();
    // What rounding has left over are teachers.
    groups.resize(people, &GROUPS[0]);
    rng.shuffle(&mut groups);
    groups
}

fn new_name(rng: &mut Rng, taken: &mut HashSet<String>) -> String {
    for _ in 0..FIRST.len() * LAST.len() {
        let first = FIRST[rng.below(FIRST.len())];
        let name = format!("{first} {}", LAST[rng.below(LAST.len())]);
        if taken.insert(name.clone()) {
            return name;
        }
    }
    // More people than names: a few share theirs, as in life.
    format!("{} {}", FIRST[rng.below(FIRST.len())], LAST[rng.below(LAST.len())])
}

/// A name as the part of an address before the @.
fn mailbox(name: &str) -> String {
    let plain = |c: char| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        'ñ' => 'n',
        ' ' => '.',
        other => other,
    };
    name.to_lowercase().chars().map(plain).collect()
}

/// The roster as someone would have exported it.
pub fn csv(invited: &[Invitee]) -> anyhow::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record([
        "Name",
        "Email",
        "Job title",
        "District",
        "District code",
        "Language",
        "Access needs",
        "Groups",
    ])?;
    for invitee in invited {
        let language = match invitee.language {
            Language::Spanish => "Spanish",
            Language::Bilingual => "English and Spanish",
            Language::English | Language::Unspecified => "English",
        };
        let place = &invitee.place;
        csv.write_record([
            &invitee.name,
            &invitee.email,
            invitee.title,
            &place.name,
            &place.code,
            language,
            invitee.access,
            invitee.cohort,
        ])?;
    }
    Ok(csv.into_inner()?)
}
