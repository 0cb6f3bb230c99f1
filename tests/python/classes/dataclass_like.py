class Account:
    interest = 0.02
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))
        return self
    def withdraw(self, amount):
        if amount > self.balance:
            raise RuntimeError(f"{self.owner} has only {self.balance:.2f}")
        self.balance -= amount
        self.history.append(("withdraw", amount))
        return self
    def __str__(self):
        return f"{self.owner:<8}{self.balance:>10,.2f}"
class Savings(Account):
    def add_interest(self):
        return self.deposit(self.balance * self.interest)
accounts = [Account("ann", 1000), Savings("bob", 2500.5)]
accounts[0].deposit(50).withdraw(200)
accounts[1].add_interest()
for a in accounts: print(a)
for f in (lambda: accounts[0].withdraw(10**6), lambda: accounts[1].deposit(-5)):
    try: f()
    except (RuntimeError, ValueError) as e: print(type(e).__name__, e)
print(accounts[0].history, [type(a).__name__ for a in accounts], sum(a.balance for a in accounts))
print(vars(accounts[0])["owner"], sorted(accounts[1].__dict__))
