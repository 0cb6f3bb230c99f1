// The module's bytes as WebAssembly's own loader wants them, compiled while they
// arrive. A finished page has the module packed, `serve` has it plain: its first
// byte says which, also where a server or a worker has unpacked it by itself.
window.unpackedModule = async (bytes) => {
  const [head, whole] = bytes.tee();
  const reader = head.getReader();
  const { value } = await reader.read();
  reader.cancel();
  const isPacked = value?.[0] === 0x1f;
  const plain = isPacked ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
  return new Response(plain, { headers: { 'content-type': 'application/wasm' } });
};
