"""Command lines: an `ArgumentParser` that reads them and explains itself."""

import sys as _sys
from argparse.actions import (
    ACTIONS as _ACTIONS, Action, ArgumentError, ArgumentTypeError, BooleanOptionalAction,
    action_name as _action_name, least_and_most as _least_and_most,
)
from argparse.help import (
    ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE, ArgumentDefaultsHelpFormatter, HelpFormatter,
    MetavarTypeHelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter,
)


class Namespace:
    """The values of arguments as attributes."""

    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    __hash__ = None

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        parts = []
        odd = {}
        for name, value in self.__dict__.items():
            if name.isidentifier():
                parts.append(f"{name}={value!r}")
            else:
                odd[name] = value
        if odd:
            parts.append(f"**{odd!r}")
        return f"{type(self).__name__}({', '.join(parts)})"


class FileType:
    """A type function that opens the file."""

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._encoding = encoding

    def __call__(self, string):
        if string == "-":
            return _sys.stdin if "r" in self._mode else _sys.stdout
        try:
            return open(string, self._mode, encoding=self._encoding)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}")


class _Container:
    """What arguments are added to: parsers and groups."""

    def _share(self, parser):
        self._parser = parser

    def register(self, registry_name, value, object):
        self._parser._registries[registry_name][value] = object

    def set_defaults(self, **kwargs):
        self._parser._defaults.update(kwargs)
        for action in self._parser._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._parser._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._parser._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        prefix = self._parser.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in prefix:
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            kwargs = _positional(args, kwargs)
        else:
            kwargs = _optional(args, kwargs, prefix)
        if "default" not in kwargs:
            dest = kwargs["dest"]
            if dest in self._parser._defaults:
                kwargs["default"] = self._parser._defaults[dest]
            elif self._parser.argument_default is not None:
                kwargs["default"] = self._parser.argument_default
        name = kwargs.pop("action", None)
        kind = name if isinstance(name, type) else self._parser._registries["action"].get(name)
        if kind is None:
            raise ValueError(f'unknown action "{name}"')
        action = kind(**kwargs)
        if action.type is not None and not callable(action.type):
            raise ValueError(f"{action.type!r} is not callable")
        return self._add(action)

    def _add(self, action):
        return self._parser._add_action(action, self)


def _positional(args, kwargs):
    dest = kwargs.pop("dest", None) if not args else args[0]
    if "required" in kwargs:
        raise TypeError("'required' is an invalid argument for positionals")
    nargs = kwargs.get("nargs")
    if nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0):
        kwargs["required"] = True
    if nargs == ZERO_OR_MORE and "default" not in kwargs:
        kwargs["required"] = True
    return dict(kwargs, dest=dest, option_strings=[])


def _optional(args, kwargs, prefix):
    long = []
    for option in args:
        if not option[0] in prefix:
            raise ValueError(f"invalid option string {option!r}: must start with a character {prefix!r}")
        if len(option) > 1 and option[1] in prefix:
            long.append(option)
    dest = kwargs.pop("dest", None)
    if dest is None:
        option = long[0] if long else args[0]
        dest = option.lstrip(prefix)
        if not dest:
            raise ValueError(f"dest= is required for options like {option!r}")
        dest = dest.replace("-", "_")
    return dict(kwargs, dest=dest, option_strings=list(args))


class _ArgumentGroup(_Container):
    """Arguments with a title of their own."""

    def __init__(self, parser, title=None, description=None):
        self._share(parser)
        self.title = title
        self.description = description
        self._group_actions = []

    def add_argument_group(self, *args, **kwargs):
        return self._parser.add_argument_group(*args, **kwargs)

    def add_mutually_exclusive_group(self, *, required=False):
        return self._parser.add_mutually_exclusive_group(required=required, _group=self)


