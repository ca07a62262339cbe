/** One source in the back office: what it is, its copies, where it is used, those like it. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { officePastPath } from '../../../platform/history/paths.ts';
import { shortDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { ListedCopy } from '../../../platform/sources/copies.ts';
import { OFFICE_SOURCES, officeSourcePath, sourcePath } from '../../../platform/sources/paths.ts';
import type { Source } from '../../../platform/sources/queries.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { FileField, fileSize } from '../../../ui/controls/file-field.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { CopyForm } from '../schemas/sources.ts';
import { AlikeList } from './office-sources.tsx';
import { sourceRows } from './source.tsx';
import { SourceTold } from './source-told.tsx';
import { faultWords, findingWords, sourceLine } from './source-words.ts';

/** A place where it is cited, as the office shows it. */
export interface ShownUse {
  title: string;
  href?: string | undefined;
  /** Field and page in words. */
  place: string;
}

export interface OfficeSourceProps {
  t: Translate;
  lang: Lang;
  zone: string;
  done?: string | undefined;
  may: { edit: boolean; copy: boolean };
  source: Source;
  isPublic: boolean;
  copies: readonly ListedCopy[];
  alike: readonly Pick<Source, 'id' | 'title' | 'publisher'>[];
  uses: { items: readonly ShownUse[]; firstHref?: string | undefined; nextHref?: string | undefined };
  maxBytes: number;
  /** Of the form to upload. */
  upload: FormState;
}

export function OfficeSourcePage(props: OfficeSourceProps): VNode {
  const { t, lang, source, alike, may } = props;
  const here = officeSourcePath(source.id);
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_SOURCES, label: t('site.sources.title') }, { label: source.title }]}
      />
      <PageHeading
        eyebrow={t(`site.sources.kind.${source.kind}`)}
        title={source.title}
        lead={sourceLine(source, t, lang)}
        langs={{ title: source.lang === lang ? undefined : source.lang }}
      >
        <ButtonRow>
          {may.edit ? <Button href={`${here}/editar`}>{t('site.sources.edit')}</Button> : null}
          {props.isPublic ? (
            <Button kind="secondary" href={sourcePath(source.id)}>
              {t('site.sources.see_public')}
            </Button>
          ) : null}
          <Button kind="link" href={officePastPath('fuentes', source.id)}>
            {t('site.sources.history')}
          </Button>
        </ButtonRow>
      </PageHeading>
      <SourceTold t={t} code={props.done} />
      {props.isPublic ? null : <p class="soft">{t('site.sources.not_public')}</p>}
      <SummaryList rows={sourceRows(t, lang, source)} />
      {source.note ? <Prose text={source.note} /> : null}
      {alike.length > 0 ? (
        <Section title={t('site.sources.alike')}>
          <p>{t('site.sources.alike_text')}</p>
          <AlikeList sources={alike} />
        </Section>
      ) : null}
      <Copies {...props} />
      <Uses {...props} />
    </>
  );
}

function Uses({ t, uses }: OfficeSourceProps): VNode {
  return (
    <Section title={t('site.sources.uses')} id="usos">
      {uses.items.length === 0 ? <p>{t('site.sources.unused')}</p> : null}
      <ul class="link-list">
        {uses.items.map((use) => (
          <li>
            <p class="link-title">{use.href ? <a href={use.href}>{use.title}</a> : use.title}</p>
            <p class="soft">{use.place}</p>
          </li>
        ))}
      </ul>
      <Pagination t={t} firstHref={uses.firstHref} nextHref={uses.nextHref} />
    </Section>
  );
}

function Copies(props: OfficeSourceProps): VNode {
  const { t, source, copies, may } = props;
  if (source.archive === 'link_only')
    return (
      <Section title={t('site.sources.copies')} id="copias">
        <p>{t('site.sources.link_only_text')}</p>
      </Section>
    );
  return (
    <Section title={t('site.sources.copies')} id="copias">
      {copies.length === 0 ? <p>{t('site.sources.no_copies')}</p> : null}
      {copies.map((copy) => (
        <Copy {...props} copy={copy} />
      ))}
      {may.copy ? <NewCopy {...props} /> : null}
    </Section>
  );
}

