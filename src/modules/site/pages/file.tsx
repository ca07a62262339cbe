/** One file of the library: how it looks, what it is, who uses it, its words, and the way out. */
import type { VNode } from 'preact';
import type { LibraryFile } from '../../../platform/files/library.ts';
import type { PictureFacts } from '../../../platform/files/pictures.ts';
import type { FileUse } from '../../../platform/files/source.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { Checkbox } from '../../../ui/controls/choice-fields.tsx';
import { fileSize } from '../../../ui/controls/file-field.tsx';
import { ActionForm, Form } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Figure } from '../../../ui/data/picture.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { OFFICE_FILES } from '../addresses.ts';
import { DocumentForm, FileForm } from '../schemas/files.ts';
import { Crumbs, endingOf, FileDone, FileTags } from './files.tsx';

export interface FilePageProps {
  t: Translate;
  lang: Lang;
  zone: string;
  done: string | undefined;
  file: LibraryFile;
  /** Of a picture. */
  picture: PictureFacts | undefined;
  /** Name of the member of staff, where it was one. */
  uploadedBy: string | undefined;
  /** What stands in a text that shows it. */
  markdown: string;
  uses: readonly FileUse[];
  /** A version that everybody can read names it. */
  isInHistory: boolean;
  days: number;
  /** Changes its words, takes it away. */
  mayManage: boolean;
  state: FormState;
}

export function FilePage(props: FilePageProps): VNode {
  const { t, file, picture } = props;
  const isPicture = file.kind === 'picture';
  return (
    <>
      <Crumbs t={t} here={file.name} />
      <PageHeading title={file.name} eyebrow={t(isPicture ? 'site.files.picture' : 'site.files.document')}>
        <FileTags t={t} file={file} />
      </PageHeading>
      <FileDone t={t} code={props.done} />
      <div class="file-desk">
        <div class="file-look">
          {picture ? (
            <Figure picture={picture} sizes="(min-width: 70rem) 34rem, 100vw" eager />
          ) : (
            <ButtonRow>
              <Button kind="secondary" href={file.href}>
                {t('site.files.download')}
              </Button>
            </ButtonRow>
          )}
          <Facts {...props} />
        </div>
        <div>
          {props.mayManage ? (
            <Section title={t('site.files.words_of')}>
              <SchemaForm
                t={t}
                fields={fieldsOf(isPicture ? FileForm : DocumentForm)}
                state={props.state}
                action={`${OFFICE_FILES}/${file.id}`}
                submit={t('office.save')}
              />
            </Section>
          ) : null}
          <Uses {...props} />
          {props.mayManage ? <WayOut {...props} /> : null}
        </div>
      </div>
    </>
  );
}

function Facts({ t, lang, zone, file, uploadedBy, markdown }: FilePageProps): VNode {
  const { width, height, size, createdAt, name } = file;
  const by = uploadedBy ?? t('site.files.by_program');
  const at = longDate(createdAt, zone, lang);
  return (
    <SummaryList
      rows={[
        { label: t('site.files.format'), value: `${endingOf(name)}, ${fileSize(size, lang)}` },
        ...(width && height ? [{ label: t('site.files.measures'), value: `${width} × ${height} px` }] : []),
        { label: t('site.files.sent'), value: t('site.files.sent_by', { date: at, name: by }) },
        { label: t('site.files.address'), value: <SafeLink href={file.href}>{file.href}</SafeLink> },
        { label: t('site.files.markdown'), value: <code class="file-code">{markdown}</code> },
      ]}
    />
  );
}

function Uses({ t, uses, isInHistory, file, days }: FilePageProps): VNode {
  return (
    <Section title={t('site.files.uses')}>
      {uses.length > 0 ? (
        <ul class="prose">
          {uses.map((use) => (
            <li>
              <SafeLink href={use.href}>{use.title}</SafeLink>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t(file.kept || isInHistory ? 'site.files.no_use' : 'site.files.no_use_days', { days })}</p>
      )}
      {isInHistory ? <p>{t('site.files.in_history')}</p> : null}
    </Section>
  );
}

/** Who takes away what is used is told where it will be missing, and says so. */
function WayOut({ t, file, uses, isInHistory }: FilePageProps): VNode {
  const action = `${OFFICE_FILES}/${file.id}/borrar`;
  const isUsed = uses.length > 0 || isInHistory;
  return (
    <Section title={t('site.files.delete')}>
      {isUsed ? (
        <Form action={action} label={t('site.files.delete')}>
          <p>{t('site.files.delete_used', { count: uses.length })}</p>
          <Checkbox t={t} id="told" name="told" mark={false} label={t('site.files.told')} />
          <ButtonRow>
            <Button kind="danger">{t('site.files.delete')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <>
          <p>{t('site.files.delete_text')}</p>
          <ActionForm
            action={action}
            kind="danger"
            label={t('site.files.delete')}
            confirm={t('site.files.delete_confirm')}
            about={file.name}
          />
        </>
      )}
    </Section>
  );
}
