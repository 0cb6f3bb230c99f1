my name = "x"
