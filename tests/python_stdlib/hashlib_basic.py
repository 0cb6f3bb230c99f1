import hashlib, hmac
for name in ("md5", "sha1", "sha256", "sha512", "sha224", "sha384"):
    h = hashlib.new(name, b"hello")
    print(name, h.hexdigest(), h.digest_size, h.block_size, h.name)
h = hashlib.sha256()
h.update(b"a"); h.update(b"b")
c = h.copy()
c.update(b"c")
print(h.hexdigest() == hashlib.sha256(b"ab").hexdigest(), c.digest() == hashlib.sha256(b"abc").digest(), hashlib.md5("é".encode()).digest())
for f in (lambda: hashlib.md5("text"), lambda: hashlib.sha1(5), lambda: hashlib.new("nope"), lambda: h.update("x")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(hmac.new(b"key", b"msg", "sha256").hexdigest(), hmac.new(b"k" * 100, b"m", hashlib.md5).hexdigest(), hmac.compare_digest("a", "a"))
print(hashlib.pbkdf2_hmac("sha256", b"pw", b"salt", 3).hex())
