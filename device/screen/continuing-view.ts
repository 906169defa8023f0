import { isCardLeft, type SessionContext } from '../session/context.ts';
import { blockedBy, foundOf, mayTry, moneyOfFound, nextOf } from '../session/continuing.ts';
import type { Purchase } from '../words/money.ts';
import type { View } from './screen.ts';

export function enteringCode(context: SessionContext): View {
  const { code, problem } = context.continuing;
  return { show: 'enteringCode', code, problem, locked: !mayTry(context) };
}

/** `purchaseOf` needs a service; one that this kiosk does not offer has no words here. */
export function foundView(context: SessionContext, purchaseOf: (context: SessionContext) => Purchase): View {
  const found = foundOf(context);
  const { state, reference, kiosk } = found;
  return {
    show: 'found',
    state,
    reference,
    kiosk,
    purchase: context.service && { ...purchaseOf(context), ...(state === 'open' ? {} : { amount: found.amount }) },
    money: moneyOfFound(found),
    paper: context.service?.paper ?? 'receipt',
    next: nextOf(context),
    blocked: blockedBy(context),
    takeCard: isCardLeft(context, true),
  };
}
