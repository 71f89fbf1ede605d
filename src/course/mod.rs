pub mod date; pub mod view;
