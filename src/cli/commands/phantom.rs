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
        let spec = spec(args, args.seed)?;
        print(toml::to_string_pretty(&spec).map_err(|e| CliError::Usage(e.to_string()))?)?;
        return Ok(Finish::Complete);
    }
    let bar = Bar::new(global);
    let folders = folders(args);
    bar.expect(folders.len());
    for (folder, seed) in &folders {
        match spec(args, *seed)? {
            Spec::Head(spec) => render(&spec, *seed, folder)?,
            Spec::CloseUps(spec) => closeups(&spec, *seed, folder)?,
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

/// What is rendered.
#[derive(Serialize)]
#[serde(untagged)]
enum Spec {
    Head(PhantomSpec),
    CloseUps(CloseupSpec),
}

fn spec(args: &PhantomArgs, seed: u64) -> Result<Spec, CliError> {
    let mut spec = match &args.spec {
        Some(path) => read_spec(&read_text(path)?).map_err(|e| CliError::BadParams {
            path: path.clone(),
            why: e.to_string(),
        })?,
        None => match CloseupPreset::from_name(&args.preset) {
            Some(preset) => Spec::CloseUps(preset.spec(seed)),
            None => Preset::from_name(&args.preset)
                .map(|preset| Spec::Head(preset.spec(seed)))
                .ok_or_else(|| CliError::Usage(format!("unknown preset {:?}", args.preset)))?,
        },
    };
    if let Some(size) = args.size {
        match &mut spec {
            Spec::Head(spec) => spec.size_px = size,
            Spec::CloseUps(spec) => spec.size_px = size,
        }
    }
    Ok(spec)
}

/// A specification with a scale is one of close-ups.
fn read_spec(text: &str) -> Result<Spec, toml::de::Error> {
    let keys: toml::Table = toml::from_str(text)?;
    Ok(if keys.contains_key("px_per_mm") {
        Spec::CloseUps(toml::from_str(text)?)
    } else {
        Spec::Head(toml::from_str(text)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_specification_is_read_as_what_it_was() {
        for name in ["ordinary", "closeup-long"] {
            let preset = match CloseupPreset::from_name(name) {
                Some(preset) => Spec::CloseUps(preset.spec(3)),
                None => Spec::Head(Preset::from_name(name).expect("a preset").spec(3)),
            };
            let printed = toml::to_string_pretty(&preset).expect("a specification");
            let again = read_spec(&printed).expect("what was printed");
            let same = match (&preset, &again) {
                (Spec::Head(a), Spec::Head(b)) => a == b,
                (Spec::CloseUps(a), Spec::CloseUps(b)) => a == b,
                _ => false,
            };
            assert!(same, "{printed}");
        }
    }
}
