/** Following something by mail: the form, what is said after it, and one's own. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { proposalPath, PROPOSALS } from '../../proposals/index.ts';
import { followPath, ownFollowPath } from '../addresses.ts';
import { FollowForm } from '../schemas/follow.ts';
import type { FollowState } from '../tables.ts';
import type { Followed } from '../targets.ts';

export interface FollowPageProps {
  t: Translate;
  number: number;
  title: string;
  state: FormState;
}

export function FollowPage({ t, number, title, state }: FollowPageProps): VNode {
  const shown = t('proposals.number', { number });
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: PROPOSALS, label: t('proposals.title') },
          { href: proposalPath(number), label: shown },
          { label: t('follows.do') },
        ]}
      />
      <PageHeading eyebrow={shown} title={t('follows.do')} lead={title} />
      <p>{t('follows.how')}</p>
      <SchemaForm
        t={t}
        fields={fieldsOf(FollowForm)}
        state={state}
        action={followPath(number)}
        submit={t('follows.submit')}
        cancelHref={proposalPath(number)}
      />
    </>
  );
}

/** The same for every address, whether it follows already or not. */
export function AskedPage({ t, number }: Pick<FollowPageProps, 't' | 'number'>): VNode {
  return (
    <>
      <PageHeading
        eyebrow={t('proposals.number', { number })}
        title={t('follows.asked')}
        lead={t('follows.asked_lead')}
      />
      <ButtonRow>
        <Button kind="secondary" href={proposalPath(number)}>
          {t('follows.back')}
        </Button>
      </ButtonRow>
    </>
  );
}

export interface OwnFollowProps {
  t: Translate;
  token: string;
  state: FollowState;
  /** Undefined: nobody may read it now. */
  about: Followed | undefined;
}

/** One's own, behind the link of each mail: looking at it confirms and ends nothing. */
export function OwnFollowPage({ t, token, state, about }: OwnFollowProps): VNode {
  return (
    <>
      <PageHeading
        eyebrow={about && t('proposals.number', { number: about.number })}
        title={t(`follows.own.${state}`)}
        lead={about ? about.title : t('follows.own.not_shown')}
      />
      <p>{t(`follows.own.${state}_text`)}</p>
      <ButtonRow>
        {state === 'unconfirmed' ? (
          <ActionForm
            action={ownFollowPath(token)}
            fields={{ action: 'confirm' }}
            label={t('follows.confirm')}
            kind="primary"
          />
        ) : null}
        <ActionForm
          action={ownFollowPath(token)}
          fields={{ action: 'leave' }}
          label={t(state === 'confirmed' ? 'follows.leave' : 'follows.decline')}
          kind="secondary"
        />
        {about ? (
          <Button kind="link" href={about.path}>
            {t('follows.see')}
          </Button>
        ) : null}
      </ButtonRow>
    </>
  );
}

/** What is behind the link once they have left. */
export function LeftPage({ t }: { t: Translate }): VNode {
  return (
    <>
      <PageHeading title={t('follows.left')} lead={t('follows.left_lead')} />
      <ButtonRow>
        <Button kind="secondary" href={PROPOSALS}>
          {t('proposals.to_list')}
        </Button>
      </ButtonRow>
    </>
  );
}
