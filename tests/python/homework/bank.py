class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed:.2f}, have {available:.2f}")
        self.missing = needed - available
class Account:
    _next = 1000
    def __init__(self, owner, balance=0.0):
        self.number = Account._next
        Account._next += 1
        self.owner, self._balance, self.log = owner, balance, []
    @property
    def balance(self): return round(self._balance, 2)
    def deposit(self, amount):
        if amount <= 0: raise ValueError("amount must be positive")
        self._balance += amount
        self.log.append(("+", amount))
    def withdraw(self, amount):
        if amount > self._balance: raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
        self.log.append(("-", amount))
    def __lt__(self, other): return self.balance < other.balance
    def __repr__(self): return f"Account({self.number}, {self.owner!r}, {self.balance})"
class Savings(Account):
    def __init__(self, owner, balance=0.0, rate=0.03):
        super().__init__(owner, balance)
        self.rate = rate
    def year(self): self.deposit(self._balance * self.rate)
class Bank:
    def __init__(self): self.accounts = {}
    def open(self, cls, *args, **kw):
        account = cls(*args, **kw)
        self.accounts[account.number] = account
        return account
    def transfer(self, source, target, amount):
        a, b = self.accounts[source], self.accounts[target]
        a.withdraw(amount)
        try: b.deposit(amount)
        except Exception:
            a.deposit(amount)
            raise
bank = Bank()
ann = bank.open(Account, "Ann", 100)
bob = bank.open(Savings, "Bob", balance=1000, rate=0.05)
for step in (lambda: bank.transfer(1001, 1000, 250.505), lambda: bank.transfer(1000, 1001, 9999), lambda: bank.transfer(1000, 7, 1), lambda: ann.deposit(-5), bob.year):
    try: print("ok", step())
    except InsufficientFunds as e: print("missing", round(e.missing, 2), "|", e)
    except (KeyError, ValueError) as e: print(type(e).__name__, e)
print(sorted(bank.accounts.values()), max(bank.accounts.values()).owner)
for account in bank.accounts.values():
    print(f"{account.owner:<6}|{account.balance:>10,.2f}|{len(account.log)}", *account.log, sep="\n  ")
