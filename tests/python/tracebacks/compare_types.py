ages = [3, "4", 5]
if ages[0] < ages[1]:
    pass
