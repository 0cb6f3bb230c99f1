class A:
    def run(self):
        self.helper(1, 2)
    def helper(self, a): pass
A().run()
