import { mayCardBeInReader, moneyStateOf, type SessionContext } from '../session/context.ts';
import { paidDuesOf, receiptQrAddress, rollPaperOf } from '../session/paper-content.ts';
import type { Purchase } from '../words/money.ts';
import type { CitizenPageView } from './screen.ts';
import type { ScreenSettings, SessionSnapshot } from './to-screen.ts';

/** Each paid due has a reference; the first stands for the payment, the others are here. */
const otherReferences = ({ dues }: SessionContext): readonly string[] =>
  dues.flatMap(({ registered }) => (registered ? [registered.reference] : [])).slice(1);

export function printingView(session: SessionSnapshot, purchase: Purchase, settings: ScreenSettings): CitizenPageView {
  const { context } = session;
  const paper = rollPaperOf(context);
  const reference = context.registered?.reference ?? '';
  const appointment = context.registered?.appointment ?? null;
  const printing = session.children['printing']?.getSnapshot();
  if (printing?.status !== 'active') return { show: 'printing', paper, reference, leaving: false };
  const canReprint = printing.can({ type: 'citizen.reprint' });
  const at = printing.value;
  switch (at) {
    case 'beginning':
    case 'printing':
    case 'over':
      return { show: 'printing', paper, reference, leaving: printing.context.leaving };
    case 'showingCode':
      return {
        show: 'receiptQr',
        paper,
        reference: paper === 'ticket' && !appointment?.slot ? null : reference,
        others: otherReferences(context),
        appointment,
        qr: receiptQrAddress(context, settings),
        takeCard: mayCardBeInReader(context),
        canReprint,
        canGoBack: printing.context.trouble !== null,
      };
    case 'trouble': {
      if (!printing.context.trouble) throw new Error('print trouble without a code');
      return {
        show: 'printTrouble',
        code: printing.context.trouble.code,
        paper,
        purchase,
        money: moneyStateOf(context, 'none'),
        reference,
        appointment,
        at: context.at,
        dues: paidDuesOf(context, context.language),
        place: context.registered?.document?.place ?? null,
        partlyPrinted: printing.context.partlyPrinted,
        canShowQr: paper !== 'certificate',
        canCopy: false,
        canReprint,
      };
    }
    default:
      return at satisfies never;
  }
}
