/** The forms of the back office: the text with its facts, and each step to the public. */
import Type, { type TSchema } from 'typebox';
import { type FieldUi, ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { type PublicationType, PUBLICATION_TYPES } from './content.ts';

// Its last part without dots: a pattern that may begin anew at each dot takes the square of the time.
const EMAIL = String.raw`^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,63}$`;
const key = (name: string) => `publications.form.${name}` as MessageKey;
const labels = (name: string, hint: boolean) => ({
  label: key(name),
  ...(hint && { hint: key(`${name}.hint`) }),
});
const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);

interface Asked {
  hint?: boolean;
  when?: FieldUi['shownWhen'];
  autocomplete?: string;
}

const more = ({ when, autocomplete }: Asked) => ({
  ...(when && { shownWhen: when }),
  ...(autocomplete && { autocomplete }),
});

function line(name: string, max: number, { hint = false, ...rest }: Asked = {}) {
  return Type.String({ maxLength: max, ...ui({ control: 'text', ...labels(name, hint), ...more(rest) }) });
}

function area(name: string, max: number, rows: number, { hint = false, ...rest }: Asked = {}) {
  return Type.String({
    maxLength: max,
    ...ui({ control: 'textarea', rows, ...labels(name, hint), ...more(rest) }),
  });
}

const of = (...values: PublicationType[]): Asked => ({ when: { field: 'type', values } });
const DATE_TIME = { pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$`, maxLength: 19 };
const DATE = { pattern: String.raw`^\d{4}-\d{2}-\d{2}$`, maxLength: 10 };

const type = Type.Enum(
  [...PUBLICATION_TYPES],
  ui({
    control: 'select',
    label: key('type'),
    hint: key('type.hint'),
    options: PUBLICATION_TYPES.map((value) => ({
      value,
      label: `publications.type.${value}` as MessageKey,
    })),
  }),
);
const title = line('title', 200);

/** Languages that a text may be in; the catalogue of the interface has fewer. */
export const LANGUAGES = ['es', 'en', 'quc', 'cak', 'kek', 'mam', 'pt', 'fr'] as const;

export const NewForm = Type.Object({ type, title });

/** All but the text itself, which is read as it was typed (`routes/form-input.ts`). */
export const EditForm = Type.Object({
  type,
  title,
  summary: optional(area('summary', 2000, 4, { hint: true })),
  image: optional(line('image', 500, { hint: true })),
  image_alt: optional(area('image_alt', 500, 2, { hint: true })),
  link: optional(
    Type.String({
      maxLength: 1000,
      ...ui({ control: 'url', label: key('link'), hint: key('link.hint') }),
    }),
  ),
  author_name: optional(line('author_name', 200, { hint: true })),
  author_email: optional(
    Type.String({
      maxLength: 254,
      pattern: EMAIL,
      ...ui({ control: 'email', label: key('author_email'), hint: key('author_email.hint') }),
    }),
  ),
  date: optional(
    Type.String({
      ...DATE_TIME,
      ...ui({ control: 'datetime', label: key('date'), hint: key('date.hint') }),
    }),
  ),
  law: Type.Object({
    what: optional(area('law_what', 5000, 4, of('law'))),
    purpose: optional(area('law_purpose', 5000, 4, of('law'))),
    obliged: optional(area('law_obliged', 5000, 4, of('law'))),
    reference: optional(
      Type.String({
        maxLength: 1000,
        ...ui({ control: 'url', ...labels('law_reference', true), ...more(of('law')) }),
      }),
    ),
  }),
  course: Type.Object({
    provider: optional(line('course_provider', 200, of('course'))),
    starts: optional(
      Type.String({
        ...DATE,
        ...ui({ control: 'date', ...labels('course_starts', false), ...more(of('course')) }),
      }),
    ),
    ends: optional(
      Type.String({
        ...DATE,
        ...ui({ control: 'date', ...labels('course_ends', false), ...more(of('course')) }),
      }),
    ),
    hours: optional(
      Type.Number({
        minimum: 0,
        maximum: 10_000,
        ...ui({ control: 'number', ...labels('course_hours', false), ...more(of('course')) }),
      }),
    ),
    enrol: optional(
      Type.String({
        maxLength: 1000,
        ...ui({ control: 'url', ...labels('course_enrol', false), ...more(of('course')) }),
      }),
    ),
  }),
  categories: optional(
    Type.Array(
      Type.String({ maxLength: 100 }),
      ui({ control: 'checkboxes', label: key('categories'), hint: key('categories.hint') }),
    ),
  ),
  highlight: optional(
    Type.Boolean(ui({ control: 'checkbox', label: key('highlight'), hint: key('highlight.hint') })),
  ),
  lang: Type.Enum(
    [...LANGUAGES],
    ui({
      control: 'select',
      label: key('lang'),
      options: LANGUAGES.map((value) => ({ value, label: `publications.language.${value}` as MessageKey })),
    }),
  ),
  slug: optional(
    Type.String({
      maxLength: 80,
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
      ...ui({ control: 'text', label: key('slug'), hint: key('slug.hint') }),
    }),
  ),
});

/** Why what is public changes: everybody reads it in the history. */
export const ReasonForm = Type.Object({ reason: line('reason', 300, { hint: true }) });

/** The same, and by which of the sources that it cites. */
export const CorrectForm = Type.Object({
  ...ReasonForm.properties,
  source: optional(
    Type.String({ maxLength: 36, ...ui({ control: 'select', ...labels('source', true), options: [] }) }),
  ),
});

/** What goes with the files of an import. */
export const FilesForm = Type.Object({
  reason: optional(
    Type.String({
      maxLength: 300,
      ...ui({ control: 'text', label: key('import_reason'), hint: key('import_reason.hint') }),
    }),
  ),
  dry_run: optional(
    Type.Boolean(ui({ control: 'checkbox', label: key('dry_run'), hint: key('dry_run.hint') })),
  ),
});

/** Why it goes back, for who wrote it. */
export const NoteForm = Type.Object({ note: area('note', 2000, 4, { hint: true }) });

export const ScheduleForm = Type.Object({
  at: Type.String({
    ...DATE_TIME,
    ...ui({ control: 'datetime', label: key('at'), hint: key('at.hint') }),
  }),
});

/** What is thrown away does not come back: said with a tick, where no script asks. */
export const SureForm = Type.Object({
  sure: Type.Literal(true, ui({ control: 'checkbox', label: key('sure'), missing: key('sure.missing') })),
});

export const CategoryForm = Type.Object({
  title: line('category_title', 120),
  slug: optional(
    Type.String({
      maxLength: 80,
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
      ...ui({ control: 'text', label: key('slug'), hint: key('category_slug.hint') }),
    }),
  ),
  description: optional(area('category_description', 2000, 3)),
  position: optional(
    Type.Integer({
      minimum: 0,
      maximum: 10_000,
      ...ui({ control: 'number', label: key('position'), hint: key('position.hint') }),
    }),
  ),
});

export const RulesForm = Type.Object({
  two_eyes: optional(
    Type.Boolean(ui({ control: 'checkbox', label: key('two_eyes'), hint: key('two_eyes.hint') })),
  ),
});
