import { load } from 'cheerio';
import type { CheerioAPI } from 'cheerio';
import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { translator } from '../../platform/i18n/translate.ts';
import { renderFragment } from '../render.tsx';
import { Button } from './button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from './choice-fields.tsx';
import { DateField, DateTimeField } from './date-field.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Conditional } from './field-set.tsx';
import { FileField, fileSize } from './file-field.tsx';
import { ActionForm, Form } from './form.tsx';
import { safeHref, SafeLink } from './safe-link.tsx';
import { TextArea, TextField } from './text-field.tsx';

const t = translator('es');
const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

function page(node: VNode): CheerioAPI {
  return load(renderFragment(node), null, false);
}

const base = {
  t,
  id: 'campo',
  name: 'field',
  label: 'Etiqueta',
  hint: 'Una pista.',
  faults: ['Falta esto.'],
};
const options = [
  { value: 'a', label: 'Primera' },
  { value: 'b', label: 'Segunda' },
];
const single: [string, VNode][] = [
  ['TextField', <TextField {...base} />],
  ['TextArea', <TextArea {...base} />],
  ['Select', <Select {...base} options={options} />],
  ['DateField', <DateField {...base} />],
  ['DateTimeField', <DateTimeField {...base} />],
  ['FileField', <FileField {...base} />],
  ['Checkbox', <Checkbox {...base} />],
];

describe('a single control', () => {
  it.each(single)('%s has its label, hint, fault, id and name', (_name, node) => {
    const $ = page(node);
    const control = $('#campo');
    expect(control.is('input, select, textarea')).toBe(true);
    expect(control.attr('name')).toBe('field');
    expect($('label[for="campo"]').text()).toBe('Etiqueta (opcional)');
    const described = (control.attr('aria-describedby') ?? '').split(' ').map((id) => $(`#${id}`).text());
    expect(described).toEqual(['Una pista.', 'Error: Falta esto.']);
    expect(control.attr('aria-invalid')).toBe('true');
  });

  it('says nothing of hints and faults that are not there', () => {
    const $ = page(<TextField t={t} id="x" name="x" label="X" required />);
    expect($('#x').attr('aria-describedby')).toBeUndefined();
    expect($('#x').attr('aria-invalid')).toBeUndefined();
    expect($('#x').is('[required]')).toBe(true);
    expect($('label').text()).toBe('X (obligatorio)');
  });

  it('keeps what was written, whatever it was', () => {
    expect(page(<TextField t={t} id="x" name="x" label="X" value={HOSTILE} />)('#x').val()).toBe(HOSTILE);
    const area = page(<TextArea t={t} id="x" name="x" label="X" value={`\n</textarea>${HOSTILE}`} />);
    expect(area('#x').text()).toBe(`\n</textarea>${HOSTILE}`);
    expect(area('script, img').length).toBe(0);
  });

  it('says limits in words before they are met', () => {
    const area = page(<TextArea t={t} id="x" name="x" label="X" maxlength={500} />);
    expect(area('#x-hint').text()).toBe('Hasta 500 caracteres.');
    const file = page(
      <FileField t={t} id="x" name="x" label="X" kinds="PDF" maxBytes={5_000_000} accept=".pdf" />,
    );
    expect(file('#x-hint').text()).toBe('Formatos: PDF. Tamaño máximo: 5\u00a0MB.');
    const time = page(<DateTimeField t={t} id="x" name="x" label="X" zone="Guatemala (GMT-6)" />);
    expect(time('#x-hint').text()).toBe('Hora de Guatemala (GMT-6).');
    expect(['1\u00a0MB', '1.5\u00a0kB', '12\u00a0B']).toEqual([fileSize(1e6), fileSize(1500), fileSize(12)]);
  });

  it('selects the value given, or the empty choice', () => {
    const some = page(<Select t={t} id="x" name="x" label="X" options={options} value="b" />);
    expect(some('#x').val()).toBe('b');
    const none = page(<Select t={t} id="x" name="x" label="X" options={options} />);
    expect(none('option[selected]').text()).toBe('Elija una opción');
  });
});

