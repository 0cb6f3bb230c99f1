"""Enumerations, without a metaclass.

`__init_subclass__` turns the plain values in the body of a class into members.
What an operation on the class itself means (`Color(1)`, `Color["RED"]`,
`for color in Color`, `len(Color)`, `in`, `repr`) the machine asks of
`__class_call__`, `__class_getitem__`, `__class_iter__`, `__class_len__`,
`__class_contains__`, `__class_repr__` and `__class_getattr__`.
"""

_OPERATORS = {
    "|": lambda a, b: a | b, "&": lambda a, b: a & b, "^": lambda a, b: a ^ b,
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "<<": lambda a, b: a << b,
}


class auto:
    """A value that the enumeration chooses.

    Expressions of these in a class body are worked out when the class is made.
    """

    def __init__(self, value=None):
        self.value = value
        self._parts = None

    def _combined(self, operator, other):
        made = auto()
        made._parts = operator, self, other
        return made

    def _resolve(self, choose):
        if self.value is None:
            if self._parts is None:
                self.value = choose()
            else:
                operator, a, b = self._parts
                a = a._resolve(choose) if isinstance(a, auto) else a
                self.value = _OPERATORS[operator](a, b._resolve(choose) if isinstance(b, auto) else b)
        return self.value

    def __or__(self, other):
        return self._combined("|", other)

    __ror__ = __or__

    def __and__(self, other):
        return self._combined("&", other)

    __rand__ = __and__

    def __xor__(self, other):
        return self._combined("^", other)

    def __add__(self, other):
        return self._combined("+", other)

    def __sub__(self, other):
        return self._combined("-", other)

    def __lshift__(self, other):
        return self._combined("<<", other)

    def __invert__(self):
        return self._combined("^", -1)


class nonmember:
    """Marks what is not to become a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Marks what is to become a member."""

    def __init__(self, value):
        self.value = value


_Function = type(lambda: 0)


def _is_member_name(name):
    return not name.startswith("_") or not (name.startswith("__") and name.endswith("__") or name.endswith("_") or name == "_ignore_")


def _becomes_member(cls, name, value):
    if isinstance(value, member):
        return True
    if name.startswith(f"_{cls.__name__}__") or not _is_member_name(name) or isinstance(value, nonmember):
        return False
    if isinstance(value, (_Function, property, classmethod, staticmethod)):
        return False
    return not (hasattr(value, "__get__") and not isinstance(value, type))


def _data_type(cls):
    """The built-in type whose values the members are, or object."""
    for base in cls.__mro__:
        if base in (int, str, float, bytes, tuple):
            return base
    return object


def _own_new(cls):
    """The `__new__` of the program's own classes."""
    for base in cls.__mro__:
        if base.__module__ == "enum":
            continue
        if base in (object, int, str, float, bytes, tuple):
            break
        if "__new__" in base.__dict__:
            return base.__new__
    return None


def _put_first(cls):
    """Lets the enumeration's own methods come before those of the data type."""
    kind = _data_type(cls)
    if kind is object:
        return
    at = cls.__mro__.index(kind)
    before, after = cls.__mro__[:at], cls.__mro__[at + 1:]
    for name in ("__repr__",) if ReprEnum in cls.__mro__ else ("__repr__", "__str__", "__format__"):
        if any(name in base.__dict__ for base in before):
            continue
        for base in after:
            if name in base.__dict__:
                setattr(cls, name, base.__dict__[name])
                break


