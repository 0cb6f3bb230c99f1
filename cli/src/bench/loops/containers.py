words = {}
items = []
for i in range(60000):
    key = i % 997
    words[key] = words.get(key, 0) + 1
    items.append(i * 3 % 101)
    if len(items) > 500:
        items = items[250:]
squares = [x * x for x in items if x % 2]
for turn in range(60):
    items.sort()
    items.reverse()
    total = sum(items[1:-1:2]) + max(words.values())
    pairs = sorted(words.items(), key=lambda pair: -pair[1])
