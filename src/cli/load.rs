//! Reading what the user named: parameters and regions.

use std::fs;
use std::path::Path;

use tricholapse::params::Params;
use tricholapse::regions::geojson::{NamedArea, read_regions};

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

/// A text file.
pub fn read_text(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path).map_err(|source| CliError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
