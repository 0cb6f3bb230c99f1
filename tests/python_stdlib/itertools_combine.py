from itertools import product, permutations, combinations, combinations_with_replacement
print(list(product("AB", [1, 2])), list(product([0, 1], repeat=3)), list(product()), list(product("A", [])))
print(list(permutations("ABC", 2)), list(permutations([1, 2, 3])), list(permutations([1], 2)), list(permutations([], 0)))
print(list(combinations("ABCD", 2)), list(combinations(range(4), 3)), list(combinations([1, 2], 3)), list(combinations("ab", 0)))
print(list(combinations_with_replacement("ABC", 2)), list(combinations_with_replacement([1], 3)), list(combinations_with_replacement([], 2)))
print(len(list(permutations(range(6)))), len(list(combinations(range(10), 4))), len(list(product(range(4), repeat=4))))
for f in (lambda: combinations("a", -1), lambda: permutations("a", -1), lambda: product("a", repeat=-1)):
    try:
        f()
    except ValueError as e:
        print(e)
