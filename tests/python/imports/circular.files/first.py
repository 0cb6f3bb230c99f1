name = "first"
import second
def late(): return second.use()
