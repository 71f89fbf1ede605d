//! One handler per command.

pub mod analyze;
pub mod compare;
pub mod demo;
pub mod init;
pub mod params;
pub mod phantom;
pub mod schema;
pub mod transform;
pub mod validate;
