/** What stays of a publication that was archived. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { SECTION_PATHS } from '../addresses.ts';
import type { Section } from '../tables.ts';

/** 410: there was something here, and it was taken back. */
export function GonePage({ t, when, section }: { t: Translate; when: string; section: Section }): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: SECTION_PATHS[section], label: t(`publications.section.${section}`) },
          { label: t('publications.gone.title') },
        ]}
      />
      <PageHeading title={t('publications.gone.title')} lead={t('publications.gone.lead', { when })} />
      <p>{t('publications.gone.text')}</p>
      <ButtonRow>
        <Button kind="secondary" href={SECTION_PATHS[section]}>
          {t('publications.gone.back')}
        </Button>
      </ButtonRow>
    </>
  );
}
