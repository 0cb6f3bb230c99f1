try:
    import broken
except ZeroDivisionError as e:
    print("caught", e)
import broken
