name, n, x = "Ann", 42, 3.14159
w, p = 10, 3
print(f"{name!r:>{w}}|{x:.{p}f}|{x:{w}.{p}}|{n:#x}|{n:08b}|{n:+,}|{{}}|{name:^10}|{n!s:<5}|{x:e}")
print(f"{n=} {x=:.2f} {name=!s} {n + 1 = } {  n  =}")
d = {"k": [1, 2]}
print(f"{d['k'][0]} {d} {[i for i in range(3)]} {(lambda v: v * 2)(4)} {n if n > 1 else 0} {'nested ' + f'{n}'}")
print(f"{n:>10}|{n:<10}|{n:^10}|{n:=+10}|{name:.2}|{True:5}|{None!s:5}|{n:c}|{n:n}|{0.5:%}|{1e10:g}|{n:_}")
print(f'''{
    n
} {"a" "b"}''', rf"\d{n}", f"{n}" "plain {n}" f"{n}", F"{n}", f"" == "", f"{'a':{'>'}{5}}")
print(f"{1_000_000:,} {1234.5:,.2f} {-n:06} {255:X} {255:#o} {x:10.4} {1e-7} {float('inf'):5} {float('nan')} {0.1 + 0.2}")
for f in (lambda: f"{n:q}", lambda: f"{name:d}", lambda: f"{x:d}", lambda: f"{name:+}", lambda: f"{n:.2}", lambda: f"{name:,}", lambda: f"{n:5.2d}", lambda: f"{[]:d}", lambda: f"{undefined}", lambda: f"{name:=5}", lambda: f"{x:x}", lambda: f"{1:10000000000000000000000d}"):
    try: print(f())
    except (ValueError, TypeError, NameError) as e: print(type(e).__name__, e)
