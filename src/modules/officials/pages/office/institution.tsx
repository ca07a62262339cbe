/** One institution at the desk: what is said of it, its posts, its way to the public. */
import type { VNode } from 'preact';
import { fieldsOf, type FormField } from '../../../../platform/forms/field.ts';
import { officeSourcePath } from '../../../../platform/sources/paths.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { TagRow } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeInstitutionPath } from '../../addresses.ts';
import type { OfficeInstitution } from '../../queries/office-institutions.ts';
import type { ShownPost } from '../../queries/institutions.ts';
import type { Statement } from '../../queries/statements.ts';
import { AddressForm, WhyForm } from '../../schemas/institution-forms.ts';
import { propertyWords } from '../institution-words.ts';
import { spanWords } from '../person-words.ts';
import { type Desk, EvidenceTag, InstitutionFrame } from './institution-frame.tsx';
import { InstitutionUses, type UsesProps } from './institution-uses.tsx';

export interface OfficeInstitutionProps {
  desk: Desk;
  row: OfficeInstitution;
  statements: readonly Statement[];
  posts: readonly ShownPost[];
  uses: UsesProps['uses'];
  otherUses: UsesProps['otherUses'];
  /** Which form was wrong, with what was typed. */
  typed?: { form: 'address' | 'archive'; state: FormState } | undefined;
}

export function OfficeInstitutionPage(props: OfficeInstitutionProps): VNode {
  const { desk, row, statements } = props;
  const { t } = desk;
  return (
    <InstitutionFrame desk={desk} row={row}>
      <Section
        title={t('officials.office.facts')}
        id="datos"
        action={
          <Button href={officeInstitutionPath(row.id, 'datos/nuevo')}>
            {t('officials.office.add_fact')}
          </Button>
        }
      >
        <p class="soft">{t('officials.office.facts_lead')}</p>
        <Facts {...props} list={statements.filter(({ subjectId }) => subjectId === row.id)} />
      </Section>
      <PostSection {...props} />
      <PublicSection {...props} />
    </InstitutionFrame>
  );
}

