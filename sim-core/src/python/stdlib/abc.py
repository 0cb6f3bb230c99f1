"""Abstract base classes.

The machine itself refuses to make an instance of a class that derives from
`ABC` while one of its names is bound to a function, property, class method or
static method marked `__isabstractmethod__`; `metaclass=ABCMeta` in a class
header counts as the base `ABC`.
"""


def abstractmethod(funcobj):
    target = funcobj
    if isinstance(funcobj, property):
        target = funcobj.fget
    elif isinstance(funcobj, (classmethod, staticmethod)):
        target = funcobj.__func__
    target.__isabstractmethod__ = True
    return funcobj


def abstractproperty(function):
    return property(abstractmethod(function))


def abstractclassmethod(function):
    return classmethod(abstractmethod(function))


def abstractstaticmethod(function):
    return staticmethod(abstractmethod(function))


class ABC:
    """The base of abstract classes; `register` adds classes that do not derive from it."""

    # By this name the machine knows the class.
    _registered = ()

    @classmethod
    def register(cls, subclass):
        cls._registered = cls.__dict__.get("_registered", ()) + (subclass,)
        return subclass

    @classmethod
    def __class_subclasscheck__(cls, other):
        hook = getattr(cls, "__subclasshook__", None)
        answer = NotImplemented if hook is None else hook(other)
        if answer is not NotImplemented:
            return answer
        return any(issubclass(other, known) for known in cls.__dict__.get("_registered", ()))

    @classmethod
    def __class_instancecheck__(cls, value):
        return cls.__class_subclasscheck__(type(value))


class _ABCMeta:
    """Stands for the metaclass: as a base it is `ABC`."""

    __base_class__ = ABC

    def __instancecheck__(self, value):
        return isinstance(value, type) and issubclass(value, ABC)

    def __call__(self, name, bases, namespace):
        return type(name, (*bases, ABC), namespace)


ABCMeta = _ABCMeta()


def get_cache_token():
    return 0


def update_abstractmethods(cls):
    return cls
