from itertools import islice
print(list(islice("ABCDEFG", 2)), list(islice("ABCDEFG", 2, 4)), list(islice("ABCDEFG", 2, None)), list(islice("ABCDEFG", 0, None, 2)))
print(list(islice("ABC", 0)), list(islice("ABC", 5, 9)), list(islice(range(20), 1, 15, 4)), list(islice("ABC", None)))
it = iter(range(10))
print(list(islice(it, 3)), next(it), list(islice(it, 1, 3)), next(it))
for args in [(-1,), (1, -2), (1, 2, 0), ("a",), (-1, 2)]:
    try:
        islice("abc", *args)
    except (ValueError, TypeError) as e:
        print(args, e)
it = iter(range(10))
print(list(islice(it, 0, 6, 4)), next(it), list(islice(it, 2, 2)), next(it))
