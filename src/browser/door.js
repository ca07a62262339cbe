/* The door on a phone: what is scanned goes to the server, or, without network, waits here and goes later. */
(() => {
  const main = document.querySelector('[data-door]');
  const { door } = globalThis;
  if (!main || !door) return;
  const { door: path, phone, mark, reader } = main.dataset;
  const words = (name) => main.dataset[`words${name}`] || '';
  const one = (selector) => main.querySelector(selector);
  const result = one('#puerta-resultado');
  const screen = door.makeScreen(main, result);
  const { showHtml, showKept } = screen;
  // The page that says that all is over has none.
  const net = one('#puerta-red') || document.createElement('p');

  // oxlint-disable-next-line no-restricted-globals -- phones have no Temporal yet
  const wall = () => Date.now();

  let store;
  let contact;
  let camera;
  let isOffline = false;
  let isEnded = false;
  /** Being sent at this moment: not to be sent beside it. */
  const sending = new Set();

  // --- the server

  class Away extends Error {}
  // Not 404: what stands before the server says that too while it is being replaced. Whose work is over hears 410.
  const isServers = (status) => status < 500 && status !== 404 && status !== 429;

  async function ask(below, fields) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), fields && !fields.scans ? 4000 : 20000);
    try {
      if (navigator.onLine === false) throw new Away();
      const answer = await fetch(path + below, {
        method: fields ? 'POST' : 'GET',
        headers: { accept: 'application/json' },
        cache: 'no-store',
        signal: stop.signal,
        ...(fields && { body: new URLSearchParams(fields) }),
      });
      if (!isServers(answer.status)) throw new Away();
      if (!answer.ok && answer.status !== 410) throw new Error(String(answer.status));
      const body = await answer.json();
      if (body.now) await note(body);
      setOffline(false);
      return body;
    } catch (error) {
      if (error instanceof Away || error.name === 'AbortError' || error instanceof TypeError) {
        setOffline(true);
        throw new Away();
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** How far this phone's clock is from the server's, and since when we know. */
  async function note({ now, counts }) {
    contact = { server: now, offset: wall() - now, running: performance.now() };
    if (counts) one('[data-count="arrived"]').textContent = counts.arrived;
    await store?.keepContact({ server: contact.server, offset: contact.offset }).catch(() => undefined);
  }

  function setOffline(value) {
    isOffline = value;
    return showNet();
  }

  async function showNet() {
    if (isEnded) return;
    const scans = store ? await store.scans().catch(() => []) : [];
    const waiting = scans.filter((scan) => !sending.has(scan.id)).length;
    const lines = [];
    if (isOffline) lines.push(words(store?.roster.isThere() ? 'Offline' : 'NoRoster'));
    if (waiting > 0) lines.push(words('Waiting').replace('%COUNT%', waiting));
    net.textContent = lines.join(' ');
    net.hidden = lines.length === 0;
  }

  // --- one ticket

  function randomId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  const clock = (ms) =>
    // oxlint-disable-next-line no-restricted-globals -- phones have no Temporal yet
    new Date(ms).toLocaleTimeString(document.documentElement.lang, { hour: 'numeric', minute: '2-digit' });

  function keptScan(id, hash, anyway) {
    return {
      id,
      hash,
      anyway,
      device: wall(),
      offset: contact ? contact.offset : null,
      contact: contact ? contact.server : null,
      since: contact && contact.running !== null ? performance.now() - contact.running : null,
    };
  }

  async function take(typed, way) {
    const read = door.readCode(typed);
    if (!read.ok) return showKept(read.fault);
    if (read.edition !== mark) return showKept('other_event');
    const id = randomId();
    const hash = store?.roster.isThere() ? await store.roster.hash(read.code) : undefined;
    // Kept before it is sent: a phone that dies at this moment has lost nothing.
    sending.add(id);
    if (hash) await store.add(keptScan(id, hash, false));
    try {
      // Known to have no network, nobody waits for it at the door; beside it we look whether it is back.
      if (isOffline && hash) throw new Away();
      const answer = await ask('/entrar', { code: read.code, scan: id, way });
      if (hash) await store.remove([id]);
      // What was kept before is sent first, for somebody to judge.
      if (answer.over) return store ? await sync() : await end();
      if (hash && /data-answer="(welcome|already)"/.test(answer.html)) await store.see(hash, wall());
      return showHtml(answer.html);
    } catch (error) {
      if (!(error instanceof Away)) throw error;
      return hash ? await judge(id, hash) : undefined;
    } finally {
      sending.delete(id);
      if (isOffline) void sync();
      await showNet();
    }
  }

  /** Without network: what the roster knows. Who may not come in leaves no scan behind. */
  async function judge(id, hash) {
    const flags = store.roster.find(hash);
    const seen = store.seenAt(hash);
    if (flags === undefined) return showKept('unknown');
    if (seen !== undefined) return showKept('already_here', clock(seen));
    if (flags & 4) return showKept('already');
    const entry = ['welcome', 'online', 'waiting', 'cancelled'][flags & 3];
    if (entry === 'welcome') {
      await store.see(hash, wall());
      return showKept('welcome');
    }
    await store.remove([id]);
    showKept(entry);
    result.querySelector('[data-do="anyway"]')?.addEventListener('click', async () => {
      await store.add(keptScan(id, hash, true));
      await store.see(hash, wall());
      showKept('welcome');
      await showNet();
    });
    return result;
  }

  // Tickets come one after the other, also from a reader that types faster than the server answers.
  let queue = Promise.resolve();
  const inTurn = (work) => (queue = queue.then(work, work).catch(() => setOffline(true)));

  // --- merging, refreshing

  const MOST = 200;
  /** After this the phone forgets without being told to; not before, since its clock may be wrong. */
  const LONG_OVER = 7 * 24 * 3600 * 1000;
  let isSyncing = false;

  async function sync() {
    if (isSyncing || !store) return;
    isSyncing = true;
    try {
      let more = true;
      let isOver = false;
      while (more) {
        const waiting = (await store.scans()).filter((scan) => !sending.has(scan.id));
        const batch = waiting.slice(0, MOST);
        const answer = await ask('/juntar', { scans: JSON.stringify(batch) });
        await store.remove(answer.done || []);
        isOver = answer.over !== undefined;
        more = waiting.length > batch.length;
      }
      if (isOver) return await end();
      const answer = await ask(`/lista?tengo=${store.roster.digests()}`);
      if (answer.over) return await end();
      await store.takeRoster(answer);
      main.dataset.ready = 'yes';
    } catch (error) {
      if (!(error instanceof Away)) main.dataset.fault = error.message;
    } finally {
      isSyncing = false;
      await showNet().catch(() => undefined);
    }
  }

  /** Revoked, closed or over: what was kept goes. Its scans have been received. */
  async function end() {
    isEnded = true;
    camera?.stop();
    store?.close();
    store = undefined;
    await door.wipe(phone, path);
    if (net.isConnected) main.replaceChildren(net);
    net.hidden = false;
    net.textContent = words('Over');
  }

  // --- the page

  function useCamera() {
    const box = one('.door-camera');
    const said = one('.door-camera-words');
    const start = one('[data-do="camera"]');
    const torch = one('[data-do="torch"]');
    box.hidden = false;
    if (!isSecureContext || !navigator.mediaDevices) {
      said.textContent = words(isSecureContext ? 'NoCamera' : 'Insecure');
      start.hidden = true;
      return;
    }
    camera = door.makeCamera(one('video'), reader, (text) => inTurn(() => take(text, 'scan')));
    let wanted = false;
    const turn = async (on) => {
      try {
        if (on) await camera.start();
        else camera.stop();
        said.textContent = '';
      } catch (error) {
        wanted = false;
        camera.stop();
        said.textContent = words(error.name === 'NotAllowedError' ? 'Denied' : 'NoCamera');
      }
      start.textContent = words(camera.isOn() ? 'CameraOff' : 'CameraOn');
      torch.hidden = !camera.hasTorch();
      torch.setAttribute('aria-pressed', 'false');
    };
    start.addEventListener('click', () => {
      screen.allowSound();
      wanted = !camera.isOn();
      void turn(wanted);
    });
    torch.addEventListener('click', () => {
      const on = torch.getAttribute('aria-pressed') !== 'true';
      void camera.torch(on);
      torch.setAttribute('aria-pressed', String(on));
    });
    // A pocket needs no camera.
    document.addEventListener('visibilitychange', () => {
      if (wanted) void turn(!document.hidden);
    });
  }

  function useForms() {
    const code = one('[data-do="code"]');
    code.addEventListener('submit', (event) => {
      event.preventDefault();
      event.stopPropagation();
      screen.allowSound();
      const field = code.elements.namedItem('code');
      const typed = field.value;
      field.value = '';
      field.focus();
      if (typed.trim() !== '') void inTurn(() => take(typed, 'hand'));
    });
    const close = one(`form[action="${path}/cerrar"]`);
    close.addEventListener('submit', (event) => {
      if (!store) return;
      event.preventDefault();
      event.stopPropagation();
      void inTurn(finish);
    });
    main.addEventListener('click', (event) => {
      const link = event.target.closest(`a[href^="${path}/"]`);
      if (link && isOffline) refuse(event);
    });
    main.addEventListener('submit', (event) => {
      if (isOffline) refuse(event);
    });
  }

  function refuse(event) {
    event.preventDefault();
    event.stopPropagation();
    net.textContent = words('NeedsNet');
    net.hidden = false;
  }

  async function finish() {
    await sync();
    if (store && (await store.scans()).length > 0) return alert(words('CloseUnsent'));
    const answer = await ask('/cerrar', {}).catch(() => undefined);
    if (!answer) return alert(words('NeedsNet'));
    await end();
    location.assign('/');
    return undefined;
  }

  async function begin() {
    try {
      store = await door.openStore(phone);
      const kept = await store.contact();
      if (kept) contact = { ...kept, running: null };
    } catch {
      store = undefined;
    }
    if (main.dataset.over) {
      // What this phone still had is sent, for somebody to judge; then nothing of the door stays on it.
      if (store) await sync();
      return store ? end() : door.wipe(phone, path);
    }
    useCamera();
    useForms();
    if (!store) return undefined;
    if (wall() - (contact ? contact.offset : 0) > Number(main.dataset.ends) + LONG_OVER) {
      await sync();
      if (store && (await store.scans()).length === 0) return await end();
    }
    if (navigator.serviceWorker)
      await navigator.serviceWorker
        .register(`${path}/trabajador.js`, { scope: path })
        .then(() => navigator.serviceWorker.ready)
        .catch(() => undefined);
    await sync();
    addEventListener('online', () => void sync());
    addEventListener('offline', () => void setOffline(true));
    setInterval(() => document.hidden || void sync(), 30000);
    document.addEventListener('visibilitychange', () => document.hidden || void sync());
    return undefined;
  }

  void begin();
})();