class Enum:
    """The base of enumerations."""

    _member_names_ = ()
    _member_map_ = {}
    _value2member_map_ = {}

    def __init_subclass__(cls, boundary=None, **kwargs):
        if cls.__module__ == "enum":
            return
        for base in cls.__mro__[1:]:
            if base.__dict__.get("_member_names_"):
                raise TypeError(f"<enum '{cls.__name__}'> cannot extend {base!r}")
        _put_first(cls)
        body = dict(cls.__dict__)
        ignored = body.get("_ignore_", ())
        ignored = ignored.replace(",", " ").split() if isinstance(ignored, str) else ignored
        cls._member_names_ = []
        cls._member_map_ = {}
        cls._value2member_map_ = {}
        cls._unhashable_ = []
        values = []
        for name, value in body.items():
            if name in ignored:
                delattr(cls, name)
            elif isinstance(value, nonmember):
                setattr(cls, name, value.value)
            elif _becomes_member(cls, name, value):
                values.append(cls._add_member(name, value, values))
        cls.__members__ = cls._member_map_

    @classmethod
    def _add_member(cls, name, value, earlier):
        """Makes a member, or an alias; answers its value."""
        if name == "mro":
            raise ValueError("invalid enum member name(s) 'mro'")
        if isinstance(value, member):
            value = value.value

        def choose():
            return cls._generate_next_value_(name, 1, len(cls._member_names_), list(earlier))

        if isinstance(value, auto):
            value = value._resolve(choose)
        elif isinstance(value, tuple) and any(isinstance(part, auto) for part in value):
            value = tuple([part._resolve(choose) if isinstance(part, auto) else part for part in value])
        made = cls._make(value)
        for known in cls._member_map_.values():
            if known._value_ == made._value_:
                cls._member_map_[name] = known
                setattr(cls, name, known)
                return value
        made._name_ = name
        made._sort_order_ = len(cls._member_names_)
        cls._member_map_[name] = made
        if cls._is_listed(made._value_):
            cls._member_names_.append(name)
        cls._remember(made)
        setattr(cls, name, made)
        return value

    @classmethod
    def _is_listed(cls, value):
        return True

    @classmethod
    def _remember(cls, made):
        try:
            cls._value2member_map_[made._value_] = made
        except TypeError:
            cls._unhashable_.append(made)

    @classmethod
    def _make(cls, value):
        kind = _data_type(cls)
        args = value if isinstance(value, tuple) else (value,)
        if kind is tuple:
            args = (args,)
        new = _own_new(cls)
        if new is not None:
            made = new(cls, *args)
        elif kind is object:
            made = object.__new__(cls)
        else:
            made = kind.__new__(cls, *args)
        if "_value_" not in made.__dict__:
            made._value_ = value if kind is object else kind(*args)
        made._name_ = None
        made.__objclass__ = cls
        if cls.__init__ is not object.__init__ and not isinstance(cls.__init__, type(int.__init__)):
            made.__init__(*args)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        for value in reversed(last_values):
            if isinstance(value, int):
                return max([known for known in last_values if isinstance(known, int)]) + 1
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    @classmethod
    def _lookup(cls, value):
        if type(value) is cls:
            return value
        try:
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        except TypeError:
            pass
        for made in cls._unhashable_:
            if made._value_ == value:
                return made
        made = cls._missing_(value)
        if made is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if not isinstance(made, cls):
            raise TypeError(f"error in {cls.__name__}._missing_: returned {made!r} instead of None or a valid member")
        return made

    # What the machine asks of the class

    @classmethod
    def __class_call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls._lookup(value)
        return _made_by_call(cls, value, names, start, module, type)

    def __class_getitem__(cls, name):
        return cls._member_map_[name]

    @classmethod
    def __class_iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    @classmethod
    def __class_reversed__(cls):
        return (cls._member_map_[name] for name in cls._member_names_[::-1])

    @classmethod
    def __class_len__(cls):
        return len(cls._member_names_)

    @classmethod
    def __class_contains__(cls, value):
        if not isinstance(value, Enum):
            import warnings
            warnings.warn(
                "in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                "False depending on whether the value is a member or the value of a member",
                DeprecationWarning,
            )
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(value).__qualname__}' and '{cls._kind_name}'"
            )
        return isinstance(value, cls) and value._name_ in cls._member_map_

    _kind_name = "EnumType"

    @classmethod
    def __class_getattr__(cls, name):
        raise AttributeError(name)

    @classmethod
    def __class_setattr__(cls, name, value):
        # Only what the program sets comes here.
        if name in cls._member_map_:
            raise AttributeError(f"cannot reassign member {name!r}")
        setattr(cls, name, value)

    @classmethod
    def __class_repr__(cls):
        return f"<enum '{cls.__name__}'>"

    # Members

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {_value_repr(self)}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __dir__(self):
        return ["__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"]

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (self._value_,)


def _value_repr(self):
    kind = _data_type(type(self))
    return repr(self._value_) if kind is object else kind.__repr__(self._value_)


def _made_by_call(cls, name, names, start, module, kind):
    """`Enum("Color", "RED GREEN")`."""
    import _traceback
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, dict):
        pairs = list(names.items())
    elif names and isinstance(names[0], (tuple, list)):
        pairs = [tuple(pair) for pair in names]
    else:
        pairs = []
        values = []
        for each in names:
            values.append(cls._generate_next_value_(each, start, len(values), values[:]))
            pairs.append((each, values[-1]))
    if module is None:
        caller = _traceback.caller(0)
        module = "__main__" if caller is None else caller[3]
    bases = (cls,) if kind is None else (kind, cls)
    return type(cls)(name, bases, {**dict(pairs), "__module__": module, "__qualname__": name})


class ReprEnum(Enum):
    """Only `repr` differs from the value's."""


class IntEnum(int, ReprEnum):
    """Members are ints."""

    __str__ = int.__repr__

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, ReprEnum):
    """Members are strs."""

    def __str__(self):
        return self._value_

    def __format__(self, format_spec):
        return str.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary:
    """What happens to bits that no member has."""


class _Boundary:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"<FlagBoundary.{self.name}: '{self.name.lower()}'>"


