/* oxlint-disable jsx-a11y/prefer-tag-over-role -- its words come later, from the script */
/** The door on a phone: camera, code by hand, search; without scripts, forms. */
import type { ComponentChildren, VNode } from 'preact';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { LANGUAGES } from '../../../platform/i18n/translate.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { ANSWERS, type DoorAnswer } from '../rules/door-outcome.ts';
import { DoorCard } from './door-card.tsx';

export interface DoorFacts {
  t: Translate;
  lang: Lang;
  /** Address of this door, without query. */
  path: string;
  /** Names what the phone keeps. */
  phoneId: string;
  label: string;
  edition: string;
  maySearch: boolean;
  byStaff: boolean;
  counts: { arrived: number; expected: number };
  /** When the work of this phone ends, ms since 1970. */
  ends: number;
  /** Where the scripts find what they load later. */
  assets: { reader: string };
  editionMark: string;
}

export function DoorPage({ door, result }: { door: DoorFacts; result?: VNode | undefined }): VNode {
  const { t, path } = door;
  return (
    <DoorFrame door={door}>
      <p class="door-net" id="puerta-red" role="status" hidden />
      <section class="door-camera" aria-label={t('attendance.door.camera')} hidden>
        <video playsInline muted hidden />
        <p class="door-camera-words" />
        <div class="door-camera-buttons">
          <button type="button" class="button button-primary" data-do="camera">
            {t('attendance.door.camera_on')}
          </button>
          <button type="button" class="button button-secondary" data-do="torch" aria-pressed="false" hidden>
            {t('attendance.door.torch')}
          </button>
        </div>
      </section>
      <div id="puerta-resultado" class="door-result" role="status" aria-live="assertive" tabIndex={-1}>
        {result}
      </div>
      <form class="door-code" method="post" action={`${path}/entrar`} data-do="code">
        <TextField
          t={t}
          id="code"
          name="code"
          label={t('attendance.door.code')}
          hint={t('attendance.door.code_hint')}
          mark={false}
          autocomplete="off"
        />
        <Button>{t('attendance.door.enter')}</Button>
      </form>
      {door.maySearch ? <SearchForm door={door} value="" /> : null}
      <MoreActions door={door} />
      <Offline t={t} />
    </DoorFrame>
  );
}

export function SearchForm({ door: { t, path }, value }: { door: DoorFacts; value: string }): VNode {
  return (
    <search>
      <form class="door-code" method="post" action={`${path}/buscar`} data-needs="net">
        <TextField
          t={t}
          id="q"
          name="q"
          type="search"
          label={t('attendance.door.search')}
          hint={t('attendance.door.search_hint')}
          mark={false}
          value={value}
          autocomplete="off"
        />
        <Button kind="secondary">{t('attendance.door.find')}</Button>
      </form>
    </search>
  );
}

function MoreActions({ door: { t, path, maySearch } }: { door: DoorFacts }): VNode {
  return (
    <div class="door-more">
      {maySearch ? (
        <Button kind="secondary" href={`${path}/agregar`}>
          {t('attendance.door.add')}
        </Button>
      ) : null}
      <Disclosure summary={t('attendance.door.close')}>
        <p>{t('attendance.door.close_lead')}</p>
        <ActionForm action={`${path}/cerrar`} label={t('attendance.door.close_now')} kind="danger" />
      </Disclosure>
    </div>
  );
}

/** The frame of all pages of the door: where one is, how many have come. */
export function DoorFrame({
  door,
  title,
  children,
}: {
  door: DoorFacts;
  title?: string | undefined;
  children: ComponentChildren;
}): VNode {
  const { t, counts } = door;
  return (
    <>
      <header class="door-head">
        <p class="door-edition">
          {door.edition} · {door.label}
        </p>
        <Languages door={door} />
      </header>
      <main id="contenido" class="door" tabIndex={-1} {...scriptFacts(door)}>
        <div class="door-title">
          <h1>{title ?? t('attendance.door.title')}</h1>
          <p class="door-count">
            <strong data-count="arrived">{counts.arrived}</strong>{' '}
            {t('attendance.door.of_expected', { expected: counts.expected })}
          </p>
        </div>
        {children}
      </main>
    </>
  );
}

/** What the script has to know, in words of the page's language. */
function scriptFacts({ t, path, phoneId, ends, assets, editionMark }: DoorFacts) {
  return {
    'data-door': path,
    'data-phone': phoneId,
    'data-ends': String(ends),
    'data-mark': editionMark,
    'data-reader': assets.reader,
    'data-words-insecure': t('attendance.door.insecure'),
    'data-words-no-camera': t('attendance.door.no_camera'),
    'data-words-denied': t('attendance.door.denied'),
    'data-words-camera-on': t('attendance.door.camera_on'),
    'data-words-camera-off': t('attendance.door.camera_off'),
    'data-words-offline': t('attendance.door.offline'),
    'data-words-no-roster': t('attendance.door.no_roster'),
    'data-words-ready': t('attendance.door.ready'),
    'data-words-waiting': t('attendance.door.unsent'),
    'data-words-needs-net': t('attendance.door.needs_net'),
    'data-words-over': t('attendance.door.over.lead'),
    'data-words-close-unsent': t('attendance.door.close_unsent'),
  };
}

function Languages({ door: { t, lang, path } }: { door: DoorFacts }): VNode {
  const names: Record<Lang, string> = { es: 'Español', en: 'English' };
  return (
    <ul class="languages" aria-label={t('ui.shell.language')}>
      {LANGUAGES.filter((one) => one !== lang).map((one) => (
        <li>
          <a href={`${path}?lang=${one}`} hreflang={one} lang={one}>
            {names[one]}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The same cards, without names, for the hours without network. `already_here`: scanned by this very phone. */
const OFFLINE_CARDS: readonly (DoorAnswer | 'already_here')[] = [...ANSWERS, 'already_here'];
/** Where the script writes the time. */
export const TIME_SLOT = '%TIME%';

function Offline({ t }: { t: Translate }): VNode {
  return (
    <>
      {OFFLINE_CARDS.map((kind) => (
        <template data-card={kind}>
          {kind === 'already_here' ? (
            <DoorCard t={t} kind="already" words={t('attendance.door.since_here', { time: TIME_SLOT })} />
          ) : (
            <DoorCard t={t} kind={kind} words={t(`attendance.door.kept.${kind}`)}>
              {kind === 'online' ? (
                <button type="button" class="button button-secondary" data-do="anyway">
                  {t('attendance.door.anyway')}
                </button>
              ) : null}
            </DoorCard>
          )}
        </template>
      ))}
    </>
  );
}

/** This phone marks nobody any more. The script wipes what it had kept. */
export function DoorOverPage({ t, phoneId, path }: Pick<DoorFacts, 't' | 'phoneId' | 'path'>): VNode {
  return (
    <main id="contenido" class="door" tabIndex={-1} data-door={path} data-phone={phoneId} data-over="yes">
      <h1>{t('attendance.door.over.title')}</h1>
      <p>{t('attendance.door.over.lead')}</p>
      <p>
        <a href="/">{t('attendance.door.over.home')}</a>
      </p>
    </main>
  );
}
