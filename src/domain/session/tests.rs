//! Rules as rows.
