"""Help and usage of an argument parser as text."""

import textwrap as _textwrap

import _system

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, PARSER = "?", "*", "+", "...", "A..."


def _columns():
    os = _system._import_module("os")
    text = "" if os is None else os.environ.get("COLUMNS", "")
    return int(text) if text.isdigit() and int(text) > 0 else 80


class HelpFormatter:
    """Collects the parts of a help text."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            width = _columns() - 2
        self._prog = prog
        self._increment = indent_increment
        self._limit = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._indent = 0
        self._longest = 0
        # What will be shown, as functions that make text.
        self._parts = []

    # Collecting

    def add_text(self, text):
        if text is not None and text != SUPPRESS:
            self._parts.append(lambda: self._text(text))

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage != SUPPRESS:
            self._parts.append(lambda: self._usage(usage, actions, groups, prefix))

    def add_section(self, heading, description, actions):
        actions = [action for action in actions if action.help != SUPPRESS]
        for action in actions:
            self._measure(action, self._increment)
        self._parts.append(lambda: self._section(heading, description, actions))

    def _measure(self, action, indent):
        self._longest = max(self._longest, len(self._invocation(action)) + indent)
        for below in self._subactions(action):
            self._measure(below, indent + self._increment)

    def _subactions(self, action):
        below = getattr(action, "_choices_actions", None)
        return [] if below is None or action.help == SUPPRESS else below

    def format_help(self):
        text = "".join([part() for part in self._parts])
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        text = text.strip("\n")
        return text + "\n" if text else ""

    # Text

    def _section(self, heading, description, actions):
        self._indent += self._increment
        body = self._text(description) if description else ""
        body += "".join([self._action(action) for action in actions])
        self._indent -= self._increment
        if not body:
            return ""
        head = "" if heading is None or heading == SUPPRESS else f"{' ' * self._indent}{heading}:\n"
        return f"\n{head}{body}\n"

    def _text(self, text):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        return self._fill_text(text, max(self._width - self._indent, 11), " " * self._indent) + "\n\n"

    def _fill_text(self, text, width, indent):
        text = " ".join(text.split())
        return _textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent)

    def _split_lines(self, text, width):
        return _textwrap.wrap(" ".join(text.split()), width)

    def _get_help_string(self, action):
        return action.help

    def _action(self, action):
        position = min(self._longest + 2, self._limit)
        help_width = max(self._width - position, 11)
        room = position - self._indent - 2
        header = self._invocation(action)
        pad = " " * self._indent
        if not action.help:
            lines = [f"{pad}{header}\n"]
        elif len(header) <= room:
            lines = [f"{pad}{header:<{room}}  "]
        else:
            lines = [f"{pad}{header}\n"]
        if action.help and action.help.strip():
            wrapped = self._split_lines(self._expanded(action), help_width)
            first = 0 if len(header) <= room else position
            for line in wrapped:
                lines.append(f"{' ' * first}{line}\n")
                first = position
        elif not lines[-1].endswith("\n"):
            lines.append("\n")
        self._indent += self._increment
        lines += [self._action(below) for below in self._subactions(action)]
        self._indent -= self._increment
        return "".join(lines)

    def _expanded(self, action):
        values = {name: value for name, value in vars(action).items() if value is not SUPPRESS and value != SUPPRESS}
        values["prog"] = self._prog
        for name, value in values.items():
            if hasattr(value, "__name__"):
                values[name] = value.__name__
        if values.get("choices") is not None:
            values["choices"] = ", ".join([str(choice) for choice in values["choices"]])
        return self._get_help_string(action) % values

    def _invocation(self, action):
        if not action.option_strings:
            return self._metavar(action, self._get_default_metavar_for_positional(action), 1)[0]
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        args = self.format_args(action, self._get_default_metavar_for_optional(action))
        return ", ".join([f"{option} {args}" for option in action.option_strings])

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest

    def _metavar(self, action, default, count):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = "{%s}" % ",".join([str(choice) for choice in action.choices])
        else:
            result = default
        return result if isinstance(result, tuple) else (result,) * count

    def format_args(self, action, default):
        nargs = action.nargs
        one = self._metavar(action, default, 1)
        if nargs is None:
            return one[0]
        if nargs == OPTIONAL:
            return f"[{one[0]}]"
        if nargs == ZERO_OR_MORE:
            return f"[{one[0]} ...]" if len(one) != 2 else f"[{one[0]} [{one[1]} ...]]"
        if nargs == ONE_OR_MORE:
            two = self._metavar(action, default, 2)
            return f"{two[0]} [{two[1]} ...]"
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return f"{one[0]} ..."
        if nargs == SUPPRESS:
            return ""
        return " ".join(self._metavar(action, default, nargs))

    # Usage

    def _usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = "usage: "
        if usage is not None:
            return f"{prefix}{usage % {'prog': self._prog}}\n\n"
        options = [action for action in actions if action.option_strings]
        positionals = [action for action in actions if not action.option_strings]
        option_parts = self._usage_parts(options, groups)
        positional_parts = self._usage_parts(positionals, groups)
        text = " ".join([part for part in [self._prog] + option_parts + positional_parts if part])
        width = self._width - self._indent
        if len(prefix) + len(text) > width:
            text = "\n".join(self._wrapped_usage(prefix, option_parts, positional_parts, width))
        return f"{prefix}{text}\n\n"

    def _wrapped_usage(self, prefix, options, positionals, width):
        if len(prefix) + len(self._prog) > 0.75 * width:
            indent = " " * len(prefix)
            lines = _rows(options + positionals, indent, width)
            if len(lines) > 1:
                lines = _rows(options, indent, width) + _rows(positionals, indent, width)
            return [self._prog] + lines
        indent = " " * (len(prefix) + len(self._prog) + 1)
        if options:
            return _rows([self._prog] + options, indent, width, prefix) + _rows(positionals, indent, width)
        if positionals:
            return _rows([self._prog] + positionals, indent, width, prefix)
        return [self._prog]

    def _usage_parts(self, actions, groups):
        parts = []
        at = 0
        while at < len(actions):
            group = self._group_at(actions, at, groups)
            if group is None:
                part = self._usage_part(actions[at], False)
                at += 1
            else:
                members = group._group_actions
                at += len(members)
                shown = [self._usage_part(action, True) for action in members if action.help != SUPPRESS]
                part = " | ".join(shown)
                if not group.required:
                    part = f"[{part}]" if shown else ""
                elif len(shown) > 1:
                    part = f"({part})"
            if part:
                parts.append(part)
        return parts

    def _group_at(self, actions, at, groups):
        for group in groups:
            members = group._group_actions
            if members and actions[at:at + len(members)] == members:
                return group
        return None

    def _usage_part(self, action, in_group):
        if action.help == SUPPRESS:
            return ""
        if not action.option_strings:
            part = self.format_args(action, self._get_default_metavar_for_positional(action))
            if in_group and part.startswith("[") and part.endswith("]"):
                part = part[1:-1]
            return part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = f"{action.option_strings[0]} {self.format_args(action, self._get_default_metavar_for_optional(action))}"
        return part if action.required or in_group else f"[{part}]"


def _rows(parts, indent, width, prefix=None):
    rows = []
    row = []
    length = len(indent if prefix is None else prefix) - 1
    for part in parts:
        if length + 1 + len(part) > width and row:
            rows.append(indent + " ".join(row))
            row = []
            length = len(indent) - 1
        row.append(part)
        length += len(part) + 1
    if row:
        rows.append(indent + " ".join(row))
    if prefix is not None and rows:
        rows[0] = rows[0][len(indent):]
    return rows


class RawDescriptionHelpFormatter(HelpFormatter):
    """Keeps the lines of descriptions."""

    def _fill_text(self, text, width, indent):
        return "".join([indent + line for line in text.splitlines(True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Keeps the lines of all texts."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the default to each argument's help."""

    def _get_help_string(self, action):
        text = action.help or ""
        if "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows types instead of names."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__
