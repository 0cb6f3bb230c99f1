//! Compiled text: an immutable code object with everything a frame needs to
//! run and everything a view or traceback needs to say where it is. Shared by
//! all machines that run it; holds no heap value.

use std::rc::Rc;

/// One instruction: 8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Op {
    Nop,
    /// A statement of the user's text begins: index into `Code::statements`.
    Statement(u32),
    Const(u32),
    SmallInt(i32),
    None,
    True,
    False,
    Ellipsis,
    /// Pushes the absent value (the "no receiver" below a call's arguments).
    Null,
    LoadFast(u32),
    StoreFast(u32),
    DeleteFast(u32),
    /// Turns the argument in this slot into a cell that holds it.
    MakeCell(u32),
    /// The cell itself, for a closure.
    LoadClosure(u32),
    LoadCell(u32),
    StoreCell(u32),
    DeleteCell(u32),
    /// In a class body: the class's own name first, then the cell.
    LoadClassCell(u32),
    /// With a second number: the name, and the inline cache (see `Code::caches`).
    LoadGlobal(u32, u16),
    StoreGlobal(u32, u16),
    DeleteGlobal(u32),
    LoadName(u32, u16),
    StoreName(u32, u16),
    DeleteName(u32),
    LoadAttr(u32, u16),
    StoreAttr(u32, u16),
    DeleteAttr(u32),
    /// Pushes the function and its receiver, or the value and null.
    LoadMethod(u32, u16),
    Binary(Binary),
    InPlace(Binary),
    Negate,
    Positive,
    Invert,
    Not,
    Compare(Comparison),
    Is,
    IsNot,
    In,
    NotIn,
    Subscript,
    StoreSubscript,
    DeleteSubscript,
    /// Slice of 2 or 3 parts.
    BuildSlice(u32),
    Jump(u32),
    /// As `Jump`, backwards: burns fuel.
    JumpBack(u32),
    PopJumpIfFalse(u32),
    PopJumpIfTrue(u32),
    JumpIfFalseOrPop(u32),
    JumpIfTrueOrPop(u32),
    /// Comparison of two operands and a jump if it fails.
    CompareJump(Comparison, u32),
    GetIter,
    ForIter(u32),
    BuildTuple(u32),
    BuildList(u32),
    BuildSet(u32),
    BuildDict(u32),
    BuildString(u32),
    /// Appends to the collection that lies so far below.
    ListAppend(u32),
    SetAdd(u32),
    DictAdd(u32),
    /// Extends the list below by an iterable.
    ListExtend,
    /// The same for the only starred argument of a call.
    ArgsExtend,
    SetUpdate,
    DictUpdate,
    /// As `DictUpdate` for the keywords of a call: no key twice.
    DictMerge,
    ListToTuple,
    Unpack(u32),
    /// Names before and after the starred one.
    UnpackStar(u16, u16),
    /// Positional arguments above callable and receiver.
    Call(u32),
    /// Arguments in all, and the constant that names the last ones.
    CallKw(u16, u16),
    /// Arguments as one tuple, and a dict if the flag is 1.
    CallSpread(u32),
    /// Child code; the flags say what lies on the stack (see `FunctionParts`).
    MakeFunction(u16, u16),
    /// Name constant is below; bases count.
    BuildClass(u16, u16),
    Return,
    Yield,
    /// Delegates to the iterator below the value on top; jumps when it ends.
    Send(u32),
    YieldIter,
    GeneratorStart,
    /// Exceptions: 0 re-raise, 1 raise, 2 raise from.
    Raise(u32),
    /// Handler begins: [exception] becomes [previous, exception].
    PushException,
    /// Handler ends: [previous] becomes the handled exception.
    PopException,
    /// Leaves a handler by raising again: [previous, exception].
    Reraise,
    MatchException,
    /// Takes a pattern and the subject below it: what the pattern captured, by
    /// name, or `None`.
    Match,
    With,
    /// [exit, previous, exception] gains the answer of `exit`.
    WithExcept,
    /// Module name constant; what is bound: 0 top package, 1 the module itself.
    Import(u16, u16),
    ImportFrom(u32),
    ImportStar,
    /// Conversion and whether a format specification lies on top.
    Format(Conversion, bool),
    Pop,
    Dup,
    /// Duplicates the top two.
    DupTwo,
    /// Exchanges the top with the one so far below (2: the next).
    Swap(u32),
    /// Puts the top below so many others.
    Sink(u32),
    SetupAnnotations,
    /// `assert` failed: raises with the message on top if the flag is 1.
    AssertionError(u32),
    // Fused instructions (see `compile::fuse`). The words say what they stand
    // for; the first of them is what they do where the quick way is barred.
    /// `LoadFast`, `LoadFast`.
    FastFast(u16, u16),
    /// `LoadFast`, `LoadFast`, `Binary` or `InPlace`.
    FastFastBinary(Binary, u16, u16),
    /// `LoadFast`, `SmallInt`, `Binary` or `InPlace`.
    FastSmallBinary(Binary, u16, i32),
    /// `LoadFast`, `Binary` or `InPlace`.
    FastBinary(Binary, u16),
    /// `SmallInt`, `Binary` or `InPlace`.
    SmallBinary(Binary, i32),
    /// `LoadFast`, `LoadFast`, `CompareJump`.
    FastFastCompare(Comparison, u16, u16),
    /// `LoadFast`, `SmallInt`, `CompareJump`.
    FastSmallCompare(Comparison, u16, i32),
    /// `SmallInt`, `CompareJump`.
    SmallCompare(Comparison, i32),
    /// `LoadFast`, `LoadAttr`.
    FastAttr(u16),
    /// `LoadFast`, `LoadMethod`.
    FastMethod(u16),
    /// `LoadFast`, `StoreAttr`.
    FastStoreAttr(u16),
    /// `ForIter`, `StoreFast`.
    ForFast(u32, u16),
    /// `LoadGlobal`, `Null`.
    GlobalNull(u32, u16),
}

