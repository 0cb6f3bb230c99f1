import uuid
u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes, u.fields, u.version, u.urn, u == uuid.UUID(int=u.int), uuid.UUID(bytes=u.bytes) == u, u.bytes_le)
print(uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.uuid3(uuid.NAMESPACE_URL, "http://x"), uuid.uuid5(uuid.NAMESPACE_DNS, "a").version)
v = uuid.uuid4()
print(v.version, v.variant, len(str(v)), str(v).count("-"), v != uuid.uuid4(), uuid.uuid1().version, sorted([u, uuid.UUID(int=1)])[0], {u: 1}[uuid.UUID(str(u))], uuid.UUID("{12345678123456781234567812345678}"))
for f in (lambda: uuid.UUID("xyz"), lambda: uuid.UUID(), lambda: uuid.UUID(bytes=b"1"), lambda: uuid.UUID(int=-1), lambda: setattr(u, "int", 5)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
