/* Reading a ticket's code on the phone: the arithmetic of rules/ticket-code.ts, held to it by a test. */
(() => {
  const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const door = (globalThis.door = globalThis.door || {});

  const double = (value) => (value & 16 ? ((value << 1) ^ 37) & 31 : value << 1);
  function checkOf(text) {
    let sum = 0;
    for (const char of text) sum = double(sum ^ ALPHABET.indexOf(char));
    return ALPHABET[sum];
  }

  /** What was scanned or typed. @returns { ok, code, edition } or { ok: false, fault } */
  door.readCode = (typed) => {
    const bare = typed
      .slice(0, 200)
      .toUpperCase()
      .trim()
      .replace(/^JA:/, '')
      .replace(/[\s·.–—-]/g, '')
      .replace(/O/g, '0')
      .replace(/[IL]/g, '1');
    if (!/^[0-9A-HJKMNP-TV-Z]+$/.test(bare)) return { ok: false, fault: 'not_a_ticket' };
    if (bare.length !== 20)
      return { ok: false, fault: Math.abs(bare.length - 20) <= 2 ? 'mistyped' : 'not_a_ticket' };
    if (checkOf(bare.slice(0, -1)) !== bare.slice(-1)) return { ok: false, fault: 'mistyped' };
    return { ok: true, code: bare, edition: bare.slice(0, 3) };
  };
})();