const _: () = assert!(size_of::<Op>() == 8, "instructions are kept small");

/// Where a code object has more than 65,535 instructions that could have one.
pub const NO_CACHE: u16 = u16::MAX;

/// Conversion of an f-string's field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

/// Arithmetic operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Binary {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    ShiftLeft,
    ShiftRight,
    And,
    Or,
    Xor,
}

impl Binary {
    /// As written.
    pub fn symbol(self) -> &'static str {
        match self {
            Binary::Add => "+",
            Binary::Subtract => "-",
            Binary::Multiply => "*",
            Binary::MatrixMultiply => "@",
            Binary::Divide => "/",
            Binary::FloorDivide => "//",
            Binary::Modulo => "%",
            Binary::Power => "** or pow()",
            Binary::ShiftLeft => "<<",
            Binary::ShiftRight => ">>",
            Binary::And => "&",
            Binary::Or => "|",
            Binary::Xor => "^",
        }
    }

    /// The special method without its underscores.
    pub fn method(self) -> &'static str {
        match self {
            Binary::Add => "add",
            Binary::Subtract => "sub",
            Binary::Multiply => "mul",
            Binary::MatrixMultiply => "matmul",
            Binary::Divide => "truediv",
            Binary::FloorDivide => "floordiv",
            Binary::Modulo => "mod",
            Binary::Power => "pow",
            Binary::ShiftLeft => "lshift",
            Binary::ShiftRight => "rshift",
            Binary::And => "and",
            Binary::Or => "or",
            Binary::Xor => "xor",
        }
    }
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Comparison {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

impl Comparison {
    /// As written.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::LessEqual => "<=",
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::Greater => ">",
            Comparison::GreaterEqual => ">=",
        }
    }
}

/// What lies on the stack for `MakeFunction`, from below: a tuple of defaults,
/// a dict of keyword defaults, a dict of annotations, a tuple of cells.
pub mod function_parts {
    /// A tuple of positional defaults.
    pub const DEFAULTS: u16 = 1;
    /// A dict of keyword-only defaults.
    pub const KW_DEFAULTS: u16 = 2;
    /// A tuple of cells.
    pub const CLOSURE: u16 = 4;
    /// A dict of annotations.
    pub const ANNOTATIONS: u16 = 8;
}

/// A constant, before it has a place on a heap.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Const {
    None,
    Bool(bool),
    Ellipsis,
    Int(crate::python::text::number::Int),
    Float(f64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
    Tuple(Vec<Const>),
}