STRICT = FlagBoundary.STRICT = _Boundary("STRICT")
CONFORM = FlagBoundary.CONFORM = _Boundary("CONFORM")
EJECT = FlagBoundary.EJECT = _Boundary("EJECT")
KEEP = FlagBoundary.KEEP = _Boundary("KEEP")


class Flag(Enum):
    """Members are sets of bits."""

    _boundary_ = STRICT
    _flag_mask_ = 0
    _kind_name = "EnumType"

    def __init_subclass__(cls, boundary=None, **kwargs):
        if boundary is not None:
            cls._boundary_ = boundary
        Enum.__init_subclass__.__func__(cls, **kwargs)
        cls._flag_mask_ = 0
        for made in cls._member_map_.values():
            cls._flag_mask_ |= made._value_

    @classmethod
    def _is_listed(cls, value):
        return value > 0 and not value & value - 1

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        highest = max(last_values, default=0)
        return 1 << highest.bit_length() if highest > 0 else start

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        every = (1 << mask.bit_length()) - 1
        if not ~every <= value <= every or value & (every ^ mask):
            if cls._boundary_ is STRICT:
                raise ValueError(_bits_refused(cls, value, mask, every))
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
        if value < 0:
            value += max(every + 1, 1 << value.bit_length())
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        made = int.__new__(cls, value) if _data_type(cls) is int else object.__new__(cls)
        made._value_ = value
        made.__objclass__ = cls
        names = [part._name_ for part in cls._parts(value)]
        rest = value & ~mask
        made._name_ = "|".join(names) or None
        if rest and names:
            made._name_ += f"|{rest}"
        cls._value2member_map_[value] = made
        return made

    @classmethod
    def _parts(cls, value):
        return [cls._member_map_[name] for name in cls._member_names_ if cls._member_map_[name]._value_ & value]

    @classmethod
    def __class_repr__(cls):
        return f"<flag '{cls.__name__}'>"

    def _with(self, other, operate):
        if isinstance(other, type(self)):
            other = other._value_
        elif _data_type(type(self)) is object or not isinstance(other, int):
            return NotImplemented
        return type(self)(operate(self._value_, other))

    def __or__(self, other):
        return self._with(other, lambda a, b: a | b)

    def __and__(self, other):
        return self._with(other, lambda a, b: a & b)

    def __xor__(self, other):
        return self._with(other, lambda a, b: a ^ b)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def __invert__(self):
        if self._boundary_ is KEEP:
            return type(self)(~self._value_)
        return type(self)(self._flag_mask_ & ~self._value_)

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(
                f"unsupported operand type(s) for 'in': '{type(other).__qualname__}' and '{type(self).__qualname__}'"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter(self._parts(self._value_))

    def __len__(self):
        return bin(self._value_).count("1")

    def __bool__(self):
        return self._value_ != 0

    def __repr__(self):
        kind = type(self).__name__
        if self._name_ is None:
            return f"<{kind}: {self._value_}>"
        return f"<{kind}.{self._name_}: {self._value_}>"

    def __str__(self):
        if self._name_ is None:
            return f"{type(self).__name__}({self._value_})"
        return f"{type(self).__name__}.{self._name_}"


def _bits(value, width):
    """Sign bit, a space and the bits."""
    if value < 0:
        return "0b1 " + bin(value + (1 << width))[2:].rjust(width, "1")
    return "0b0 " + bin(value)[2:].rjust(width, "0")


def _bits_refused(cls, value, mask, every):
    width = max(value.bit_length(), every.bit_length())
    return f"{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n  allowed {_bits(mask, width)}"


class IntFlag(int, ReprEnum, Flag):
    """Members are ints and sets of bits."""

    _boundary_ = KEEP
    __str__ = int.__repr__

    def __format__(self, format_spec):
        return int.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._value_)

    def __or__(self, other):
        return self._with(other, lambda a, b: a | b)

    def __and__(self, other):
        return self._with(other, lambda a, b: a & b)

    def __xor__(self, other):
        return self._with(other, lambda a, b: a ^ b)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__
    __invert__, __contains__, __iter__, __len__, __bool__ = (
        Flag.__invert__, Flag.__contains__, Flag.__iter__, Flag.__len__, Flag.__bool__
    )
    __repr__ = Flag.__repr__
    __init_subclass__ = classmethod(Flag.__init_subclass__.__func__)


EnumMeta = EnumType = type(Enum)


def unique(enumeration):
    doubles = [f"{alias} -> {made._name_}" for alias, made in enumeration._member_map_.items() if alias != made._name_]
    if doubles:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(doubles)}")
    return enumeration


UNIQUE = "one name per value"
CONTINUOUS = "no skipped integer values"
NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"


def verify(*checks):
    return lambda enumeration: unique(enumeration) if UNIQUE in checks else enumeration


def global_enum(cls):
    return cls
