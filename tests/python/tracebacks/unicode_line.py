größe = "zehn"
print("日本", größe + 1)