class _MutuallyExclusiveGroup(_Container):
    """Arguments of which only one may be given."""

    def __init__(self, parser, group, required):
        self._share(parser)
        self._group = group
        self.required = required
        self._group_actions = []

    def _add(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._parser._add_action(action, self._group or self._parser)
        self._group_actions.append(action)
        return action


class ArgumentParser(_Container):
    """Reads a command line."""

    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(),
                 formatter_class=HelpFormatter, prefix_chars="-", fromfile_prefix_chars=None, argument_default=None,
                 conflict_handler="error", add_help=True, allow_abbrev=True, exit_on_error=True):
        self._share(self)
        self.prog = _sys.argv[0].rpartition("/")[2] if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.prefix_chars = prefix_chars
        self.argument_default = argument_default
        self.conflict_handler = conflict_handler
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._registries = {"action": dict(_ACTIONS), "type": {}}
        self._actions = []
        self._option_string_actions = {}
        self._defaults = {}
        self._exclusive = []
        self._subparsers = None
        self._positionals = _ArgumentGroup(self, "positional arguments")
        self._optionals = _ArgumentGroup(self, "options")
        self._action_groups = [self._positionals, self._optionals]
        if add_help:
            mark = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(mark + "h", mark * 2 + "help", action="help", default=SUPPRESS,
                              help="show this help message and exit")
        for parent in parents:
            self._adopt(parent)

    def __repr__(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        return f"{type(self).__name__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"

    # Building

    def _adopt(self, parent):
        titles = {group.title: group for group in self._action_groups}
        for group in parent._action_groups:
            if group.title not in titles:
                titles[group.title] = self.add_argument_group(group.title, group.description)
            for action in group._group_actions:
                self._add_action(action, titles[group.title])
        for group in parent._exclusive:
            own = _MutuallyExclusiveGroup(self, None, group.required)
            own._group_actions = list(group._group_actions)
            self._exclusive.append(own)
        self._defaults.update(parent._defaults)

    def _add_action(self, action, group):
        for option in action.option_strings:
            if option in self._option_string_actions:
                self._conflict(action, option)
        self._actions.append(action)
        for option in action.option_strings:
            self._option_string_actions[option] = action
        if group is self:
            group = self._optionals if action.option_strings else self._positionals
        group._group_actions.append(action)
        return action

    def _conflict(self, action, option):
        if self.conflict_handler != "resolve":
            clashes = [known for known in action.option_strings if known in self._option_string_actions]
            plural = "s" if len(clashes) > 1 else ""
            raise ArgumentError(action, f"conflicting option string{plural}: {', '.join(clashes)}")
        other = self._option_string_actions.pop(option)
        other.option_strings = [known for known in other.option_strings if known != option]
        if not other.option_strings:
            self._actions.remove(other)
            for group in self._action_groups:
                if other in group._group_actions:
                    group._group_actions.remove(other)

    def add_argument_group(self, title=None, description=None, **kwargs):
        group = _ArgumentGroup(self, title, description)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False, _group=None):
        group = _MutuallyExclusiveGroup(self, _group, required)
        self._exclusive.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, dest=SUPPRESS,
                       required=False, help=None, metavar=None, action=None):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        group = self._positionals
        if title is not None or description is not None:
            group = self.add_argument_group("subcommands" if title is None else title, description)
        self._subparsers = group
        if prog is None:
            formatter = self._get_formatter()
            formatter.add_usage(self.usage, self._positional_actions(), self._exclusive, "")
            prog = formatter.format_help().strip()
        made = _ACTIONS["parsers"]([], prog, parser_class or type(self), dest, required, help, metavar)
        return self._add_action(made, group)

    def _positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    # Help

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._exclusive)
        return formatter.format_help()

    def format_help(self):
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._exclusive)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.add_section(group.title, group.description, group._group_actions)
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file)

    def _print_message(self, message, file=None):
        if message:
            (_sys.stdout if file is None else file).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    # Parsing

    def parse_args(self, args=None, namespace=None):
        namespace, extras = self.parse_known_args(args, namespace)
        if extras:
            self.error(f"unrecognized arguments: {' '.join(extras)}")
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = _sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if not self.exit_on_error:
            extras = _Run(self, args, namespace).parse()
        else:
            try:
                extras = _Run(self, args, namespace).parse()
            except ArgumentError as error:
                self.error(str(error))
        extras += vars(namespace).pop("_unrecognized_args", [])
        return namespace, extras

    parse_intermixed_args = parse_args
    parse_known_intermixed_args = parse_known_args

    def _find_option(self, arg):
        """None for a positional argument, or [(action or None, option, explicit value)]."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        known = self._option_string_actions
        if arg in known:
            return known[arg], arg, None
        if len(arg) == 1:
            return None
        if "=" in arg:
            option, _, value = arg.partition("=")
            if option in known:
                return known[option], option, value
        matches = self._abbreviated(arg)
        if len(matches) > 1:
            options = ", ".join([option for _, option, _ in matches])
            self.error(f"ambiguous option: {arg} could match {options}")
        if matches:
            return matches[0]
        if _is_negative_number(arg) and not any(_is_negative_number(option) for option in known):
            return None
        return None if " " in arg else (None, arg, None)

    def _abbreviated(self, arg):
        known = self._option_string_actions
        if arg[1] in self.prefix_chars:
            if not self.allow_abbrev:
                return []
            option, equals, value = arg.partition("=")
            return [(known[full], full, value if equals else None) for full in known if full.startswith(option)]
        found = []
        for full, action in known.items():
            if full == arg[:2]:
                found.append((action, full, arg[2:]))
            elif full.startswith(arg):
                found.append((action, full, None))
        return found

    def _convert(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}")

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(repr, action.choices))
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {choices})")

    def _values(self, action, texts):
        if action.nargs not in (PARSER, REMAINDER) and "--" in texts:
            texts.remove("--")
        if not texts and action.nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._convert(action, value)
                self._check(action, value)
            return value
        if not texts and action.nargs == ZERO_OR_MORE and not action.option_strings:
            return texts if action.default is None else action.default
        if action.nargs in (None, OPTIONAL):
            value = self._convert(action, texts[0])
            self._check(action, value)
            return value
        values = [self._convert(action, text) for text in texts]
        if action.nargs == PARSER:
            self._check(action, values[0])
        elif action.nargs != REMAINDER:
            for value in values:
                self._check(action, value)
        return values


def _is_negative_number(text):
    whole, dot, part = text[1:].partition(".")
    if text[:1] != "-" or not (whole or part):
        return False
    return (whole == "" or whole.isdigit()) and (part.isdigit() if dot else bool(whole))


class _Run:
    """One command line being read."""

    def __init__(self, parser, args, namespace):
        self.parser = parser
        self.args = args
        self.namespace = namespace
        self.extras = []
        self.seen = []
        self.set_by_user = []
        self.positionals = parser._positional_actions()
        # For each argument what it is: A an argument, O an option, - the two dashes.
        self.kinds = []
        self.options = {}
        for place, arg in enumerate(args):
            if arg == "--":
                self.kinds += ["-"] + ["A"] * (len(args) - place - 1)
                break
            found = parser._find_option(arg)
            if found is not None:
                self.options[place] = found
            self.kinds.append("A" if found is None else "O")

    def parse(self):
        last = max(self.options, default=-1)
        at = 0
        while at <= last:
            following = min([place for place in self.options if place >= at])
            if at != following:
                end = self._take_positionals(at)
                if end > at:
                    at = end
                    continue
            if at not in self.options:
                self.extras += self.args[at:following]
                at = following
            at = self._take_option(at)
        end = self._take_positionals(at)
        self.extras += self.args[end:]
        self._finish()
        return self.extras

    def _take_positionals(self, at):
        available = 0
        while at + available < len(self.kinds) and self.kinds[at + available] != "O":
            available += 1
        # The two dashes go with an argument beside them.
        dashes = self.kinds[at:at + available].count("-")
        everything = len(self.kinds) - at
        counts = None
        for number in range(len(self.positionals), 0, -1):
            counts = _shares([action.nargs for action in self.positionals[:number]], available - dashes, everything)
            if counts is not None:
                break
        if counts is None:
            return at
        taken = self.positionals[:len(counts)]
        self.positionals = self.positionals[len(counts):]
        for action, count in zip(taken, counts):
            if count and "-" in self.kinds[at:at + count + 1] and action.nargs not in (PARSER, REMAINDER):
                count += 1
            self._act(action, self.args[at:at + count])
            at += count
        return at

    def _take_option(self, at):
        action, option, explicit = self.options[at]
        if action is None:
            self.extras.append(self.args[at])
            return at + 1
        known = self.parser._option_string_actions
        met = []
        while explicit is not None:
            least, most = _least_and_most(action.nargs)
            if most == 0 and option[1] not in self.parser.prefix_chars and explicit:
                # Several flags behind one dash.
                met.append((action, [], option))
                option = option[0] + explicit[0]
                rest = explicit[1:] or None
                if option not in known:
                    raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
                action, explicit = known[option], rest
            elif least <= 1 and most != 0:
                met.append((action, [explicit], option))
                end = at + 1
                break
            else:
                raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
        else:
            end = at + 1 + self._count(action, at + 1)
            met.append((action, self.args[at + 1:end], option))
        for action, texts, option in met:
            self._act(action, texts, option)
        return end

    def _count(self, action, at):
        """How many arguments from `at` the option takes."""
        if action.nargs == REMAINDER:
            return len(self.kinds) - at
        available = 0
        while at + available < len(self.kinds) and self.kinds[at + available] == "A":
            available += 1
        least, most = _least_and_most(action.nargs)
        if available < least:
            if action.nargs is None:
                raise ArgumentError(action, "expected one argument")
            if action.nargs == ONE_OR_MORE:
                raise ArgumentError(action, "expected at least one argument")
            raise ArgumentError(action, f"expected {least} argument{'s' if least != 1 else ''}")
        return available if most is None else min(available, most)

    def _act(self, action, texts, option=None):
        self.seen.append(action)
        values = self.parser._values(action, list(texts))
        if values is not action.default:
            self.set_by_user.append(action)
            for group in self.parser._exclusive:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and other in self.set_by_user:
                            raise ArgumentError(action, f"not allowed with argument {_action_name(other)}")
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def _finish(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_action_name(action))
            elif isinstance(action.default, str) and action.default is getattr(self.namespace, action.dest, None):
                setattr(self.namespace, action.dest, self.parser._convert(action, action.default))
        if missing:
            self.parser.error(f"the following arguments are required: {', '.join(missing)}")
        for group in self.parser._exclusive:
            if group.required and not any(action in self.set_by_user for action in group._group_actions):
                names = [_action_name(action) for action in group._group_actions if action.help is not SUPPRESS]
                self.parser.error(f"one of the arguments {' '.join(names)} is required")


def _shares(wanted, available, everything):
    """How many arguments each takes, the earlier ones as many as possible; None if they do not fit."""
    bounds = [_least_and_most(nargs) for nargs in wanted]
    if wanted[-1] in (PARSER, REMAINDER) and sum([least for least, _ in bounds[:-1]]) <= available:
        # The last one takes options too, once its first argument is there.
        available = everything if wanted[-1] == REMAINDER or available >= sum([least for least, _ in bounds]) else available
    needed = sum([least for least, _ in bounds])
    if needed > available:
        return None
    counts = []
    for least, most in bounds:
        spare = available - needed
        count = least + spare if most is None else min(most, least + spare)
        needed -= least
        available -= count
        counts.append(count)
    return counts
