// Players and forms of other sites load only when somebody presses: until then their site learns nothing.
for (const still of document.querySelectorAll('[data-embed]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = still.dataset.press;
  button.addEventListener('click', () => {
    const frame = document.createElement('iframe');
    frame.title = still.dataset.title;
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    frame.allow = 'fullscreen; encrypted-media; picture-in-picture';
    frame.allowFullscreen = true;
    frame.setAttribute(
      'sandbox',
      'allow-scripts allow-same-origin allow-forms allow-popups allow-presentation',
    );
    frame.src = still.dataset.embed;
    button.replaceWith(frame);
    frame.focus();
  });
  still.querySelector('.still-title').after(button);
}
