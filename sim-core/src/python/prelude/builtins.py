# `builtins` as a module: its names are found by the machine itself.
def __getattr__(name):
    if name == 'print':
        return print
    raise AttributeError(f"module 'builtins' has no attribute '{name}'")
