template = "{} and {}"
print(template.format(1))
