import type { ResponseApdu } from '../../../drivers/id-reader/apdu/apdu.ts';
import { STATUS_WORDS } from '../../../drivers/id-reader/apdu/status-word.ts';
import {
  incrementCounter,
  protectResponse,
  type SmSession,
} from '../../../drivers/id-reader/emrtd/secure-messaging.ts';

export type AnswerProtection =
  | 'proper'
  /** One bit of the MAC is wrong. */
  | 'wrong-mac'
  /** The answer lacks DO'8E'. */
  | 'missing-mac'
  /** The outer status word differs from the inner one. */
  | 'status-differs'
  /** The answer is `9000`, unprotected. */
  | 'plain-success'
  /** The MAC uses a send counter that is two too high. */
  | 'wrong-counter'
  /** The answer is a bare error status, and the session ends. */
  | 'session-lost';

const MAC_OBJECT_BYTES = 10;

/** Protects an answer. Returns the answer to send, and the session after it. Without a session there is no protection. */
export function protectAnswer(
  how: AnswerProtection,
  session: SmSession | undefined,
  ins: number,
  reply: ResponseApdu,
): { readonly session: SmSession | undefined; readonly response: ResponseApdu } {
  if (!session) return { session, response: reply };
  const start =
    how === 'wrong-counter' ? { ...session, counter: incrementCounter(incrementCounter(session.counter)) } : session;
  const { session: after, response } = protectResponse(start, ins, { data: reply.data, status: reply.status });
  const { data, status } = response;
  switch (how) {
    case 'wrong-mac':
      return {
        session: after,
        response: { status, data: data.map((byte, i) => byte ^ Number(i === data.length - 1)) },
      };
    case 'missing-mac':
      return { session: after, response: { status, data: data.subarray(0, -MAC_OBJECT_BYTES) } };
    case 'status-differs':
      return {
        session: after,
        response: { status: status === STATUS_WORDS.success ? STATUS_WORDS.endOfFile : STATUS_WORDS.success, data },
      };
    case 'plain-success':
      return { session: after, response: { status: STATUS_WORDS.success, data: new Uint8Array() } };
    case 'session-lost':
      return { session: undefined, response: { status: STATUS_WORDS.smIncorrect, data: new Uint8Array() } };
    case 'proper':
    case 'wrong-counter':
      return { session: after, response };
    default:
      return how satisfies never;
  }
}
