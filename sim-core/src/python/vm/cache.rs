//! Inline caches: what an instruction found last time, with the versions that
//! make it still true. They change no result, only its speed; machines that
//! differ in them are equal.

use crate::python::heap::Value;

/// The cache of one instruction. Values are not counted: a version that still
/// holds says that their owner still holds them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cache {
    /// Version of the class or namespace this was found with; 0: nothing yet.
    pub version: u32,
    /// Second version, or position hint.
    pub hint: u32,
    /// What was found on the class.
    pub found: Found,
}

/// What an attribute or global lookup found.
#[derive(Clone, Copy, Debug, Default)]
pub enum Found {
    /// Nothing cached.
    #[default]
    Nothing,
    /// The instance's own dictionary holds it, at about this position.
    Instance,
    /// A plain function of the class, a method of a built-in type, or a
    /// built-in, because the module does not bind the name.
    Known(Value),
}

/// All caches of a machine.
#[derive(Clone, Debug, Default)]
pub struct Caches(pub Vec<Cache>);

impl PartialEq for Caches {
    fn eq(&self, _: &Caches) -> bool {
        true
    }
}

impl std::ops::Deref for Caches {
    type Target = Vec<Cache>;
    fn deref(&self) -> &Vec<Cache> {
        &self.0
    }
}

impl std::ops::DerefMut for Caches {
    fn deref_mut(&mut self) -> &mut Vec<Cache> {
        &mut self.0
    }
}
