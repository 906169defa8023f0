import type { LinkTrouble } from '../../link/link.ts';
import type { Result } from '../../result.ts';

export interface PostTrouble {
  readonly trouble: LinkTrouble;
  /** Whether a part of the request may have arrived, and been carried out. */
  readonly sent: boolean;
}

/** Sends one request over HTTP (RFC 8010, 4). Ends soon after an abort; the outcome is then unknown. */
export type Post = (request: Uint8Array, signal: AbortSignal) => Promise<Result<Uint8Array, PostTrouble>>;

/** Also remembers why the last request had no answer: a driver only says that its printer is away. */
export function rememberPostTrouble(post: Post): {
  readonly post: Post;
  readonly trouble: () => LinkTrouble | undefined;
} {
  let trouble: LinkTrouble | undefined;
  return {
    trouble: () => trouble,
    async post(request, signal) {
      const answer = await post(request, signal);
      trouble = answer.ok ? undefined : answer.error.trouble;
      return answer;
    },
  };
}
