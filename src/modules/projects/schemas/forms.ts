/** The forms of the module. Who may be responsible is known only to the database. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { PROGRESS } from '../tables.ts';

const key = (name: string) => `projects.form.${name}` as MessageKey;
const line = (name: string, { min = 3, max = 200 } = {}) =>
  Type.String({
    minLength: min,
    maxLength: max,
    ...ui({ control: 'text', label: key(name), hint: key(`${name}.hint`) }),
  });
const long = (name: string, { min = 3, max = 6000, rows = 6 } = {}) =>
  Type.String({
    minLength: min,
    maxLength: max,
    ...ui({ control: 'textarea', rows, label: key(name), hint: key(`${name}.hint`) }),
  });
const day = (name: string, shownWhen?: { field: string; values: readonly string[] }) =>
  Type.String({
    format: 'date',
    ...ui({ control: 'date', label: key(name), hint: key(`${name}.hint`), ...(shownWhen && { shownWhen }) }),
  });
const chosen = (name: string) =>
  Type.String({
    maxLength: 60,
    ...ui({ control: 'select', label: key(name), hint: key(`${name}.hint`), options: [] }),
  });

/** What stands for the organisation itself among those who may be responsible. */
export const OURSELVES = 'organization';

export const ProjectForm = Type.Object({
  title: line('title'),
  summary: long('summary', { min: 10 }),
  proposals: line('proposals', { min: 1, max: 200 }),
  answer: Type.Optional(chosen('answer')),
  responsible: chosen('responsible'),
  person: Type.Optional(line('person', { min: 1, max: 300 })),
  results: Type.Optional(long('results', { rows: 5 })),
});

export const MilestoneForm = Type.Object({
  title: line('milestone'),
  responsible: chosen('milestone_responsible'),
  due_on: day('due_on'),
});

export const ProgressForm = Type.Object({
  progress: Type.Enum(
    [...PROGRESS],
    ui({
      control: 'radio',
      label: key('progress'),
      options: PROGRESS.map((value) => ({ value, label: `projects.progress.${value}` as const })),
    }),
  ),
  progress_on: Type.Optional(day('progress_on', { field: 'progress', values: ['done', 'dropped'] })),
  reason: Type.Optional(
    Type.String({
      maxLength: 600,
      ...ui({
        control: 'textarea',
        rows: 3,
        label: key('reason'),
        hint: key('reason.hint'),
        shownWhen: { field: 'progress', values: ['dropped'] },
      }),
    }),
  ),
});

/** A source by its address, or a file beside the form. */
export const EvidenceForm = Type.Object({
  note: line('note', { max: 300 }),
  address: Type.Optional(
    Type.String({
      maxLength: 2000,
      pattern: String.raw`^https?://[^\s/]+\.[^\s]+$`,
      ...ui({ control: 'url', label: key('address'), hint: key('address.hint') }),
    }),
  ),
  title: Type.Optional(
    Type.String({ maxLength: 300, ...ui({ control: 'text', label: key('source_title') }) }),
  ),
  publisher: Type.Optional(
    Type.String({ maxLength: 200, ...ui({ control: 'text', label: key('publisher') }) }),
  ),
});

export const StopForm = Type.Object({ reason: line('stop_reason', { max: 600 }) });
export const ArchiveForm = Type.Object({ reason: line('archive_reason', { max: 600 }) });
