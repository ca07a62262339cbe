/* What the door shows, sounds and feels like when a ticket was read. */
(() => {
  const door = (globalThis.door = globalThis.door || {});

  /** @param main the page, with its cards in templates · @param result where a card is shown */
  door.makeScreen = (main, result) => {
    let sound;

    function show(card) {
      result.replaceChildren(card);
      const { answer } = result.querySelector('[data-answer]')?.dataset || {};
      // Shown again when the same words come twice: the eye sees that something happened.
      result.classList.remove('door-new');
      void result.offsetWidth;
      result.classList.add('door-new');
      tell(answer === 'welcome');
      result.scrollIntoView({ block: 'nearest' });
    }

    function showHtml(html) {
      const page = new DOMParser().parseFromString(html, 'text/html');
      const card = document.importNode(page.body, true);
      const box = document.createDocumentFragment();
      box.append(...card.childNodes);
      show(box);
    }

    function showKept(kind, time) {
      const card = main.querySelector(`template[data-card="${kind}"]`).content.cloneNode(true);
      for (const text of card.querySelectorAll('p'))
        if (text.textContent.includes('%TIME%')) text.textContent = text.textContent.replace('%TIME%', time);
      show(card);
      return result;
    }

    function tell(isGood) {
      navigator.vibrate?.(isGood ? 80 : [120, 80, 120]);
      if (!sound) return;
      const tones = isGood
        ? [[880, 0]]
        : [
            [330, 0],
            [220, 0.18],
          ];
      for (const [frequency, after] of tones) {
        const tone = sound.createOscillator();
        const volume = sound.createGain();
        const at = sound.currentTime + after;
        tone.frequency.value = frequency;
        volume.gain.setValueAtTime(0.25, at);
        volume.gain.exponentialRampToValueAtTime(0.001, at + 0.16);
        tone.connect(volume).connect(sound.destination);
        tone.start(at);
        tone.stop(at + 0.17);
      }
    }

    /** Browsers let a page sound only after somebody touched it. */
    function allowSound() {
      if (!sound && globalThis.AudioContext) sound = new AudioContext();
      void sound?.resume();
    }

    return { showHtml, showKept, allowSound };
  };
})();
