"""The tower of numbers as classes to ask `isinstance` for."""

from abc import ABC as _ABC


class Number(_ABC):
    """Any number."""

    _kinds = (int, float)

    @classmethod
    def __class_subclasscheck__(cls, other):
        return issubclass(other, cls.__dict__.get("_kinds", ())) or any(
            issubclass(other, known) for known in cls.__dict__.get("_registered", ())
        )

    @classmethod
    def __class_instancecheck__(cls, value):
        return cls.__class_subclasscheck__(type(value))


class Complex(Number):
    """Numbers that can be added, multiplied and so on."""

    _kinds = (int, float)


class Real(Complex):
    """Numbers on a line."""

    _kinds = (int, float)


class Rational(Real):
    """Fractions."""

    _kinds = (int,)


class Integral(Rational):
    """Whole numbers."""

    _kinds = (int,)
