//! Districts and county offices, by CDS code.

use crate::domain::text::{Invalid, Name};

/// The 58 counties in the order of their codes, and what their office calls itself when
/// it is not "County Office of Education".
const COUNTIES: [(&str, &str); 58] = [
    ("Alameda", ""),
    ("Alpine", ""),
    ("Amador", ""),
    ("Butte", ""),
    ("Calaveras", ""),
    ("Colusa", ""),
    ("Contra Costa", ""),
    ("Del Norte", ""),
    ("El Dorado", ""),
    ("Fresno", ""),
    ("Glenn", ""),
    ("Humboldt", ""),
    ("Imperial", ""),
    ("Inyo", ""),
    ("Kern", ""),
    ("Kings", ""),
    ("Lake", ""),
    ("Lassen", ""),
    ("Los Angeles", ""),
    ("Madera", "Superintendent of Schools"),
    ("Marin", ""),
    ("Mariposa", ""),
    ("Mendocino", ""),
    ("Merced", ""),
    ("Modoc", ""),
    ("Mono", ""),
    ("Monterey", ""),
    ("Napa", ""),
    ("Nevada", ""),
    ("Orange", "Department of Education"),
    ("Placer", ""),
    ("Plumas", ""),
    ("Riverside", ""),
    ("Sacramento", ""),
    ("San Benito", ""),
    ("San Bernardino", ""),
    ("San Diego", ""),
    ("San Francisco", ""),
    ("San Joaquin", ""),
    ("San Luis Obispo", ""),
    ("San Mateo", ""),
    ("Santa Barbara", ""),
    ("Santa Clara", ""),
    ("Santa Cruz", ""),
    ("Shasta", ""),
    ("Sierra", ""),
    ("Siskiyou", ""),
    ("Solano", ""),
    ("Sonoma", ""),
    ("Stanislaus", ""),
    ("Sutter", ""),
    ("Tehama", "Department of Education"),
    ("Trinity", ""),
    ("Tulare", ""),
    ("Tuolumne", "Superintendent of Schools"),
    ("Ventura", ""),
    ("Yolo", ""),
    ("Yuba", ""),
];

/// County and district part of a CDS code: 2 digits, 4 digits, a Luhn check digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CdsCode(u32);

impl CdsCode {
    /// Reads 7 digits, or 6 when a spreadsheet has eaten the leading zero.
    ///
    /// # Errors
    /// No number, no such county, or a wrong check digit.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        let digits = matches!(raw.len(), 6 | 7) && raw.bytes().all(|b| b.is_ascii_digit());
        let number = raw.parse().ok().filter(|_| digits);
        let number: u32 = number.ok_or(Invalid("a CDS code has 7 digits"))?;
        if !(1..=58).contains(&(number / 100_000)) {
            return Err(Invalid("the first two digits are no county"));
        }
        let district = number % 100_000;
        if check_digit(district / 10) != district % 10 {
            return Err(Invalid("the check digit is wrong; look for a typing error"));
        }
        Ok(Self(number))
    }

    /// Which county, from 1.
    #[must_use]
    pub fn county(self) -> u32 {
        self.0 / 100_000
    }

    /// The code of a county's office of education: county, 10, county, check digit.
    fn of_county_office(county: u32) -> Self {
        let district = 1_000 + county;
        Self(county * 100_000 + district * 10 + check_digit(district))
    }
}

impl std::fmt::Display for CdsCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:07}", self.0)
    }
}

/// Luhn over four digits.
fn check_digit(number: u32) -> u32 {
    let digits = [number % 10, number / 10 % 10, number / 100 % 10, number / 1000 % 10];
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum = doubled(digits[0]) + digits[1] + doubled(digits[2]) + digits[3];
    (10 - sum % 10) % 10
}

/// Where someone works. Partners have a name and no code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Of a district or a county office.
    pub code: Option<CdsCode>,
    /// What it is called.
    pub name: String,
}

impl Organisation {
    /// From what was typed. A county office needs only its code.
    ///
    /// # Errors
    /// A wrong code, or neither code nor name.
    pub fn parse(code: &str, name: &str) -> Result<Self, Invalid> {
        let code = if code.trim().is_empty() { None } else { Some(CdsCode::parse(code)?) };
        let office = county_offices().find(|office| code.is_some() && office.code == code);
        if let Some(office) = office {
            return Ok(office);
        }
        let missing =
            |error| if name.trim().is_empty() { Invalid("say where you work") } else { error };
        Ok(Self { code, name: Name::parse(name).map_err(missing)?.into_inner() })
    }
}

/// All 58, in the order of their codes.
pub fn county_offices() -> impl Iterator<Item = Organisation> {
    (1..).zip(COUNTIES).map(|(county, (name, kind))| {
        let kind = if kind.is_empty() { "Office of Education" } else { kind };
        Organisation {
            code: Some(CdsCode::of_county_office(county)),
            name: format!("{name} County {kind}"),
        }
    })
}
