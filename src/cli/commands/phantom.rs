//! `tricholapse phantom`

use std::path::{Path, PathBuf};

use crate::course::{PHOTOS_FOLDER, is_photo_name};
use crate::phantom::{
    CloseupPreset, CloseupSpec, PhantomSpec, Preset, render_closeups, render_course,
    write_closeups, write_course,
};
use crate::pipeline::Observer;
use serde::Serialize;

use crate::cli::args::{GlobalArgs, PhantomArgs};
use crate::cli::error::CliError;
use crate::cli::load::read_text;
use crate::cli::progress::Bar;
use crate::cli::{Finish, print};

pub(crate) fn run(args: &PhantomArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    if args.print_spec {
        let text = match closeup_preset(args) {
            Some(preset) => as_toml(&closeup_spec(args, preset, args.seed))?,
            None => as_toml(&spec(args, args.seed)?)?,
        };
        print(&text)?;
        return Ok(Finish::Complete);
    }
    let bar = Bar::new(global);
    let folders = folders(args);
    bar.expect(folders.len());
    for (folder, seed) in &folders {
        match closeup_preset(args) {
            Some(preset) => closeups(&closeup_spec(args, preset, *seed), *seed, folder)?,
            None => render(&spec(args, *seed)?, *seed, folder)?,
        }
        bar.step(&folder.display().to_string());
    }
    drop(bar);
    print(format!(
        "Rendered {} course(s): {}\n",
        folders.len(),
        args.dir.display()
    ))?;
    Ok(Finish::Complete)
}

/// Renders one course into a folder.
pub(crate) fn render(spec: &PhantomSpec, seed: u64, folder: &Path) -> Result<(), CliError> {
    refuse_foreign_course(folder)?;
    let course = render_course(spec, seed).map_err(|e| CliError::Usage(e.to_string()))?;
    write_course(&course, folder).map_err(|source| CliError::Unwritable {
        path: folder.to_owned(),
        source,
    })
}

fn closeups(spec: &CloseupSpec, seed: u64, folder: &Path) -> Result<(), CliError> {
    refuse_foreign_course(folder)?;
    let course = render_closeups(spec, seed).map_err(|e| CliError::Usage(e.to_string()))?;
    write_closeups(&course, folder).map_err(|source| CliError::Unwritable {
        path: folder.to_owned(),
        source,
    })
}

fn as_toml<T: Serialize>(spec: &T) -> Result<String, CliError> {
    toml::to_string_pretty(spec).map_err(|e| CliError::Usage(e.to_string()))
}

fn closeup_preset(args: &PhantomArgs) -> Option<CloseupPreset> {
    // A specification file is one of a head.
    let named = args.spec.is_none().then_some(args.preset.as_str());
    named.and_then(CloseupPreset::from_name)
}

fn closeup_spec(args: &PhantomArgs, preset: CloseupPreset, seed: u64) -> CloseupSpec {
    let mut spec = preset.spec(seed);
    if let Some(size) = args.size {
        spec.size_px = size;
    }
    spec
}

/// A folder with a manifest or photos, but without a phantom's truth, is somebody's course.
fn refuse_foreign_course(folder: &Path) -> Result<(), CliError> {
    let ours = folder.join("truth/truth.json").is_file();
    let in_use = folder.join("course.toml").exists()
        || folder.join(PHOTOS_FOLDER).exists()
        || holds_photos(folder);
    if in_use && !ours {
        return Err(CliError::NotAPhantom {
            path: folder.to_owned(),
        });
    }
    Ok(())
}

fn holds_photos(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names = entries.map(|entry| entry.file_name());
    names.any(|name| is_photo_name(&name.to_string_lossy()))
}

fn folders(args: &PhantomArgs) -> Vec<(PathBuf, u64)> {
    match args.courses {
        None => vec![(args.dir.clone(), args.seed)],
        Some(n) => (0..u64::from(n))
            .map(|k| {
                let seed = args.seed.wrapping_add(k);
                (args.dir.join(format!("{}-{seed:04}", args.preset)), seed)
            })
            .collect(),
    }
}

fn spec(args: &PhantomArgs, seed: u64) -> Result<PhantomSpec, CliError> {
    let mut spec = match &args.spec {
        Some(path) => toml::from_str(&read_text(path)?).map_err(|e| CliError::BadParams {
            path: path.clone(),
            why: e.to_string(),
        })?,
        None => Preset::from_name(&args.preset)
            .ok_or_else(|| CliError::Usage(format!("unknown preset {:?}", args.preset)))?
            .spec(seed),
    };
    if let Some(size) = args.size {
        spec.size_px = size;
    }
    Ok(spec)
}
