/** A sheet that came back: its code is typed or scanned, what stands on it is entered once. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { PICTURE_ACCEPT, PICTURE_KINDS, PICTURE_LIMITS } from '../../../../platform/files/kinds.ts';
import { clockTime, longDate } from '../../../../platform/i18n/dates.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { OFFICE_MEETINGS, officeMeetingPath, photoPath, SHEETS, sheetPath } from '../../addresses.ts';
import type { MeetingRow } from '../../queries/meetings.ts';
import type { SheetRow } from '../../queries/sheets.ts';
import { spellCode } from '../../rules/code.ts';
import { LinesForm } from '../../schemas/forms.ts';
import { MeetingProposalForm } from '../proposal-form.tsx';
import { type Reader, roleWords } from '../words.ts';
import { MeetingFrame } from './frame.tsx';
import { CodeForm } from '../code-form.tsx';

/** @param typed what was typed that is no sheet; undefined: nothing yet */
export function TypeSheetPage({ t, typed }: { t: Translate; typed: string | undefined }): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_MEETINGS, label: t('meetings.office.title') },
          { label: t('meetings.sheet.enter') },
        ]}
      />
      <PageHeading title={t('meetings.sheet.enter')} lead={t('meetings.sheet.enter_lead')} />
      <CodeForm
        t={t}
        action={SHEETS}
        label={t('meetings.sheet.enter')}
        code={t('meetings.sheet.code')}
        submit={t('meetings.sheet.go')}
        typed={typed}
        unknown={t('meetings.sheet.unknown')}
      />
    </>
  );
}

export interface SheetProps extends Reader {
  meeting: MeetingRow;
  sheet: SheetRow;
  /** Undefined: it was entered. */
  state: FormState | undefined;
  /** Days until the photo goes. */
  photoDays: number;
  told: string | undefined;
}

export function SheetPage(props: SheetProps): VNode {
  const { t, sheet, state } = props;
  const title = t('meetings.sheet.one', { code: spellCode(sheet.code) });
  return (
    <MeetingFrame
      {...props}
      part="hojas"
      title={title}
      lead={
        sheet.kind === 'supports'
          ? `${t('meetings.sheet.supports_of', { number: sheet.number ?? 0 })}${sheet.title === null ? '' : `: ${sheet.title}`}`
          : t('meetings.sheet.kind.proposal')
      }
      between={[{ href: officeMeetingPath(props.meeting.id, 'hojas'), label: t('meetings.part.hojas') }]}
    >
      {state === undefined ? <Entered {...props} /> : <Entry {...props} state={state} />}
    </MeetingFrame>
  );
}

/** Who entered it is told by role: the name is nobody's business here. */
function Entered({ t, lang, zone, sheet }: SheetProps): VNode {
  const at = sheet.entered_at;
  return (
    <>
      <Notice
        t={t}
        kind="info"
        title={t('meetings.sheet.entered', {
          when: at ? `${longDate(at, zone, lang)}, ${clockTime(at, zone, lang)}` : '',
          role: roleWords(t, sheet.entered_role),
        })}
      >
        <p>
          {sheet.kind === 'supports'
            ? t('meetings.sheet.counted', { seen: sheet.seen ?? 0, discarded: sheet.discarded ?? 0 })
            : t('meetings.sheet.became', { number: sheet.number ?? 0 })}
        </p>
      </Notice>
      <p>
        {sheet.has_photo ? (
          <SafeLink href={photoPath(sheet.code)}>{t('meetings.sheet.see_photo')}</SafeLink>
        ) : (
          t('meetings.sheet.no_photo')
        )}
      </p>
      <p>
        <SafeLink href={SHEETS}>{t('meetings.sheet.another')}</SafeLink>
      </p>
    </>
  );
}

type EntryProps = SheetProps & { state: FormState };

function Entry(props: EntryProps): VNode {
  const { t, sheet, state } = props;
  if (sheet.kind === 'proposal')
    return (
      <MeetingProposalForm
        t={t}
        state={state}
        action={sheetPath(sheet.code)}
        accept={t('meetings.form.accept_paper')}
        whoHint={t('meetings.write.who_hint')}
        files
      >
        <PhotoField {...props} />
      </MeetingProposalForm>
    );
  // What was typed while it was hidden is drawn again.
  if (sheet.title === null && state.faults.length === 0)
    return (
      <Notice t={t} kind="warning" title={t('meetings.refused.not_public')}>
        <p>{t('meetings.sheet.not_public_text')}</p>
      </Notice>
    );
  return (
    <SchemaForm
      t={t}
      fields={fieldsOf(LinesForm)}
      state={state}
      action={sheetPath(sheet.code)}
      submit={t('proposals.attest.submit')}
      files
    >
      <PhotoField {...props} />
    </SchemaForm>
  );
}

function PhotoField({ t, sheet, state, photoDays }: EntryProps): VNode {
  return (
    <FileField
      t={t}
      id={fieldId('photo')}
      name="photo"
      label={t('meetings.sheet.photo')}
      hint={t('meetings.sheet.photo_hint', { days: photoDays })}
      accept={PICTURE_ACCEPT}
      kinds={PICTURE_KINDS}
      maxBytes={PICTURE_LIMITS.maxBytes}
      required={sheet.kind === 'supports'}
      faults={state.faults.filter(({ field }) => field === 'photo').map(({ message }) => message)}
    />
  );
}
