import math
print(math.sqt(4))
