name = input("Name? ")
age = int(input())
print(f"{name} is {age}")
numbers = [int(x) for x in input("numbers: ").split()]
print(sum(numbers), numbers)
try: int(input("bad: "))
except ValueError as e: print(e)
print(repr(input()), repr(input()))
import sys
print(repr(sys.stdin.readline()))
for line in sys.stdin:
    print("line", line.rstrip())
try: input("more? ")
except EOFError as e: print(repr(e))
print(repr(sys.stdin.readline()), repr(sys.stdin.read()))
input("last ")
