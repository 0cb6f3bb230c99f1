//! Building one code object: instructions with their places, labels, the
//! depth of the operand stack, and the blocks (loops, handlers) that a jump
//! out has to leave properly.

use super::fuse;
use super::scope::{Place, Scopes};
use crate::base::Map;
use crate::python::code::*;
use ruff_python_ast::Stmt;
use ruff_source_file::LineIndex;
use ruff_text_size::{TextRange, TextSize};
use std::rc::Rc;

/// A place in the code that jumps name before it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub u32);

/// What a jump out of a region has to do on its way.
#[derive(Clone, Debug)]
pub enum Leave<'a> {
    /// A `while` loop: where `break` and `continue` go.
    While { exit: Label, next: Label },
    /// A `for` loop, with its iterator on the stack.
    For { exit: Label, next: Label },
    /// The body of a `try` with handlers.
    Try,
    /// The body (or handlers) of a `try` with `finally`: run the text.
    Finally(&'a [Stmt]),
    /// The exceptional copy of `finally`: previous and exception on the stack.
    FinallyEnd,
    /// A handler: previous exception on the stack, and the name to unbind.
    Handler(Option<String>),
    /// The clean-up region of a handler: nothing on the stack of its own.
    Guard,
    /// A `with` body: the exit function on the stack.
    With(TextRange),
}

/// An open block.
#[derive(Clone, Debug)]
pub struct Block<'a> {
    /// What leaving it takes.
    pub leave: Leave<'a>,
    /// Where its exceptions go, and the operands kept.
    pub handler: Option<(Label, u32)>,
    open_at: u32,
}

/// A code object under construction.
pub struct Unit<'a> {
    /// Its scope.
    pub scope: usize,
    /// Class for name mangling.
    pub class: Option<String>,
    /// Kind of body.
    pub kind: Kind,
    /// `__name__`.
    pub name: Rc<str>,
    /// `__qualname__`.
    pub qualname: Rc<str>,
    /// Open blocks, innermost last.
    pub blocks: Vec<Block<'a>>,
    /// Current depth of the operand stack.
    pub depth: u32,
    /// Whether the next instruction can be reached.
    pub reachable: bool,
    /// Nested code.
    pub children: Vec<Rc<Code>>,
    /// Slots.
    pub slots: Vec<Rc<str>>,
    /// Slots before the cells.
    pub locals: u32,
    /// Cells made here that are no parameters.
    pub cells: u32,
    range: TextRange,
    ops: Vec<Op>,
    places: Vec<u32>,
    span_of: Map<(u32, u32), u32>,
    labels: Vec<(Option<u32>, Option<u32>)>,
    consts: Vec<Const>,
    const_of: Map<String, u32>,
    names: Vec<Rc<str>>,
    name_of: Map<Rc<str>, u32>,
    slot_of: Map<Rc<str>, u32>,
    handlers: Vec<(u32, u32, Label, u32)>,
    statements: Vec<Span>,
    deepest: u32,
}

/// What all units of a file share.
pub struct Shared {
    /// The file.
    pub file: Rc<File>,
    /// Its lines.
    pub lines: LineIndex,
    /// Its names.
    pub scopes: Scopes,
}

