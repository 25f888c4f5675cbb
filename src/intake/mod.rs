//! Tables of people that facilitators paste or upload, read with suspicion.
//!
//! `table` turns bytes into cells, `columns` guesses what they hold, `rows` reads each row by
//! itself, `people` compares the rows with the roster. Nothing here changes anything: the
//! outcome is a plan. `csv_out` is the way back, for a spreadsheet to open.

mod codes;
mod districts;
mod keep;
mod places;
mod words;

pub mod columns;
pub mod csv_out;
pub mod people;
pub mod roles;
pub mod rows;
pub mod table;

#[cfg(test)]
mod tests;

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColumnMeaning {
    /// Nothing that is imported.
    #[default]
    Nothing,
    /// The whole name.
    Name,
    /// What comes before the last name.
    FirstName,
    /// What comes after the first.
    LastName,
    /// The address that someone is recognised by.
    Email,
    /// What someone works as, in their own words.
    JobRole,
    /// The name of a district, county office or partner; or a code.
    District,
    /// A CDS code.
    DistrictCode,
    /// What someone is at home in.
    Language,
    /// What someone needs to take part.
    Access,
    /// Several are separated by semicolons; so the next two.
    Groups,
    /// Addresses or names of others who are always in the same room.
    KeepWith,
    /// Addresses or names of others who are never in the same room.
    KeepApart,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowProblemKind {
    /// There is no name.
    NameMissing,
    /// Longer than its limit.
    TooLong,
    /// It begins like a formula of a spreadsheet.
    Formula,
    /// No e-mail address.
    EmailMalformed,
    /// Another row of the table has this address.
    EmailTwice,
    /// No role, or one that is not known.
    RoleUnknown,
    /// Neither a district nor another place of work, or a code without a name.
    DistrictMissing,
    /// It has not 7 digits (or 14, of a school), or no such county.
    CodeMalformed,
    /// The check digit says that a digit is wrong.
    CodeCheckDigit,
    /// Neither English nor Spanish nor both.
    LanguageUnknown,
    /// Nobody, or more than one, has this address or name.
    PersonUnknown,
    /// The same two people must be kept together and apart.
    Contradiction,
    /// More than 20 groups, or people to be kept with or apart from.
    TooMany,
    /// More people than a session has room for.
    RosterFull,
    /// This person was taken out of the session.
    Removed,
}

/// Something wrong with a row: it is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Where.
    pub column: ColumnMeaning,
    /// What.
    pub kind: RowProblemKind,
    /// What the cell says, at most `VALUE_CHARS_MAX` characters.
    pub value: String,
}

impl RowProblem {
    /// Longest value that is shown with a problem.
    pub const VALUE_CHARS_MAX: usize = 100;

    pub(crate) fn new(column: ColumnMeaning, kind: RowProblemKind, value: &str) -> Self {
        let value = words::one_line(value).chars().take(Self::VALUE_CHARS_MAX).collect();
        Self { column, kind, value }
    }
}
