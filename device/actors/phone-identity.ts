import { fromPromise } from 'xstate';
import { pause, realClock } from '../../drivers/clock.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble } from '../back-office/contract.ts';
import type {
  PhoneAttempt,
  PhoneIdentityPollInput,
  PhoneIdentityPollOutput,
} from '../session/steps/identify/phone-identity.ts';
import { VISIT_STEPS } from '../session/steps/registry.ts';
import type { KioskParts } from './kiosk-parts.ts';

/** Shortest milliseconds between two questions about an unchanged state. Why 1 s: chosen, not measured. */
const SHORTEST_TURN_MS = 1_000;
/** Milliseconds before a question without an answer is asked again. Why 2 s: chosen, not measured. */
const ASK_AGAIN_MS = 2_000;
const MOST_UNANSWERED = 3;
/**
 * Milliseconds after the end of its validity when the kiosk itself ends an identification. Why 10 s: the office's answer may come 8 s
 * late.
 */
const OVERDUE_MS = 10_000;

type Answer<T> = Result<T, BackOfficeTrouble>;

type PhoneNames = Pick<PhoneAttempt, 'key' | 'nonce'>;

/** An answer that another question may bring; a refusal is final. */
const mayBeLost = <T>(answer: Answer<T>): boolean => !answer.ok && answer.error.kind !== 'refused';

/**
 * Identifies a person by a digital identity on the phone. A lost answer is asked for again under the same key. If the citizen leaves the
 * page, the identification is cancelled.
 */
export function connectIdentifyMachine(parts: Pick<KioskParts, 'backOffice' | 'paper' | 'newKey' | 'clock'>) {
  const { backOffice, paper, newKey, clock = realClock } = parts;
  const kiosk = paper.kioskId;

  async function asked<T>(ask: () => Promise<Answer<T>>, signal: AbortSignal): Promise<Answer<T>> {
    for (let unanswered = 1; ; unanswered += 1) {
      const answer = await ask();
      if (!mayBeLost(answer) || unanswered >= MOST_UNANSWERED || signal.aborted) return answer;
      await pause(clock, ASK_AGAIN_MS, signal);
    }
  }

  /** Cancels the attempt if the citizen leaves the page while `work` runs. */
  async function untilLeft<T>(attempt: PhoneNames, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const { key, nonce } = attempt;
    const cancel = () => void backOffice.cancelIdentity(key, { kiosk, nonce }, new AbortController().signal);
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await work();
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  return VISIT_STEPS.identify.machine.provide({
    actors: {
      startPhone: fromPromise(async ({ input, signal }) => {
        const attempt = { key: newKey(), nonce: newKey() };
        const request = { kiosk, nonce: attempt.nonce, ...input };
        const result = await untilLeft(attempt, signal, () =>
          asked(() => backOffice.startIdentity(attempt.key, request, signal), signal),
        );
        const until = clock.now() + (result.ok ? result.value.validSeconds * 1_000 + OVERDUE_MS : 0);
        return { ...attempt, until, result };
      }),
      awaitPhone: fromPromise<PhoneIdentityPollOutput, PhoneIdentityPollInput>(({ input, signal }) =>
        untilLeft(input, signal, async () => {
          const { key, nonce, until, seen } = input;
          const began = clock.now();
          if (began >= until) return ok({ state: 'over' });
          const news = await asked(() => backOffice.identityNews(key, { kiosk, nonce, seen }, signal), signal);
          const left = SHORTEST_TURN_MS - (clock.now() - began);
          if (news.ok && news.value.state === seen && left > 0) await pause(clock, left, signal);
          return news;
        }),
      ),
    },
  });
}
