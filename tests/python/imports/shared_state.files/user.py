import state
def add(x): state.items.append(x)
def read(): return state.value
