class Account:
    def __init__(self, balance):
        self.set(balance)
    def set(self, value):
        if value < 0:
            raise ValueError(f"negative: {value}")
accounts = [Account(v) for v in (1, -1)]
