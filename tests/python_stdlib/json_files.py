import json, io
f = io.StringIO()
json.dump({"k": [1, 2, {"z": None}]}, f, indent=2)
print(f.getvalue())
f.seek(0)
print(json.load(f))
for msg in [{"op": "add", "args": [1, 2]}, {"op": "quit"}]:
    wire = json.dumps(msg).encode()
    print(len(wire), wire, json.loads(wire.decode("utf-8")) == msg)
