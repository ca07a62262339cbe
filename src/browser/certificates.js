/* The desk of certificates: the preview follows what is typed, and the progress of a run is looked up. */
(() => {
  const picture = document.querySelector('[data-certificate-preview]');
  const form = document.querySelector('[name=signature1_name]')?.form;
  let waiting;
  let asked = 0;

  async function draw() {
    const turn = ++asked;
    try {
      const answer = await fetch(picture.dataset.certificatePreview, {
        method: 'POST',
        body: new FormData(form),
      });
      const svg = await answer.text();
      // A slower, older answer must not overtake.
      if (answer.ok && turn === asked) picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    } catch {
      // The line is away: the picture stays as it was.
    }
  }

  if (picture && form)
    form.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(draw, 300);
    });

  async function follow(runs) {
    try {
      const answer = await fetch(location.pathname);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const now = page.querySelector('[data-certificate-runs]');
      if (answer.ok && now) runs.replaceWith(now);
    } catch {
      // Looked up again later.
    }
    const shown = document.querySelector('[data-certificate-runs=moving]');
    // Not while somebody is about to press a button in it.
    if (shown) setTimeout(() => (shown.contains(document.activeElement) ? undefined : follow(shown)), 2000);
  }
  const runs = document.querySelector('[data-certificate-runs=moving]');
  if (runs) setTimeout(follow, 1500, runs);
})();
