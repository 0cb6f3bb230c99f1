from string import Template
t = Template("Hi $name, ${thing}s cost $$5 $name")
print(t.substitute(name="Ann", thing="cup"), t.substitute({"name": 1, "thing": 2}), t.safe_substitute(name="X"))
for bad in ["$", "a\nb $1", "${x", "$ x"]:
    try:
        print(Template(bad).substitute())
    except ValueError as e:
        print(e)
    print(Template(bad).safe_substitute())
try:
    t.substitute(name="x")
except KeyError as e:
    print(repr(e))
print(t.get_identifiers(), t.is_valid(), Template("$").is_valid(), t.template)
