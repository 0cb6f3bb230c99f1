import textwrap, uuid, hashlib, base64, binascii, hmac, string, statistics, secrets
t = "The quick brown fox jumps over the lazy dog, and then some more text follows-here."
print(textwrap.wrap(t, 20)); print(textwrap.fill(t, 30, initial_indent="* ", subsequent_indent="  ")); print(repr(textwrap.dedent("""
    a
      b
    c
"""))); print(textwrap.indent("a\n\nb\n", "> ")); print(textwrap.shorten(t, 25), textwrap.shorten("Hello world", width=8, placeholder="..."))
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "http://x"), uuid.UUID("{12345678-1234-5678-1234-567812345678}").hex, uuid.UUID(int=5), uuid.uuid4().version, len(str(uuid.uuid4())), repr(uuid.UUID(int=1)), uuid.UUID(int=1) < uuid.UUID(int=2), len(uuid.uuid1().bytes), uuid.UUID(bytes=b"\x01" * 16).urn)
try: uuid.UUID("zz")
except ValueError as e: print(e)
for a in ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"]: print(a, hashlib.new(a, b"hello").hexdigest(), getattr(hashlib, a)().hexdigest()[:8])
h = hashlib.sha256(); h.update(b"a"); h.update(b"b"); print(h.hexdigest() == hashlib.sha256(b"ab").hexdigest(), h.digest_size, h.block_size, h.name, h.copy().hexdigest()[:6], hmac.new(b"k", b"m", hashlib.sha256).hexdigest(), hmac.new(b"k", b"m", "md5").hexdigest(), hmac.compare_digest("a", "a"))
try: hashlib.md5("str")
except TypeError as e: print(e)
try: hashlib.new("nope")
except ValueError as e: print(e)
print(base64.b64encode(b"hello\xff"), base64.b64decode("aGVsbG8="), base64.urlsafe_b64encode(b"\xff\xfe\xfd"), base64.b32encode(b"hi"), base64.b16encode(b"hi"), base64.b64decode(b"aGk="), base64.encodebytes(b"x" * 60), base64.b85encode(b"test"), base64.b32decode("NBUQ===="))
try: base64.b64decode("abc")
except binascii.Error as e: print("binascii.Error", e)
print(binascii.hexlify(b"ab"), binascii.unhexlify("6162"), binascii.crc32(b"hello"), binascii.b2a_hex(b"\x00", ), binascii.hexlify(b"abcd", "-"))
try: binascii.unhexlify("6")
except Exception as e: print(type(e).__name__, e)
print(string.ascii_letters, string.digits, string.punctuation, string.Template("$a and ${b} $$").substitute(a=1, b=2), string.Template("$a $z").safe_substitute(a=1), string.capwords("hello wORLD"), repr(string.whitespace), string.Formatter().format("{0} {x}", 1, x=2))
try: string.Template("$z").substitute()
except KeyError as e: print("KeyError", e)
d = [1, 2, 3, 4, 4]; print(statistics.mean(d), statistics.median(d), statistics.mode(d), statistics.stdev(d), statistics.variance(d), statistics.pstdev(d), statistics.fmean(d), statistics.median_low(d), statistics.quantiles(d), statistics.harmonic_mean([1, 2]), statistics.multimode([1, 1, 2, 2]), statistics.geometric_mean([1, 4]))
try: statistics.mean([])
except statistics.StatisticsError as e: print(e)
print(len(secrets.token_hex(8)), secrets.randbelow(5) < 5, len(secrets.token_bytes(4)), secrets.choice([1]))
