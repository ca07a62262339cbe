// The editor of texts: a toolbar, a preview beside the text, pictures by drop or paste, and a copy kept on the
// server while somebody types. Without it all stays a plain form.
const root = document.querySelector('[data-editor]');
const text = root.querySelector('textarea');
const form = text.form;
const at = JSON.parse(root.dataset.editor);
const say = JSON.parse(root.dataset.words);

const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};

/** Puts text where the cursor is, so that the browser can undo it. */
function put(words, from = text.selectionStart, to = text.selectionEnd) {
  text.focus();
  text.setSelectionRange(from, to);
  // Old, but the only way that keeps the history of the field.
  if (!document.execCommand('insertText', false, words)) text.setRangeText(words, from, to, 'end');
  text.dispatchEvent(new Event('input', { bubbles: true }));
}

function around(before, after = before) {
  const { selectionStart: from, selectionEnd: to, value } = text;
  const chosen = value.slice(from, to);
  put(before + chosen + after, from, to);
  text.setSelectionRange(from + before.length, from + before.length + chosen.length);
}

/** Before each line of the selection. */
function eachLine(mark) {
  const { value } = text;
  const from = value.lastIndexOf('\n', text.selectionStart - 1) + 1;
  const end = value.indexOf('\n', text.selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split('\n');
  put(lines.map((line, index) => mark(index) + line).join('\n'), from, to);
}

function link() {
  const chosen = text.value.slice(text.selectionStart, text.selectionEnd);
  const from = text.selectionStart;
  put(`[${chosen}](https://)`);
  const cursor = chosen ? from + chosen.length + 3 + 8 : from + 1;
  text.setSelectionRange(cursor, cursor);
}

function note() {
  const next =
    1 + Math.max(0, ...[...text.value.matchAll(/\[\^(\d+)\]/g)].map(([, number]) => Number(number)));
  const end = text.value.length;
  const cursor = text.selectionEnd;
  put(`\n\n[^${next}]: `, end, end);
  put(`[^${next}]`, cursor, cursor);
  text.setSelectionRange(text.value.length, text.value.length);
}

const picker = make('input', { type: 'file', accept: root.dataset.accept, hidden: true });
const TOOLS = [
  ['bold', 'B', () => around('**')],
  ['italic', 'I', () => around('*')],
  ['heading', 'H', () => eachLine(() => '## ')],
  ['list', '•', () => eachLine(() => '- ')],
  ['numbers', '①', () => eachLine((index) => `${index + 1}. `)],
  ['quote', '”', () => eachLine(() => '> ')],
  ['link', '↗', link],
  ['note', '†', note],
  ['picture', '▣', () => picker.click()],
];

// One stop for the Tab key; the arrows go along it.
const bar = make('div', { className: 'editor-tools' });
bar.setAttribute('role', 'toolbar');
bar.setAttribute('aria-label', say.toolbar);
bar.setAttribute('aria-controls', text.id);
for (const [name, sign, run] of TOOLS) {
  const button = make('button', { type: 'button', title: say[name], className: `tool tool-${name}` });
  button.append(make('span', { textContent: sign, ariaHidden: 'true' }));
  button.setAttribute('aria-label', say[name]);
  button.addEventListener('click', run);
  bar.append(button);
}
const look = make('button', { type: 'button', className: 'tool tool-look', textContent: say.preview });
look.setAttribute('aria-pressed', 'false');
bar.append(look);
const tools = [...bar.children];
const stopAt = (index) => tools.forEach((tool, other) => (tool.tabIndex = other === index ? 0 : -1));
stopAt(0);
bar.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: -tools.length, End: tools.length }[event.key];
  if (!step) return;
  event.preventDefault();
  const now = tools.indexOf(document.activeElement);
  const wrapped = Math.abs(step) === 1 ? (now + step + tools.length) % tools.length : now + step;
  const next = Math.max(0, Math.min(tools.length - 1, wrapped));
  stopAt(next);
  tools[next].focus();
});
text.before(bar);
root.append(picker);

text.addEventListener('keydown', (event) => {
  const tool = (event.ctrlKey || event.metaKey) && { b: 0, i: 1, k: 6 }[event.key];
  if (typeof tool !== 'number') return;
  event.preventDefault();
  TOOLS[tool][2]();
});

// The preview: the same renderer as when it is saved, asked a moment after the last key.
const pane = make('div', { className: 'editor-preview', tabIndex: 0, hidden: true });
pane.setAttribute('role', 'region');
pane.setAttribute('aria-label', say.preview);
text.after(pane);
let asking;
let isAsked = false;
let isOld = false;
async function render() {
  if (pane.hidden) return;
  // One at a time, and after it what was typed meanwhile: a long text takes the server some seconds.
  isOld = isAsked;
  if (isAsked) return;
  isAsked = true;
  try {
    const answer = await fetch(at.preview, {
      method: 'POST',
      headers: { 'x-part': 'article' },
      body: new URLSearchParams({ body: text.value, lang: form.elements.lang.value }),
      signal: AbortSignal.timeout(30_000),
    });
    // Made by the server out of its allow list, as the page itself is.
    if (answer.ok) pane.innerHTML = await answer.text();
  } catch {
    // Without an answer the last one stays.
  }
  isAsked = false;
  if (isOld) void render();
}
const renderSoon = () => {
  clearTimeout(asking);
  asking = setTimeout(render, 350);
};
look.addEventListener('click', () => {
  pane.hidden = !pane.hidden;
  look.setAttribute('aria-pressed', String(!pane.hidden));
  root.classList.toggle('with-preview', !pane.hidden);
  void render();
});
text.addEventListener('input', renderSoon);
form.elements.lang.addEventListener('change', renderSoon);
form.querySelector('.editor-look').hidden = true;
if (matchMedia('(min-width: 80rem)').matches) look.click();

