def bubble(items):
    items = items[:]
    for end in range(len(items) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
                swapped = True
        if not swapped: break
    return items
def quick(items):
    if len(items) <= 1: return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])
def merge(items):
    if len(items) <= 1: return items
    middle = len(items) // 2
    left, right = merge(items[:middle]), merge(items[middle:])
    out = []
    while left and right: out.append((left if left[0] <= right[0] else right).pop(0))
    return out + left + right
def insertion(items):
    out = []
    for x in items:
        i = len(out)
        while i and out[i - 1] > x: i -= 1
        out.insert(i, x)
    return out
def heap(items):
    import heapq
    h = []
    for x in items: heapq.heappush(h, x)
    return [heapq.heappop(h) for _ in range(len(h))]
def counting(items):
    counts = [0] * (max(items) + 1)
    for x in items: counts[x] += 1
    return [x for x, n in enumerate(counts) for _ in range(n)]
data = [(i * 7919) % 101 for i in range(40)]
for f in (bubble, quick, merge, insertion, heap, counting):
    print(f"{f.__name__:<10}", f(data) == sorted(data), f(data)[:4], f([]) if f is not counting else "-", f([2, 2, 1]))
def search(items, wanted):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted: low = middle + 1
        else: high = middle
    return low if low < len(items) and items[low] == wanted else None
s = sorted(set(data)); print(search(s, 5), search(s, 1000), [search(s, x) for x in s[:5]])
try: quick(["a", 1])
except TypeError as e: print(e)