describe('a group of choices', () => {
  it('has a legend, and the given id on its first input', () => {
    const $ = page(<RadioGroup {...base} options={options} value="b" required />);
    const group = $('fieldset');
    expect(group.children('legend').text()).toBe('Etiqueta (obligatorio)');
    expect(group.attr('role')).toBe('radiogroup');
    expect(group.attr('aria-invalid')).toBe('true');
    expect(group.attr('aria-describedby')).toBe('campo-hint campo-fault');
    expect($('#campo').attr('value')).toBe('a');
    expect($('input:checked').attr('value')).toBe('b');
    expect(
      $('input')
        .map((_, el) => $(`label[for="${$(el).attr('id')}"]`).text())
        .get(),
    ).toEqual(['Primera', 'Segunda']);
  });

  it('ticks several and marks each as faulty', () => {
    const $ = page(<CheckboxGroup {...base} options={options} values={['a', 'b']} />);
    expect($('input:checked').length).toBe(2);
    expect($('#campo').attr('type')).toBe('checkbox');
    expect($('input[aria-invalid="true"]').length).toBe(2);
    expect($('fieldset').attr('aria-invalid')).toBeUndefined();
  });
});

describe('ErrorSummary', () => {
  it('leads to the controls, and lists faults of the whole form without a link', () => {
    const $ = page(
      <>
        <ErrorSummary t={t} faults={[{ id: 'campo', message: `Mal: ${HOSTILE}` }, { message: 'Cerrado.' }]} />
        <TextField {...base} />
      </>,
    );
    expect($('section h2').text()).toBe('Hay un problema');
    expect($('section').attr('tabindex')).toBe('-1');
    expect(
      $('li')
        .map((_, el) => $(el).text())
        .get(),
    ).toEqual([`Mal: ${HOSTILE}`, 'Cerrado.']);
    expect($(`${$('li a').attr('href')}`).attr('name')).toBe('field');
    expect($('script').length).toBe(0);
  });

  it('is nothing without faults', () => {
    expect(renderFragment(<ErrorSummary t={t} faults={[]} />)).toBe('');
  });
});

describe('forms and buttons', () => {
  it('posts, with the browser’s own checks off', () => {
    const $ = page(
      <Form action="/x" files>
        <Button name="action" value="save">
          Guardar
        </Button>
      </Form>,
    );
    expect($('form').attr()).toEqual({
      class: 'form',
      method: 'post',
      action: '/x',
      enctype: 'multipart/form-data',
      novalidate: '',
    });
    expect($('button').attr('type')).toBe('submit');
  });

  it('makes one button that changes something a POST with its fields', () => {
    const $ = page(
      <ActionForm
        action="/x"
        fields={{ id: HOSTILE }}
        label="Cancelar"
        about="Sala Norte"
        confirm="¿Seguro?"
      />,
    );
    expect($('form').attr('method')).toBe('post');
    expect($('input[type="hidden"][name="id"]').val()).toBe(HOSTILE);
    expect($('button').text()).toBe('Cancelar Sala Norte');
    expect($('button').attr('data-confirm')).toBe('¿Seguro?');
  });

  it('says when to answer a conditional question', () => {
    const $ = page(
      <Conditional t={t} name="attendance" value="in_person" choice="Presencial">
        <p>…</p>
      </Conditional>,
    );
    expect($('[data-shown-when]').attr('data-shown-when')).toBe('attendance=in_person');
    expect($('.conditional-hint').text()).toBe('Conteste esto solo si eligió «Presencial».');
  });
});

describe('SafeLink', () => {
  const refused = [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://ejemplo.org/1',
    'https://',
    '',
    null,
    undefined,
  ];
  it.each(refused)('shows %j as text', (href) => {
    expect(safeHref(href)).toBe(null);
    expect(page(<SafeLink href={href}>Sitio</SafeLink>)('a').length).toBe(0);
    expect(page(<Button href={href ?? ''}>Sitio</Button>)('a').length).toBe(0);
  });

  it.each([
    'https://ejemplo.org/a?b=c',
    'mailto:a@ejemplo.org',
    'tel:+50200000000',
    '/encuentros',
    '?lang=en',
    '#x',
  ])('links to %s', (href) => {
    expect(page(<SafeLink href={href}>Sitio</SafeLink>)('a').attr('href')).toBe(href);
  });

  it('tells other sites nothing of the page', () => {
    expect(page(<SafeLink href="https://ejemplo.org">x</SafeLink>)('a').attr('rel')).toBe(
      'noopener noreferrer',
    );
  });
});