// Pictures: what it shows comes first, the picture after.
let panel;
function closePanel() {
  panel.remove();
  text.focus();
}

function takePicture(file) {
  panel?.remove();
  const alt = make('textarea', { className: 'input', rows: 2, id: 'editor-alt', required: true });
  const told = make('p', { className: 'faults' });
  told.setAttribute('role', 'alert');
  const button = (words, kind, run) => {
    const made = make('button', { type: 'button', className: `button ${kind}`, textContent: words });
    made.addEventListener('click', run);
    return made;
  };
  const toText = ({ markdown }) => put(`${markdown}\n`);
  const toFront = ({ href }) => {
    form.elements.image.value = href;
    form.elements.image_alt.value = alt.value.trim();
    form.elements.image.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const shown = make('img', { alt: '' });
  const limits = make('p', { className: 'hint', id: 'editor-limits', textContent: say.picture_limits });
  const reader = new FileReader();
  reader.addEventListener('load', () => (shown.src = reader.result));
  reader.readAsDataURL(file);
  panel = make(
    'div',
    { className: 'editor-picture', ariaLabel: say.picture },
    shown,
    limits,
    make(
      'div',
      { className: 'field' },
      make('label', { htmlFor: alt.id, textContent: say.picture_alt }),
      alt,
      told,
    ),
    make(
      'div',
      { className: 'button-row' },
      button(say.picture_insert, '', () => sendPicture(file, alt, told, toText)),
      button(say.picture_main, 'button-secondary', () => sendPicture(file, alt, told, toFront)),
      button(say.picture_cancel, 'button-link', closePanel),
    ),
  );
  panel.setAttribute('role', 'group');
  panel.setAttribute('aria-describedby', limits.id);
  bar.after(panel);
  alt.focus();
}

async function sendPicture(file, alt, told, use) {
  if (alt.value.trim() === '') {
    told.textContent = say.picture_missing;
    alt.focus();
    return;
  }
  told.textContent = say.picture_sending;
  const body = new FormData();
  body.append('alt', alt.value.trim());
  body.append('file', file);
  const answer = await fetch(at.upload, { method: 'POST', body }).catch(() => undefined);
  const said = await answer?.json().catch(() => undefined);
  if (answer?.ok && said?.href) {
    use(said);
    closePanel();
  } else told.textContent = said?.error?.fields?.[0]?.message ?? said?.error?.message ?? say.picture_failed;
}

const pictureIn = (items) => [...(items ?? [])].find((file) => file.type.startsWith('image/'));
picker.addEventListener('change', () => {
  const file = pictureIn(picker.files);
  if (file) takePicture(file);
  picker.value = '';
});
for (const kind of ['drop', 'paste'])
  text.addEventListener(kind, (event) => {
    const file = pictureIn((event.dataTransfer ?? event.clipboardData)?.files);
    if (!file) return;
    event.preventDefault();
    takePicture(file);
  });
text.addEventListener('dragover', (event) => {
  if ([...event.dataTransfer.items].some(({ kind }) => kind === 'file')) event.preventDefault();
});

// What is typed is kept on the server, beside what is saved and never over it.
const status = form.querySelector('[data-kept]');
let saves = Number(root.dataset.saves);
let keeping;
let isStopped = false;
let waits = false;
let isSending = false;
let again = false;
// One after the other: on a slow line the second would not know of the first, and take it for another window's.
async function keep() {
  if (isSending) again = true;
  if (isStopped || isSending) return;
  isSending = true;
  await send();
  isSending = false;
  if (!again) return;
  again = false;
  void keep();
}
async function send() {
  waits = false;
  const body = new URLSearchParams(new FormData(form));
  body.set('saves', String(saves));
  status.textContent = say.keeping;
  const answer = await fetch(at.draft, { method: 'POST', body }).catch(() => undefined);
  const said = await answer?.json().catch(() => undefined);
  if (answer?.status === 409) {
    isStopped = true;
    status.textContent = say.other_window;
  } else if (!answer?.ok || said?.saves === undefined) {
    status.textContent = say.offline;
    waits = true;
    keeping = setTimeout(keep, 10_000);
  } else {
    saves = said.saves;
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' }).format();
    status.textContent = said.newer ? say.newer : say.kept.replace('\u{E000}', time);
  }
}
form.addEventListener('input', (event) => {
  if (!event.target.name) return;
  waits = true;
  clearTimeout(keeping);
  keeping = setTimeout(keep, 1500);
});
form.addEventListener('submit', () => {
  waits = again = false;
  clearTimeout(keeping);
});
addEventListener('beforeunload', (event) => {
  if (waits) event.preventDefault();
});
