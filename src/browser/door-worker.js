/*
 * The service worker of one door on one phone: its page, scripts and styles for the hours without network.
 * `self.door` says which. It touches no other page of the site, and stores nothing that the server answers
 * with a person in it: only the empty page, fetched for it alone.
 */
(() => {
  const { path, phone, files } = self.door;
  const prefix = `door-${phone}-`;
  // Other files, other cache: a page never runs with the scripts of another version.
  const version = files.map((file) => file.replace(/^.*-(\w+)\.\w+$/, '$1')).join('');
  const name = prefix + version;

  self.addEventListener('install', (event) => {
    const shell = new Request(path, { cache: 'no-store', credentials: 'same-origin' });
    event.waitUntil(
      caches
        .open(name)
        .then((cache) => Promise.all([cache.add(shell), cache.addAll(files)]))
        .then(() => self.skipWaiting()),
    );
  });

  self.addEventListener('activate', (event) => {
    const old = (key) => key.startsWith(prefix) && key !== name;
    event.waitUntil(
      caches
        .keys()
        .then((keys) => Promise.all(keys.filter(old).map((key) => caches.delete(key))))
        .then(() => self.clients.claim()),
    );
  });

  /** The work of this phone is over: nothing of it stays. */
  async function leave() {
    await caches.delete(name);
    await self.registration.unregister();
  }

  async function page(request) {
    try {
      const answer = await fetch(request);
      if (answer.status === 410) await leave();
      if (answer.status < 500 && answer.status !== 404) return answer;
      return (await caches.match(path, { cacheName: name })) || answer;
    } catch (error) {
      const kept = await caches.match(path, { cacheName: name });
      if (kept) return kept;
      throw error;
    }
  }

  self.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== self.location.origin) return;
    if (files.includes(url.pathname))
      event.respondWith(
        caches.match(url.pathname, { cacheName: name }).then((kept) => kept || fetch(request)),
      );
    else if (request.mode === 'navigate' && (url.pathname === path || url.pathname.startsWith(`${path}/`)))
      event.respondWith(page(request));
  });
})();
