import { withTimeout } from '../../abort.ts';
import type { Clock } from '../../clock.ts';
import type { LinkTrouble } from '../../link/link.ts';
import { err, ok, type Result } from '../../result.ts';
import { decodeIpp } from './decode.ts';
import { encodeIpp } from './encode.ts';
import type { IppMessage } from './message.ts';
import type { Post } from './post.ts';
import type { IppRequest } from './requests.ts';

/** Why a request has no answer. `lost`: the printer may have carried out the request. */
export type IppExchangeTrouble =
  | { readonly kind: 'not-sent' | 'lost'; readonly trouble: LinkTrouble }
  | { readonly kind: 'nonsense'; readonly why: string };

export interface IppExchangeOptions {
  readonly post: Post;
  readonly clock: Clock;
  /** Possibly a citizen's document: count the bytes, never log them. */
  readonly onDiscarded: (discarded: { readonly bytes: Uint8Array; readonly why: string }) => void;
}

const ANSWER_MS = 10_000;
const SLOWEST_BYTES_PER_MS = 50;

export type IppExchange = (request: IppRequest, signal: AbortSignal) => Promise<Result<IppMessage, IppExchangeTrouble>>;

/**
 * Sends requests and decodes answers. Request numbers rise from 1 (RFC 8011, 4.1.2). An answer may take ten
 * seconds, because printers wake up within seconds. The document adds its time on the slowest connection in use, 50 kB a second.
 */
export function createIppExchange({ post, clock, onDiscarded }: IppExchangeOptions): IppExchange {
  let last = 0;
  return async (request, signal) => {
    last = last >= 0x7fff_ffff ? 1 : last + 1;
    const requestId = last;
    const body = encodeIpp({ ...request, requestId });
    const limitMs = ANSWER_MS + request.data.length / SLOWEST_BYTES_PER_MS;
    const posted = await withTimeout(clock, limitMs, [signal], (either) => post(body, either));
    if (!posted.ok) return err({ kind: posted.error.sent ? 'lost' : 'not-sent', trouble: posted.error.trouble });
    const answer = decodeIpp(posted.value);
    const why = !answer.ok ? answer.error.why : answer.value.requestId === requestId ? null : 'answers another request';
    if (answer.ok && why === null) return ok(answer.value);
    onDiscarded({ bytes: posted.value, why: why ?? 'nonsense' });
    return err({ kind: 'nonsense', why: why ?? 'nonsense' });
  };
}
