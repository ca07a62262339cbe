// Suggestions below the field of the search (a combobox by the ARIA pattern): the list opens as somebody types,
// arrows go through it, Enter opens the record chosen or else searches, Escape closes. Focus stays in the field.
const WAIT = 120;
const SHORTEST = 2;

function element(name, attributes) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function span(text) {
  const node = document.createElement('span');
  node.textContent = text;
  return node;
}

class Suggestions {
  active = -1;

  constructor(box) {
    this.address = box.dataset.suggest;
    this.field = box.querySelector('input');
    const { id, dataset } = this.field;
    this.list = element('ul', {
      id: `${id}-suggestions`,
      class: 'suggestions',
      role: 'listbox',
      'aria-label': dataset.suggestList,
      hidden: '',
    });
    this.told = element('p', { class: 'visually-hidden', role: 'status' });
    box.append(this.list, this.told);
    this.field.setAttribute('role', 'combobox');
    this.field.setAttribute('aria-autocomplete', 'list');
    this.field.setAttribute('aria-controls', this.list.id);
    this.field.setAttribute('aria-expanded', 'false');
    this.listen();
  }

  listen() {
    const { field, list } = this;
    field.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT);
    });
    field.addEventListener('keydown', (event) => this.key(event));
    field.addEventListener('blur', () => this.close());
    // Before the field loses its focus.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => this.go(event.target.closest('li')));
  }

  async ask() {
    const text = this.field.value.trim();
    if (text.length < SHORTEST) return this.close();
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const address = `${this.address}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { signal: this.asked.signal });
      if (!answer.ok) return;
      const { data } = await answer.json();
      if (document.activeElement === this.field) this.show(data);
    } catch {
      // Without network, or asked anew: the search itself works as it is.
    }
  }

  show(data) {
    const options = data.map(({ title, kind, href }, i) => {
      const option = element('li', { id: `${this.list.id}-${i}`, role: 'option', 'data-href': href });
      option.append(span(title), ' ', span(kind));
      return option;
    });
    this.list.replaceChildren(...options);
    this.open(data.length > 0);
    this.told.textContent = data.length > 0 ? `${data.length} ${this.field.dataset.suggestCount}` : '';
  }

  open(yes) {
    this.list.hidden = !yes;
    this.field.setAttribute('aria-expanded', String(yes));
    this.choose(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.told.textContent = '';
    this.open(false);
  }

  choose(at) {
    this.active = at;
    for (const [i, option] of [...this.list.children].entries())
      option.setAttribute('aria-selected', String(i === at));
    const chosen = this.list.children[at];
    if (!chosen) return this.field.removeAttribute('aria-activedescendant');
    this.field.setAttribute('aria-activedescendant', chosen.id);
    chosen.scrollIntoView({ block: 'nearest' });
  }

  go(option) {
    if (option) location.assign(option.dataset.href);
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return;
    const { active } = this;
    const count = this.list.children.length;
    if (event.key === 'Tab') return this.close();
    if (event.key === 'ArrowDown') this.choose(active + 1 >= count ? -1 : active + 1);
    else if (event.key === 'ArrowUp') this.choose(active < 0 ? count - 1 : active - 1);
    else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && active >= 0) this.go(this.list.children[active]);
    else return;
    event.preventDefault();
  }
}

for (const box of document.querySelectorAll('[data-suggest]')) new Suggestions(box);
