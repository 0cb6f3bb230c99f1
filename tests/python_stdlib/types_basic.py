import types
ns = types.SimpleNamespace(a=1, b="x")
ns.c = [1]
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b="x", c=[1]), types.SimpleNamespace())
def f():
    yield
class C:
    def m(self):
        pass
print(isinstance(f, types.FunctionType), isinstance(C().m, types.MethodType), isinstance(len, types.BuiltinFunctionType), isinstance(f(), types.GeneratorType), isinstance(types, types.ModuleType), isinstance(None, types.NoneType), isinstance(lambda: 0, types.LambdaType))
