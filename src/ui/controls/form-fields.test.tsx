import { load } from 'cheerio';
import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { fieldsOf, ui } from '../../platform/forms/field.ts';
import { readForm } from '../../platform/forms/read.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { renderFragment } from '../render.tsx';
import { fieldId, FormFields, summaryFaults } from './form-fields.tsx';

const t = translator('es');
const YES_NO = [
  { value: 'yes', label: { text: 'Sí, con gusto' } },
  { value: 'no', label: { text: 'No' } },
];
const form = Type.Object({
  name: Type.String({ maxLength: 20, ...ui({ control: 'text', label: { text: 'Nombre' } }) }),
  seats: Type.Optional(
    Type.Integer({ minimum: 0, ...ui({ control: 'number', label: { text: 'Lugares' } }) }),
  ),
  lunch: Type.Optional(Type.Boolean(ui({ control: 'radio', label: { text: 'Almuerzo' }, options: YES_NO }))),
  answers: Type.Object({
    diet: Type.String(
      ui({
        control: 'text',
        label: { text: 'Dieta' },
        shownWhen: { field: 'lunch', values: ['yes', 'maybe'] },
      }),
    ),
    days: Type.Optional(
      Type.Array(
        Type.String(),
        ui({
          control: 'checkboxes',
          label: { text: 'Días' },
          options: [
            { value: 'a&b', label: { text: 'Lunes <b>' } },
            { value: 'c', label: { text: 'Martes' } },
          ],
        }),
      ),
    ),
  }),
});

function draw(fields: Record<string, string[]>) {
  const read = readForm(
    form,
    { fields: new Map(Object.entries(fields)), files: new Map(), json: undefined },
    t,
  );
  const faults = read.ok ? [] : read.faults;
  const html = renderFragment(<FormFields t={t} fields={fieldsOf(form)} values={read.raw} faults={faults} />);
  return { $: load(html, null, false), faults };
}

describe('the controls of a form', () => {
  it('keep what was typed and stand under the label of the schema', () => {
    const { $ } = draw({
      name: ['Ana'],
      lunch: ['yes'],
      'answers.diet': ['sin gluten'],
      'answers.days': ['a&b'],
    });
    expect($('label[for="f-name"]').text()).toBe('Nombre (obligatorio)');
    expect($('#f-name').attr('value')).toBe('Ana');
    expect($('input[name="lunch"][value="yes"]').attr('checked')).toBeDefined();
    expect($('#f-answers-diet').attr('value')).toBe('sin gluten');
    expect(
      $('input[name="answers.days"]')
        .map((_, e) => `${$(e).val()}:${$(e).attr('checked') !== undefined}`)
        .get(),
    ).toEqual(['a&b:true', 'c:false']);
    expect($('label[for="f-answers-days"]').text()).toBe('Lunes <b>');
  });

  it('say a fault beside the control that the summary leads to', () => {
    const { $, faults } = draw({ seats: ['muchos'], lunch: ['yes'] });
    const links = summaryFaults(faults);
    expect(links.map((f) => f.id)).toEqual(['f-name', 'f-seats', 'f-answers-diet']);
    for (const { id, message } of links) {
      expect($(`#${id}`).attr('aria-invalid')).toBe('true');
      expect($(`#${id}-fault`).text()).toBe(`Error: ${message}`);
    }
    expect($('#f-seats').attr('value')).toBe('muchos');
  });

  it('tell when a conditional question is to be answered, to the reader and to the script', () => {
    const { $ } = draw({ name: ['Ana'] });
    const block = $('#f-answers-diet').closest('.conditional');
    expect(block.attr('data-shown-when')).toBe('lunch=yes&lunch=maybe');
    expect(block.find('.conditional-hint').text()).toBe(
      'Conteste esto solo si eligió «Sí, con gusto», «maybe».',
    );
  });

  it('say one condition of neighbours once', () => {
    const when = { shownWhen: { field: 'kind', values: ['law'] } };
    const form = Type.Object({
      kind: Type.String(ui({ control: 'text', label: { text: 'Tipo' } })),
      what: Type.Optional(Type.String(ui({ control: 'text', label: { text: 'Qué es' }, ...when }))),
      why: Type.Optional(Type.String(ui({ control: 'text', label: { text: 'Para qué' }, ...when }))),
      last: Type.Optional(Type.String(ui({ control: 'text', label: { text: 'Lo último' } }))),
    });
    const $ = load(
      renderFragment(<FormFields t={t} fields={fieldsOf(form)} values={new Map()} faults={[]} />),
    );
    expect($('.conditional-hint').length).toBe(1);
    expect(
      $('.conditional label')
        .toArray()
        .map((label) => $(label).text()),
    ).toEqual(['Qué es (opcional)', 'Para qué (opcional)']);
    expect($('#f-last').closest('.conditional').length).toBe(0);
  });

  it('have ids that HTML and CSS can name', () => {
    expect(fieldId('answers.dieta_1')).toBe('f-answers-dieta_1');
  });
});
