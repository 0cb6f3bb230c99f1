class A:
    def run(self): return self.work()
class B(A):
    def work(self): return super().work()
B().run()
