lines = []
for i in range(12000):
    name = "item%d" % (i % 50)
    line = f"{name:>8}|{i:05d}|{i / 7:.3f}"
    lines.append("{} = {!r}".format(name, line))
    if line.startswith("item") or name.endswith("9"):
        line = line.replace("item", "ITEM").strip()
    key, _, rest = line.partition("|")
    parts = rest.split("|")
    text = ",".join(parts) + key.upper()
print(len("\n".join(lines)), text)