impl Shared {
    /// The place of a range.
    pub fn span(&self, range: TextRange) -> Span {
        let at = |offset: TextSize| {
            let place = self.lines.line_column(offset, &self.file.text);
            (place.line.get() as u32, place.column.get() as u32 - 1)
        };
        let ((line, column), (end_line, end_column)) = (at(range.start()), at(range.end()));
        Span {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

impl<'a> Unit<'a> {
    /// An empty code object for `scope`.
    pub fn new(shared: &Shared, scope: usize, kind: Kind, name: &str, qualname: &str) -> Unit<'a> {
        let mut unit = Unit {
            scope,
            class: None,
            kind,
            name: name.into(),
            qualname: qualname.into(),
            blocks: Vec::new(),
            depth: 0,
            reachable: true,
            children: Vec::new(),
            slots: Vec::new(),
            locals: 0,
            cells: 0,
            range: TextRange::default(),
            ops: Vec::new(),
            places: Vec::new(),
            span_of: Map::new(),
            labels: Vec::new(),
            consts: Vec::new(),
            const_of: Map::new(),
            names: Vec::new(),
            name_of: Map::new(),
            slot_of: Map::new(),
            handlers: Vec::new(),
            statements: Vec::new(),
            deepest: 0,
        };
        unit.lay_out(shared);
        unit
    }

    fn lay_out(&mut self, shared: &Shared) {
        let scope = &shared.scopes.scopes[self.scope];
        for name in &scope.parameters {
            self.slots.push(name.as_str().into());
        }
        for name in shared.scopes.locals(self.scope) {
            self.slots.push(name.as_str().into());
        }
        self.locals = self.slots.len() as u32;
        for name in scope
            .cells
            .iter()
            .filter(|name| !scope.parameters.contains(name))
        {
            self.slots.push(name.as_str().into());
            self.cells += 1;
        }
        for name in &scope.frees {
            self.slots.push(name.as_str().into());
        }
        self.slot_of = self
            .slots
            .iter()
            .enumerate()
            .map(|(at, name)| (name.clone(), at as u32))
            .collect();
        for name in &scope.cells {
            let slot = self.slot_of[name.as_str()];
            self.emit(Op::MakeCell(slot));
        }
    }

    /// The slot of a local, cell or free variable.
    pub fn slot(&self, name: &str) -> u32 {
        *self
            .slot_of
            .get(name)
            .expect("invariant: the scope pass gave the name a slot")
    }

    /// Sets the place of the next instructions; gives the one before.
    pub fn at(&mut self, range: TextRange) -> TextRange {
        std::mem::replace(&mut self.range, range)
    }

    /// Position of the next instruction.
    pub fn here(&self) -> u32 {
        self.ops.len() as u32
    }

    /// Appends an instruction.
    pub fn emit(&mut self, op: Op) {
        if !self.reachable {
            return;
        }
        let (pops, pushes) = effect(op);
        self.depth = (self.depth + pushes)
            .checked_sub(pops)
            .expect("invariant: the operand stack holds what an instruction takes");
        self.deepest = self.deepest.max(self.depth + pops);
        self.ops.push(op);
        self.places.push(u32::MAX);
        let key = (self.range.start().to_u32(), self.range.end().to_u32());
        let next = self.span_of.len() as u32;
        let place = *self.span_of.entry(key).or_insert(next);
        *self.places.last_mut().expect("invariant: just pushed") = place;
        if matches!(
            op,
            Op::Return | Op::Raise(_) | Op::Reraise | Op::AssertionError(_)
        ) {
            self.reachable = false;
        }
    }

    /// A statement of the user's text begins.
    pub fn statement(&mut self, shared: &Shared, range: TextRange) {
        self.at(range);
        if shared.file.library || !self.reachable {
            return;
        }
        self.statements.push(shared.span(range));
        self.emit(Op::Statement(self.statements.len() as u32 - 1));
    }

    /// A label not yet placed.
    pub fn label(&mut self) -> Label {
        self.labels.push((None, None));
        Label(self.labels.len() as u32 - 1)
    }

    /// Places a label here.
    pub fn place(&mut self, label: Label) {
        let entry = &mut self.labels[label.0 as usize];
        entry.0 = Some(self.ops.len() as u32);
        if let Some(depth) = entry.1 {
            if !self.reachable {
                self.depth = depth;
                self.reachable = true;
            }
        } else if self.reachable {
            entry.1 = Some(self.depth);
        }
    }

    /// Places the beginning of a handler, reached only by exceptions.
    pub fn place_handler(&mut self, label: Label, depth: u32) {
        self.labels[label.0 as usize] = (Some(self.ops.len() as u32), Some(depth));
        self.reachable = true;
        self.depth = depth + 1;
        self.deepest = self.deepest.max(self.depth);
    }

    /// A jump to a label. `make` gives the instruction for its number.
    pub fn jump(&mut self, make: impl FnOnce(u32) -> Op, to: Label) {
        if !self.reachable {
            return;
        }
        let op = make(to.0);
        // Depth at the target, where it differs from falling through.
        let before = self.depth;
        self.emit(op);
        let there = match op {
            Op::ForIter(_) => before - 1,
            Op::JumpIfFalseOrPop(_) | Op::JumpIfTrueOrPop(_) => before,
            Op::Send(_) => before - 1,
            _ => self.depth,
        };
        self.labels[to.0 as usize].1.get_or_insert(there);
        if matches!(op, Op::Jump(_) | Op::JumpBack(_)) {
            self.reachable = false;
        }
    }

    /// Pushes a constant.
    pub fn constant(&mut self, value: Const) {
        match value {
            Const::None => self.emit(Op::None),
            Const::Bool(true) => self.emit(Op::True),
            Const::Bool(false) => self.emit(Op::False),
            Const::Ellipsis => self.emit(Op::Ellipsis),
            Const::Int(crate::python::text::number::Int::Small(small))
                if i32::try_from(small).is_ok() =>
            {
                self.emit(Op::SmallInt(small as i32));
            }
            value => {
                let at = self.constant_index(value);
                self.emit(Op::Const(at));
            }
        }
    }

    /// The number of a constant.
    pub fn constant_index(&mut self, value: Const) -> u32 {
        let key = value.key();
        let next = self.consts.len() as u32;
        let at = *self.const_of.entry(key).or_insert(next);
        if at == next {
            self.consts.push(value);
        }
        at
    }

    /// The number of a name.
    pub fn name_index(&mut self, name: &str) -> u32 {
        if let Some(at) = self.name_of.get(name) {
            return *at;
        }
        let name: Rc<str> = name.into();
        self.names.push(name.clone());
        self.name_of.insert(name, self.names.len() as u32 - 1);
        self.names.len() as u32 - 1
    }

    /// The written name as it is bound here (`__x` inside a class).
    pub fn mangled(&self, name: &str) -> String {
        super::scope::mangle(self.class.as_deref(), name)
    }

    /// Loads, stores or deletes a variable.
    pub fn variable(&mut self, shared: &Shared, name: &str, access: Access) {
        let name = self.mangled(name);
        let place = shared.scopes.place(self.scope, &name);
        let op = match place {
            Place::Local => {
                access.pick(Op::LoadFast, Op::StoreFast, Op::DeleteFast)(self.slot(&name))
            }
            Place::Free if self.kind == Kind::Class && access == Access::Load => {
                Op::LoadClassCell(self.slot(&name))
            }
            Place::Cell | Place::Free => {
                access.pick(Op::LoadCell, Op::StoreCell, Op::DeleteCell)(self.slot(&name))
            }
            Place::Global => access.pick(
                |name| Op::LoadGlobal(name, 0),
                |name| Op::StoreGlobal(name, 0),
                Op::DeleteGlobal,
            )(self.name_index(&name)),
            Place::Name => {
                let (load, store) = (|name| Op::LoadName(name, 0), |name| Op::StoreName(name, 0));
                access.pick(load, store, Op::DeleteName)(self.name_index(&name))
            }
        };
        self.emit(op);
    }

    /// Opens a block; exceptions inside go to `handler` with the current depth.
    pub fn open(&mut self, leave: Leave<'a>, handler: Option<Label>) {
        let depth = self.depth;
        self.blocks.push(Block {
            leave,
            handler: handler.map(|label| (label, depth)),
            open_at: self.here(),
        });
    }

    /// Whether an `except` is around.
    pub fn is_in_try(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| matches!(block.leave, Leave::Try))
    }

    /// Closes the innermost block.
    pub fn close(&mut self) -> Block<'a> {
        let block = self.blocks.pop().expect("invariant: a block is open");
        self.end_segment(&block);
        block
    }

