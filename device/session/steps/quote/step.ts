import { isDeepStrictEqual } from 'node:util';
import type { SnapshotFrom } from 'xstate';
import { shownServiceText } from '../../../catalogue/easy.ts';
import { duesOfQuote } from '../../../words/quote.ts';
import type { UnansweredCode } from '../../../words/trouble.ts';
import { defineVisitStep } from '../../visit/step.ts';
import { duesToQuote, quoteMachine } from './quote.machine.ts';

export interface QuoteView {
  readonly show: 'quoting';
  readonly service: string;
  /** `null`: the back office is being asked. */
  readonly trouble: UnansweredCode | null;
}

export const quoteStepDefinition = defineVisitStep({
  needs: ['service', 'tier'],
  reads: ['answers', 'due'],
  adds: ['quote'],
  changes: ['due'],
  holds: ({ quote: its, due }) => isDeepStrictEqual(its ? duesOfQuote(its) : [], duesToQuote({ ...(due && { due }) })),
  reopens: false,
  progress: 'check',
  again: true,
  machine: quoteMachine,
  takes: ['citizen.back', 'citizen.retry'],
  view: ({ value, context }: SnapshotFrom<typeof quoteMachine>, seen): QuoteView => ({
    show: 'quoting',
    service: shownServiceText(context.service, 'title', seen),
    trouble: value === 'unanswered' ? context.trouble : null,
  }),
  key: ({ context: { trouble } }) => [trouble],
});
