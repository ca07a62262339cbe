/*
 * Checks in the browser what the QR of a certificate carries behind `#`, which never reaches the server.
 * Plain script: it also runs in the page that is saved to disk. The format is in docs/formats/certificates.md.
 */
(() => {
  const box = document.querySelector('[data-verify]');
  if (!box) return;
  const given = JSON.parse(box.dataset.verify);
  const lang = document.documentElement.lang;
  const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const KINDS = [undefined, 'attendance', 'speaker', 'organiser'];
  const HEAD = 26;
  const SIGNATURE = 64;
  const MOST_TEXT = 1023;

  function fromBase64url(text) {
    if (!/^[\w-]+$/.test(text)) throw new Error('no base64url');
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
    // One spelling only: the last letter must not carry bits that nobody reads.
    const again = btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    if (again !== text) throw new Error('not canonical');
    return bytes;
  }

  function codeOf(bytes) {
    let bits = '';
    for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
    return bits.replaceAll(/.{5}/g, (five) => ALPHABET[Number.parseInt(five, 2)]);
  }

  const spell = (code) => code.match(/.{4}/g).join('-');

  function readCode(text) {
    const code = text
      .toUpperCase()
      .replaceAll(/[\s\u2010-\u2015._-]/g, '')
      .replaceAll('O', '0')
      .replaceAll(/[IL]/g, '1');
    return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : undefined;
  }

  /** Facts, and what of the bytes is signed; throws for anything that is not exactly one content. */
  function decode(text) {
    if (text.length < 120 || text.length > 6000) throw new Error('length');
    const bytes = fromBase64url(text);
    const end = bytes.length - SIGNATURE;
    const signed = bytes.subarray(0, end);
    const view = new DataView(bytes.buffer, 0, end);
    if (end < HEAD || bytes[0] !== 1 || !KINDS[bytes[15]]) throw new Error('version');
    const texts = [];
    let at = HEAD;
    for (let i = 0; i < 4; i++) {
      const length = view.getUint16(at);
      if (length > MOST_TEXT || at + 2 + length > end) throw new Error('text');
      const piece = signed.subarray(at + 2, at + 2 + length);
      texts.push(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(piece));
      at += 2 + length;
    }
    if (at !== end) throw new Error('rest');
    const [issuer, edition, name, role] = texts;
    const [starts, ends, issued, sessions, minutes] = [16, 18, 20, 22, 24].map((i) => view.getUint16(i));
    const key = Array.from(bytes.subarray(1, 5), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const facts = { issuer, edition, name, role, starts, ends, issued, sessions, minutes };
    return {
      ...facts,
      key,
      kind: KINDS[bytes[15]],
      code: codeOf(bytes.subarray(5, 15)),
      signed,
      signature: bytes.subarray(end),
    };
  }

  async function isSigned({ signed, signature }, key) {
    const bytes = fromBase64url(key.x);
    try {
      const imported = await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
      return await crypto.subtle.verify('Ed25519', imported, signature, signed);
    } catch {
      // Older browsers, and pages that came without https, have no Ed25519 of their own.
      const library = globalThis.ed25519Library ?? (await import(given.library));
      library.hashes.sha512 = sha512;
      try {
        return library.verify(signature, signed, bytes, { zip215: false });
      } catch {
        return false;
      }
    }
  }

  async function check(text, code) {
    let content;
    try {
      content = decode(text);
    } catch {
      return { outcome: 'altered' };
    }
    const key = given.keys.find((k) => k.id === content.key && !k.void);
    if (!key) return { outcome: 'unknown_key' };
    if (!(await isSigned(content, key))) return { outcome: 'altered' };
    // Signed, but for another code than the one in the address: pasted together.
    if (code && content.code !== code) return { outcome: 'altered' };
    if (given.ended) return { outcome: given.ended[content.code] ?? 'valid_then', content };
    return { outcome: given.state, content };
  }

  const dayFormat = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' });
  // oxlint-disable-next-line no-restricted-globals -- phones have no Temporal yet
  const dayOf = (number) => new Date(Date.UTC(2000, 0, 1 + number));

  function wordsOf(content) {
    const { words } = given;
    const { sessions, minutes, starts, ends } = content;
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    const time = [
      sessions > 0 ? `${sessions} ${sessions === 1 ? words.session : words.sessions}` : '',
      hours > 0 ? `${hours} ${words.hours}` : '',
      rest > 0 ? `${rest} ${words.minutes}` : '',
    ];
    return {
      name: content.name,
      edition: content.edition,
      role: content.role || words.kinds[content.kind],
      dates: dayFormat.formatRange(dayOf(starts), dayOf(ends)),
      time: time.filter(Boolean).join(' '),
      issuer: content.issuer,
      issued: dayFormat.format(dayOf(content.issued)),
      code: spell(content.code),
    };
  }

  function show({ outcome, content }) {
    for (const part of box.querySelectorAll('[data-outcome]')) part.hidden = part.dataset.outcome !== outcome;
    box.querySelector('[data-shown]').hidden = !content;
    const words = content ? wordsOf(content) : {};
    for (const slot of box.querySelectorAll('[data-fact]')) {
      // As text, whatever a name may hold.
      slot.textContent = words[slot.dataset.fact] ?? '';
      slot.parentElement.hidden = !slot.textContent;
    }
    box.hidden = false;
    for (const part of document.querySelectorAll('[data-without-content]')) part.hidden = true;
  }

  // SHA-512 for the library, which has none of its own and can't ask a page without https for it.
  const MASK = (1n << 64n) - 1n;
  function root(value, degree) {
    let [low, high] = [0n, 1n << 80n];
    while (low < high) {
      const middle = (low + high + 1n) >> 1n;
      if (middle ** degree <= value) low = middle;
      else high = middle - 1n;
    }
    return low & MASK;
  }
  let constants;
  function shaConstants() {
    if (constants) return constants;
    const primes = [];
    for (let n = 2; primes.length < 80; n++) if (primes.every((prime) => n % prime)) primes.push(n);
    constants = {
      start: primes.slice(0, 8).map((prime) => root(BigInt(prime) << 128n, 2n)),
      rounds: primes.map((prime) => root(BigInt(prime) << 192n, 3n)),
    };
    return constants;
  }
  const turn = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;

  function sha512(message) {
    const { start, rounds } = shaConstants();
    const length = Math.ceil((message.length + 17) / 128) * 128;
    const padded = new Uint8Array(length);
    padded.set(message);
    padded[message.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(length - 4, message.length * 8);
    let state = start;
    for (let block = 0; block < length; block += 128) {
      const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(block + 8 * i));
      for (let i = 16; i < 80; i++) {
        const s0 = turn(w[i - 15], 1n) ^ turn(w[i - 15], 8n) ^ (w[i - 15] >> 7n);
        const s1 = turn(w[i - 2], 19n) ^ turn(w[i - 2], 61n) ^ (w[i - 2] >> 6n);
        w.push((w[i - 16] + s0 + w[i - 7] + s1) & MASK);
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 80; i++) {
        const s1 = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n);
        const t1 = h + s1 + ((e & f) ^ (~e & MASK & g)) + rounds[i] + w[i];
        const s0 = turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n);
        const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        [a, b, c, d, e, f, g, h] = [(t1 + t2) & MASK, a, b, c, (d + t1) & MASK, e, f, g];
      }
      state = [a, b, c, d, e, f, g, h].map((x, i) => (x + state[i]) & MASK);
    }
    const out = new DataView(new ArrayBuffer(64));
    state.forEach((x, i) => out.setBigUint64(8 * i, x));
    return new Uint8Array(out.buffer);
  }

  // Behind the address of the page.
  const look = async () => {
    const text = location.hash.slice(1);
    // The link that skips to the content leads to a place on the page, not to what a holder shows.
    if (document.getElementById(text)) return;
    if (given.code && text) show(await check(text, given.code));
  };
  addEventListener('hashchange', look);
  void look();

  // Pasted into the saved page: the address with its code, or what stands behind `#`.
  document.querySelector('[data-verify-form]')?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const pasted = event.target.elements.content.value.trim();
    const at = pasted.indexOf('#');
    const code = at < 0 ? undefined : readCode(pasted.slice(0, at).replace(/\/+$/, '').split('/').at(-1));
    const text = pasted.slice(at + 1).replaceAll(/\s/g, '');
    show(await check(text, code));
    box.scrollIntoView({ block: 'nearest' });
  });
})();
