// How far a mailing got, without pressing “Actualizar”: every few seconds the numbers of the same page are
// fetched and put in the place of the old ones. When it is no longer being sent, the page is read anew.
const EVERY = 4000;
const live = document.querySelector('[data-live="sending"]');

async function look() {
  if (document.hidden) return true;
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const now = page.querySelector('[data-live]');
  if (!now) return false;
  if (now.getAttribute('data-live') !== 'sending') {
    location.replace(location.pathname);
    return false;
  }
  live.replaceChildren(...now.childNodes);
  return true;
}

function later() {
  setTimeout(() => {
    look().then(
      (goesOn) => goesOn && later(),
      // Without network the next look may succeed.
      () => later(),
    );
  }, EVERY);
}

if (live) later();
