# `builtins` as a module: its names are found by the machine itself.
import _system


def __getattr__(name):
    found = _system._builtin(name)
    if found is not None:
        return found
    raise AttributeError(f"module 'builtins' has no attribute '{name}'")
