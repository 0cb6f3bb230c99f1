import heapq
GRAPH = {"A": {"B": 4, "C": 1}, "B": {"D": 1}, "C": {"B": 2, "D": 5}, "D": {"E": 3}, "E": {}, "F": {"A": 1}}
def bfs(graph, start):
    seen, queue = {start: None}, [start]
    while queue:
        node = queue.pop(0)
        for other in graph[node]:
            if other not in seen:
                seen[other] = node
                queue.append(other)
    return seen
def path(seen, goal):
    steps = []
    while goal is not None:
        steps.append(goal)
        goal = seen[goal]
    return steps[::-1]
def dijkstra(graph, start):
    best, heap = {}, [(0, start)]
    while heap:
        cost, node = heapq.heappop(heap)
        if node in best: continue
        best[node] = cost
        for other, weight in graph[node].items():
            heapq.heappush(heap, (cost + weight, other))
    return best
def topological(graph):
    done, order = set(), []
    def visit(node, trail=()):
        if node in trail: raise ValueError("cycle: " + " -> ".join(trail + (node,)))
        if node in done: return
        for other in graph[node]: visit(other, trail + (node,))
        done.add(node)
        order.append(node)
    for node in graph: visit(node)
    return order[::-1]
def all_paths(graph, a, b, trail=()):
    trail += (a,)
    if a == b: yield trail
    for other in graph[a]:
        if other not in trail: yield from all_paths(graph, other, b, trail)
seen = bfs(GRAPH, "A")
print(seen, path(seen, "E"), dijkstra(GRAPH, "A"), topological(GRAPH))
for p in all_paths(GRAPH, "F", "E"): print(*p, sep=">")
try: path(seen, "Z")
except KeyError as e: print("no way to", e)
try: topological({**GRAPH, "E": {"A": 1}})
except ValueError as e: print(e)
islands = ["##..#", "#..##", "...#.", "##..."]
def flood(rows):
    cells = {(r, c) for r, row in enumerate(rows) for c, ch in enumerate(row) if ch == "#"}
    sizes = []
    while cells:
        stack, size = [min(cells)], 0
        while stack:
            cell = stack.pop()
            if cell in cells:
                cells.remove(cell); size += 1
                r, c = cell
                stack += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
        sizes.append(size)
    return sizes
print(flood(islands))