impl Const {
    /// A text of its own for each constant: `1`, `1.0` and `True` are three, and
    /// so are `0.0` and `-0.0`.
    pub fn key(&self) -> String {
        match self {
            Const::None => "none".to_owned(),
            Const::Bool(value) => value.to_string(),
            Const::Ellipsis => "...".to_owned(),
            Const::Int(value) => format!("i{}", crate::python::text::number::radix_text(value, 16)),
            Const::Float(value) => format!("f{:x}", value.to_bits()),
            Const::Str(value) => format!("s{}:{value}", value.len()),
            Const::Bytes(value) => {
                let text: String = value.iter().map(|byte| char::from(*byte)).collect();
                format!("b{}:{text}", value.len())
            }
            Const::Tuple(values) => {
                let inner: String = values.iter().map(Const::key).collect();
                format!("t{}({inner})", values.len())
            }
        }
    }
}

/// Where an instruction or statement stands in the text: lines from 1, columns
/// in characters from 0, ends exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the last character.
    pub end_column: u32,
}

/// A range of instructions whose exceptions go to `target`, with the operand
/// stack cut to `depth`. The first one that fits is the innermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First instruction.
    pub start: u32,
    /// After the last.
    pub end: u32,
    /// Where the handler begins.
    pub target: u32,
    /// Operands kept.
    pub depth: u32,
}

/// One file's text, as tracebacks quote it.
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: Rc<str>,
    /// Its text.
    pub text: Rc<str>,
    /// Whether it is text of ours, hidden from tracebacks and stepping.
    pub library: bool,
}

impl File {
    /// The text of a line, counted from 1.
    pub fn line(&self, line: u32) -> Option<&str> {
        self.text.lines().nth(line.checked_sub(1)? as usize)
    }
}

/// What kind of body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Module,
    Class,
    Function,
    Generator,
}

/// A code object.
#[derive(Debug, PartialEq)]
pub struct Code {
    /// `__name__`.
    pub name: Rc<str>,
    /// `__qualname__`.
    pub qualname: Rc<str>,
    /// The file.
    pub file: Rc<File>,
    /// The kind of body.
    pub kind: Kind,
    /// Line of the `def`.
    pub first_line: u32,
    /// Positional-only parameters.
    pub positional_only: u32,
    /// Positional parameters in all.
    pub positional: u32,
    /// Keyword-only parameters.
    pub keyword_only: u32,
    /// Has `*args`.
    pub rest: bool,
    /// Has `**kwargs`.
    pub rest_keywords: bool,
    /// Names of slots: parameters (positional, keyword-only, rest, rest
    /// keywords), other locals, cells, free variables.
    pub slots: Vec<Rc<str>>,
    /// How many of the slots come before the cells made here.
    pub locals: u32,
    /// How many cells are made here.
    pub cells: u32,
    /// Instructions.
    pub ops: Vec<Op>,
    /// For each instruction an index into `spans`.
    pub places: Vec<u32>,
    /// Places in the text.
    pub spans: Vec<Span>,
    /// Constants.
    pub consts: Vec<Const>,
    /// Names of globals, attributes and modules.
    pub names: Vec<Rc<str>>,
    /// Number of inline caches. An instruction numbered `NO_CACHE` has none.
    pub caches: u16,
    /// Nested code.
    pub children: Vec<Rc<Code>>,
    /// Exception table, innermost first.
    pub handlers: Vec<Handler>,
    /// Statements: the place of each.
    pub statements: Vec<Span>,
    /// The docstring.
    pub doc: Option<Rc<str>>,
    /// Deepest operand stack.
    pub depth: u32,
}

impl Code {
    /// The place of an instruction.
    pub fn span(&self, at: u32) -> Span {
        self.places
            .get(at as usize)
            .and_then(|place| self.spans.get(*place as usize))
            .copied()
            .unwrap_or_default()
    }

    /// The place of a frame's current statement, or of its instruction where
    /// the text has no statements of its own (a lambda).
    pub fn statement_span(&self, statement: u32, pc: u32) -> Span {
        self.statements
            .get(statement as usize)
            .copied()
            .unwrap_or_else(|| self.span(pc.saturating_sub(1)))
    }

    /// The innermost handler for an instruction.
    pub fn handler(&self, at: u32) -> Option<&Handler> {
        self.handlers
            .iter()
            .find(|handler| handler.start <= at && at < handler.end)
    }

    /// Number of free variables.
    pub fn frees(&self) -> u32 {
        self.slots.len() as u32 - self.locals - self.cells
    }

    /// Whether a call with exactly the positional arguments needs no sorting out.
    pub fn is_simple(&self) -> bool {
        self.keyword_only == 0 && !self.rest && !self.rest_keywords
    }
}
