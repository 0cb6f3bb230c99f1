//! The built-in types: a closed list with names and bases. They are no heap
//! objects; their methods are static tables in `builtins`.

macro_rules! types {
    ($($variant:ident $name:literal $base:ident;)*) => {
        /// A built-in type, exceptions included.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, clippy::enum_variant_names)]
        pub enum Type { $($variant,)* }

        impl Type {
            /// All of them, in the order of their declaration.
            pub const ALL: &'static [Type] = &[$(Type::$variant,)*];

            /// Its `__name__`.
            pub fn name(self) -> &'static str {
                match self { $(Type::$variant => $name,)* }
            }

            const fn base_or_self(self) -> Type {
                match self { $(Type::$variant => Type::$base,)* }
            }
        }
    };
}

types! {
    Object "object" Object;
    Type "type" Object;
    None "NoneType" Object;
    Ellipsis "ellipsis" Object;
    NotImplemented "NotImplementedType" Object;
    Int "int" Object;
    Bool "bool" Int;
    Float "float" Object;
    Str "str" Object;
    Bytes "bytes" Object;
    ByteArray "bytearray" Object;
    MemoryView "memoryview" Object;
    List "list" Object;
    Tuple "tuple" Object;
    Dict "dict" Object;
    Set "set" Object;
    FrozenSet "frozenset" Object;
    Range "range" Object;
    Slice "slice" Object;
    Function "function" Object;
    Native "builtin_function_or_method" Object;
    MethodDescriptor "method_descriptor" Object;
    Method "method" Object;
    Cell "cell" Object;
    Module "module" Object;
    Generator "generator" Object;
    Map "map" Object;
    Filter "filter" Object;
    Zip "zip" Object;
    Enumerate "enumerate" Object;
    Reversed "reversed" Object;
    Iterator "iterator" Object;
    CallableIterator "callable_iterator" Object;
    ListIterator "list_iterator" Object;
    ListReverseIterator "list_reverseiterator" Object;
    TupleIterator "tuple_iterator" Object;
    StrIterator "str_iterator" Object;
    BytesIterator "bytes_iterator" Object;
    RangeIterator "range_iterator" Object;
    SetIterator "set_iterator" Object;
    DictKeyIterator "dict_keyiterator" Object;
    DictValueIterator "dict_valueiterator" Object;
    DictItemIterator "dict_itemiterator" Object;
    DictKeys "dict_keys" Object;
    DictValues "dict_values" Object;
    DictItems "dict_items" Object;
    MappingProxy "mappingproxy" Object;
    Property "property" Object;
    ClassMethod "classmethod" Object;
    StaticMethod "staticmethod" Object;
    Super "super" Object;
    Traceback "traceback" Object;
    Code "code" Object;
    Frame "frame" Object;
    Handle "handle" Object;
    HashedKey "hashed_key" Object;
    Twister "Random" Object;
    BaseException "BaseException" Object;
    SystemExit "SystemExit" BaseException;
    KeyboardInterrupt "KeyboardInterrupt" BaseException;
    GeneratorExit "GeneratorExit" BaseException;
    Exception "Exception" BaseException;
    StopIteration "StopIteration" Exception;
    StopAsyncIteration "StopAsyncIteration" Exception;
    ArithmeticError "ArithmeticError" Exception;
    FloatingPointError "FloatingPointError" ArithmeticError;
    OverflowError "OverflowError" ArithmeticError;
    ZeroDivisionError "ZeroDivisionError" ArithmeticError;
    AssertionError "AssertionError" Exception;
    AttributeError "AttributeError" Exception;
    BufferError "BufferError" Exception;
    EOFError "EOFError" Exception;
    ImportError "ImportError" Exception;
    ModuleNotFoundError "ModuleNotFoundError" ImportError;
    LookupError "LookupError" Exception;
    IndexError "IndexError" LookupError;
    KeyError "KeyError" LookupError;
    MemoryError "MemoryError" Exception;
    NameError "NameError" Exception;
    UnboundLocalError "UnboundLocalError" NameError;
    OSError "OSError" Exception;
    BlockingIOError "BlockingIOError" OSError;
    ChildProcessError "ChildProcessError" OSError;
    ConnectionError "ConnectionError" OSError;
    BrokenPipeError "BrokenPipeError" ConnectionError;
    ConnectionAbortedError "ConnectionAbortedError" ConnectionError;
    ConnectionRefusedError "ConnectionRefusedError" ConnectionError;
    ConnectionResetError "ConnectionResetError" ConnectionError;
    FileExistsError "FileExistsError" OSError;
    FileNotFoundError "FileNotFoundError" OSError;
    InterruptedError "InterruptedError" OSError;
    IsADirectoryError "IsADirectoryError" OSError;
    NotADirectoryError "NotADirectoryError" OSError;
    PermissionError "PermissionError" OSError;
    ProcessLookupError "ProcessLookupError" OSError;
    TimeoutError "TimeoutError" OSError;
    ReferenceError "ReferenceError" Exception;
    RuntimeError "RuntimeError" Exception;
    NotImplementedError "NotImplementedError" RuntimeError;
    RecursionError "RecursionError" RuntimeError;
    SyntaxError "SyntaxError" Exception;
    IndentationError "IndentationError" SyntaxError;
    TabError "TabError" IndentationError;
    SystemError "SystemError" Exception;
    TypeError "TypeError" Exception;
    ValueError "ValueError" Exception;
    UnicodeError "UnicodeError" ValueError;
    UnicodeDecodeError "UnicodeDecodeError" UnicodeError;
    UnicodeEncodeError "UnicodeEncodeError" UnicodeError;
    UnicodeTranslateError "UnicodeTranslateError" UnicodeError;
    Warning "Warning" Exception;
    DeprecationWarning "DeprecationWarning" Warning;
    PendingDeprecationWarning "PendingDeprecationWarning" Warning;
    RuntimeWarning "RuntimeWarning" Warning;
    SyntaxWarning "SyntaxWarning" Warning;
    UserWarning "UserWarning" Warning;
    FutureWarning "FutureWarning" Warning;
    ImportWarning "ImportWarning" Warning;
    UnicodeWarning "UnicodeWarning" Warning;
    BytesWarning "BytesWarning" Warning;
    ResourceWarning "ResourceWarning" Warning;
    EncodingWarning "EncodingWarning" Warning;
}

