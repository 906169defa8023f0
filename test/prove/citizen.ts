import type { CitizenScreen } from '../../device/screen/screen.ts';
import type { Intent } from '../../device/words/intent.ts';
import { purchaseRestToPay } from '../../device/words/money.ts';
import { primaryIntent } from '../model/offers.ts';
import type { CitizenPlan } from './protocol.ts';

/** A citizen who knows each screen. `readCard` puts the identity card into the reader. */
export function createCitizen(plan: CitizenPlan, readCard: () => void) {
  let cancelled = false;
  let stopped = false;
  let retried = false;
  let visits = 0;
  let reference: string | null = null;

  return function onScreen(screen: CitizenScreen): readonly Intent[] | null {
    if ('reference' in screen && screen.reference !== null) reference = screen.reference;
    switch (screen.show) {
      case 'attract':
        visits += 1;
        if (visits > 1 && !(visits === 2 && plan.comesBack && reference !== null)) return null;
        return [{ do: 'start', language: 'az' }];
      case 'choosing': {
        if (visits > 1) return [{ do: 'continue' }];
        const onPage = (wanted: string) => screen.services.find(({ id }) => id === wanted);
        const service = onPage(plan.dues ? 'identity-card-replacement' : plan.service);
        return service && service.unavailable !== null ? [] : [{ do: 'choose', service: plan.service }];
      }
      case 'enteringCode':
        return [...[...(reference ?? '')].map((key): Intent => ({ do: 'key', key })), { do: 'next' }];
      case 'askingCancel':
      case 'readingReply':
        return [{ do: 'back' }];
      case 'found':
        return [{ do: screen.next === null ? 'finish' : 'next' }];
      case 'beforeYouStart':
        if (plan.onSheets && screen.warnings.includes('PRN-204')) return [];
        return screen.blocked === null ? [{ do: 'next' }] : [];
      case 'identifying':
        if (screen.stage === 'waiting') readCard();
        return [];
      case 'answering':
        if (screen.question.kind === 'known-phone') return [{ do: 'answer', value: screen.question.another.value }];
        return [...answer(screen.question), { do: 'next' }];
      case 'choosingSlot':
        return screen.holding ? [] : led(screen);
      case 'choosingDue':
        return [screen.full ? { do: 'next' } : { do: 'answer', value: 'all' }];
      case 'noDue':
        return [{ do: 'finish' }];
      case 'checking':
        if (screen.blocked !== null) return [];
        return [{ do: screen.purchase.amount > 0 ? 'pay' : 'next' }];
      case 'choosingPayment': {
        const method = (visits > 1 && plan.thenPays) || (plan.pays ?? 'card');
        if (plan.credit !== undefined && screen.credit === null) return [{ do: 'method', method: 'credit' }];
        if (purchaseRestToPay(screen.purchase) === 0) return [{ do: 'next' }];
        return screen.closed[method] === null ? [{ do: 'method', method }] : [];
      }
      case 'typingCredit':
        if (screen.asking) return [];
        if (screen.fixed) return [{ do: 'next' }];
        if (screen.problem !== null || screen.code !== '') return [];
        return [...[...(plan.credit ?? '')].map((key): Intent => ({ do: 'key', key })), { do: 'next' }];
      case 'paying':
        if (screen.stage !== 'present-card' || !plan.cancels || cancelled) return [];
        cancelled = true;
        return [{ do: 'cancel' }];
      case 'payingCash':
        if (plan.stopsAt === undefined || screen.inserted < plan.stopsAt || !screen.canStop || stopped) return [];
        stopped = true;
        return [{ do: 'cancel' }];
      case 'noteTooLarge':
        return [{ do: 'answer', value: plan.keeps ? 'keep' : 'give-back' }];
      case 'printTrouble':
        // The office has 400 ms for its document; at the second try the document is ready.
        if (plan.onSheets && screen.canReprint && screen.code === 'BKO-101') return [{ do: 'reprint' }];
        return screen.canShowQr ? [{ do: 'show-qr' }] : [{ do: 'finish' }];
      case 'trouble':
        if (!plan.retries || retried || !screen.canRetry) return [{ do: 'finish' }];
        retried = true;
        return [{ do: 'retry' }];
      case 'credited':
      case 'done':
        return [{ do: 'finish' }];
      default:
        return led(screen);
    }
  };
}

function led(screen: CitizenScreen): readonly Intent[] {
  const on = primaryIntent(screen);
  return on === null ? [] : [on];
}

function answer(question: Extract<CitizenScreen, { show: 'answering' }>['question']): readonly Intent[] {
  if (question.kind === 'choice') return [{ do: 'answer', value: question.options[0]?.value ?? '' }];
  if (question.kind !== 'text') throw new Error(`nobody in this proof answers ${question.kind}`);
  const text = question.keyboard === 'digits' ? '501234567' : 'BANK';
  return [...text].map((key) => ({ do: 'key', key }));
}
