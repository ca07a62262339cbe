/** Setting up the call of an edition. */
import type { VNode } from 'preact';
import { type DrawnForm, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { type EditionDesk, EditionFrame, editionHref } from '../../../events/index.ts';
import { WEIGHTS } from '../../schemas/office.ts';
import { TAB } from './list.tsx';

export function SettingsPage({
  desk,
  state,
  zone,
}: {
  desk: EditionDesk;
  state: DrawnForm;
  zone: string;
}): VNode {
  const { t, edition } = desk;
  const back = editionHref(edition, TAB);
  return (
    <EditionFrame
      desk={desk}
      part={{ added: TAB }}
      title={t('contributions.office.settings')}
      lead={t('contributions.office.settings_lead')}
      trail={[{ href: back, label: t('contributions.tab') }]}
      tabs={false}
    >
      <SchemaForm
        t={t}
        action={`${back}/ajustes`}
        fields={state.fields}
        state={state}
        submit={t('contributions.office.save')}
        cancelHref={back}
        zone={zone}
        groups={[
          { legend: t('contributions.office.group.when'), names: ['opens', 'closes'] },
          { legend: t('contributions.office.group.what'), names: ['kinds', 'text'] },
          { legend: t('contributions.office.group.review'), names: ['anonymous', 'reviews_wanted'] },
          {
            legend: t('contributions.office.group.criteria'),
            hint: t('contributions.office.group.criteria.hint'),
            names: [...WEIGHTS, 'own_criterion', 'weight_own'],
          },
        ]}
      />
    </EditionFrame>
  );
}
