/* What the door keeps on this phone: hashes under a key of its own, flags, and scans that wait for the network. No code, no name. */
(() => {
  const door = (globalThis.door = globalThis.door || {});
  const PARTS = 64;
  const ENTRY = 11;
  const databaseName = (phone) => `door-${phone}`;

  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const finished = (transaction) =>
    new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });

  async function openDatabase(phone) {
    const request = indexedDB.open(databaseName(phone), 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('kept');
      request.result.createObjectStore('scans', { keyPath: 'id' });
    };
    const database = await done(request);
    // Another page of this door wipes everything: let it.
    database.onversionchange = () => database.close();
    return database;
  }

  /** Everything that this door keeps on the phone goes: lists, scans, the pages for the hours without network. */
  door.wipe = async (phone, path) => {
    const jobs = [];
    if (globalThis.indexedDB) jobs.push(done(indexedDB.deleteDatabase(databaseName(phone))));
    if (globalThis.caches)
      for (const name of await caches.keys())
        if (name.startsWith(databaseName(phone))) jobs.push(caches.delete(name));
    if (navigator.serviceWorker)
      for (const one of await navigator.serviceWorker.getRegistrations())
        if (new URL(one.scope).pathname === path) jobs.push(one.unregister());
    await Promise.all(jobs.map((job) => job.catch(() => undefined)));
  };

  // FNV-1a: only to see which parts changed.
  function digest(part) {
    let sum = 0x811c9dc5;
    for (const byte of part) sum = Math.imul(sum ^ byte, 0x01000193);
    return sum >>> 0;
  }
  const bytesOf = (base64) =>
    Uint8Array.from(atob(base64.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

  /** The roster of one phone: which hashes are known, with their flags. */
  function makeRoster(kept) {
    let { key, parts = [] } = kept;
    const roster = {
      isThere: () => Boolean(key) && parts.length === PARTS,

      /** What is here already, for the server to send only the rest. */
      digests() {
        if (!roster.isThere()) return '';
        const view = new DataView(new ArrayBuffer(PARTS * 4));
        parts.forEach((part, index) => view.setUint32(index * 4, digest(part)));
        return btoa(String.fromCharCode(...new Uint8Array(view.buffer)))
          .replace(/\+/g, '-')
          .replace(/\//g, '_')
          .replace(/=/g, '');
      },

      /** @returns what is to be kept from now on */
      async take(answer) {
        if (answer.key)
          // Not to be read again: a phone in other hands gives the key to nobody.
          key = await crypto.subtle.importKey(
            'raw',
            bytesOf(answer.key),
            { name: 'HMAC', hash: 'SHA-256' },
            false,
            ['sign'],
          );
        const old = parts;
        parts = Array.from({ length: PARTS }, (_, index) =>
          answer.parts[index] === undefined ? old[index] || new Uint8Array() : bytesOf(answer.parts[index]),
        );
        return { key, parts };
      },

      async hash(code) {
        const sum = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(code));
        return hexOf(new Uint8Array(sum).subarray(0, ENTRY - 1));
      },

      /** @returns the flags of a ticket, undefined for one that is not in the roster */
      find(hash) {
        const part = parts[Number.parseInt(hash.slice(0, 2), 16) >> 2] || [];
        for (let at = 0; at < part.length; at += ENTRY)
          if (hexOf(part.subarray(at, at + ENTRY - 1)) === hash) return part[at + ENTRY - 1];
        return undefined;
      },
    };
    return roster;
  }

  /**
   * Opens the store of one phone.
   * @throws where the browser has none: no secure address, or a window that keeps nothing
   */
  door.openStore = async (phone) => {
    if (!globalThis.isSecureContext || !crypto.subtle) throw new Error('insecure');
    const database = await openDatabase(phone);
    const read = (store) => database.transaction(store).objectStore(store);
    const kept = (name) => done(read('kept').get(name));
    const write = async (store, work) => {
      const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
      work(transaction.objectStore(store));
      await finished(transaction);
    };
    const roster = makeRoster({ key: await kept('key'), parts: await kept('parts') });
    const seen = new Map(await kept('seen'));

    return {
      roster,
      async takeRoster(answer) {
        const next = await roster.take(answer);
        await write('kept', (s) => {
          for (const [name, value] of Object.entries(next)) s.put(value, name);
        });
      },
      contact: () => kept('contact'),
      keepContact: (contact) => write('kept', (s) => s.put(contact, 'contact')),
      seenAt: (hash) => seen.get(hash),
      async see(hash, time) {
        if (seen.has(hash)) return;
        seen.set(hash, time);
        await write('kept', (s) => s.put([...seen], 'seen'));
      },
      scans: () => done(read('scans').getAll()),
      add: (scan) => write('scans', (s) => s.put(scan)),
      remove: (ids) => write('scans', (s) => ids.forEach((id) => s.delete(id))),
      close: () => database.close(),
    };
  };
})();