    /// Ends the range that a block's handler protects.
    pub fn end_segment(&mut self, block: &Block<'a>) {
        if let Some((label, depth)) = block.handler
            && block.open_at < self.here()
        {
            self.handlers
                .push((block.open_at, self.here(), label, depth));
        }
    }

    /// Opens blocks again after the text that left them.
    pub fn reopen(&mut self, blocks: Vec<Block<'a>>) {
        let here = self.here();
        self.blocks
            .extend(blocks.into_iter().rev().map(|mut block| {
                block.open_at = here;
                block
            }));
    }

    /// The finished code object.
    pub fn finish(self, shared: &Shared, parts: Parts) -> Rc<Code> {
        let resolve = |label: u32| {
            self.labels[label as usize]
                .0
                .expect("invariant: every label is placed")
        };
        let mut ops: Vec<Op> = self.ops.iter().map(|op| retarget(*op, resolve)).collect();
        let caches = fuse::number_caches(&mut ops);
        fuse::fuse(&mut ops);
        let mut spans = vec![Span::default(); self.span_of.len()];
        for ((start, end), at) in &self.span_of {
            let range = TextRange::new((*start).into(), (*end).into());
            spans[*at as usize] = shared.span(range);
        }
        let handlers = self
            .handlers
            .iter()
            .map(|(start, end, target, depth)| Handler {
                start: *start,
                end: *end,
                target: resolve(target.0),
                depth: *depth,
            })
            .collect();
        Rc::new(Code {
            name: self.name,
            qualname: self.qualname,
            file: shared.file.clone(),
            kind: self.kind,
            first_line: parts.first_line,
            positional_only: parts.positional_only,
            positional: parts.positional,
            keyword_only: parts.keyword_only,
            rest: parts.rest,
            rest_keywords: parts.rest_keywords,
            slots: self.slots,
            locals: self.locals,
            cells: self.cells,
            ops,
            places: self.places,
            spans,
            consts: self.consts,
            names: self.names,
            caches,
            children: self.children,
            handlers,
            statements: self.statements,
            doc: parts.doc,
            depth: self.deepest,
        })
    }
}

/// What a code object says about its parameters.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Line of the `def`.
    pub first_line: u32,
    /// See `Code`.
    pub positional_only: u32,
    /// See `Code`.
    pub positional: u32,
    /// See `Code`.
    pub keyword_only: u32,
    /// See `Code`.
    pub rest: bool,
    /// See `Code`.
    pub rest_keywords: bool,
    /// The docstring.
    pub doc: Option<Rc<str>>,
}

