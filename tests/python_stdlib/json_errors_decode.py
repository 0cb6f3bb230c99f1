import json
for text in ["", " ", "{", "[", "[1", "[1,", "[1,]", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{a:1}", "{'a': 1}", "nul", "tru", "1 2", '"abc', '"a\\q"', '"a\\u12"', '"a\nb"', "[1 2]", '{"a" 1}', "-", "01", "1.", "hello", '{"a": 1}}', '[1,\n 2,\n x]', '"\\', '"abc\\', "\ufeff1", "+1", ".5", "[,]", '"a\\ud8zz"']:
    try:
        print(repr(text), json.loads(text))
    except json.JSONDecodeError as e:
        print(repr(text), "->", e, (e.msg, e.pos, e.lineno, e.colno))
for value in (5, None, [1]):
    try:
        json.loads(value)
    except TypeError as e:
        print(e)
print(issubclass(json.JSONDecodeError, ValueError), json.JSONDecodeError.__module__)
