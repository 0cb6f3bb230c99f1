if (n := len("hello")) > 3:
    print(n)
values = [1, 2, 3, 4]
print([y for x in values if (y := x * x) > 4], y)
while (item := values.pop()) > 2:
    print("popped", item)
print(item, values)
print((a := 1, b := 2), a + b)
f = lambda: (z := 5) + z
print(f())
def outer():
    print([last := i for i in range(3)], last)
outer()
print(x := "parenthesised") if False else print("x" in dir())
data = {"k": (v := 10), "w": v + 1}
print(data)
total = 0
print([total := total + i for i in range(5)], total)
print(any((found := w).startswith("c") for w in ["a", "cc", "d"]), found)
