/** Who works here: staff, invitations, roles. */
import type { ComponentChildren, VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { OpenInvitation, StaffMember } from '../queries.ts';
import { InviteForm, RolesForm } from '../schemas.ts';
import { Done } from './done.tsx';
import { listOf, moment } from './words.ts';

interface View {
  t: Translate;
  lang: Lang;
  zone: string;
  now: Temporal.Instant;
}

export interface StaffPageProps extends View {
  done: string | null;
  staff: readonly StaffMember[];
  invitations: readonly OpenInvitation[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function StaffPage(props: StaffPageProps): VNode {
  const { t } = props;
  return (
    <>
      <PageHeading title={t('accounts.staff.title')} lead={t('accounts.staff.lead')}>
        <Button href="/admin/personal/invitar">{t('accounts.staff.invite')}</Button>
      </PageHeading>
      <Done t={t} code={props.done} />
      {props.invitations.length > 0 ? (
        <Section title={t('accounts.staff.invitations')}>
          <Invitations {...props} />
        </Section>
      ) : null}
      <Section title={t('accounts.staff.people')}>
        <People {...props} />
        <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      </Section>
    </>
  );
}

function rolesIn({ t, lang }: View, roles: StaffMember['roles']): string {
  return (
    listOf(
      roles.map((role) => t(`accounts.role.${role}`)),
      lang,
    ) || t('accounts.staff.no_role')
  );
}

function People(props: StaffPageProps): VNode {
  const { t } = props;
  return (
    <DataTable
      caption={t('accounts.staff.people')}
      captionHidden
      rows={props.staff}
      columns={[
        {
          header: t('accounts.field.name'),
          rowHeader: true,
          cell: (m) => <a href={`/admin/personal/${m.id}`}>{m.name}</a>,
        },
        { header: t('accounts.field.email'), cell: (m) => m.email },
        { header: t('accounts.field.roles'), cell: (m) => rolesIn(props, m.roles) },
        { header: t('accounts.staff.state'), cell: (m) => <MemberState t={t} member={m} /> },
      ]}
    />
  );
}

function MemberState({ t, member }: { t: Translate; member: StaffMember }): VNode {
  if (member.disabledAt) return <StatusTag tone="danger">{t('accounts.staff.disabled')}</StatusTag>;
  return member.twoFactor ? (
    <StatusTag tone="success">{t('accounts.staff.with_factor')}</StatusTag>
  ) : (
    <StatusTag tone="warning">{t('accounts.staff.without_factor')}</StatusTag>
  );
}

function Invitations(props: StaffPageProps): VNode {
  const { t, zone, lang, now } = props;
  const isOver = (i: OpenInvitation) => Temporal.Instant.compare(i.expiresAt, now) <= 0;
  return (
    <DataTable
      caption={t('accounts.staff.invitations')}
      captionHidden
      rows={props.invitations}
      columns={[
        {
          header: t('accounts.field.email'),
          rowHeader: true,
          cell: (i) => (i.name ? `${i.name}, ${i.email}` : i.email),
        },
        { header: t('accounts.field.roles'), cell: (i) => rolesIn(props, i.roles) },
        {
          header: t('accounts.staff.valid_until'),
          cell: (i) =>
            isOver(i) ? (
              <StatusTag tone="warning">{t('accounts.staff.expired')}</StatusTag>
            ) : (
              moment(i.expiresAt, zone, lang)
            ),
        },
        {
          header: t('accounts.staff.actions'),
          headerHidden: true,
          cell: (i) => (
            <ButtonRow>
              <ActionForm
                action={`/admin/personal/invitaciones/${i.id}/reenviar`}
                label={t('accounts.staff.resend')}
                size="small"
                about={i.email}
              />
              <ActionForm
                action={`/admin/personal/invitaciones/${i.id}/retirar`}
                label={t('accounts.staff.withdraw')}
                size="small"
                about={i.email}
              />
            </ButtonRow>
          ),
        },
      ]}
    />
  );
}

export function InvitePage({ t, state }: { t: Translate; state: FormState }): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: '/admin/personal', label: t('accounts.staff.title') },
          { label: t('accounts.staff.invite') },
        ]}
      />
      <PageHeading title={t('accounts.staff.invite')} lead={t('accounts.invite.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(InviteForm)}
        state={state}
        action="/admin/personal/invitar"
        submit={t('accounts.invite.submit')}
      />
    </>
  );
}

export interface MemberPageProps extends View {
  done: string | null;
  member: StaffMember;
  state: FormState;
}

export function MemberPage(props: MemberPageProps): VNode {
  const { t, member, zone, lang } = props;
  const base = `/admin/personal/${member.id}`;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: '/admin/personal', label: t('accounts.staff.title') }, { label: member.name }]}
      />
      <PageHeading title={member.name}>
        <MemberState t={t} member={member} />
      </PageHeading>
      <Done t={t} code={props.done} />
      <SummaryList
        rows={[
          { label: t('accounts.field.email'), value: member.email },
          { label: t('accounts.staff.since'), value: moment(member.createdAt, zone, lang) },
          ...(member.disabledAt
            ? [{ label: t('accounts.staff.disabled'), value: moment(member.disabledAt, zone, lang) }]
            : []),
        ]}
      />
      <Section title={t('accounts.member.roles')}>
        <SchemaForm
          t={t}
          fields={fieldsOf(RolesForm)}
          state={props.state}
          action={base}
          submit={t('accounts.member.save')}
        />
      </Section>
      <Section title={t('accounts.member.access')}>
        <Access t={t} base={base} member={member} />
      </Section>
    </>
  );
}

function Access({ t, base, member }: { t: Translate; base: string; member: StaffMember }): VNode {
  const part = (text: ComponentChildren, button: VNode) => (
    <>
      <p>{text}</p>
      {button}
    </>
  );
  return (
    <>
      {member.disabledAt
        ? part(
            t('accounts.member.enable_text'),
            <ActionForm action={`${base}/activar`} label={t('accounts.member.enable')} />,
          )
        : part(
            t('accounts.member.disable_text'),
            <ActionForm action={`${base}/desactivar`} label={t('accounts.member.disable')} kind="danger" />,
          )}
      {member.twoFactor
        ? part(
            t('accounts.member.factor_text'),
            <ActionForm
              action={`${base}/quitar-segundo-factor`}
              label={t('accounts.member.factor')}
              kind="danger"
            />,
          )
        : null}
    </>
  );
}
