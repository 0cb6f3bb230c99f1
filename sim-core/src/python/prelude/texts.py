# repr, formatting and printing of what shows itself.


def builtin_print(*args, sep=' ', end='\n', file=None, flush=False):
    if sep is None:
        sep = ' '
    elif not isinstance(sep, str):
        raise TypeError(f'sep must be None or a string, not {type(sep).__name__}')
    if end is None:
        end = '\n'
    elif not isinstance(end, str):
        raise TypeError(f'end must be None or a string, not {type(end).__name__}')
    if file is None:
        sys = _import_module('sys')
        if sys is not None:
            file = sys.stdout
            if file is None:
                return
    if file is None or file is _first_stdout():
        _system.write(1, sep.join([str(x) for x in args]) + end)
    else:
        write = file.write
        for i in range(len(args)):
            if i:
                write(sep)
            write(str(args[i]))
        write(end)
        if flush and hasattr(file, 'flush'):
            file.flush()


def _first_stdout():
    sys = _import_module('sys')
    return None if sys is None else sys.__stdout__


def repr_slow(x):
    if not _enter_repr(x):
        x = _base(x)
        if isinstance(x, list):
            return '[...]'
        if isinstance(x, dict):
            return '{...}'
        if isinstance(x, tuple):
            return '(...)'
        return '...'
    try:
        return _repr_parts(x, _base(x))
    finally:
        _leave_repr(x)


def _repr_parts(x, base):
    if isinstance(base, list):
        return '[' + ', '.join([repr(y) for y in base]) + ']'
    if isinstance(base, tuple):
        if len(base) == 1:
            return '(' + repr(base[0]) + ',)'
        return '(' + ', '.join([repr(y) for y in base]) + ')'
    if isinstance(base, dict):
        return '{' + ', '.join([repr(k) + ': ' + repr(v) for k, v in dict.items(base)]) + '}'
    if isinstance(base, set):
        return '{' + ', '.join([repr(y) for y in base]) + '}'
    if isinstance(base, frozenset):
        return 'frozenset({' + ', '.join([repr(y) for y in base]) + '})'
    if isinstance(base, slice):
        return f'slice({base.start!r}, {base.stop!r}, {base.step!r})'
    if isinstance(base, _ITEMS):
        return 'dict_items(' + repr(list(base)) + ')'
    if isinstance(base, _KEYS):
        return 'dict_keys(' + repr(list(base)) + ')'
    if isinstance(base, BaseException):
        return exception_repr(base)
    if type(base).__name__ == 'method':
        return f'<bound method {base.__qualname__} of {base.__self__!r}>'
    if type(base).__name__ == 'dict_values':
        return 'dict_values(' + repr(list(base)) + ')'
    return object.__repr__(base)


def exception_repr(e):
    if len(e.args) == 1:
        return f'{type(e).__name__}({e.args[0]!r})'
    return type(e).__name__ + repr(e.args)


def ascii_slow(x):
    return repr(x).encode('ascii', 'backslashreplace').decode('ascii')


def format_converted(value, name, spec):
    if name == 'repr':
        return format(repr(value), spec)
    if name == 'ascii':
        return format(ascii(value), spec)
    return format(str(value), spec)


def str_join(sep, items):
    return str.join(sep, [x for x in items])


def bytes_join(sep, items):
    return bytes.join(sep, [x for x in items])


bytearray_join = bytes_join


def bytes_bytes(items=b'', *rest):
    return bytes([x for x in items], *rest)


def bytearray_bytearray(items=b'', *rest):
    return bytearray([x for x in items], *rest)


def bytearray_extend(self, items):
    bytearray.extend(self, bytes([x for x in items]))


def bytearray_set_slice(self, key, items):
    self[key] = bytes([x for x in items])


