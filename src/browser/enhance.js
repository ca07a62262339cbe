/* Makes pages better where scripts run. Everything here may fail or be absent. */
const all = (selector) => [...document.querySelectorAll(selector)];

document.documentElement.classList.add('scripted');
document.querySelector('[data-focus]')?.focus();

// Asks first, sends once. After five seconds the button is back: the line may have been cut.
addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  const question = submitter?.dataset.confirm;
  if (form.dataset.sent || (question && !confirm(question))) return event.preventDefault();
  if (form.getAttribute('method') !== 'post') return;
  form.dataset.sent = '1';
  setTimeout(() => delete form.dataset.sent, 5000);
});
// The copy kept for “back” must let itself be sent again.
addEventListener('pageshow', () => all('[data-sent]').forEach((form) => delete form.dataset.sent));

// Questions for those who chose something (any of the pairs); hidden ones are not sent.
const conditionals = all('[data-shown-when]');
function showConditionals() {
  for (const box of conditionals) {
    const pairs = [...new URLSearchParams(box.dataset.shownWhen)];
    const chosen = all('input,select').some(
      (c) =>
        !c.disabled &&
        pairs.some(([name, value]) => c.name === name && c.value === value) &&
        (!/radio|checkbox/.test(c.type) || c.checked),
    );
    box.hidden = !chosen;
    for (const c of box.querySelectorAll('input,select,textarea')) c.disabled = !chosen;
  }
}
addEventListener('change', showConditionals);
showConditionals();

// The reader's own time, where their clock shows another.
for (const time of all('time[data-local]')) {
  const write = (timeZone, weekday) =>
    new Intl.DateTimeFormat(document.documentElement.lang, {
      weekday,
      hour: 'numeric',
      minute: '2-digit',
      timeZone,
      // oxlint-disable-next-line no-restricted-globals -- phones have no Temporal yet
    }).format(new Date(time.dateTime));
  const theirs = time.dataset.local;
  if (write() === write(theirs)) continue;
  // The day only where it is another one.
  const day = [undefined, theirs].map((zone) => write(zone, 'short').split(/[ ,]/)[0]);
  const note = document.createElement('span');
  note.className = 'local-time';
  note.textContent = ` (${write(undefined, day[0] === day[1] ? undefined : 'short')} ${time.dataset.words})`;
  time.append(note);
}
