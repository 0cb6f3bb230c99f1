x = "\N{SNOWMAN}"
