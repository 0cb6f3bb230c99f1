def get(n): return None if n else 1
value = get(0) + get(1) - 5
