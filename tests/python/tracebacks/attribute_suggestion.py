class Dog:
    def bark(self): pass
    name = "rex"
Dog().brak()
