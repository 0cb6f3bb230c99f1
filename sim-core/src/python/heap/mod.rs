//! The heap of one process: an arena of counted slots. An object dies when its
//! last reference goes, at the end of the instruction that lets it go; what it
//! held is given back from a work list, never by recursion. Cycles live on.
//!
//! Not here: anything that could run the program's own code. A dying object
//! with a `__del__`, or a generator that rests inside a `try`, is handed to the
//! machine (`Heap::dying`).

pub mod dict;
pub mod object;
pub mod set;
pub mod types;
pub mod value;

mod keys;
mod make;

pub use dict::{Dict, Found, Match};
pub use keys::KeyFault;
pub use object::Object;
pub use set::Set;
pub use types::Type;
pub use value::{Ref, Value};

use crate::python::data::Handle;

/// One slot of the arena.
#[derive(Clone, Debug, PartialEq)]
struct Slot {
    count: u32,
    /// Bytes last charged for the object.
    charged: u32,
    object: Object,
}

const END: u32 = u32::MAX;

/// The memory limit would be passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;

/// The heap.
#[derive(Clone, Debug, PartialEq)]
pub struct Heap {
    slots: Vec<Slot>,
    free: u32,
    live: usize,
    bytes: usize,
    limit: usize,
    /// Slots whose count is zero or was when they were put here.
    fresh: Vec<Ref>,
    /// Handles that have died, in order.
    pub dropped: Vec<Handle>,
    /// Objects whose end has to run program text first; each holds a count.
    pub dying: Vec<Ref>,
    versions: u32,
}

impl Heap {
    /// An empty heap that may grow to `limit` bytes.
    pub fn new(limit: usize) -> Heap {
        Heap {
            slots: Vec::new(),
            free: END,
            live: 0,
            bytes: 0,
            limit,
            fresh: Vec::new(),
            dropped: Vec::new(),
            dying: Vec::new(),
            versions: 0,
        }
    }

    /// A number that no class version had before.
    pub fn next_version(&mut self) -> u32 {
        self.versions += 1;
        self.versions
    }

    /// Number of live objects.
    pub fn live(&self) -> usize {
        self.live
    }

    /// Bytes charged.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether `more` bytes can be had.
    pub fn afford(&self, more: usize) -> Result<(), OutOfMemory> {
        if self.bytes.saturating_add(more) > self.limit {
            Err(OutOfMemory)
        } else {
            Ok(())
        }
    }

    /// Whether the limit is passed.
    pub fn is_over(&self) -> bool {
        self.bytes > self.limit
    }

    /// Puts an object on the heap. Its count is zero: a place must hold it
    /// before the instruction ends.
    pub fn alloc(&mut self, object: Object) -> Value {
        let slot = self.alloc_slot(object, 0);
        self.fresh.push(slot);
        Value::Ref(slot)
    }

    /// Puts an object on the heap, already held once by the caller's place.
    pub fn alloc_held(&mut self, object: Object) -> Value {
        Value::Ref(self.alloc_slot(object, 1))
    }

    fn alloc_slot(&mut self, object: Object, count: u32) -> Ref {
        let charged = object.bytes() as u32;
        self.bytes += charged as usize + std::mem::size_of::<Slot>();
        self.live += 1;
        let slot = Slot {
            count,
            charged,
            object,
        };
        if self.free == END {
            self.slots.push(slot);
            Ref(self.slots.len() as u32 - 1)
        } else {
            let at = Ref(self.free);
            let place = &mut self.slots[at.index()];
            if let Object::Free(next) = place.object {
                self.free = next;
            }
            *place = slot;
            at
        }
    }

    /// Charges what the object has grown or shrunk by.
    pub fn settle(&mut self, at: Ref) {
        let slot = &mut self.slots[at.index()];
        let now = slot.object.bytes() as u32;
        self.bytes = self.bytes + now as usize - slot.charged as usize;
        slot.charged = now;
    }

    /// The object in a slot.
    #[inline]
    pub fn object(&self, at: Ref) -> &Object {
        &self.slots[at.index()].object
    }

    /// The object in a slot, to be changed. `settle` when its size changes;
    /// counts are the caller's business.
    #[inline]
    pub fn object_mut(&mut self, at: Ref) -> &mut Object {
        &mut self.slots[at.index()].object
    }

    /// Counts one more place that holds the value; gives it back for that place.
    #[inline]
    pub fn dup(&mut self, value: Value) -> Value {
        if let Value::Ref(at) = value {
            self.slots[at.index()].count += 1;
        }
        value
    }

    /// Counts one more place that holds the object.
    #[inline]
    pub fn count(&mut self, at: Ref) {
        self.slots[at.index()].count += 1;
    }

    /// A place no longer holds the value.
    #[inline]
    pub fn release(&mut self, value: Value) {
        if let Value::Ref(at) = value {
            let slot = &mut self.slots[at.index()];
            debug_assert!(slot.count > 0, "count below zero at {at:?}");
            slot.count -= 1;
            if slot.count == 0 {
                self.fresh.push(at);
            }
        }
    }

