/** The page where a publication is written: its text, its facts, and what two editors at once have to choose. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import type { FormField } from '../../../../platform/forms/field.ts';
import type { RawValues } from '../../../../platform/forms/read.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { FieldSet } from '../../../../ui/controls/field-set.tsx';
import { FormFields, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { ActionForm, Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { OFFICE, officePath } from '../../addresses.ts';
import type { OfficePublication } from '../../queries/office.ts';
import { type Difference, Differences } from './differences.tsx';
import { type Desk, PublicationFrame } from './frame.tsx';
import { TextEditor } from './text-editor.tsx';

export interface EditorProps {
  desk: Desk;
  row: OfficePublication;
  fields: readonly FormField[];
  /** What is asked of a correction: why, and by which source. */
  correction: readonly FormField[];
  values: RawValues;
  faults: readonly FieldFault[];
  /** The version that what is in the form answers. */
  version: number;
  /** Saves at once; otherwise a correction that somebody else publishes. */
  savesAlone: boolean;
  /** What was kept while somebody typed, and not saved. */
  draft?: { version: number; when: string; isOld: boolean } | undefined;
  /** The form holds such a draft. */
  recovered?: boolean | undefined;
  saves: number;
  /** Somebody saved another version meanwhile: what differs. */
  conflict?: readonly Difference[] | undefined;
  /** The text is too tangled to be read as Markdown. */
  isUnread?: boolean | undefined;
}

const GROUPS = [
  { name: 'law', fields: ['law.what', 'law.purpose', 'law.obliged', 'law.reference'] },
  {
    name: 'course',
    fields: ['course.provider', 'course.starts', 'course.ends', 'course.hours', 'course.enrol'],
  },
  { name: 'picture', fields: ['image', 'image_alt', 'link'] },
  { name: 'author', fields: ['author_name', 'author_email', 'date'] },
  { name: 'place', fields: ['categories', 'highlight', 'lang', 'slug'] },
] as const;

export function EditorPage(props: EditorProps): VNode {
  const { desk, row, values, faults } = props;
  const { t } = desk;
  const here = officePath(row.id);
  const isPublic = row.status === 'published';
  return (
    <PublicationFrame desk={desk} row={row} part="text">
      <Notices {...props} />
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={here} id="editor">
        <HiddenFields fields={{ version: String(props.version) }} />
        {props.conflict ? <Differences desk={desk} differences={props.conflict} choose /> : null}
        <FieldSet legend={t('publications.office.group.text')}>
          <Fields {...props} names={['type', 'title', 'summary']} />
          <TextEditor
            desk={desk}
            value={values.get('body')?.[0] ?? ''}
            faults={faults.filter(({ field }) => field === 'body').map(({ message }) => message)}
            saves={props.saves}
            addresses={{
              preview: `${OFFICE}/vista`,
              upload: '/admin/archivos/subir',
              draft: `${here}/borrador`,
            }}
          />
          <p class="hint">
            {t('publications.office.files_hint')}{' '}
            <SafeLink href="/admin/archivos">{t('publications.office.files')}</SafeLink>
          </p>
        </FieldSet>
        {GROUPS.map((group) => (
          <Group {...props} group={group} />
        ))}
        {isPublic ? <FormFields t={t} fields={props.correction} values={values} faults={faults} /> : null}
        <Buttons {...props} isPublic={isPublic} />
      </Form>
    </PublicationFrame>
  );
}

/** What only a law or a course has goes with its heading where scripts run. */
function Group({ group, ...props }: EditorProps & { group: (typeof GROUPS)[number] }): VNode {
  const set = (
    <FieldSet legend={props.desk.t(`publications.office.group.${group.name}`)}>
      <Fields {...props} names={group.fields} />
    </FieldSet>
  );
  const isOfType = group.name === 'law' || group.name === 'course';
  return isOfType ? <div data-shown-when={`type=${group.name}`}>{set}</div> : set;
}

function Fields({ desk, fields, values, faults, names }: EditorProps & { names: readonly string[] }): VNode {
  const drawn = names.flatMap((name) => fields.filter((field) => field.name === name));
  return (
    <FormFields t={desk.t} fields={drawn} among={fields} values={values} faults={faults} zone={desk.zone} />
  );
}

function Buttons({
  desk: { t },
  savesAlone,
  conflict,
  isPublic,
}: EditorProps & { isPublic: boolean }): VNode {
  const words = conflict
    ? t('publications.conflict.save')
    : !isPublic
      ? t('publications.office.save')
      : t(savesAlone ? 'publications.office.correct' : 'publications.office.propose');
  return (
    <div class="editor-bar">
      <ButtonRow>
        <Button>{words}</Button>
        <button
          type="submit"
          class="button button-secondary editor-look"
          formaction={`${OFFICE}/vista`}
          formtarget="_blank"
        >
          {t('publications.office.preview_now')}
        </button>
      </ButtonRow>
      <output class="editor-kept soft" data-kept />
    </div>
  );
}

function Notices({ desk: { t }, row, draft, recovered, savesAlone, conflict, isUnread }: EditorProps): VNode {
  const here = officePath(row.id);
  return (
    <>
      {row.review_note && row.status === 'draft' ? (
        <Notice t={t} kind="warning" title={t('publications.state.returned')}>
          <p>{row.review_note}</p>
        </Notice>
      ) : null}
      {conflict ? (
        <Notice t={t} kind="warning" title={t('publications.conflict.title')}>
          <p>{t('publications.conflict.text')}</p>
        </Notice>
      ) : null}
      {recovered ? (
        <Notice t={t} kind="info" title={t('publications.draft.recovered')}>
          <p>{t('publications.draft.recovered_text')}</p>
        </Notice>
      ) : null}
      {draft ? (
        <Notice t={t} kind="info" title={t('publications.draft.title')}>
          <p>
            {t(draft.isOld ? 'publications.draft.text_old' : 'publications.draft.text', { when: draft.when })}
          </p>
          <ButtonRow>
            <Button kind="secondary" size="small" href={`${here}?borrador=${draft.version}`}>
              {t('publications.draft.recover')}
            </Button>
            <ActionForm
              action={`${here}/borrador/descartar`}
              fields={{ version: String(draft.version) }}
              label={t('publications.draft.discard')}
              size="small"
            />
          </ButtonRow>
        </Notice>
      ) : null}
      {row.status === 'published' && !conflict ? (
        <Notice t={t} kind="info">
          <p>{t(savesAlone ? 'publications.office.public_text' : 'publications.office.public_text_two')}</p>
        </Notice>
      ) : null}
      {isUnread ? (
        <Notice t={t} kind="warning">
          <p>{t('publications.office.unread')}</p>
        </Notice>
      ) : null}
    </>
  );
}
