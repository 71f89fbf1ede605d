//! `tricholapse dicom`: results as objects of the patient's own study.

use std::path::Path;

use crate::dicom::{DicomError, Study, encapsulated_pdf, structured_report};
use crate::params::Params;
use crate::regular_file::{self, FileError};
use crate::report::json::from_json;

use crate::cli::args::DicomArgs;
use crate::cli::error::CliError;
use crate::cli::load::read_bytes;
use crate::cli::signals::staged_folder;
use crate::cli::{Finish, print};

const SR: &str = "report-sr.dcm";
const PDF: &str = "report-pdf.dcm";

pub(crate) fn run(args: &DicomArgs) -> Result<Finish, CliError> {
    let path = args.results.join("report.json");
    let report = from_json(&read_bytes(&path)?).map_err(|e| CliError::BadReport {
        path,
        why: e.to_string(),
    })?;
    let photo = bytes_of(&args.study)?.ok_or_else(|| CliError::BadInput {
        path: args.study.clone(),
        why: "file not found".to_owned(),
    })?;
    let bad = |path: &Path| {
        let path = path.to_owned();
        move |error: DicomError| CliError::BadInput {
            path,
            why: error.to_string(),
        }
    };
    let study = Study::of_photo(&photo).map_err(bad(&args.study))?;
    let (mut folder, _watch) = staged_folder(&args.out)?;
    let mut names = vec![SR];
    let sr = structured_report(&study, &report).map_err(bad(&args.results))?;
    folder.add(SR, &sr)?;
    if let Some(pdf) = bytes_of(&args.results.join("report.pdf"))? {
        let object = encapsulated_pdf(&study, &pdf, &report).map_err(bad(&args.results))?;
        folder.add(PDF, &object)?;
        names.push(PDF);
    }
    let target = folder.publish()?;
    let lines = names
        .iter()
        .map(|name| format!("{}\n", target.join(name).display()));
    print(lines.collect::<String>())?;
    Ok(Finish::Complete)
}

/// A photo or a PDF; `None` where there is none.
fn bytes_of(path: &Path) -> Result<Option<Vec<u8>>, CliError> {
    match regular_file::read(path, Params::default().decode.max_file_bytes) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(FileError::NotFound) => Ok(None),
        Err(error) => Err(CliError::Unreadable {
            path: path.to_owned(),
            source: error.into_io(),
        }),
    }
}
