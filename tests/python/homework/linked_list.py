class Node:
    def __init__(self, value, next=None): self.value, self.next = value, next
class LinkedList:
    def __init__(self, items=()):
        self.head = None
        for item in reversed(list(items)): self.head = Node(item, self.head)
    def __iter__(self):
        node = self.head
        while node: yield node.value; node = node.next
    def __len__(self): return sum(1 for _ in self)
    def __getitem__(self, i):
        if isinstance(i, slice): return LinkedList(list(self)[i])
        if i < 0: i += len(self)
        for at, value in enumerate(self):
            if at == i: return value
        raise IndexError(f"no item {i}")
    def __eq__(self, other): return list(self) == list(other)
    def __repr__(self): return " -> ".join(map(repr, self)) + " -> None"
    def __add__(self, other): return LinkedList([*self, *other])
    def __contains__(self, x): return any(v == x for v in self)
    def reverse(self):
        before, node = None, self.head
        while node: node.next, before, node = before, node, node.next
        self.head = before
        return self
l = LinkedList("abc")
print(l, len(l), l[0], l[-1], l[1:], "b" in l, "z" in l, l + LinkedList([1]), l == ["a", "b", "c"], LinkedList(), bool(LinkedList()), list(zip(l, range(9))))
print(l.reverse(), sorted(l), max(l), [*l], tuple(l), dict(enumerate(l)), "".join(l))
try: l[7]
except IndexError as e: print(e)
first, *rest = l; print(first, rest)
class Tree:
    def __init__(self): self.root = None
    def add(self, key):
        def put(node):
            if node is None: return [key, None, None]
            node[1 if key < node[0] else 2] = put(node[1 if key < node[0] else 2])
            return node
        self.root = put(self.root)
        return self
    def __iter__(self):
        def walk(node):
            if node:
                yield from walk(node[1]); yield node[0]; yield from walk(node[2])
        return walk(self.root)
    def height(self):
        def h(n): return 0 if n is None else 1 + max(h(n[1]), h(n[2]))
        return h(self.root)
t = Tree()
for k in (5, 2, 8, 1, 9, 3): t.add(k)
print(list(t), t.height(), t.root)
