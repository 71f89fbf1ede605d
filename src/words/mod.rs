//! Every word and number that people read, per language, whatever writes it: page, patient's sheet,
//! PDF, terminal, cohort.

mod cohort;
mod de;
mod en;
mod es;
mod lang;
mod reason_table;
mod reasons;
mod say;
mod self_test;
mod text;
mod tr;

pub(crate) use cohort::CohortText;
pub(crate) use lang::Lang;
pub(crate) use say::verdict_words;
pub(crate) use say::{Words, class, sign};
pub(crate) use self_test::SelfTestText;
pub(crate) use text::{Text, fill};