    /// Whether objects wait for `sweep`.
    #[inline]
    pub fn has_fresh(&self) -> bool {
        !self.fresh.is_empty()
    }

    /// All handles that live, in order of their slots.
    pub fn handles(&self) -> Vec<Handle> {
        let held = |slot: &Slot| match slot.object {
            Object::Handle(handle) => Some(handle),
            _ => None,
        };
        self.slots.iter().filter_map(held).collect()
    }

    /// Ends the instruction: frees what nothing holds, and what only that held.
    pub fn sweep(&mut self) {
        while let Some(at) = self.fresh.pop() {
            let slot = &self.slots[at.index()];
            if slot.count > 0 || matches!(slot.object, Object::Free(_)) {
                continue;
            }
            if self.needs_farewell(at) {
                self.slots[at.index()].count = 1;
                self.dying.push(at);
                continue;
            }
            self.free_slot(at);
        }
    }

    fn needs_farewell(&self, at: Ref) -> bool {
        match &self.slots[at.index()].object {
            Object::Instance(instance) => match self.object(instance.class) {
                Object::Class(class) => class.hooks.del && !self.is_said(at),
                _ => false,
            },
            Object::Generator(generator) => generator
                .resting
                .as_ref()
                .is_some_and(|resting| generator.started && resting.is_guarded()),
            _ => false,
        }
    }

    /// The objects that say farewell when a program ends: those that its
    /// globals lead to, in the order in which CPython lets go of them.
    pub fn last_farewells(&self, globals: Value) -> Vec<Ref> {
        let wanted = |slot: &Slot| match &slot.object {
            Object::Class(class) => class.hooks.del,
            Object::Generator(_) => true,
            _ => false,
        };
        if !self.slots.iter().any(wanted) {
            return Vec::new();
        }
        let (mut found, mut open) = (Vec::new(), vec![globals]);
        let mut seen = vec![false; self.slots.len()];
        while let Some(value) = open.pop() {
            let Value::Ref(at) = value else { continue };
            if std::mem::replace(&mut seen[at.index()], true) {
                continue;
            }
            if self.needs_farewell(at) {
                found.push(at);
            }
            let object = self.object(at);
            if matches!(object, Object::Class(_) | Object::Module(_)) {
                continue;
            }
            let from = open.len();
            object.each_value(&mut |value| open.push(value));
            // Lists and tuples are emptied from their end, all else from its beginning.
            if !matches!(object, Object::List(_) | Object::Tuple(_)) {
                open[from..].reverse();
            }
        }
        found
    }

    /// Whether `__del__` has already run: its mark is the null base.
    fn is_said(&self, at: Ref) -> bool {
        matches!(self.object(at), Object::Instance(instance) if instance.base == Value::NotImplemented)
    }

    /// Remembers that an object's `__del__` is running, so that it runs once.
    pub fn mark_farewell(&mut self, at: Ref) {
        if let Object::Instance(instance) = self.object_mut(at) {
            let base = std::mem::replace(&mut instance.base, Value::NotImplemented);
            self.release(base);
        }
    }

    fn free_slot(&mut self, at: Ref) {
        let slot = &mut self.slots[at.index()];
        let object = std::mem::replace(&mut slot.object, Object::Free(self.free));
        self.bytes -= slot.charged as usize + std::mem::size_of::<Slot>();
        self.live -= 1;
        self.free = at.0;
        match &object {
            Object::Handle(handle) => self.dropped.push(*handle),
            Object::Class(class) => self.forget_subclass(at, &class.bases.clone()),
            _ => {}
        }
        object.each_value(&mut |value| self.release(value));
    }

    fn forget_subclass(&mut self, class: Ref, bases: &[Value]) {
        for base in bases.iter().filter_map(|base| base.as_ref()) {
            if let Object::Class(base) = self.object_mut(base) {
                base.subclasses.retain(|subclass| *subclass != class);
            }
        }
    }

    /// Compares every count with the references that exist: those among
    /// objects and those from `roots`. Gives the slots that differ, with the
    /// count they have and the one they should have.
    pub fn check_counts(&self, roots: &[Value]) -> Vec<(Ref, u32, u32)> {
        let mut counts = vec![0u32; self.slots.len()];
        let mut visit = |value: Value| {
            if let Value::Ref(at) = value {
                counts[at.index()] += 1;
            }
        };
        roots.iter().for_each(|value| visit(*value));
        for slot in &self.slots {
            slot.object.each_value(&mut visit);
        }
        self.slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| !matches!(slot.object, Object::Free(_)))
            .filter(|(at, slot)| slot.count != counts[*at])
            .map(|(at, slot)| (Ref(at as u32), slot.count, counts[at]))
            .collect()
    }
}
