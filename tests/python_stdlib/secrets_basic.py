import secrets
print(len(secrets.token_bytes()), len(secrets.token_hex(8)), secrets.token_hex(4) != secrets.token_hex(4), 0 <= secrets.randbelow(5) < 5, secrets.choice([1]), len(secrets.token_urlsafe(9)), secrets.compare_digest("a", "b"))
