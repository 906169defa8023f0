import { longestPrintCallMs, longestStartedWithoutSheetMs } from '../../drivers/document-printer/contract.ts';
import { copiesOf, isVisitPaid, moneyStateOf, type SessionContext } from '../session/context.ts';
import { previewOf } from '../session/document.ts';
import { printerTrouble } from '../session/visit/devices.ts';
import type { Purchase } from '../words/money.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { VisitStateName } from './journey.ts';
import type { CitizenPageView } from './screen.ts';
import type { SessionSnapshot } from './to-screen.ts';

type Place = Extract<
  VisitStateName,
  'readingDocument' | 'unread' | 'previewing' | 'wrongDocument' | 'printingDocument'
>;

export function documentView(at: Place, session: SessionSnapshot, purchase: Purchase): CitizenPageView {
  const { context } = session;
  const reference = context.registered?.reference ?? '';
  switch (at) {
    case 'readingDocument':
      return { show: 'readingDocument', reference };
    case 'unread': {
      const canCopy = !isVisitPaid(context) && printerTrouble(context.devices) === null;
      const code = context.documentTrouble ?? 'BKO-101';
      return trouble(context, purchase, { code, partlyPrinted: false, canReprint: true, canCopy });
    }
    case 'previewing': {
      if (!context.document) throw new Error('nothing to look at');
      const sheets = context.document.facts.pages * copiesOf(context);
      return { show: 'previewing', reference, document: previewOf(context.document), sheets };
    }
    case 'wrongDocument':
      return { show: 'wrongDocument', reference };
    case 'printingDocument':
      return printing(session, reference, purchase);
    default:
      return at satisfies never;
  }
}

function printing({ context, children }: SessionSnapshot, reference: string, purchase: Purchase): CitizenPageView {
  const document = children['document']?.getSnapshot();
  const its = document?.status === 'active' ? document.context : null;
  if (!document || !its?.trouble || document.value === 'printing')
    return { show: 'printing', paper: 'document', reference, leaving: its?.leaving ?? false, late: lateOf(context) };
  return trouble(context, purchase, {
    code: its.trouble.code,
    partlyPrinted: its.partlyPrinted,
    canReprint: document.can({ type: 'citizen.reprint' }),
    canCopy: document.can({ type: 'citizen.next' }),
  });
}

/** A printer that is awake needs half of the allowed time. */
function lateOf(context: SessionContext): { readonly afterS: number; readonly endsAfterMinutes: number } {
  const sheets = (context.document?.facts.pages ?? 1) * copiesOf(context);
  return {
    afterS: Math.round(longestStartedWithoutSheetMs(sheets) / 2_000),
    endsAfterMinutes: Math.ceil(longestPrintCallMs(sheets) / 60_000),
  };
}

interface Choices {
  readonly code: TroubleCode;
  readonly partlyPrinted: boolean;
  readonly canReprint: boolean;
  readonly canCopy: boolean;
}

const trouble = (context: SessionContext, purchase: Purchase, choices: Choices): CitizenPageView => ({
  show: 'printTrouble',
  paper: 'document',
  purchase,
  money: moneyStateOf(context, 'none'),
  reference: context.registered?.reference ?? '',
  appointment: context.registered?.appointment ?? null,
  at: context.at,
  dues: [],
  place: context.registered?.document?.place ?? null,
  canShowQr: false,
  ...choices,
});