const STATE_TONE: Record<ListedCopy['state'], Tone> = {
  waiting: 'info',
  kept: 'success',
  refused: 'warning',
  failed: 'danger',
};

function Copy(props: OfficeSourceProps & { copy: ListedCopy }): VNode {
  const { t, lang, zone, copy } = props;
  return (
    <div class="copy">
      <TagRow>
        <StatusTag tone={STATE_TONE[copy.state]}>{t(`site.sources.state.${copy.state}`)}</StatusTag>
        {copy.public ? <StatusTag tone="info">{t('site.sources.public')}</StatusTag> : null}
      </TagRow>
      <p>
        {[
          t(`site.sources.origin.${copy.origin}`),
          shortDate(copy.at ?? copy.asked_at, zone, lang),
          copy.media_type ?? '',
          copy.size === null ? '' : fileSize(copy.size, lang),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {copy.fault ? <p>{faultWords(copy.fault, t)}</p> : null}
      {copy.scan ? (
        <p>{t(`site.sources.scan.${copy.scan}`, { numbers: findingWords(copy.findings, t) })}</p>
      ) : null}
      {copy.sha256 ? <p class="hash">SHA-256 {copy.sha256.toString('hex')}</p> : null}
      {props.may.copy ? <CopyActions {...props} /> : null}
    </div>
  );
}

function CopyActions({ t, source, copy }: OfficeSourceProps & { copy: ListedCopy }): VNode {
  const action = `${officeSourcePath(source.id)}/copias/${copy.id}`;
  const about = copy.name || copy.id.slice(-6);
  return (
    <div class="copy-actions">
      {copy.state === 'kept' ? (
        <Button kind="secondary" size="small" href={action} about={about}>
          {t('site.sources.download')}
        </Button>
      ) : null}
      {copy.public || copy.scan === 'clean' ? (
        <ActionForm
          action={action}
          fields={{ do: copy.public ? 'unpublish' : 'publish' }}
          label={t(copy.public ? 'site.sources.unpublish' : 'site.sources.publish')}
          size="small"
          about={about}
        />
      ) : null}
      <ActionForm
        action={action}
        fields={{ do: 'remove' }}
        label={t('site.sources.remove_copy')}
        kind="danger"
        size="small"
        confirm={t('site.sources.remove_copy_confirm')}
        about={about}
      />
    </div>
  );
}

function NewCopy({ t, source, upload, maxBytes }: OfficeSourceProps): VNode {
  const action = `${officeSourcePath(source.id)}/copias`;
  const fault = upload.faults.find((one) => one.field === 'file')?.message;
  return (
    <>
      {source.address ? (
        <Section title={t('site.sources.fetch')} level={3}>
          <p>{t('site.sources.fetch_text')}</p>
          <SchemaForm
            t={t}
            action={action}
            fields={fieldsOf(CopyForm)}
            state={{ values: new Map(), faults: [] }}
            prefix="f"
            label={t('site.sources.fetch')}
            submit={t('site.sources.fetch')}
          />
        </Section>
      ) : null}
      <Section title={t('site.sources.upload')} level={3}>
        <SchemaForm
          t={t}
          action={`${action}/subir`}
          fields={fieldsOf(CopyForm)}
          state={upload}
          prefix="u"
          files
          label={t('site.sources.upload')}
          submit={t('site.sources.upload')}
        >
          <FileField
            t={t}
            id="u-file"
            name="file"
            label={t('site.sources.file')}
            kinds={t('site.sources.file_kinds')}
            maxBytes={maxBytes}
            required
            faults={fault === undefined ? [] : [fault]}
          />
        </SchemaForm>
      </Section>
    </>
  );
}
