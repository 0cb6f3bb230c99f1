//! Things by number: numbers are given out once and never again, so that a
//! late timer or notice for something that is gone finds nothing.

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table<T>(Vec<Option<T>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table(Vec::new())
    }
}

impl<T> Table<T> {
    /// The number that the next `insert` gives.
    pub(super) fn next(&self) -> u32 {
        self.0.len() as u32
    }

    pub(super) fn insert(&mut self, thing: T) -> u32 {
        self.0.push(Some(thing));
        self.0.len() as u32 - 1
    }

    pub(super) fn at(&self, number: u32) -> Option<&T> {
        self.0.get(number as usize)?.as_ref()
    }

    pub(super) fn at_mut(&mut self, number: u32) -> Option<&mut T> {
        self.0.get_mut(number as usize)?.as_mut()
    }

    pub(super) fn remove(&mut self, number: u32) -> Option<T> {
        self.0.get_mut(number as usize)?.take()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let numbered = self.0.iter().enumerate();
        numbered.filter_map(|(number, thing)| Some((number as u32, thing.as_ref()?)))
    }
}
