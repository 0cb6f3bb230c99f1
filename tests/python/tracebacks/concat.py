age = 5
message = "age: " + age + "!"