impl Type {
    /// The base class; `None` for `object`.
    pub fn base(self) -> Option<Type> {
        (self != Type::Object).then(|| self.base_or_self())
    }

    /// Whether it is `other` or derives from it.
    pub fn derives_from(self, other: Type) -> bool {
        let mut at = self;
        loop {
            if at == other {
                return true;
            }
            match at.base() {
                Some(base) => at = base,
                None => return false,
            }
        }
    }

    /// The type that says what an instance is made of: most exceptions add no
    /// fields to `BaseException`, so that a class can have two of them as bases.
    pub fn shape(self) -> Type {
        use self::Type as T;
        let mut at = self;
        while at.is_exception() {
            match at {
                T::BaseException | T::SystemExit | T::StopIteration | T::AttributeError => break,
                T::ImportError | T::NameError | T::OSError | T::SyntaxError => break,
                T::UnicodeDecodeError | T::UnicodeEncodeError => break,
                _ => at = at.base_or_self(),
            }
        }
        at
    }

    /// Whether it is `BaseException` or derives from it.
    pub fn is_exception(self) -> bool {
        self >= Type::BaseException
    }

    /// The built-in exception of that name.
    pub fn exception(name: &str) -> Option<Type> {
        let from = Type::BaseException as usize;
        Type::ALL[from..]
            .iter()
            .copied()
            .find(|kind| kind.name() == name)
            .or(match name {
                "IOError" | "EnvironmentError" => Some(Type::OSError),
                _ => None,
            })
    }

    /// Whether the name is bound in `builtins`.
    pub fn is_named_builtin(self) -> bool {
        use self::Type as T;
        self.is_exception()
            || matches!(
                self,
                T::Object
                    | T::Type
                    | T::Int
                    | T::Bool
                    | T::Float
                    | T::Str
                    | T::Bytes
                    | T::ByteArray
                    | T::MemoryView
                    | T::List
                    | T::Tuple
                    | T::Dict
                    | T::Set
                    | T::FrozenSet
                    | T::Range
                    | T::Slice
                    | T::Map
                    | T::Filter
                    | T::Zip
                    | T::Enumerate
                    | T::Reversed
                    | T::Property
                    | T::ClassMethod
                    | T::StaticMethod
                    | T::Super
            )
    }

    /// Whether a class may derive from it.
    pub fn can_be_base(self) -> bool {
        use self::Type as T;
        self.is_exception()
            || matches!(
                self,
                T::Object
                    | T::Int
                    | T::Float
                    | T::Str
                    | T::Bytes
                    | T::ByteArray
                    | T::List
                    | T::Tuple
                    | T::Dict
                    | T::Set
                    | T::FrozenSet
                    | T::Property
            )
    }
}
