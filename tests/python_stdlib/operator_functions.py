import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul(2, 4), op.truediv(7, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 5), op.neg(3), op.pos(3), op.abs(-4))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 2), op.ne(1, 2), op.ge(1, 2), op.gt(3, 2), op.not_(0), op.truth([]), op.is_(None, None), op.is_not(1, None))
print(op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.inv(5), op.lshift(1, 4), op.rshift(16, 2), op.contains([1], 1), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"))
x = [1, 2]
op.setitem(x, 0, 9); op.delitem(x, 1)
print(x, op.getitem(x, 0), op.iadd([1], [2]), op.concat("a", "b"), op.index(5), op.length_hint([1, 2]), op.call(max, 1, 2))
for f in (lambda: op.indexOf("abc", "z"), lambda: op.add(1, "a"), lambda: op.index(1.5)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(e)
