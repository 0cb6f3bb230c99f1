text = " a b "
text.strip().split().joined()