/** By property, in the order in which they were said. */
export function Facts({
  desk,
  row,
  list,
}: Pick<OfficeInstitutionProps, 'desk' | 'row'> & { list: readonly Statement[] }): VNode {
  const { t, lang } = desk;
  if (list.length === 0)
    return (
      <EmptyState title={t('officials.office.no_facts')}>{t('officials.office.no_facts_text')}</EmptyState>
    );
  const groups = Map.groupBy(list, ({ property }) => property);
  return (
    <div class="office-facts">
      {[...groups].map(([property, said]) => (
        <section class="office-fact">
          <h3>{propertyWords(t, property)}</h3>
          <ul class="link-list">
            {said.map((one) => (
              <li>
                <p>
                  {one.value.text}
                  {'href' in one.value ? <span class="soft"> · {one.value.href}</span> : null}
                </p>
                <p class="soft">
                  {one.source ? (
                    <SafeLink href={officeSourcePath(one.source.id)}>{one.source.title}</SafeLink>
                  ) : (
                    t('officials.office.without_source')
                  )}
                  {[one.page, spanWords({ t, lang }, one.starts, one.ends), one.reason]
                    .filter(Boolean)
                    .map((words) => ` · ${words}`)
                    .join('')}
                </p>
                <TagRow>
                  <EvidenceTag t={t} evidence={one.evidence} />
                  <SafeLink href={officeInstitutionPath(row.id, `datos/${one.id}`)}>
                    {t('officials.office.edit')}
                  </SafeLink>
                </TagRow>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function PostSection({ desk: { t }, row, posts }: OfficeInstitutionProps): VNode {
  return (
    <Section
      title={t('officials.office.posts')}
      id="cargos"
      action={
        <Button kind="secondary" href={officeInstitutionPath(row.id, 'cargos/nuevo')}>
          {t('officials.office.add_post')}
        </Button>
      }
    >
      {posts.length === 0 ? (
        <p class="soft">{t('officials.office.no_posts')}</p>
      ) : (
        <ul class="link-list">
          {posts.map((post, at) => (
            <li>
              <SafeLink class="link-title" href={officeInstitutionPath(row.id, `cargos/${post.id}`)}>
                {post.label}
              </SafeLink>
              <div class="copy-actions">
                {at > 0 ? <Move t={t} row={row} post={post} to="up" /> : null}
                {at < posts.length - 1 ? <Move t={t} row={row} post={post} to="down" /> : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Move({
  t,
  row,
  post,
  to,
}: {
  t: Desk['t'];
  row: OfficeInstitution;
  post: ShownPost;
  to: 'up' | 'down';
}): VNode {
  return (
    <ActionForm
      action={officeInstitutionPath(row.id, `cargos/${post.id}/mover`)}
      fields={{ to }}
      label={t(`officials.office.move.${to}`)}
      size="small"
      about={post.label}
    />
  );
}

function PublicSection(props: OfficeInstitutionProps): VNode {
  const { desk, row, uses, otherUses, typed } = props;
  const { t } = desk;
  const used = otherUses.length > 0 || Object.values(uses).some((count) => count > 0);
  return (
    <>
      <InstitutionUses t={t} uses={uses} otherUses={otherUses} />
      <Section title={t('officials.office.address')} id="direccion">
        <SchemaForm
          t={t}
          action={officeInstitutionPath(row.id, 'direccion')}
          fields={fieldsOf(AddressForm)}
          state={
            typed?.form === 'address'
              ? typed.state
              : { values: new Map([['slug', [row.slug]]]), faults: [], version: row.version }
          }
          submit={t('officials.office.save')}
          prefix="d"
          label={t('officials.office.address')}
        />
      </Section>
      <Section title={t('officials.office.public')} id="publicacion">
        {row.status === 'published' ? (
          used ? (
            <p>{t('officials.office.archive_used')}</p>
          ) : (
            <SchemaForm
              t={t}
              action={officeInstitutionPath(row.id, 'archivar')}
              fields={fieldsOf(WhyForm)}
              state={typed?.form === 'archive' ? typed.state : { values: new Map(), faults: [] }}
              submit={t('officials.office.archive')}
              prefix="a"
              label={t('officials.office.archive')}
              danger
            />
          )
        ) : (
          <ButtonRow>
            <ActionForm
              action={officeInstitutionPath(row.id, 'publicar')}
              fields={{ version: String(row.version) }}
              label={t('officials.office.publish')}
              kind="primary"
            />
            {row.status === 'draft' && !used ? (
              <ActionForm
                action={officeInstitutionPath(row.id, 'borrar')}
                label={t('officials.office.discard')}
                kind="danger"
                confirm={t('officials.office.discard_confirm')}
              />
            ) : null}
          </ButtonRow>
        )}
      </Section>
    </>
  );
}

export interface OfficePostProps {
  desk: Desk;
  row: OfficeInstitution;
  post: ShownPost;
  statements: readonly Statement[];
}

export function OfficePostPage(props: OfficePostProps): VNode {
  const { desk, row, post, statements } = props;
  const { t } = desk;
  return (
    <InstitutionFrame desk={desk} row={row} title={post.label}>
      <Section
        title={t('officials.office.facts')}
        id="datos"
        action={
          <Button href={officeInstitutionPath(row.id, `datos/nuevo?cargo=${post.id}`)}>
            {t('officials.office.add_fact')}
          </Button>
        }
      >
        <Facts desk={desk} row={row} list={statements} />
      </Section>
      <ButtonRow>
        <ActionForm
          action={officeInstitutionPath(row.id, `cargos/${post.id}/quitar`)}
          label={t('officials.office.remove_post')}
          kind="danger"
          confirm={t('officials.office.remove_post_confirm')}
        />
      </ButtonRow>
    </InstitutionFrame>
  );
}

export interface FactPageProps {
  desk: Desk;
  row: OfficeInstitution;
  title: string;
  fields: readonly FormField[];
  state: FormState;
  action: string;
  cancelHref: string;
  hidden: Readonly<Record<string, string>>;
  submit: string;
  source: VNode;
  /** Of a statement that is there: what else can be done with it. */
  decide?: VNode | undefined;
}

export function FactPage(props: FactPageProps): VNode {
  const { desk, row, title, decide } = props;
  const { t } = desk;
  return (
    <InstitutionFrame desk={desk} row={row} title={title}>
      {decide ?? null}
      {decide ? <h2>{t('officials.office.correct')}</h2> : null}
      {props.source}
      <SchemaForm
        t={t}
        action={props.action}
        fields={props.fields}
        state={props.state}
        hidden={props.hidden}
        submit={props.submit}
        cancelHref={props.cancelHref}
      />
    </InstitutionFrame>
  );
}
