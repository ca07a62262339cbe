/** Recordings, slides, documents, links: those that are there, and a form for one more. */
import type { VNode } from 'preact';
import { shortDate } from '../../../../platform/i18n/dates.ts';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type DrawnForm, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OfficeMaterialRow } from '../../queries/office-programme.ts';
import type { EditionDesk } from './frame.tsx';

export interface MaterialsProps {
  desk: EditionDesk;
  rows: readonly OfficeMaterialRow[];
  state: DrawnForm;
  title: string;
  /** Where a new one is sent; `{action}/{id}/quitar` takes one away. */
  action: string;
}

export function Materials({ desk, rows, state, title, action }: MaterialsProps): VNode {
  const { t, may } = desk;
  return (
    <Section title={title} id="materiales">
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        columns={[
          {
            header: t('events.office.material.title'),
            rowHeader: true,
            cell: (m) => <SafeLink href={m.url}>{m.title}</SafeLink>,
          },
          { header: t('events.office.material.kind'), cell: (m) => t(`events.material.${m.kind}`) },
          ...(rows.some((m) => m.kind === 'recording')
            ? [
                {
                  header: t('events.office.material.consent_column'),
                  cell: (m: OfficeMaterialRow) => <Consent desk={desk} material={m} action={action} />,
                },
              ]
            : []),
          {
            header: t('events.office.actions'),
            headerHidden: true,
            cell: (m) =>
              may.edit ? (
                <ActionForm
                  action={`${action}/${m.id}/quitar`}
                  label={t('events.office.remove')}
                  about={m.title}
                  size="small"
                  confirm={t('events.office.remove_ask', { title: m.title })}
                />
              ) : null,
          },
        ]}
        empty={<p class="soft">{t('events.office.material.none')}</p>}
      />
      {may.edit ? (
        <Section title={t('events.office.material.add')} level={3}>
          <SchemaForm
            t={t}
            action={action}
            fields={state.fields}
            state={state}
            submit={t('events.office.material.submit')}
            label={t('events.office.material.add')}
            prefix="material"
          />
        </Section>
      ) : null}
    </Section>
  );
}

/** Of a recording: since when those who speak in it agree, and the button that takes it off the site. */
function Consent({
  desk: { t, lang, edition, may },
  material,
  action,
}: {
  desk: EditionDesk;
  material: OfficeMaterialRow;
  action: string;
}): VNode {
  const { id, kind, title, consent_at: given, consent_withdrawn_at: withdrawn } = material;
  if (kind !== 'recording') return <>—</>;
  const date = (at: Temporal.Instant) => shortDate(at, edition.timezone, lang);
  const isShown = given !== null && withdrawn === null;
  const verb = isShown ? 'withdraw' : 'confirm';
  return (
    <>
      <p>
        {withdrawn
          ? t('events.office.material.consent_withdrawn', { date: date(withdrawn) })
          : given
            ? t('events.office.material.consent_since', { date: date(given) })
            : t('events.office.material.consent_missing')}
      </p>
      {may.edit ? (
        <ActionForm
          action={`${action}/${id}/consentimiento`}
          fields={{ given: isShown ? 'no' : 'yes' }}
          label={t(`events.office.material.${verb}`)}
          confirm={t(`events.office.material.${verb}_ask`)}
          about={title}
          size="small"
        />
      ) : null}
    </>
  );
}
