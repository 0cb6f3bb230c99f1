import state, user
state.items.append("main")
user.add("user")
print(state.items, user.state is state)
state.value = 9
print(user.read())
def local():
    import state as s
    from state import items
    return s is state, items
print(local())
import sys
print("state" in sys.modules, sys.modules["state"] is state)
