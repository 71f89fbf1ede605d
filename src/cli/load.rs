//! Reading what the user named: parameters and regions.

use std::fs;
use std::path::Path;

use tricholapse::METHOD;
use tricholapse::params::Params;
use tricholapse::photo::sha256_hex;
use tricholapse::regions::geojson::{NamedArea, read_regions};

use tricholapse::model::SelfTestUsed;
use tricholapse::report::self_test::read_self_test;

use super::error::CliError;

/// The defaults, or a parameter file laid over them.
pub fn load_params(path: Option<&Path>) -> Result<Params, CliError> {
    let Some(path) = path else {
        return Ok(Params::default());
    };
    Params::from_toml(&read_text(path)?).map_err(|why| CliError::BadParams {
        path: path.to_owned(),
        why,
    })
}

/// The regions of a GeoJSON file.
pub fn load_regions(path: Option<&Path>) -> Result<Option<Vec<NamedArea>>, CliError> {
    Ok(path.map(read_regions).transpose()?)
}

/// A stored self-test, as it is used for every photo.
pub fn load_self_test(path: &Path) -> Result<SelfTestUsed, CliError> {
    let bytes = fs::read(path).map_err(|source| CliError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let report = read_self_test(&bytes, METHOD).map_err(|why| CliError::BadInput {
        path: path.to_owned(),
        why: why.to_string(),
    })?;
    Ok(report.used(sha256_hex(&bytes)))
}

/// A text file.
pub fn read_text(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path).map_err(|source| CliError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
