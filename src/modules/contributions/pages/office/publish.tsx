/** The forms that make a session or a piece of the library out of a contribution, and the library's own desk. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { officePastPath } from '../../../../platform/history/paths.ts';
import type { Lang, Translate } from '../../../../platform/i18n/translate.ts';
import { shortDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import {
  type DrawnForm,
  type FieldGroup,
  type FormState,
  SchemaForm,
} from '../../../../ui/controls/schema-form.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { type EditionDesk, editionHref } from '../../../events/index.ts';
import { itemPath, OFFICE_LIBRARY } from '../../addresses.ts';
import type { ListedItem } from '../../queries/library.ts';
import { EVIDENCE } from '../../schemas/contribution.ts';
import { ItemEditForm, ItemForm, TakeBackForm } from '../../schemas/office.ts';
import { byline } from '../library.tsx';
import { TAB } from './list.tsx';
import { ContributionFrame, type Subject } from './review.tsx';
import { Told } from './told.tsx';

interface PublishProps {
  desk: EditionDesk;
  subject: Subject;
  /** Who will stand under it. */
  byline: string;
}

export function SessionPage({
  desk,
  subject,
  byline: who,
  state,
  zone,
}: PublishProps & { state: DrawnForm; zone: string }): VNode {
  const { t, edition } = desk;
  const here = editionHref(edition, TAB, subject.id);
  return (
    <ContributionFrame desk={desk} subject={subject} title={t('contributions.office.make_session')}>
      <p>{t('contributions.office.session_lead')}</p>
      <SummaryList rows={[{ label: t('contributions.item.who'), value: who }]} />
      <SchemaForm
        t={t}
        action={`${here}/sesion`}
        fields={state.fields}
        state={state}
        zone={zone}
        submit={t('contributions.office.make_session')}
        cancelHref={`${here}/decision`}
      />
    </ContributionFrame>
  );
}

export function PublishItemPage({
  desk,
  subject,
  byline: who,
  state,
}: PublishProps & { state: FormState }): VNode {
  const { t, edition } = desk;
  const here = editionHref(edition, TAB, subject.id);
  return (
    <ContributionFrame desk={desk} subject={subject} title={t('contributions.office.make_item')}>
      <p>{t('contributions.office.item_lead')}</p>
      <SummaryList rows={[{ label: t('contributions.item.who'), value: who }]} />
      <SchemaForm
        t={t}
        action={`${here}/biblioteca`}
        fields={fieldsOf(ItemForm)}
        state={state}
        groups={groups(t)}
        submit={t('contributions.office.publish_item')}
        cancelHref={`${here}/decision`}
      />
    </ContributionFrame>
  );
}

function groups(t: Translate): FieldGroup[] {
  return [
    {
      legend: t('contributions.office.content'),
      names: ['kind', 'title', 'summary', 'context', 'done', 'result', 'learned'],
    },
    ...EVIDENCE.map((name, at) => ({
      legend: t('contributions.form.evidence_more', { number: at + 1 }),
      names: [`${name}.text`, `${name}.link`, `${name}.date`],
    })),
    {
      legend: t('contributions.office.group.find'),
      names: ['topic', 'languages', 'country', 'department'],
    },
  ];
}

interface OfficeReader {
  t: Translate;
  lang: Lang;
  done: string | undefined;
}

export interface LibraryDeskProps extends OfficeReader {
  items: readonly (ListedItem & { withdrawn_at: Temporal.Instant | null })[];
  zone: string;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function LibraryDeskPage({
  t,
  lang,
  done,
  items,
  zone,
  firstHref,
  nextHref,
}: LibraryDeskProps): VNode {
  return (
    <>
      <PageHeading title={t('contributions.library.title')} lead={t('contributions.office.library_lead')} />
      <Told t={t} code={done} />
      <DataTable
        caption={t('contributions.library.title')}
        captionHidden
        rows={items}
        columns={[
          {
            header: t('contributions.office.title'),
            rowHeader: true,
            cell: (item) =>
              item.withdrawn_at ? (
                t('contributions.link.withdrawn')
              ) : (
                <SafeLink href={`${OFFICE_LIBRARY}/${item.id}`}>{item.title}</SafeLink>
              ),
          },
          { header: t('contributions.office.kind'), cell: (item) => t(`contributions.kind.${item.kind}`) },
          { header: t('contributions.item.born'), cell: (item) => item.event_title ?? '—' },
          {
            header: t('contributions.item.published'),
            cell: (item) => shortDate(item.published_at, zone, lang),
          },
          {
            header: t('contributions.office.state'),
            cell: (item) =>
              item.withdrawn_at ? (
                <StatusTag tone="neutral">{t('contributions.state.withdrawn')}</StatusTag>
              ) : (
                <StatusTag tone="success">{t('contributions.item.published')}</StatusTag>
              ),
          },
        ]}
        empty={
          <EmptyState title={t('contributions.library.empty')}>
            {t('contributions.office.library_empty')}
          </EmptyState>
        }
      />
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}

export interface ItemDeskProps extends OfficeReader {
  item: ListedItem;
  state: FormState;
  takeBack: FormState;
}

/** A correction, with its reason; and taking it back. */
export function ItemDeskPage({ t, done, item, state, takeBack }: ItemDeskProps): VNode {
  const action = `${OFFICE_LIBRARY}/${item.id}`;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_LIBRARY, label: t('contributions.library.title') }, { label: item.title }]}
      />
      <PageHeading title={item.title} lead={byline(t, item)}>
        <ButtonRow>
          <Button kind="secondary" href={itemPath(item.slug)}>
            {t('contributions.office.see_item')}
          </Button>
          <Button kind="secondary" href={officePastPath('biblioteca', item.id)}>
            {t('contributions.item.versions')}
          </Button>
        </ButtonRow>
      </PageHeading>
      <Told t={t} code={done} />
      <SchemaForm
        t={t}
        action={action}
        fields={fieldsOf(ItemEditForm)}
        state={state}
        groups={[...groups(t), { legend: t('contributions.office.group.reason'), names: ['reason'] }]}
        submit={t('contributions.office.save')}
        cancelHref={OFFICE_LIBRARY}
      />
      <Section title={t('contributions.office.take_back')}>
        <p>{t('contributions.office.take_back_lead')}</p>
        <SchemaForm
          t={t}
          action={`${action}/retirar`}
          fields={fieldsOf(TakeBackForm)}
          state={takeBack}
          prefix="r"
          label={t('contributions.office.take_back')}
          submit={t('contributions.office.take_back')}
          danger
        />
      </Section>
    </>
  );
}
