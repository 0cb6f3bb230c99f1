import json
print(json.loads('{"a": 1, "b": [1, 2.5, null, true, false], "c": {"d": "x"}}'))
print(json.loads(' [1, -2, 3e2, 1.5E-3, 0, -0, 1E5] '), json.loads('"\\u00e9\\ud83d\\ude00\\n\\/"'), json.loads(b'{"x": "\xc3\xa9"}'))
print(json.loads("[]"), json.loads("{}"), json.loads("5"), json.loads('""'), json.loads("[NaN, Infinity, -Infinity]"))
print(json.loads('{"a": 1, "a": 2}'), json.loads('[1.10]', parse_float=str), json.loads("[12]", parse_int=float), json.loads('\t{\n"a"\r:\n1}\n'))
print(json.loads('{"x": {"y": 1}}', object_hook=lambda d: sorted(d)), json.loads('{"b": 1, "a": 2}', object_pairs_hook=list))
print(json.loads('"a\tb"', strict=False), json.loads("12345678901234567890123"))
