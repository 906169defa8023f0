import type { SnapshotFrom } from 'xstate';
import type { Unanswered } from '../../../words/trouble.ts';
import { step } from '../../visit/step.ts';
import { quoteMachine } from './quote.machine.ts';

export interface QuoteView {
  readonly show: 'quoting';
  readonly service: string;
  /** Why the back office gave no answer, or `null` while it is asked. */
  readonly trouble: Unanswered | null;
}

export const quote = step({
  needs: ['service', 'tier'],
  reads: ['answers', 'due'],
  adds: ['quote'],
  changes: ['due'],
  // Another due, or another part of it, has a quote of its own.
  holds: ({ quote: its, due }) => its?.due?.id === due?.due.id && (its?.due?.part ?? null) === (due?.part ?? null),
  reopens: false,
  progress: 'check',
  again: true,
  machine: quoteMachine,
  takes: ['citizen.back', 'citizen.retry'],
  view: ({ value, context }: SnapshotFrom<typeof quoteMachine>, { language }): QuoteView => ({
    show: 'quoting',
    service: context.service.title[language],
    trouble: value === 'unanswered' ? context.trouble : null,
  }),
  key: ({ context }) => context.trouble,
  lodges: () => ({}),
  rows: () => [],
  edits: () => false,
});
