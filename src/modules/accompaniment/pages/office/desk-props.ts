/** What the page of one proposal at the desk is drawn from. */
import type { FormField } from '../../../../platform/forms/field.ts';
import type { FormState } from '../../../../ui/controls/schema-form.tsx';
import type { ProposalRow } from '../../../proposals/index.ts';
import type { Checks } from '../../rules/checklist.ts';
import type { Text } from '../../rules/text.ts';
import type { ShownAmendment, ShownSuggestion } from '../help.tsx';
import type { ShownMessage } from '../thread.tsx';
import type { Reader } from '../words.ts';

/** A form that came back with faults, by what it was to do. */
export type DrawnDesk = { what: string; state: FormState };

export interface DeskProps extends Reader {
  number: number;
  state: ProposalRow['state'];
  isPublic: boolean;
  text: Text;
  textLang: string | undefined;
  adviser: { name: string; self: boolean } | undefined;
  asked: Temporal.Instant | null;
  waiting: Temporal.Instant | null;
  closed: boolean;
  /** Of the help; 0: nobody began. */
  version: number;
  checks: Checks;
  suggestions: readonly ShownSuggestion[];
  amendments: readonly ShownAmendment[];
  messages: readonly ShownMessage[];
  supports: number;
  frozen: boolean;
  frozenFrom: number;
  /** When it was first put to an institution. */
  frozenAsked: Temporal.Instant | null;
  /** Until the words of a message go. */
  threadDays: number;
  /** May let the public read what authors change or add. */
  mayPublish: boolean;
  /** May read the page of moderation. */
  mayModerate: boolean;
  assign: readonly FormField[];
  drawn: DrawnDesk | undefined;
  done: string;
}

export const stateOf = (drawn: DrawnDesk | undefined, what: string): FormState =>
  drawn?.what === what ? drawn.state : { values: new Map(), faults: [] };