/// What is done with a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read.
    Load,
    /// Bind.
    Store,
    /// Unbind.
    Delete,
}

impl Access {
    fn pick(
        self,
        load: fn(u32) -> Op,
        store: fn(u32) -> Op,
        delete: fn(u32) -> Op,
    ) -> fn(u32) -> Op {
        match self {
            Access::Load => load,
            Access::Store => store,
            Access::Delete => delete,
        }
    }
}

fn retarget(op: Op, resolve: impl Fn(u32) -> u32) -> Op {
    match op {
        Op::Jump(label) => Op::Jump(resolve(label)),
        Op::JumpBack(label) => Op::JumpBack(resolve(label)),
        Op::PopJumpIfFalse(label) => Op::PopJumpIfFalse(resolve(label)),
        Op::PopJumpIfTrue(label) => Op::PopJumpIfTrue(resolve(label)),
        Op::JumpIfFalseOrPop(label) => Op::JumpIfFalseOrPop(resolve(label)),
        Op::JumpIfTrueOrPop(label) => Op::JumpIfTrueOrPop(resolve(label)),
        Op::CompareJump(comparison, label) => Op::CompareJump(comparison, resolve(label)),
        Op::ForIter(label) => Op::ForIter(resolve(label)),
        Op::Send(label) => Op::Send(resolve(label)),
        other => other,
    }
}

/// How many operands an instruction takes and leaves (when it falls through).
fn effect(op: Op) -> (u32, u32) {
    use Op::*;
    match op {
        Nop | Statement(_) | DeleteFast(_) | MakeCell(_) | DeleteCell(_) | DeleteGlobal(_)
        | DeleteName(_) | Jump(_) | JumpBack(_) | Swap(_) | Sink(_) | SetupAnnotations
        | GeneratorStart => (0, 0),
        Const(_) | SmallInt(_) | None | True | False | Ellipsis | Null | LoadFast(_)
        | LoadClosure(_) | LoadCell(_) | LoadClassCell(_) | LoadGlobal(..) | LoadName(..) => (0, 1),
        StoreFast(_) | StoreCell(_) | StoreGlobal(..) | StoreName(..) | Pop | PopJumpIfFalse(_)
        | PopJumpIfTrue(_) | JumpIfFalseOrPop(_) | JumpIfTrueOrPop(_) | Return | PopException
        | ImportStar => (1, 0),
        LoadAttr(..) | Negate | Positive | Invert | Not | GetIter | YieldIter | ListToTuple
        | Yield => (1, 1),
        StoreAttr(..) => (2, 0),
        DeleteAttr(_) => (1, 0),
        LoadMethod(..) => (1, 2),
        Binary(_) | InPlace(_) | Compare(_) | Is | IsNot | In | NotIn | Subscript => (2, 1),
        CompareJump(..) => (2, 0),
        StoreSubscript => (3, 0),
        DeleteSubscript => (2, 0),
        BuildSlice(parts) => (parts, 1),
        ForIter(_) => (1, 2),
        BuildTuple(count) | BuildList(count) | BuildSet(count) | BuildString(count) => (count, 1),
        BuildDict(count) => (2 * count, 1),
        ListAppend(_) | SetAdd(_) => (1, 0),
        DictAdd(_) => (2, 0),
        ListExtend | ArgsExtend | SetUpdate | DictUpdate | DictMerge => (2, 1),
        Unpack(count) => (1, count),
        UnpackStar(before, after) => (1, u32::from(before) + u32::from(after) + 1),
        Call(count) => (count + 2, 1),
        CallKw(count, _) => (u32::from(count) + 2, 1),
        CallSpread(flag) => (3 + flag, 1),
        MakeFunction(_, flags) => (flags.count_ones(), 1),
        BuildClass(bases, keywords) => (u32::from(bases) + 2 + u32::from(keywords), 1),
        Send(_) => (0, 0),
        Raise(count) => (count, 0),
        AssertionError(count) => (count, 0),
        PushException => (1, 2),
        Reraise => (2, 0),
        MatchException => (2, 2),
        Match => (2, 1),
        With => (1, 2),
        WithExcept => (3, 4),
        Import(..) => (0, 1),
        ImportFrom(_) => (1, 2),
        Format(_, with_spec) => (1 + u32::from(with_spec), 1),
        Dup => (1, 2),
        DupTwo => (2, 4),
        FastFast(..) | FastFastBinary(..) | FastSmallBinary(..) | FastBinary(..)
        | SmallBinary(..) | FastFastCompare(..) | FastSmallCompare(..) | SmallCompare(..)
        | FastAttr(_) | FastMethod(_) | FastStoreAttr(_) | ForFast(..) | GlobalNull(..) => {
            unreachable!("invariant: instructions are fused after the last one is emitted")
        }
    }
}
