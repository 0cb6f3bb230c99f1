//! The last pass over the instructions of a code object: numbers the inline
//! caches, and lets one instruction do at once what often comes in a row.
//!
//! A fused instruction takes the place of the first of its row and the others
//! stay where they are. So jumps, handlers and places in the text stay as they
//! were, and an instruction whose quick way is barred (operands that are not
//! small numbers, a variable without value) does what the first one did and
//! leaves the rest to those behind it.

use crate::python::code::{NO_CACHE, Op};

/// Gives each instruction that can have an inline cache its own; says how many
/// there are.
pub fn number_caches(ops: &mut [Op]) -> u16 {
    let mut count = 0;
    for op in ops {
        if let Op::LoadGlobal(_, cache)
        | Op::StoreGlobal(_, cache)
        | Op::LoadName(_, cache)
        | Op::StoreName(_, cache)
        | Op::LoadAttr(_, cache)
        | Op::StoreAttr(_, cache)
        | Op::LoadMethod(_, cache) = op
        {
            *cache = count;
            if count < NO_CACHE {
                count += 1;
            }
        }
    }
    count
}

/// Fuses what can be fused.
pub fn fuse(ops: &mut [Op]) {
    for at in 0..ops.len() {
        if let Some(fused) = fused(&ops[at..]) {
            ops[at] = fused;
        }
    }
}

/// What does the first instructions of `ops` at once.
fn fused(ops: &[Op]) -> Option<Op> {
    match *ops {
        [Op::LoadFast(slot), ..] => with_local(u16::try_from(slot).ok()?, &ops[1..]),
        [Op::SmallInt(number), Op::Binary(how) | Op::InPlace(how), ..] => {
            Some(Op::SmallBinary(how, number))
        }
        [Op::SmallInt(number), Op::CompareJump(how, _), ..] => Some(Op::SmallCompare(how, number)),
        [Op::ForIter(exit), Op::StoreFast(slot), ..] => {
            Some(Op::ForFast(exit, u16::try_from(slot).ok()?))
        }
        [Op::LoadGlobal(name, cache), Op::Null, ..] => Some(Op::GlobalNull(name, cache)),
        _ => None,
    }
}

/// The same for those that begin with `LoadFast` of `slot`.
fn with_local(slot: u16, rest: &[Op]) -> Option<Op> {
    Some(match *rest {
        [Op::LoadFast(other), ref rest @ ..] => {
            let other = u16::try_from(other).ok()?;
            match rest.first() {
                Some(Op::Binary(how) | Op::InPlace(how)) => Op::FastFastBinary(*how, slot, other),
                Some(Op::CompareJump(how, _)) => Op::FastFastCompare(*how, slot, other),
                _ => Op::FastFast(slot, other),
            }
        }
        [Op::SmallInt(number), Op::Binary(how) | Op::InPlace(how), ..] => {
            Op::FastSmallBinary(how, slot, number)
        }
        [Op::SmallInt(number), Op::CompareJump(how, _), ..] => {
            Op::FastSmallCompare(how, slot, number)
        }
        [Op::Binary(how) | Op::InPlace(how), ..] => Op::FastBinary(how, slot),
        [Op::LoadAttr(..), ..] => Op::FastAttr(slot),
        [Op::LoadMethod(..), ..] => Op::FastMethod(slot),
        [Op::StoreAttr(..), ..] => Op::FastStoreAttr(slot),
        _ => return None,
    })
}
