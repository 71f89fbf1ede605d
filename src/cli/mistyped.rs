//! Arguments that the parser takes for something else than whoever typed them: what happened, and what
//! to type.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What to type in place of arguments that cannot be read; `None` where the parser's own words do.
pub(crate) fn explained(error: &clap::Error, typed: &[OsString]) -> Option<String> {
    let (ErrorKind::UnknownArgument, Some(ContextValue::String(odd))) =
        (error.kind(), error.get(ContextKind::InvalidArg))
    else {
        return None;
    };
    let dash = |arg: &&OsString| arg.to_string_lossy().starts_with('-');
    let names = typed.iter().filter(|arg| Path::new(arg).is_file());
    if let Some(file) = names.filter(dash).map(|arg| arg.to_string_lossy()).next() {
        return Some(format!(
            "{file} begins with a dash, as options do\n  to name the file, write ./{file}"
        ));
    }
    if typed.iter().any(|arg| arg == "--") && odd.starts_with('-') {
        return Some(format!(
            "{odd} stands after --, behind which only files are named\n  write {odd} before --"
        ));
    }
    let command = typed.iter().skip(1).find(|arg| !dash(arg))?;
    (command == "compare" && !odd.starts_with('-')).then(|| {
        format!(
            "compare takes two photos, and {odd} is one more\n  for all the photos of one person, \
             put them into a folder: tricholapse analyze FOLDER"
        )
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::args::Cli;

    fn said(typed: &[&str]) -> Option<String> {
        let typed: Vec<OsString> = typed.iter().map(OsString::from).collect();
        explained(&Cli::try_parse_from(&typed).unwrap_err(), &typed)
    }

    #[test]
    fn a_third_photo_and_an_option_behind_the_names_are_told() {
        let third = said(&["tricholapse", "compare", "a.jpg", "b.jpg", "c.jpg"]).unwrap();
        assert!(third.contains("c.jpg is one more"), "{third}");
        let late = said(&["tricholapse", "compare", "--", "a.jpg", "b.jpg", "-o"]).unwrap();
        assert!(late.contains("write -o before --"), "{late}");
        assert_eq!(said(&["tricholapse", "compare", "a.jpg", "--loud"]), None);
        assert_eq!(said(&["tricholapse", "compare", "a.jpg"]), None);
    }
}