def str_percent(fmt, arguments):
    letters = _percent_letters(fmt)
    if not isinstance(arguments, tuple) and letters and letters[0][0] is not None:
        mapping = {}
        for key, letter in letters:
            mapping[key] = _prepared(arguments[key], letter)
        return _percent_as_text(fmt) % mapping
    given = arguments if isinstance(arguments, tuple) else (arguments,)
    ready = []
    for i in range(len(given)):
        if i < len(letters):
            ready.append(_prepared(given[i], letters[i][1]))
        else:
            ready.append(given[i])
    return _percent_as_text(fmt) % tuple(ready)


def _prepared(value, letter):
    if letter == 's':
        return str(value)
    if letter == 'r':
        return repr(value)
    if letter == 'a':
        return ascii(value)
    if letter in 'diu':
        for name in ('__int__', '__index__'):
            m = _own(type(value), name)
            if m is not None:
                return m(value)
    elif letter in 'oxX':
        m = _own(type(value), '__index__')
        if m is not None:
            return m(value)
    elif letter in 'eEfFgG':
        for name in ('__float__', '__index__'):
            m = _own(type(value), name)
            if m is not None:
                return m(value)
    return value


def str_format(fmt, *args, **kwargs):
    return _format_text(fmt, args, kwargs, [0], 2)


def str_format_map(fmt, mapping):
    return _format_text(fmt, (), mapping, [0], 2)


def _format_text(fmt, args, kwargs, counter, depth):
    if depth < 0:
        raise ValueError('Max string recursion exceeded')
    out = []
    i = 0
    n = len(fmt)
    while i < n:
        c = fmt[i]
        if c == '{':
            if i + 1 < n and fmt[i + 1] == '{':
                out.append('{')
                i += 2
                continue
            level = 1
            j = i + 1
            while j < n and level:
                if fmt[j] == '{':
                    level += 1
                elif fmt[j] == '}':
                    level -= 1
                j += 1
            if level:
                raise ValueError("expected '}' before end of string" if i + 1 < n else "Single '{' encountered in format string")
            out.append(_format_field(fmt[i + 1:j - 1], args, kwargs, counter, depth))
            i = j
        elif c == '}':
            if i + 1 < n and fmt[i + 1] == '}':
                out.append('}')
                i += 2
                continue
            raise ValueError("Single '}' encountered in format string")
        else:
            out.append(c)
            i += 1
    return ''.join(out)


def _format_field(field, args, kwargs, counter, depth):
    spec = ''
    conversion = None
    end = 0
    level = 0
    while end < len(field):
        c = field[end]
        if c == '[':
            level += 1
        elif c == ']':
            level -= 1
        elif level == 0 and c in '!:':
            break
        end += 1
    name = field[:end]
    rest = field[end:]
    if rest.startswith('!'):
        conversion = rest[1:2]
        rest = rest[2:]
    if rest.startswith(':'):
        spec = rest[1:]
    stop = 0
    while stop < len(name) and name[stop] not in '.[':
        stop += 1
    first = name[:stop]
    path = name[stop:]
    if first == '':
        first = str(counter[0])
        counter[0] += 1
    if first.isdigit():
        index = int(first)
        if index >= len(args):
            raise IndexError(f'Replacement index {index} out of range for positional args tuple')
        value = args[index]
    else:
        value = kwargs[first]
    while path:
        if path[0] == '.':
            stop = 1
            while stop < len(path) and path[stop] not in '.[':
                stop += 1
            value = getattr(value, path[1:stop])
            path = path[stop:]
        else:
            stop = path.index(']')
            key = path[1:stop]
            value = value[int(key) if key.isdigit() else key]
            path = path[stop + 1:]
    if conversion == 'r':
        value = repr(value)
    elif conversion == 's':
        value = str(value)
    elif conversion == 'a':
        value = ascii(value)
    return format(value, _format_text(spec, args, kwargs, counter, depth - 1))


def str_translate(text, table):
    out = []
    for c in text:
        try:
            to = table[ord(c)]
        except LookupError:
            out.append(c)
            continue
        if to is None:
            continue
        if not isinstance(to, (int, str)):
            raise TypeError('character mapping must return integer, None or str')
        out.append(chr(to) if isinstance(to, int) else to)
    return ''.join(out)
